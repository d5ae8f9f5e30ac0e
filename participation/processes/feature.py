"""The manifest of this room."""

from flask_babel import lazy_gettext as _

from participation.platform.feature import Feature, MenuItem
from participation.processes import policy
from participation.processes.views import public, workspace
from participation.processes.views.blueprint import bp

PAGES = (public, workspace)

feature = Feature(
    name="processes",
    blueprints=(bp,),
    menu=(
        MenuItem(
            title=_("Workspace"), endpoint="processes.workspace", policy=policy.may_work, order=10
        ),
    ),
)
