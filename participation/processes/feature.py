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
    deeds={
        "process.create": _("Began a process"),
        "process.edit": _("Changed the words or the address of a process"),
        "process.publish": _("Published a process"),
        "process.unpublish": _("Hid a process from the public"),
        "process.delete": _("Deleted a process"),
        "phase.add": _("Added a phase"),
        "phase.edit": _("Changed a phase"),
        "phase.remove": _("Deleted a phase"),
        "event.add": _("Added an event"),
        "event.edit": _("Changed an event"),
        "event.remove": _("Deleted an event"),
        "decision.add": _("Added a decision"),
        "decision.edit": _("Changed a decision"),
        "decision.remove": _("Deleted a decision"),
        "contact.add": _("Added a contact"),
        "contact.edit": _("Changed a contact"),
        "contact.remove": _("Deleted a contact"),
        "document.add": _("Added a document"),
        "document.edit": _("Changed what a document is called"),
        "document.remove": _("Deleted a document"),
    },
)
