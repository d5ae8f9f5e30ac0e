"""Values in a survey's JSON, each looked at before it is believed."""

from collections.abc import Iterator, Mapping
from typing import Any

Thing = Mapping[str, Any]

MOST_THINGS = 200_000


def things(value: Any) -> list[Thing]:
    """Return those values of a list that are objects."""
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else []


def words(value: Any) -> str:
    """Return a value as words; nothing for lists and objects."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value) if isinstance(value, (str, int, float)) else ""


def number(value: Any) -> int | float | None:
    """Return a value as a number, if it is one or reads as one."""
    if isinstance(value, str):
        try:
            value = float(value) if len(value) < 20 else None  # noqa: PLR2004 -- no number is longer
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not abs(value) < 1e12:  # noqa: PLR2004 -- none of ours is so large, infinite or no number
        return None
    return int(value) if value == int(value) else value


def spoken(value: Any) -> dict[str, str]:
    """Return the words of a string in each language; "default" is the survey's own."""
    if isinstance(value, str):
        return {"default": value}
    if not isinstance(value, Mapping):
        return {}
    return {str(code): said for code, said in value.items() if isinstance(said, str)}


def languages_in(value: Any) -> Iterator[str]:
    """Yield the languages that strings anywhere in a survey have."""
    waiting, seen = [value], 0
    while waiting and seen < MOST_THINGS:
        here = waiting.pop()
        seen += 1
        if isinstance(here, list):
            waiting += here
        elif isinstance(here, Mapping):
            if "default" in here and all(isinstance(said, str) for said in here.values()):
                yield from (code for code in here if code != "default")
            waiting += here.values()
