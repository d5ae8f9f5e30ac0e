"""What an outsider can work out: published sums over numbers of people that nobody told them.

The numbers are whole and, as a rule, not below zero. A secret is safe when another set of numbers
fits everything published and gives the secret a harmless value. Such a set is the proof, and it is
checked in whole numbers; how it was found does not matter.

What to hide with it at the least cost is found as in J. Kelly, B. Golden and A. Assad, "Cell
suppression: disclosure protection for sensitive tabular data", Networks 22 (1992).
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from math import gcd
from typing import Any

import numpy as np

from participation.activities.domain.disclosure.simplex import Array, maximise, null_space

Form = Mapping[int, int]
Told = Mapping[Any, tuple[Form, float]]
LARGE = 1e5
NEAR = 1e-6


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A number of people from 1 to the minimum, less one; below zero, people who are gone.

    `where` says what it is a number of.
    """

    where: Hashable
    form: Form
    value: int
    wanted: int


@dataclass(slots=True)
class Puzzle:
    """Unknown numbers, what they are, and what an outsider knows of them.

    `others` are sets of numbers that fit what is known and told as well; less is told as it goes.
    """

    values: list[int] = field(default_factory=list)
    least: list[int] = field(default_factory=list)
    known: list[Form] = field(default_factory=list)
    others: list[list[int]] = field(default_factory=list)
    spanned: tuple[set[Any], Array] | None = None
    free: Array | None = None

    def add(self, value: int, least: int = 0) -> int:
        """Add an unknown number; return its place. An outsider takes it to be at least `least`."""
        self.values.append(value)
        self.least.append(min(least, value))
        return len(self.values) - 1

    def of(self, form: Form, values: Sequence[int] | None = None) -> int:
        """Return the sum that a form stands for."""
        values = self.values if values is None else values
        return sum(factor * values[place] for place, factor in form.items())

    def is_safe(self, secret: Secret, told: Told) -> bool:
        """Tell whether something else fits what is known and told, and makes the secret harmless.

        Earlier proofs are tried first: what fitted when more was told still fits.
        """
        if any(self.of(secret.form, other) >= secret.wanted for other in self.others):
            return True
        forms = [*self.known, *(form for form, _cost in told.values())]
        if self.spanned is None or self.spanned[0] != told.keys():
            self.spanned = (set(told), self._span(forms))
        span = self.spanned[1]
        if not span.shape[1]:
            return False
        gain = _row(secret.form, len(self.values)) @ span
        moved = span @ _free(gain, -span, self._room())
        return self._proved(secret, moved, forms)

    def price(self, secret: Secret, told: Told) -> set[Any]:
        """Choose which of the forms told to hide so that the secret is safe, as cheaply as may be.

        Empty when hiding all of them would not help.
        """
        if self.free is None:
            self.free = self._span(self.known)
        span, names = self.free, list(told)
        if not names or not span.shape[1]:
            return set()
        soft = np.array([_row(told[name][0], len(self.values)) for name in names])
        soft = soft @ span
        costs = np.array([told[name][1] for name in names])
        need = float(secret.wanted - secret.value)
        wish = _Wish(goal=_row(secret.form, len(self.values)) @ span, need=need)
        moved, reached = wish.cheapest(span, self._room(), soft, costs)
        if reached < need - NEAR:
            return set()
        full = span @ moved
        chosen = {name for name, off in zip(names, soft @ moved, strict=True) if abs(off) > NEAR}
        left = [told[name][0] for name in names if name not in chosen]
        self._proved(secret, full, [*self.known, *left])
        return chosen

    def _span(self, forms: Sequence[Form]) -> Array:
        """Return the directions in which the numbers can move; what is known does not move."""
        fixed, rest = _settled(forms)
        width = len(self.values)
        moving = [place for place in range(width) if place not in fixed]
        span = np.zeros((width, 0))
        if not moving:
            return span
        at = {place: number for number, place in enumerate(moving)}
        table = np.zeros((len(rest), len(moving)))
        for line, form in enumerate(rest):
            for place, factor in form.items():
                table[line, at[place]] = factor
        inner = null_space(table)
        span = np.zeros((width, inner.shape[1]))
        span[moving] = inner
        return span

    def _room(self) -> Array:
        room: Array = np.array(self.values, float) - np.array(self.least, float)
        return room

    def _proved(self, secret: Secret, moved: Array, forms: Sequence[Form]) -> bool:
        """Turn a move into whole numbers, check it exactly and keep it."""
        for other in self._whole(moved):
            if self.of(secret.form, other) >= secret.wanted and self._fits(other, forms):
                self.others.append(other)
                return True
        return False

    def _whole(self, moved: Array) -> Iterable[list[int]]:
        """Yield whole numbers along a move: its end, else as far as a whole step goes."""
        for factor in (1, 2, 3, 4, 6, 12):
            steps = moved * factor
            if np.abs(steps - np.rint(steps)).max(initial=0) > NEAR * factor:
                continue
            whole = [int(step) for step in np.rint(steps)]
            common = reduce(gcd, whole, 0) or 1
            whole = [step // common for step in whole]
            times = min(
                (
                    (value - least) // -step
                    for value, least, step in zip(self.values, self.least, whole, strict=True)
                    if step < 0
                ),
                default=common,
            )
            yield [v + times * s for v, s in zip(self.values, whole, strict=True)]
            return

    def _fits(self, other: Sequence[int], forms: Iterable[Form]) -> bool:
        return all(value >= least for value, least in zip(other, self.least, strict=True)) and all(
            self.of(form) == self.of(form, other) for form in forms
        )


def _settled(forms: Sequence[Form]) -> tuple[set[int], list[dict[int, int]]]:
    """Return the places that follow from sums with one unknown, and the sums that are left."""
    fixed: set[int] = set()
    rest = [dict(form) for form in forms]
    while True:
        rest = [{p: f for p, f in form.items() if p not in fixed and f} for form in rest]
        found = {next(iter(form)) for form in rest if len(form) == 1}
        rest = [form for form in rest if len(form) > 1]
        if not found:
            return fixed, rest
        fixed |= found


def _row(form: Form, width: int) -> Array:
    row = np.zeros(width)
    for place, factor in form.items():
        row[place] = factor
    return row


def _free(gain: Array, limits: Array, room: Array) -> Array:
    """Maximise over numbers that may also be below zero."""
    width = len(gain)
    touched = np.abs(limits).sum(axis=1) > 0
    both = np.hstack([limits[touched], -limits[touched]])
    found = maximise(np.concatenate([gain, -gain]), both, room[touched])
    result: Array = found[:width] - found[width:]
    return result


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """How far a sum should move, in the directions there are."""

    goal: Array
    need: float

    def cheapest(self, span: Array, room: Array, soft: Array, costs: Array) -> tuple[Array, float]:
        """Return the move that brings the goal nearest to what is needed, and how near.

        Among those, the cheapest: every step that what is told moves has its cost. Unknown are the
        move (up, down), how far each of the told moves at most, and what is reached.
        """
        width, number = span.shape[1], len(costs)
        touched = np.abs(span).sum(axis=1) > 0
        stays, goal = span[touched], self.goal[None]
        none, own = np.zeros((len(stays), number + 1)), np.eye(number)
        gap, reach = np.zeros((number, 1)), np.zeros((1, number))
        limits: Any = np.vstack(
            [
                np.hstack([-stays, stays, none]),
                np.hstack([soft, -soft, -own, gap]),
                np.hstack([-soft, soft, -own, gap]),
                np.hstack([-goal, goal, reach, [[1]]]),
                np.hstack([np.zeros((1, 2 * width)), reach, [[1]]]),
            ]
        )
        limit = np.concatenate([room[touched], np.zeros(2 * number + 1), [self.need]])
        gain = np.concatenate([np.zeros(2 * width), -costs, [LARGE]])
        found = maximise(gain, limits, limit)
        return found[:width] - found[width : 2 * width], float(found[-1])
