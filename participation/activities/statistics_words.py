"""What statistics say and refuse, in words."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_babel import ngettext

from participation.activities.domain.statistics.columns import Than
from participation.activities.domain.statistics.refusals import Reason, Refused

THAN: dict[str, Any] = {
    Than.MORE: _("more often than the others"),
    Than.LESS: _("less often than the others"),
    Than.ALIKE: _("no clear difference from the others"),
    Than.UNKNOWN: _("too few answers to compare"),
}
MEANS_THAN: dict[str, Any] = THAN | {
    Than.MORE: _("higher than among the others"),
    Than.LESS: _("lower than among the others"),
}
# J. Cohen, Statistical Power Analysis for the Behavioral Sciences, 2nd ed. 1988, chapter 7.
ASSOCIATION = (
    (0.5, _("a strong association")),
    (0.3, _("a moderate association")),
    (0.1, _("a weak association")),
)
NO_ASSOCIATION = _("hardly any association")
# J. Landis and G. Koch, The measurement of observer agreement, Biometrics 33, 1977.
AGREEMENT = (
    (0.8, _("almost perfect agreement")),
    (0.6, _("substantial agreement")),
    (0.4, _("moderate agreement")),
    (0.2, _("fair agreement")),
    (0.0, _("slight agreement")),
)
NO_AGREEMENT = _("no agreement beyond chance")


def than_others(found: str) -> str:
    """Say how often a group chose an option, compared with the others."""
    return str(THAN[found])


def mean_than_others(found: str) -> str:
    """Say how the mean of a group compares with that of the others."""
    return str(MEANS_THAN[found])


def association(v: float) -> str:
    """Say how closely two questions go together, from Cramér's V."""
    found = next((words for least, words in ASSOCIATION if v >= least), NO_ASSOCIATION)
    return str(found)


def agreement(kappa: float) -> str:
    """Say how well coders agree, from kappa."""
    found = next((words for least, words in AGREEMENT if kappa > least), NO_AGREEMENT)
    return str(found)


def why(refused: Refused) -> str:
    """Say in one sentence what is missing for a measure."""
    if "needed" in refused.facts:
        return _needed(refused.reason, int(refused.facts["needed"]))
    return str(WHY.get(refused.reason, WHY[Reason.NO_ANSWERS]))


def _needed(reason: Reason, needed: int) -> str:
    one = {
        Reason.TOO_FEW_GROUPS: ngettext(
            "At least %(num)s group with answers is needed.",
            "At least %(num)s groups with answers are needed.",
            needed,
        ),
        Reason.GROUPS_TOO_SMALL: ngettext(
            "Every group compared needs at least %(num)s answer.",
            "Every group compared needs at least %(num)s answers.",
            needed,
        ),
        Reason.TOO_FEW_ITEMS: ngettext(
            "At least %(num)s statement is needed.",
            "At least %(num)s statements are needed.",
            needed,
        ),
        Reason.TOO_FEW_CODERS: ngettext(
            "At least %(num)s person must have coded the same answers.",
            "At least %(num)s people must have coded the same answers.",
            needed,
        ),
        Reason.TOO_FEW_OPTIONS: ngettext(
            "At least %(num)s option is needed.",
            "At least %(num)s options are needed.",
            needed,
        ),
    }
    answers = ngettext(
        "At least %(num)s answer is needed.",
        "At least %(num)s answers are needed.",
        needed,
    )
    return str(one.get(reason, answers))


WHY: dict[Reason, Any] = {
    Reason.NO_ANSWERS: _("There are no answers yet."),
    Reason.TOO_FEW_ANSWERS: _("There are too few answers."),
    Reason.TOO_FEW_GROUPS: _("There is only one group with answers."),
    Reason.TOO_FEW_OPTIONS: _("There are too few options to compare."),
    Reason.TOO_FEW_ITEMS: _("There are too few statements."),
    Reason.TOO_FEW_CODERS: _("Only one person has coded these answers."),
    Reason.ALL_ALIKE: _("Everybody gave the same answer, so there is nothing to compare."),
    Reason.EXPECTED_TOO_SMALL: _(
        "Some groups have so few answers that a test would say more of chance than of people."
    ),
    Reason.GROUPS_TOO_SMALL: _("Some groups have too few answers to compare."),
    Reason.NOT_COMPARABLE: _(
        "Not everything has been compared with everything, even by way of something else."
    ),
    Reason.NOT_CONVERGED: _("The calculation did not settle."),
}
