"""Words of a text, as people wrote them, and the small words that tell nothing of a theme."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
SPACE = re.compile(r"\s+")

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Said:
    """One text: what the caller calls it, its words, and the language it is likely in."""

    key: Any
    words: str
    language: str = ""


@cache
def lists(name: str) -> dict[str, frozenset[str]]:
    """Return the lists of words in a file of this room, by their headings."""
    parts = re.split(r"^\[(\w+)\]$", (FOLDER / name).read_text("utf-8"), flags=re.MULTILINE)
    return {
        key: frozenset(words.split()) for key, words in zip(parts[1::2], parts[2::2], strict=True)
    }


def stop_words(language: str) -> frozenset[str]:
    """Return the small words of a language."""
    return lists("stop_words.txt").get(language, frozenset())


def tokens(words: str) -> list[str]:
    """Return the words of a text in lower case: no numbers, no punctuation."""
    return WORD.findall(words.lower())


def plain(words: str) -> str:
    """Return a text as it is compared: lower case, words and numbers with one space between."""
    return SPACE.sub(" ", re.sub(r"[^\w]+", " ", words.lower())).strip()
