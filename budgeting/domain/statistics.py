"""Whom an outcome serves: money and voters by area or age, and who is left with nothing."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from budgeting.domain.counting.election import Election


@dataclass(frozen=True, slots=True)
class Share:
    """One part of the voters: how many, the money their votes brought, how many got nothing."""

    name: str
    voters: int
    money: float
    nothing: int
    funded_each: float


def won_each(election: Election, winners: Sequence[int]) -> NDArray[np.int64]:
    """Count for each ballot how many of its projects are funded."""
    won: NDArray[np.int64] = election.ballots.funded(winners)[election.ballots.group_of]
    return won


def money_each(election: Election, winners: Sequence[int]) -> NDArray[np.float64]:
    """Divide each funded project's cost evenly among its supporters; one amount a ballot."""
    ballots = election.ballots
    groups = np.zeros(len(ballots.sizes))
    for number in winners:
        found = ballots.supporters[number]
        if found.votes:
            groups[found.groups] += float(election.projects[number].cost) / found.votes
    money: NDArray[np.float64] = groups[ballots.group_of]
    return money


def left_with_nothing(election: Election, winners: Sequence[int]) -> float:
    """Return the share of voters who support no funded project."""
    won = won_each(election, winners)
    return float((won == 0).mean()) if len(won) else 0.0


def shares(election: Election, winners: Sequence[int], parts: Sequence[str]) -> tuple[Share, ...]:
    """Return figures for each part of the voters; `parts` names the part of each ballot."""
    won, money = won_each(election, winners), money_each(election, winners)
    names, index = np.unique(np.asarray(parts, dtype=str), return_inverse=True)
    size = len(names)
    voters = np.bincount(index, minlength=size)
    amounts = np.bincount(index, weights=money, minlength=size)
    nothing = np.bincount(index, weights=won == 0, minlength=size)
    funded = np.bincount(index, weights=won, minlength=size)
    return tuple(
        Share(
            str(name),
            int(voters[n]),
            float(amounts[n]),
            int(nothing[n]),
            float(funded[n] / voters[n]),
        )
        for n, name in enumerate(names)
    )
