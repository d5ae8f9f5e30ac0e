"""The manifest of this room."""

from flask_babel import lazy_gettext as _

from participation.platform.feature import Feature, MenuItem
from participation.processes import policy
from participation.processes.views import (
    activities,
    documents,
    manage,
    parts,
    public,
    robots,
    workspace,
)
from participation.processes.views.blueprint import bp

# The blueprint carries these pages; naming them keeps their imports from looking idle.
PAGES = (activities, documents, manage, parts, public, robots, workspace)

feature = Feature(
    name="processes",
    blueprints=(bp,),
    menu=(
        MenuItem(
            title=_("Workspace"),
            endpoint="processes.workspace",
            policy=policy.may_work,
            order=10,
        ),
    ),
)
