"""Support Mosaic: three rooms, and one direction between them.

content/   data only: steps, questions, rules, kinds of support, notices, contacts, sources, all words (TOML)
engine/    plain Python on frozen values: reads the content, says what is asked next and what the answers point to
web/       Flask: reads the request, asks the engine, renders. Knows no medicine.

Imports go one way: web -> engine. The engine imports no web framework, and the content holds no code.
tests/test_architecture.py keeps it so.
"""
