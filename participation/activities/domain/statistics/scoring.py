"""Scores of choices made a few at a time: best–worst and pairs.

Best–worst: (times best - times worst) / times shown, the count score of A. Finn and J. Louviere,
Journal of Public Policy & Marketing 11, 1992; see J. Louviere, T. Flynn and A. Marley, Best-Worst
Scaling, 2015, chapter 1. Pairs: share of wins, and the strengths of R. Bradley and M. Terry, Rank
analysis of incomplete block designs, Biometrika 39, 1952, by the MM algorithm of D. Hunter, MM
algorithms for generalized Bradley–Terry models, Annals of Statistics 32, 2004. Strengths exist
only when no split of the options has one side win every time (L. Ford, American Mathematical
Monthly 64, 1957).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from participation.activities.domain.statistics.refusals import Reason, Refused

CLOSE, MOST_ROUNDS = 1e-10, 10_000
Wins = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class BestWorst:
    """How often an option was shown, and chosen best or worst."""

    shown: float
    best: float
    worst: float

    @property
    def score(self) -> float | None:
        """Between -1 (always worst) and 1 (always best)."""
        return (self.best - self.worst) / self.shown if self.shown else None


def best_worst(sets: Iterable[tuple[Iterable[str], str, str]]) -> dict[str, BestWorst]:
    """Count sets of (options shown, the best, the worst); an empty choice was not made."""
    counts: dict[str, list[float]] = {}
    for shown, best, worst in sets:
        for option in shown:
            counts.setdefault(option, [0, 0, 0])[0] += 1
        for at, option in ((1, best), (2, worst)):
            if option:
                counts.setdefault(option, [0, 0, 0])[at] += 1
    return {option: BestWorst(*found) for option, found in counts.items()}


def win_shares(wins: Wins) -> dict[str, float]:
    """Return how large a share of its pairs each option won; `wins` is (winner, loser) → times."""
    names = _names(wins)
    won = dict.fromkeys(names, 0.0)
    met = dict.fromkeys(names, 0.0)
    for (winner, loser), times in wins.items():
        won[winner] += times
        met[winner] += times
        met[loser] += times
    return {name: won[name] / met[name] for name in names if met[name]}


@dataclass(frozen=True, slots=True, kw_only=True)
class Strengths:
    """Strengths that add up to 1: a beats b with probability a / (a + b)."""

    strengths: Mapping[str, float]
    rounds: int


def bradley_terry(wins: Wins) -> Strengths | Refused:
    """Return the most likely strengths, or why there are none."""
    names = _names(wins)
    if len(names) < 2:  # noqa: PLR2004 -- one option meets nobody
        return Refused(Reason.TOO_FEW_OPTIONS)
    table = _table(wins, names)
    if not _is_connected(table):
        return Refused(Reason.NOT_COMPARABLE)
    met, won = table + table.T, table.sum(axis=1)
    strengths = np.full(len(names), 1 / len(names))
    for rounds in range(1, MOST_ROUNDS + 1):
        before = strengths
        sums = before[:, None] + before[None, :]
        strengths = won / (met / sums).sum(axis=1)
        strengths /= strengths.sum()
        if np.abs(strengths - before).max() < CLOSE:
            found = dict(zip(names, strengths.tolist(), strict=True))
            return Strengths(strengths=found, rounds=rounds)
    return Refused(Reason.NOT_CONVERGED, {"rounds": MOST_ROUNDS})


def _names(wins: Wins) -> list[str]:
    return list(dict.fromkeys(name for pair in wins for name in pair))


def _table(wins: Wins, names: list[str]) -> NDArray[np.float64]:
    at = {name: place for place, name in enumerate(names)}
    table = np.zeros((len(names), len(names)))
    for (winner, loser), times in wins.items():
        table[at[winner], at[loser]] += times
    return table


def _is_connected(table: NDArray[np.float64]) -> bool:
    """Tell whether every option has beaten every other, if only by way of third ones."""
    reached = (table > 0) | np.eye(len(table), dtype=bool)
    for _ in range(len(table).bit_length()):
        reached = (reached.astype(np.int64) @ reached.astype(np.int64)) > 0
    return bool(reached.all())
