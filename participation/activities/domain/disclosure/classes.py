"""Classes of numbers and months: joined until none holds so few people that it tells of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

MANY_VALUES = 10


def joined(classes: Iterable[Mapping[str, Any]], threshold: int) -> list[dict[str, Any]]:
    """Join neighbouring classes of numbers until each holds nobody or enough people."""
    found: list[dict[str, Any]] = []
    is_open = False
    for each in classes:
        if is_open:
            found[-1] |= {"to": each["to"], "count": found[-1]["count"] + each["count"]}
        else:
            found.append(dict(each))
        is_open = 0 < found[-1]["count"] < threshold
    while is_open and len(found) > 1:
        last = found.pop()
        found[-1] |= {"to": last["to"], "count": found[-1]["count"] + last["count"]}
        is_open = found[-1]["count"] < threshold
    return found


def fitted(
    classes: Sequence[Mapping[str, Any]], earlier: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Put classes into those of an earlier release; none if they do not fit."""
    found = [{**each, "count": 0} for each in earlier]
    for each in classes:
        home = next((wide for wide in found if _holds(wide, each)), None)
        if home is None:
            return []
        home["count"] += each["count"]
    return found


def _holds(wide: Mapping[str, Any], narrow: Mapping[str, Any]) -> bool:
    low = wide["from"] is None or (narrow["from"] is not None and wide["from"] <= narrow["from"])
    high = wide["to"] is None or (narrow["to"] is not None and narrow["to"] <= wide["to"])
    return bool(low and high)


def is_wide(found: Mapping[str, Any]) -> bool:
    """Tell whether a class joined from single values has so many that a sum tells none of them."""
    ends = found["from"], found["to"]
    if None in ends or isinstance(ends[0], str):
        return True
    return bool(ends[1] - ends[0] >= MANY_VALUES)
