"""One run of equal shares: floats find the way, fractions decide what is near a tie."""

from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from budgeting.domain.counting.election import Election
from budgeting.domain.counting.limits import Field
from budgeting.domain.counting.purse import Purse

Floats = NDArray[np.float64]
# Two floats closer than this are compared as fractions. The errors are some 1e-13.
NEAR = 1e-9


@dataclass(slots=True)
class Run:
    """What was bought in one run, at which price per point, and what voters have left."""

    endowment: Fraction
    left: Floats
    bought: list[int] = field(default_factory=list)
    prices: list[float] = field(default_factory=list)
    exact: int = 0


@dataclass(slots=True)
class Column:
    """A project's supporters as the kernel wants them."""

    groups: NDArray[np.intp]
    sizes: Floats
    points: Floats | None
    weight: float
    cost: float


def _sum(left: Floats, sizes: Floats) -> float:
    """Add up money; BLAS would wake threads that cost more than they bring."""
    return float(np.einsum("i,i->", left, sizes))


class Kernel:
    """Runs equal shares with one endowment after another on the same election."""

    def __init__(self, contest: Field, utility: str) -> None:
        self.contest = contest
        self.election: Election = contest.election
        self.by_cost = utility == "cost"
        self.columns = {number: self._column(number) for number in contest.open}

    def _column(self, number: int) -> Column:
        found = self.election.ballots.supporters[number]
        sizes = found.sizes.astype(float)
        points = None if (found.points == 1).all() else found.points.astype(float)
        weight = float((found.sizes * found.points).sum())
        return Column(found.groups, sizes, points, weight, float(self.election.costs[number]))

    def run(self, endowment: Fraction) -> Run:
        """Buy the cheapest for its supporters, again and again, until nobody can pay."""
        size = len(self.election.ballots.sizes)
        run = Run(endowment, np.full(size, float(endowment)))
        purse: Purse | None = None
        bounds = {n: c.cost / c.weight for n, c in self.columns.items() if c.weight}
        while True:
            rivals, purse = self._best(run, bounds, purse)
            if len(rivals) > 1:
                purse = self._caught_up(run, purse)
                rivals = self._exactly(rivals, purse)
                run.exact += 1
            if not rivals:
                return run
            chosen = min(rivals, key=self.contest.places.__getitem__)
            self._buy(run, chosen, bounds[chosen])
            for number in (chosen, *self.contest.rivals[chosen]):
                bounds.pop(number, None)

    def _best(
        self, run: Run, bounds: dict[int, float], purse: Purse | None
    ) -> tuple[list[int], Purse | None]:
        """Return the projects that cost their supporters least, all of them within `NEAR`.

        Prices only rise as money goes, so that what is already too dear need not be asked again.
        """
        best, found = np.inf, []
        rates = {number: self._rate(number, price) for number, price in bounds.items()}
        for number in sorted(rates, key=rates.__getitem__):
            if rates[number] > best * (1 + NEAR):
                break
            price = self._price(run, number, bounds[number])
            if price is None:
                purse = self._caught_up(run, purse)
                exact = purse.price(number)
                price = np.inf if exact is None else float(exact)
            if price == np.inf:
                del bounds[number]
                continue
            bounds[number] = price
            rate = self._rate(number, price)
            found.append((rate, number))
            best = min(best, rate)
        return [number for rate, number in found if rate <= best * (1 + NEAR)], purse

    def _rate(self, number: int, price: float) -> float:
        """Return the price of a supporter's satisfaction: lower is better."""
        cost = self.columns[number].cost
        return price / cost if self.by_cost and cost else price

    def _price(self, run: Run, number: int, price: float) -> float | None:
        """Return what a point costs, infinity when it cannot be paid, nothing when in doubt."""
        column = self.columns[number]
        left = run.left[column.groups]
        whole = left * column.sizes
        short = column.cost - float(whole.sum())
        if abs(short) <= NEAR * column.cost:
            return None
        if short > 0:
            return np.inf
        ratio = left if column.points is None else left / column.points
        weights = column.sizes if column.points is None else column.sizes * column.points
        before = 0
        while True:
            poor = (ratio < price).astype(float)
            heads = int(poor.sum())
            if heads == before:
                return price
            before = heads
            rest = column.weight - _sum(weights, poor)
            price = max(price, (column.cost - _sum(whole, poor)) / rest) if rest > 0 else price

    def _buy(self, run: Run, number: int, price: float) -> None:
        column = self.columns[number]
        share = price if column.points is None else price * column.points
        run.left[column.groups] = np.maximum(run.left[column.groups] - share, 0)
        run.bought.append(number)
        run.prices.append(price)

    def _caught_up(self, run: Run, purse: Purse | None) -> Purse:
        """Return the exact state after everything bought so far."""
        purse = purse or Purse(self.election, run.endowment)
        for number in run.bought[purse.bought :]:
            purse.buy(number)
        return purse

    def _exactly(self, rivals: list[int], purse: Purse) -> list[int]:
        """Return those of the rivals that really cost least."""
        costs = {n: self.election.costs[n] if self.by_cost else 0 for n in rivals}
        prices = {number: purse.price(number) for number in rivals}
        rates = {n: price / (costs[n] or 1) for n, price in prices.items() if price is not None}
        least = min(rates.values(), default=None)
        return [number for number, rate in rates.items() if rate == least]
