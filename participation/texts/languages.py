"""Which of Finnish, Swedish and English a short text is in.

Naive Bayes on groups of three letters (Cavnar and Trenkle 1994 rank them; here they are counted
with add-one smoothing). `trigrams.json` was counted from this service's own words in the three
languages by `tools/trigrams.py`, so it weighs little and needs no dictionary.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache, lru_cache
from json import loads
from math import log
from pathlib import Path

from participation.texts.words import tokens

FILE = Path(__file__).with_name("trigrams.json")
FEWEST_WORDS = 2
MOST_KEPT = 50_000
SURE = 4.0  # how much likelier (as a logarithm) another language must be than the expected one


def trigrams(words: str) -> Counter[str]:
    """Count groups of three letters, with the ends of words."""
    found: Counter[str] = Counter()
    for word in tokens(words):
        ended = f" {word} "
        found.update(ended[at : at + 3] for at in range(len(ended) - 2))
    return found


@cache
def _profiles() -> Mapping[str, tuple[Mapping[str, float], float]]:
    """Return by language the logarithm of each group's share, and that of one never seen."""
    counted: dict[str, dict[str, int]] = loads(FILE.read_text("utf-8"))
    kinds = len({gram for one in counted.values() for gram in one})
    found = {}
    for language, grams in counted.items():
        whole = log(sum(grams.values()) + kinds)
        shares = {gram: log(number + 1) - whole for gram, number in grams.items()}
        found[language] = (shares, -whole)
    return found


@lru_cache(MOST_KEPT)
def _of_word(word: str) -> tuple[float, ...]:
    """Return how likely a word is in each language; the same words come again and again."""
    grams = trigrams(word)
    return tuple(
        sum(number * shares.get(gram, never) for gram, number in grams.items())
        for shares, never in _profiles().values()
    )


def scores(words: str) -> dict[str, float]:
    """Return how likely each language is, as logarithms; equal for a text without letters."""
    found = [_of_word(word) for word in tokens(words)]
    sums = [sum(parts) for parts in zip(*found, strict=True)] or [0.0] * len(_profiles())
    return dict(zip(_profiles(), sums, strict=True))


def language_of(words: str, expected: str = "") -> str:
    """Return the likeliest language; the expected one unless another is clearly likelier.

    One word alone tells too little: "tennis" is all three.
    """
    if expected and len(tokens(words)) < FEWEST_WORDS:
        return expected
    found = scores(words)
    best = max(found, key=lambda language: found[language])
    if expected in found and found[best] - found[expected] < SURE:
        return expected
    return best
