"""Figures of turnout that may be told: small ones are hidden, and none can be worked out."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def shown(counts: Mapping[Key, int], least: int) -> dict[Key, int | None]:
    """Return the counts, hidden (None) where few people are behind them.

    With the whole known, one hidden figure could be worked out: then the next smallest is hidden
    too.
    """
    hidden = {key for key, count in counts.items() if 0 < count < least}
    others = sorted((count, str(key), key) for key, count in counts.items() if count >= least)
    if hidden and sum(counts[key] for key in hidden) < least and others:
        hidden.add(others[0][2])
    return {key: None if key in hidden else count for key, count in counts.items()}
