"""Numbers as people type them: in any digits, with a comma or a point, a half as ½ or 1/2."""

import re
import unicodedata
from enum import Enum

LONGEST = 40
"""Characters: whatever is longer is no number that somebody means."""
MINUS = {"-", "\N{MINUS SIGN}", "\N{EN DASH}", "\N{FIGURE DASH}"}
SAME_AS = str.maketrans(
    {
        "\N{ARABIC DECIMAL SEPARATOR}": ".",
        "\N{ARABIC THOUSANDS SEPARATOR}": "'",
        "\N{ARABIC COMMA}": ",",
        "\N{RIGHT SINGLE QUOTATION MARK}": "'",
        "\N{FRACTION SLASH}": "/",
    }
)
LEFT_OUT = {"Cf", "Sc", "Zs"}
"""Kinds of characters that stand around a number and do not change it: marks of direction, signs of money, spaces."""
AMOUNT = re.compile(r"(?P<whole>\d+)(?:[.,](?P<part>\d{1,2}))?", re.ASCII)
FRACTION = re.compile(r"(?:(?P<whole>\d+) )?(?P<above>\d)/(?P<below>[1-9])", re.ASCII)
IN_THOUSANDS = re.compile(r"\d{1,3}(?P<mark>[.,'])(?:\d{2,3}(?P=mark))*\d{3}(?=(?!(?P=mark))[.,]\d{1,2}$|$)", re.ASCII)
"""Marks between thousands, also in twos as in India, with three digits after the last one."""


class NumberProblem(Enum):
    """Why what was typed is no number to count with."""

    NOTHING = "left_empty"
    NOT_A_NUMBER = "not_a_number"
    BELOW_ZERO = "below_zero"
    TOO_MUCH = "too_much"


def read_number(typed: str, most: float, *, in_thousands: bool = False) -> float | NumberProblem:
    """The number that was typed, or what is wrong with it.

    `in_thousands`: it is money, and 1,200 is more than a thousand. Else 1,200 is refused: one, or a thousand?
    """
    if not typed.strip():
        return NumberProblem.NOTHING
    if len(typed) > LONGEST:
        return NumberProblem.TOO_MUCH if all(one.isdecimal() for one in typed) else NumberProblem.NOT_A_NUMBER
    plain = in_plain_digits(typed)
    found = value_of(without_thousands(plain) if in_thousands else plain)
    if found is None:
        below_zero = plain[:1] in MINUS and value_of(plain[1:].strip()) is not None
        return NumberProblem.BELOW_ZERO if below_zero else NumberProblem.NOT_A_NUMBER
    return found if found <= most else NumberProblem.TOO_MUCH


def in_plain_digits(typed: str) -> str:
    """What was typed with Latin digits, fractions written out, and one space at most between two parts."""
    written = "".join(in_latin(one) for one in typed.translate(SAME_AS))
    return " ".join(written.split())


def in_latin(one: str) -> str:
    """One character as it is read here."""
    if one.isdecimal():
        return str(unicodedata.decimal(one))
    kind = unicodedata.category(one)
    if kind == "No" and "\N{FRACTION SLASH}" in (written := unicodedata.normalize("NFKC", one)):
        return " " + written.translate(SAME_AS)
    return {"Zs": " "}.get(kind, "") if kind in LEFT_OUT else one


def without_thousands(plain: str) -> str:
    """An amount of money without the marks between its thousands."""
    if re.fullmatch(r"\d{1,3}( \d{2,3})* \d{3}([.,]\d{1,2})?", plain, re.ASCII):
        return plain.replace(" ", "")
    whole = IN_THOUSANDS.match(plain)
    return re.sub(r"[.,']", "", whole[0]) + plain[whole.end() :] if whole else plain


def value_of(plain: str) -> float | None:
    """What a plain number is worth; None where it is none."""
    if amount := AMOUNT.fullmatch(plain):
        return float(f"{amount['whole']}.{amount['part'] or 0}")
    if fraction := FRACTION.fullmatch(plain):
        return int(fraction["whole"] or 0) + int(fraction["above"]) / int(fraction["below"])
    return None
