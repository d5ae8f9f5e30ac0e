"""Who stands first and last: one, two that tie, or nobody where more do."""

from collections.abc import Sequence

from participation.reports.domain.said import Said, phrase

TINY = 1e-9
Standing = tuple[Said, float]


def first(standings: Sequence[Standing]) -> Standing | None:
    """Return what stands highest; both of two, and nothing where more share the place, or all."""
    return _end(standings, max(value for _label, value in standings)) if standings else None


def last(standings: Sequence[Standing]) -> Standing | None:
    """Return what stands lowest, in the same way."""
    return _end(standings, min(value for _label, value in standings)) if standings else None


def _end(standings: Sequence[Standing], wanted: float) -> Standing | None:
    labels = [label for label, value in standings if abs(value - wanted) <= TINY]
    if len(labels) == 1:
        return labels[0], wanted
    if len(labels) == 2 < len(standings):  # noqa: PLR2004 -- two can be named in a sentence
        return phrase("both", one=labels[0], other=labels[1]), wanted
    return None
