"""Limits that XLSForm writes as expressions or parameters, where we have the same limit."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

NUMBER = r"(-?\d{1,12}(?:\.\d{1,6})?)"
COMPARISON = r"(>=|<=|<|>|=)"
PART = re.compile(
    rf"(?P<subject>\.|count-selected\(\s*\.\s*\)|string-length\(\s*\.\s*\))\s*{COMPARISON}\s*{NUMBER}"
)
TURNED = re.compile(rf"{NUMBER}\s*{COMPARISON}\s*(?P<subject>\.)(?!\d)")
TURN = {">=": "<=", "<=": ">=", "<": ">", ">": "<", "=": "="}
SUBJECTS = {".": "value", "c": "count", "s": "length"}
ALLOWED = {
    "number": {"value"},
    "multiple": {"count"},
    "text": {"length"},
    "long_text": {"length"},
}
MOST_DECIMALS = 6
SIGN = re.compile(r"'[^']*'|\"[^\"]*\"|\s+and\s+|[\s\S]", re.IGNORECASE)


def limits(expression: str, kind: str, *, whole: bool) -> tuple[dict[str, Any], list[str]]:
    """Return the settings that a constraint means for a kind, and the parts we cannot express."""
    settings: dict[str, Any] = {}
    rest = []
    for part in _parts(_bare(expression)):
        found = _limit(_bare(part), kind, whole=whole)
        if found is None:
            rest.append(part.strip())
        settings |= found or {}
    return settings, rest


def parameters(words: str) -> dict[str, str]:
    """Read `start=0 end=10 step=1`, parted by spaces, commas or semicolons."""
    parts = re.sub(r"\s*=\s*", "=", words)
    found = (part.partition("=") for part in re.split(r"[;,\s]+", parts) if "=" in part)
    return {key.lower(): value for key, _sign, value in found}


def range_settings(given: Mapping[str, str]) -> tuple[dict[str, Any], bool]:
    """Return the settings of a range, and whether they say everything (steps are not carried)."""
    try:
        start, end, step = (
            Decimal(given.get(key, default))
            for key, default in (("start", "1"), ("end", "10"), ("step", "1"))
        )
    except InvalidOperation:
        return {}, False
    if not (start.is_finite() and end.is_finite() and step.is_finite()):
        return {}, False
    decimals = min(max(_decimals(number) for number in (start, end, step)), MOST_DECIMALS)
    settings: dict[str, Any] = {"min": _plain(min(start, end)), "max": _plain(max(start, end))}
    if decimals:
        settings["decimals"] = decimals
    return settings, abs(step) == Decimal(1).scaleb(-decimals)


def step(given: Mapping[str, str]) -> int | float:
    """Return how far apart the numbers of a range are."""
    try:
        found = abs(Decimal(given.get("step", "1")))
    except InvalidOperation:
        return 1
    return _plain(found) if found.is_finite() and found else 1


def _parts(expression: str) -> list[str]:
    """Split at each `and` that stands in no brackets and no text."""
    parts, depth = [""], 0
    for sign in SIGN.findall(expression):
        depth += (sign == "(") - (sign == ")")
        if depth == 0 and sign.strip().lower() == "and":
            parts.append("")
        else:
            parts[-1] += sign
    return parts


def _bare(expression: str) -> str:
    """Take off brackets that go around the whole."""
    words = expression.strip()
    while words.startswith("(") and words.endswith(")") and _closes_last(words):
        words = words[1:-1].strip()
    return words


def _closes_last(words: str) -> bool:
    depth = 0
    for at, character in enumerate(words):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return at == len(words) - 1
    return False


def _limit(part: str, kind: str, *, whole: bool) -> dict[str, Any] | None:
    found, turned = PART.fullmatch(part), TURNED.fullmatch(part)
    if found:
        subject, sign, number = SUBJECTS[found["subject"][0]], found[2], Decimal(found[3])
    elif turned:
        subject, sign, number = "value", TURN[turned[2]], Decimal(turned[1])
    else:
        return None
    if subject not in ALLOWED.get(kind, ()):
        return None
    return _setting(subject, sign, number, whole=whole or subject != "value")


def _setting(subject: str, sign: str, number: Decimal, *, whole: bool) -> dict[str, Any] | None:
    if sign in "<>":
        if not whole:
            return None
        number += 1 if sign == ">" else -1
    low, high = ("min", "max") if subject != "length" else ("", "longest")
    settings = {low: _plain(number)} if sign in (">", ">=", "=") else {}
    settings |= {high: _plain(number)} if sign in ("<", "<=", "=") else {}
    return None if "" in settings or (subject != "value" and number < 1) else settings


def _plain(number: Decimal) -> int | float:
    return int(number) if number == number.to_integral_value() else float(number)


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0
