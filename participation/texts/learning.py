"""Themes that a text might have, learned from texts that people have given themes.

A theme is the mean of its texts over groups of letters (Rocchio 1971; Manning, Raghavan and
Schütze 2008, chapter 14); a text is put beside the themes it is nearest to. Scores are shares of
1 among the themes, lower for a text that is not half as like a theme as the theme's own texts are.
The same texts with the same themes always give the same suggestions.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import Any

import numpy as np

from participation.texts.matrix import Numbers
from participation.texts.similar import gram_table
from participation.texts.words import Said

METHOD, VERSION = "nearest-mean", "1"
FEWEST_TEXTS, FEWEST_THEMES = 5, 2  # of a theme, and themes with so many
MOST = 3
SHARPNESS = 25.0
ENOUGH = 0.5  # of how like a theme its own texts are
TINY = 1e-9
STRONG, POSSIBLE = 0.6, 0.1


def learned(
    texts: Sequence[Said], themes: Mapping[Any, Hashable]
) -> dict[Any, list[tuple[Hashable, float]]]:
    """Return at most three themes with scores for each text that has none, the best first.

    `themes` says by key which theme people gave; nothing is learned of themes with few texts.
    """
    sizes = Counter(themes[text.key] for text in texts if text.key in themes)
    known = sorted((one for one, n in sizes.items() if n >= FEWEST_TEXTS), key=str)
    if len(known) < FEWEST_THEMES:
        return {}
    table = gram_table(texts)
    column = {theme: at for at, theme in enumerate(known)}
    taught = np.zeros((len(texts), len(known)))
    for row, text in enumerate(texts):
        if themes.get(text.key) in column:
            taught[row, column[themes[text.key]]] = 1.0
    sums = table.turned().times(taught)
    lengths = np.maximum(np.linalg.norm(sums, axis=0), TINY)
    likeness = table.times(sums) / lengths
    shares = _shares(likeness) * np.minimum(
        1.0, likeness / (ENOUGH * _usual(likeness, lengths, taught))
    )
    return {
        text.key: _best(shares[row], known)
        for row, text in enumerate(texts)
        if text.key not in themes and shares[row].max() >= POSSIBLE
    }


def _shares(likeness: Numbers) -> Numbers:
    """Turn likenesses into shares of 1."""
    raised = np.exp(SHARPNESS * (likeness - likeness.max(axis=1, keepdims=True)))
    shares: Numbers = raised / raised.sum(axis=1, keepdims=True)
    return shares


def _usual(likeness: Numbers, lengths: Numbers, taught: Numbers) -> Numbers:
    """Return how like a theme its texts are on average, each compared with the others of it."""
    whole = likeness * lengths
    others = np.sqrt(np.maximum(lengths**2 - 2 * whole + 1, TINY))
    without = np.clip((whole - 1) / others, 0, 1) * taught
    usual: Numbers = np.maximum(without.sum(axis=0) / taught.sum(axis=0), TINY)
    return usual


def _best(shares: Numbers, known: Sequence[Hashable]) -> list[tuple[Hashable, float]]:
    order = np.argsort(-shares, kind="stable")[:MOST]
    found = [(known[at], round(float(shares[at]), 3)) for at in order]
    return [(theme, score) for theme, score in found if score >= POSSIBLE]
