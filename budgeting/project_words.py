"""How the carrying out of a project goes, in words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from budgeting.project_models import CarryingOut, Project
from budgeting.voting_words import euros

STATES = {
    CarryingOut.NOT_STARTED: _("Not begun"),
    CarryingOut.CO_DESIGN: _("Planned together"),
    CarryingOut.UNDER_WAY: _("Under way"),
    CarryingOut.DONE: _("Done"),
    CarryingOut.CANCELLED: _("Cancelled"),
}


def money(project: Project) -> str:
    """Say what a project costs, and how much of it is spent."""
    cost = euros(project.cost_cents)
    if project.spent_cents is None:
        return cost
    spent, over = euros(project.spent_cents), project.spent_cents - project.cost_cents
    if over > 0:
        words = gettext(
            "%(spent)s spent, %(over)s more than the %(cost)s planned",
            spent=spent,
            over=euros(over),
            cost=cost,
        )
        return str(words)
    return str(gettext("%(spent)s spent of %(cost)s", spent=spent, cost=cost))
