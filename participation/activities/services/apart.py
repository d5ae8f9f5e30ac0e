"""Refuse groupings of almost the same people: what one hides, the other would tell."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations, product

from participation.activities.domain.disclosure import groups_of, near, same_people
from participation.activities.domain.filters import Condition, Cut, Filter
from participation.activities.domain.findings import Finding
from participation.activities.kinds import kind_of
from participation.activities.models import Activity
from participation.activities.refusals import SamePeople

Read = Mapping[str, Sequence[Finding]]


def check_apart(activity: Activity, read: Read, earlier: set[str], now: datetime) -> None:
    """Refuse splits of the same people as another, or as one that an earlier release told.

    `read` has all findings split by each of the splits.
    """
    pairs = (*combinations(read, 2), *product(read, sorted(earlier - read.keys())))
    for first, second in pairs:
        if _are_same(activity, read, (first, second), now):
            raise SamePeople(splits=(first, second))


def _are_same(activity: Activity, read: Read, pair: tuple[str, str], now: datetime) -> bool:
    first, second = pair
    crossed = next((f for f in read[first] if f.subject == second), None)
    crossed = crossed or next((f for f in read.get(second, ()) if f.subject == first), None)
    if crossed is not None:
        return same_people(crossed, activity.least_people)
    return any(_near(activity, read[first], pair, now))


def _near(
    activity: Activity, every: Sequence[Finding], pair: tuple[str, str], now: datetime
) -> Iterator[bool]:
    """Compare groups of what no finding is of, such as links and languages, one by one."""
    first, second = pair
    whole = _sizes(kind_of(activity).findings(activity, now, Cut(by=second)))
    for code, size in _sizes(every).items():
        only = Filter(conditions=(Condition(variable=first, values=(code,)),))
        both = _sizes(kind_of(activity).findings(activity, now, Cut(filter=only, by=second)))
        for other, number in both.items():
            yield near((size, whole.get(other, 0)), number, activity.least_people)


def _sizes(every: Sequence[Finding]) -> dict[str, int]:
    """Return how many people each group holds."""
    groups = groups_of(every[0]) if every else ()
    return {group["code"]: group["figures"]["respondents"] for group in groups}
