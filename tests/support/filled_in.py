"""A table as a reviewer saves it: in which encoding and with what between its columns is the spreadsheet's choice."""

import csv
from io import StringIO


def as_file(rows, encoding="utf-8-sig", delimiter=","):
    """Some rows as a file."""
    text = StringIO()
    table = csv.DictWriter(text, fieldnames=[*rows[0]], delimiter=delimiter)
    table.writeheader()
    table.writerows(rows)
    return text.getvalue().encode(encoding)
