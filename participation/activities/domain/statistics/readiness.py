"""Whether the data suffice for a measure; before they do, pages say what is missing.

The least numbers are conventions of practice, not laws: below them a measure says more of chance
than of people. `docs/statistics.md` names them all.
"""

from collections.abc import Mapping
from enum import StrEnum

from participation.activities.domain.statistics.refusals import Reason, Refused


class Measure(StrEnum):
    """What is shown only when the data suffice."""

    INTERVAL = "interval"
    COMPARISON = "comparison"
    MEANS = "means"
    ALPHA = "alpha"
    KAPPA = "kappa"
    STRENGTHS = "strengths"
    WEIGHTS = "weights"


# What is needed, in the order in which it is told; `smallest` is the smallest group compared.
NEEDS: Mapping[Measure, Mapping[str, int]] = {
    Measure.INTERVAL: {"answers": 10},
    Measure.COMPARISON: {"groups": 2, "smallest": 10},
    Measure.MEANS: {"groups": 2, "smallest": 10},
    Measure.ALPHA: {"items": 3, "answers": 30},
    Measure.KAPPA: {"coders": 2, "answers": 30},
    Measure.STRENGTHS: {"options": 3, "answers": 30},
    Measure.WEIGHTS: {"answers": 50},
}
REASONS = {
    "answers": Reason.TOO_FEW_ANSWERS,
    "groups": Reason.TOO_FEW_GROUPS,
    "smallest": Reason.GROUPS_TOO_SMALL,
    "items": Reason.TOO_FEW_ITEMS,
    "coders": Reason.TOO_FEW_CODERS,
    "options": Reason.TOO_FEW_OPTIONS,
}


def lacking(measure: Measure, **have: float) -> Refused | None:
    """Return the first thing of which there is too little, or None when the data suffice."""
    for name, needed in NEEDS[measure].items():
        if have[name] < needed:
            return Refused(REASONS[name], {"needed": needed, "have": have[name]})
    return None
