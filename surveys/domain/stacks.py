"""Where the parts of stacked bars lie when they part around the middle of a scale."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

MOST_STEPS = 7
AGAINST = ("against-2", "against-3", "against-1")
FOR = ("for-1", "for-3", "for-2")


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of a bar, in percent of the whole width; `share` is of those who answered."""

    kind: str
    start: float
    width: float
    share: float


def kinds(steps: int) -> tuple[str, ...]:
    """Name the shades of a scale, from one end to the other: strong ends, and a calm middle."""
    picked = {0: (), 1: (0,), 2: (0, 2), 3: (0, 1, 2)}[steps // 2]
    middle = ("middle",) if steps % 2 else ()
    against = tuple(AGAINST[place] for place in picked)
    return (*against, *middle, *(FOR[2 - place] for place in reversed(picked)))


def sequence(steps: int) -> tuple[str, ...]:
    """Name the shades of a scale that has no middle to part around: from light to strong."""
    last = max(steps - 1, 1)
    return tuple(f"step-{1 + round(place * (MOST_STEPS - 1) / last)}" for place in range(steps))


def diverging(
    options: Sequence[str], rows: Sequence[Mapping[str, int]]
) -> tuple[float, list[list[Part]]]:
    """Lay out rows of counts so that their middles meet; return where the middle is, and the rows.

    Half of a scale with an odd number of steps lies on each side of its middle step.
    """
    shades, half = kinds(len(options)), len(options) / 2
    shares = [_shares(options, row) for row in rows]
    left = max((_before(row, half) for row in shares), default=0)
    right = max((sum(row) - _before(row, half) for row in shares), default=0)
    scale = 100 / ((left + right) or 1)
    bars = [_bar(row, shades, (left - _before(row, half)) * scale, scale) for row in shares]
    return left * scale, bars


def side_by_side(
    options: Sequence[str], rows: Sequence[Mapping[str, int]]
) -> tuple[float, list[list[Part]]]:
    """Lay out rows of counts from the left edge, each as wide as the whole."""
    shades = sequence(len(options))
    return 0.0, [_bar(_shares(options, row), shades, 0.0, 100.0) for row in rows]


def _shares(options: Sequence[str], row: Mapping[str, int]) -> list[float]:
    answered = sum(row.get(code, 0) for code in options)
    return [row.get(code, 0) / answered if answered else 0.0 for code in options]


def _before(shares: Sequence[float], half: float) -> float:
    """Return how much of a bar lies before the middle of the scale."""
    whole = int(half)
    return sum(shares[:whole]) + (half - whole) * shares[whole]


def _bar(shares: Sequence[float], shades: Sequence[str], start: float, scale: float) -> list[Part]:
    parts = []
    for kind, share in zip(shades, shares, strict=True):
        parts.append(Part(kind=kind, start=start, width=share * scale, share=share))
        start += share * scale
    return [part for part in parts if part.share]
