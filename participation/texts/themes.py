"""Themes that texts might have: suggestions with the words that set them apart.

Texts are grouped by non-negative factors of TF-IDF over base forms; a theme is named by what its
texts say more often than the others (class-based TF-IDF, Grootendorst 2022), written as most people
wrote it. Each language is looked at by itself. The same texts give the same themes.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from math import log
from typing import Any

import numpy as np

from participation.texts.factors import factors
from participation.texts.lemmas import content
from participation.texts.matrix import Numbers, Sparse, tfidf
from participation.texts.words import Said

NAME, VERSION = "nmf-lemmas", "1"
METHOD = f"{NAME} {VERSION}"
FEWEST_TEXTS = 12
FEWEST_MEMBERS = 3
COMMON = 0.3
STRONG, POSSIBLE = 0.45, 0.25
WORDS = 4

Terms = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Member:
    """A text of a theme, and how much it is about it, from 0 to 1."""

    key: Any
    strength: float

    @property
    def is_strong(self) -> bool:
        """Whether the text is mostly about the theme."""
        return self.strength >= STRONG


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A theme: words that set it apart, and its texts, the strongest first."""

    words: tuple[str, ...]
    language: str
    members: Sequence[Member]


def suggested(
    texts: Iterable[Said],
    number: int,
    seed: int = 0,
    *,
    ignored: Collection[str] = (),
    told: Callable[[float], None] | None = None,
) -> list[Suggestion]:
    """Return about `number` themes, the largest first; none when there are too few texts.

    Words that are `ignored` tell of no theme; `told` hears how far it is, up to 1.
    """
    by_language: dict[str, list[Said]] = {}
    for text in texts:
        by_language.setdefault(text.language, []).append(text)
    whole = sum(map(len, by_language.values()))
    found: list[Suggestion] = []
    done = 0
    for language, some in sorted(by_language.items()):
        if len(some) >= FEWEST_TEXTS:
            share = max(2, round(number * len(some) / whole))
            said = [content(text.words, language, ignored) for text in some]
            found += _of_one_language(some, said, language, share, seed)
        done += len(some)
        if told:
            told(done / whole)
    return sorted(found, key=lambda one: (-len(one.members), one.words))


def _of_one_language(
    texts: Sequence[Said], said: Sequence[Terms], language: str, number: int, seed: int
) -> list[Suggestion]:
    counted = [Counter(base for base, _form in one) for one in said]
    table, terms = tfidf(counted, max(2, len(texts) // 2000), COMMON)
    number = min(number, len(terms) // 3, len(texts) // FEWEST_MEMBERS)
    if number < 1:
        return []
    _weights, themes = factors(table, number, seed)
    likeness = _likeness(table, themes)
    groups = [_members(texts, likeness, at) for at in range(number)]
    names = _names(said, counted, groups, set(terms))
    return [
        Suggestion(words, language, [Member(texts[row].key, value) for row, value in group])
        for words, group in zip(names, groups, strict=True)
        if len(group) >= FEWEST_MEMBERS and words
    ]


def _likeness(table: Sparse, themes: Numbers) -> Numbers:
    """Return the cosine of each text and each theme."""
    lengths = np.maximum(np.linalg.norm(themes, axis=0), 1e-12)
    return table.times(themes / lengths)


def _members(texts: Sequence[Said], likeness: Numbers, at: int) -> list[tuple[int, float]]:
    """Return the rows of a theme: those that are most like it, and quite like it."""
    best = likeness.argmax(axis=1)
    rows = np.flatnonzero((best == at) & (likeness[:, at] >= POSSIBLE))
    found = [(int(row), round(float(likeness[row, at]), 3)) for row in rows]
    return sorted(found, key=lambda pair: (-pair[1], texts[pair[0]].words, pair[0]))


def _names(
    said: Sequence[Terms],
    counted: Sequence[Counter[str]],
    groups: Sequence[Sequence[tuple[int, float]]],
    known: set[str],
) -> list[tuple[str, ...]]:
    """Return the words that set each group apart, in the form most people used."""
    forms: dict[str, Counter[str]] = {}
    for one in said:
        for base, form in one:
            forms.setdefault(base, Counter())[form] += 1
    within = [Counter[str]() for _group in groups]
    for group, total in zip(groups, within, strict=True):
        for row, _value in group:
            total.update({term for term in counted[row] if term in known})
    whole = Counter[str]()
    for total in within:
        whole.update(total)
    mean = sum(whole.values()) / max(1, len(groups))
    return [tuple(_form(forms[term]) for term in _telling(total, whole, mean)) for total in within]


def _telling(total: Counter[str], whole: Counter[str], mean: float) -> list[str]:
    """Return the terms of a group with the greatest class-based TF-IDF; nobody's only word."""
    size = max(1, sum(total.values()))
    scored = {
        term: number / size * log(1 + mean / whole[term])
        for term, number in total.items()
        if number > 1
    }
    return sorted(scored, key=lambda term: (-scored[term], term))[:WORDS]


def _form(forms: Counter[str]) -> str:
    return min(forms, key=lambda form: (-forms[form], len(form), form))
