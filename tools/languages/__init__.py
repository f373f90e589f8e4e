"""Languages as data, and what looks at a translation: a file for each language beside this one, tables of checks."""
