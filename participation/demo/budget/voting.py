"""Votes of the demo town: put into roll, boxes and lists in bulk, day by day, then counted."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random

from budgeting.domain.voting import ballots
from budgeting.models import Budget
from budgeting.services import voting_log, voting_terms
from budgeting.voting_models import Box, RollEntry, Slip, Tracker, Turnout, VoteChannel
from participation.demo.ideas.rows import insert
from participation.demo.timetable import Days, at

AT_POINTS = 0.12
EVENING = 20
Voted = tuple[str, Mapping[str, int]]
"""The code of an area, and marks."""


def vote(chance: Random, budget: Budget, votes: Sequence[Voted], days: Days) -> None:
    """Let people vote over some days, each once; the log says every evening how many have."""
    length = (days.last - days.first).days + 1
    by_day: dict[date, list[Voted]] = {
        days.first + timedelta(days=number): [] for number in range(length)
    }
    for one in votes:
        number = min(chance.randrange(length), chance.randrange(length))
        by_day[days.first + timedelta(days=number)].append(one)
    listed = voting_terms.listed(budget)
    terms = {
        home: voting_terms.terms_of(budget, listed, home) for home in {one[0] for one in votes}
    }
    slips: list[tuple[str, Mapping[str, int]]] = []
    for day, some in by_day.items():
        _enter(chance, budget, day, len(some))
        for home, marks in some:
            slips += ballots.slips(terms[home], marks).items()
        voting_log.write_day(budget, at(day, EVENING))
    _put_in(chance, budget, slips)


def _enter(chance: Random, budget: Budget, day: date, number: int) -> None:
    """Write on the roll who voted on a day, hand out trackers, and count ways."""
    of = {"budget_id": budget.activity_id}
    insert(
        RollEntry,
        (
            {"id": chance.randbytes(16), "marker": chance.randbytes(32), **of}
            for _one in range(number)
        ),
    )
    insert(Tracker, ({"code": chance.randbytes(6), **of} for _one in range(number)))
    ways = Counter(
        VoteChannel.SERVICE_POINT if chance.random() < AT_POINTS else VoteChannel.ONLINE
        for _one in range(number)
    )
    insert(
        Turnout, ({"day": day, "channel": way, "voters": many, **of} for way, many in ways.items())
    )


def _put_in(chance: Random, budget: Budget, slips: Sequence[Voted]) -> None:
    """Put the slips into the boxes of their areas."""
    areas = {area.code: area.id for area in budget.areas}
    insert(
        Slip,
        (
            {"id": chance.randbytes(16), "area_id": areas[code], "marks": dict(marks)}
            for code, marks in slips
        ),
    )
    counted = Counter(code for code, _marks in slips)
    insert(Box, ({"area_id": areas[code], "slips": many} for code, many in counted.items()))
