"""Numbers as people write them: with a decimal comma or point, with or without spaces."""

import re
from decimal import Decimal

LONGEST = 100
SPACES = re.compile(r"[\s'\u2019\u00a0\u2009\u202f]")
PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
GROUPED = re.compile(r"[+-]?\d{1,3}(?:(\.\d{3})+(?:,\d*)?|(,\d{3})+(?:\.\d*)?)")


def parse(typed: str, units: tuple[str, ...] = ()) -> Decimal | None:
    """Return the number that was meant, or nothing if it is none.

    A single comma or point is the decimal mark; of two kinds, the last is; a mark that comes
    several times parts thousands.
    """
    words = typed.replace("\N{MINUS SIGN}", "-").replace("\N{EN DASH}", "-").strip()
    for unit in units:
        if unit and words.casefold().endswith(unit.casefold()):
            words = words[: -len(unit)]
    words = SPACES.sub("", words)
    if len(words) > LONGEST:
        return None
    if PLAIN.fullmatch(words) and words.isascii():
        return Decimal(words.replace(",", "."))
    found = GROUPED.fullmatch(words)
    if found and words.isascii():
        thousands = "." if found[1] else ","
        return Decimal(words.replace(thousands, "").replace(",", "."))
    return None
