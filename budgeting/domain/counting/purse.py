"""The voters' money to the last fraction, for decisions that floats cannot take."""

from fractions import Fraction
from math import gcd
from typing import Any

import numpy as np
from numpy.typing import NDArray

from budgeting.domain.counting.election import Election

Big = NDArray[Any]  # Python's whole numbers, of any length


class Purse:
    """What each group's voters have left: whole numbers over one common denominator."""

    def __init__(self, election: Election, endowment: Fraction) -> None:
        self._election = election
        self._below = endowment.denominator
        self._left: Big = np.full(len(election.ballots.sizes), endowment.numerator, dtype=object)
        self.bought = 0

    def price(self, number: int) -> Fraction | None:
        """Return what a supporter pays per point at most, or nothing when they cannot afford it."""
        found = self._shared(number)
        return found and Fraction(found[0], found[1] * self._below)

    def buy(self, number: int) -> None:
        """Take a project's cost from its supporters."""
        found = self._shared(number)
        if found is None:
            raise ValueError("nobody can pay for this project")
        top, bottom = found
        common = gcd(top, bottom)
        top, bottom = top // common, bottom // common
        supporters = self._election.ballots.supporters[number]
        self._left = self._left * bottom
        self._below *= bottom
        mine = self._left[supporters.groups]
        self._left[supporters.groups] = mine - np.minimum(
            mine, supporters.points.astype(object) * top
        )
        self.bought += 1

    def _shared(self, number: int) -> tuple[int, int] | None:
        """Fill water: those who have less than their share pay all, the others share the rest.

        As they have enough together, somebody always has at least an equal share of the rest.
        """
        supporters = self._election.ballots.supporters[number]
        cost = self._election.costs[number] * self._below
        sizes, points = supporters.sizes.astype(object), supporters.points.astype(object)
        left = self._left[supporters.groups]
        whole = left * sizes
        if not len(left) or whole.sum() < cost:
            return None
        poor = np.zeros(len(left), dtype=bool)
        while True:
            top = int(cost - whole[poor].sum())
            bottom = int((sizes * points)[~poor].sum())
            now = (left * bottom < points * top).astype(bool)
            if (now == poor).all():
                return top, bottom
            poor = now
