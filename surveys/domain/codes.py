"""Codes: the stable names of pages, questions, options and rows.

A code is [a-z0-9_], at most 40 characters. Codes are never used again for something else once they
were published, so whoever makes one says which are `taken`.
"""

import re
from collections.abc import Collection
from itertools import count
from unicodedata import combining, normalize

from surveys.domain.questionnaire import Questionnaire

LONGEST_CODE = 40
CODE = re.compile(rf"[a-z0-9_]{{1,{LONGEST_CODE}}}")
WRITTEN_OUT = str.maketrans({"ß": "ss", "æ": "ae", "ø": "o", "đ": "d", "ł": "l", "œ": "oe"})


def is_code(words: str) -> bool:
    """Tell whether the words can be a code."""
    return CODE.fullmatch(words) is not None


def next_code(letter: str, taken: Collection[str]) -> str:
    """Return the first of `q1`, `q2` … that is not taken."""
    return next(code for number in count(1) if (code := f"{letter}{number}") not in taken)


def code_from(name: str, taken: Collection[str], letter: str = "q") -> str:
    """Return the code nearest to a name from elsewhere, such as `project-alpha`."""
    folded = normalize("NFKD", name.lower().translate(WRITTEN_OUT))
    plain = "".join(character for character in folded if not combining(character))
    code = re.sub(r"[^a-z0-9_]+", "_", plain)[:LONGEST_CODE]
    if not code.strip("_"):
        return next_code(letter, taken)
    return code if code not in taken else _numbered(code, taken)


def addresses(questionnaire: Questionnaire) -> frozenset[str]:
    """Return where every part stands: `p1`, `q1`, `q1.option.a`, `q1.row.b`."""
    texts = {address for address, _text in questionnaire.texts()}
    return frozenset(address.removesuffix(".label").removesuffix(".title") for address in texts)


def _numbered(code: str, taken: Collection[str]) -> str:
    numbered = (f"{code[: LONGEST_CODE - 1 - len(str(n))]}_{n}" for n in count(2))
    return next(candidate for candidate in numbered if candidate not in taken)
