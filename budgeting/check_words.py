"""What checking found and decided, in words."""

from flask_babel import lazy_gettext as _

from budgeting.proposal_models import Check, Outcome, Verdict
from budgeting.voting_words import euros

VERDICTS = {
    Verdict.YES: _("Yes"),
    Verdict.CONDITIONAL: _("On conditions"),
    Verdict.NO: _("No"),
}
CHOICES = {
    Outcome.TO_VOTE: _("It goes to the vote"),
    Outcome.COMBINED: _("It goes to the vote together with others"),
    Outcome.DECLINED: _("It does not go on"),
}
STATES = {
    "open": _("Nobody asked yet"),
    "asked": _("With an expert"),
    "late": _("Late"),
    "found": _("To be decided"),
    "decided": _("Decided"),
    "mine": _("Mine to check"),
}


def cost(check: Check) -> str:
    """Write the cost as a range, or one amount, or nothing where none is known."""
    ends = (check.cost_from_cents, check.cost_to_cents)
    known = dict.fromkeys(euros(one) for one in ends if one is not None)
    return "\N{EN DASH}".join(known)
