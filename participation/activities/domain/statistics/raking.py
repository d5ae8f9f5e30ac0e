"""Raking: weights with which respondents are like the population in each of some respects.

Iterative proportional fitting of W. Deming and F. Stephan, On a least squares adjustment of a
sampled frequency table when the expected marginal totals are known, Annals of Mathematical
Statistics 11, 1940; in survey practice see S. Kolenikov, Calibrating survey data using iterative
proportional fitting (raking), Stata Journal 14, 2014. Works on cells (combinations of categories
with the number of their respondents), so a million respondents cost as much as a hundred.

Weights have a mean of 1 over those counted. With a cap, weights above it are cut and all are raked
again, in turns, until both the cap and the margins hold. Each step takes the nearest weights (in
the sense of Kullback and Leibler) that fulfil one demand, so the turns end wherever weights exist
that fulfil all (L. Bregman, USSR Comp. Math. and Math. Physics 7, 1967).

Who told no category in some respect, or one of which the population figures say nothing, keeps
what the other respects give: the others are made like the population among themselves.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.domain.statistics.weights import effective

Cell = tuple[str, ...]
Floats = NDArray[np.float64]
# Shares within CLOSE end the rounds; within ACCEPTED, a thousandth of a percentage point, will do.
CLOSE, ACCEPTED, MOST_ROUNDS, NEARLY = 1e-10, 1e-5, 1_000, 1e-6


class Silent(StrEnum):
    """What becomes of respondents who have no category in some respect."""

    KEEP = "keep"
    LEAVE_OUT = "leave_out"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True, kw_only=True)
class Margin:
    """What the population is like in one respect: people by category.

    `at` names the places in a cell that make the category: one, or several taken together.
    """

    at: tuple[int, ...]
    population: Mapping[Cell, float]

    def category(self, cell: Cell) -> Cell | None:
        """Return the category of a cell; None if the population figures do not know it."""
        found = tuple(cell[place] for place in self.at)
        return found if self.population.get(found, 0) > 0 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raked:
    """Weights by cell, and how they came about.

    `silent` counts for each margin those without a category, `trimmed` those whose weight is the
    cap. `off` is how far the worst category is from its share of the population.
    """

    weights: Mapping[Cell, float]
    n: int
    n_effective: float
    design_effect: float
    least: float
    greatest: float
    trimmed: int
    rounds: int
    off: float
    silent: tuple[int, ...]


def rake(
    cells: Mapping[Cell, int],
    margins: Sequence[Margin],
    *,
    cap: float | None = None,
    silent: Silent = Silent.REFUSE,
) -> Raked | Refused:
    """Return weights by cell with which the margins are those of the population, or why not.

    Those left out weigh nothing and are not counted in `n`.
    """
    outside = tuple(sum(n for c, n in cells.items() if m.category(c) is None) for m in margins)
    if silent is Silent.REFUSE and any(outside):
        at = next(place for place, number in enumerate(outside) if number)
        return Refused(Reason.WITHOUT_CATEGORY, {"margin": at, "people": outside[at]})
    counted = dict(_counted(cells, margins, silent))
    refused = _refused(counted, margins)
    if refused:
        return refused
    fitting = _Fitting(counted, margins)
    raked = fitting.fit(cap, outside)
    left_out = dict.fromkeys(cells.keys() - counted.keys(), 0.0)
    return raked if isinstance(raked, Refused) else _with(raked, left_out)


def _with(raked: Raked, more: Mapping[Cell, float]) -> Raked:
    names = (name for name in Raked.__slots__ if name != "weights")
    rest = {name: getattr(raked, name) for name in names}
    return Raked(weights={**raked.weights, **more}, **rest)


def _counted(
    cells: Mapping[Cell, int], margins: Sequence[Margin], silent: Silent
) -> Iterator[tuple[Cell, int]]:
    for cell, people in cells.items():
        is_whole = all(margin.category(cell) for margin in margins)
        if people > 0 and (is_whole or silent is not Silent.LEAVE_OUT):
            yield cell, people


def _refused(counted: Mapping[Cell, int], margins: Sequence[Margin]) -> Refused | None:
    if not counted:
        return Refused(Reason.NO_ANSWERS)
    for at, margin in enumerate(margins):
        found = {margin.category(cell) for cell in counted} - {None}
        if not found:
            return Refused(Reason.NO_CATEGORY_KNOWN, {"margin": at})
        for category, population in margin.population.items():
            if population > 0 and category not in found:
                facts = {"margin": at, "category": category, "population": population}
                return Refused(Reason.EMPTY_CATEGORY, facts)
    return None


class _Fitting:
    """Cells and margins as arrays. A cell without a category of a margin is in its last place."""

    def __init__(self, counted: Mapping[Cell, int], margins: Sequence[Margin]) -> None:
        self.names = list(counted)
        self.people = np.array([counted[name] for name in self.names], np.float64)
        self.places: list[NDArray[np.intp]] = []
        self.shares: list[Floats] = []
        for margin in margins:
            known = [name for name, people in margin.population.items() if people > 0]
            at: dict[Cell | None, int] = {name: place for place, name in enumerate(known)}
            at[None] = len(known)
            self.places.append(np.array([at[margin.category(n)] for n in self.names], np.intp))
            wanted = np.array([margin.population[name] for name in known], np.float64)
            self.shares.append(wanted / wanted.sum())

    def fit(self, cap: float | None, silent: tuple[int, ...]) -> Raked | Refused:
        """Rake without the cap, and then with it if a weight is above."""
        weights, rounds = self._rounds(np.ones(len(self.people)), None)
        off = self._off(weights)
        if off > ACCEPTED:
            return Refused(Reason.NOT_CONVERGED, {"rounds": rounds, "off": off})
        if cap is not None and weights.max() > cap:
            greatest = float(weights.max())
            weights, more = self._rounds(weights, cap)
            rounds, off = rounds + more, self._off(weights)
            if off > ACCEPTED or weights.max() > cap * (1 + NEARLY):
                return Refused(Reason.CAP_TOO_TIGHT, {"cap": cap, "greatest": greatest})
        return self._told(weights, cap, (rounds, off, silent))

    def _rounds(self, weights: Floats, cap: float | None) -> tuple[Floats, int]:
        for done in range(1, MOST_ROUNDS + 1):
            for places, shares in zip(self.places, self.shares, strict=True):
                weights = weights * self._factors(weights, places, shares)[places]
            if cap is not None:
                cut = np.minimum(weights, cap)
                is_within = bool(weights.max() <= cap * (1 + NEARLY))
                weights = cut * (self.people.sum() / (self.people @ cut))
            else:
                is_within = True
            if is_within and self._off(weights) < CLOSE:
                return weights, done
        return weights, MOST_ROUNDS

    def _factors(self, weights: Floats, places: NDArray[np.intp], shares: Floats) -> Floats:
        have = np.bincount(places, self.people * weights, minlength=len(shares) + 1)[:-1]
        return np.append(shares * have.sum() / have, 1.0)

    def _off(self, weights: Floats) -> float:
        """Return how far the worst category is from its share."""
        worst = 0.0
        for places, shares in zip(self.places, self.shares, strict=True):
            have = np.bincount(places, self.people * weights, minlength=len(shares) + 1)[:-1]
            worst = max(worst, float(np.abs(have / have.sum() - shares).max()))
        return worst

    def _told(
        self, weights: Floats, cap: float | None, how: tuple[int, float, tuple[int, ...]]
    ) -> Raked:
        rounds, off, silent = how
        n = int(self.people.sum())
        n_effective = effective(weights.tolist(), self.people.tolist())
        at_cap = weights >= (np.inf if cap is None else cap * (1 - NEARLY))
        return Raked(
            weights=dict(zip(self.names, weights.tolist(), strict=True)),
            n=n,
            n_effective=n_effective,
            design_effect=n / n_effective,
            least=float(weights.min()),
            greatest=float(weights.max()),
            trimmed=int(self.people[at_cap].sum()),
            rounds=rounds,
            off=off,
            silent=silent,
        )
