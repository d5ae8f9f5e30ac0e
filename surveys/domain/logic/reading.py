"""Numbers among values, read the same way by Python and by pages."""

import re
from math import isfinite
from typing import Any

NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,15})?")


def as_number(value: Any) -> float | None:
    """Return the number that a value is or reads as; a truth is none."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        return None
    if isinstance(value, str):
        return float(value) if NUMBER.fullmatch(value) else None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if isfinite(number) else None
