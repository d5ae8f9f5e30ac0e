"""Open answers: an opening and sometimes a reason, on a theme, in the language of the answer."""

from functools import cache
from json import loads
from pathlib import Path
from random import Random

WORDS = Path(__file__).with_name("remarks.json")


@cache
def _remarks() -> dict[str, dict[str, dict[str, list[list[str]]]]]:
    found: dict[str, dict[str, dict[str, list[list[str]]]]] = loads(WORDS.read_text("utf-8"))
    return found


def themes(question: str) -> tuple[str, ...]:
    """Return what people write about in a question."""
    return tuple(_remarks()[question])


def openings(question: str, theme: str, language: str) -> list[str]:
    """Return how answers on a theme begin."""
    return list(_remarks()[question][theme][language][0])


def remark(chance: Random, question: str, theme: str, language: str) -> str:
    """Return an open answer."""
    openings, endings = _remarks()[question][theme][language]
    return f"{chance.choice(openings)} {chance.choice(endings)}".strip()
