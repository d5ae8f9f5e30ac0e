"""The manifest of this room."""

from flask_babel import lazy_gettext as _

from participation.platform.feature import Feature
from participation.reports.api.views import bp as api
from participation.reports.views import composing, public, reports, template
from participation.reports.views.blueprint import bp

# The blueprint carries these pages; naming them keeps their imports from looking idle.
PAGES = (composing, public, reports, template)

feature = Feature(
    name="reports",
    blueprints=(api, bp),
    deeds={
        "report.create": _("Began a report"),
        "report.delete": _("Deleted a report"),
        "report.publish": _("Published a report"),
        "report.take": _("Downloaded a report"),
        "report.withdraw": _("Took a report back from the public"),
    },
)
