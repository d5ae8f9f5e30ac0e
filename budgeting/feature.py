"""The budgeting room's manifest."""

from flask_babel import lazy_gettext as _

from budgeting import commands, project_models, voting_models
from budgeting.views import voting, voting_ballot, voting_basket, voting_casting, voting_visit
from participation.platform.feature import Feature

# The house learns of the tables by the import.
TABLES = (project_models, voting_models)
# The blueprint carries these pages; naming them keeps their imports from looking idle.
PAGES = (voting, voting_ballot, voting_casting)

feature = Feature(
    name="budgeting",
    blueprints=(voting_visit.bp,),
    unfinished=(voting_basket.unfinished,),
    commands=(commands.group,),
    deeds={
        "budget.moderate": _("Decided about an idea"),
        "budget.merge": _("Joined ideas"),
        "budget.part": _("Parted joined ideas"),
        "budget.assign": _("Asked an expert to check an idea"),
        "budget.decide": _("Decided whether an idea goes on"),
    },
)
