"""The manifest of this room."""

from flask_babel import lazy_gettext as _

from participation.activities import attention
from participation.activities.jobs import JOBS
from participation.activities.ledger import AlreadyTookPart
from participation.activities.views import channels, lifecycle, manage, public, receipt, shared
from participation.activities.views.blueprint import bp
from participation.platform.feature import Feature

# The blueprint carries these pages; naming them keeps their imports from looking idle.
PAGES = (channels, lifecycle, manage, public, receipt, shared)

feature = Feature(
    name="activities",
    blueprints=(bp,),
    attention=(attention.activities_waiting,),
    jobs=JOBS,
    refusal_pages=((AlreadyTookPart, 409, "activities/public/already_took_part.html"),),
    deeds={
        "activity.create": _("Began an activity"),
        "activity.edit": _("Changed the settings of an activity"),
        "activity.publish": _("Published an activity"),
        "activity.unpublish": _("Took an activity back to draft"),
        "activity.close": _("Closed an activity"),
        "activity.extend": _("Changed the closing time of an activity"),
        "activity.reopen": _("Opened an activity again"),
        "activity.delete": _("Deleted the draft of an activity"),
        "activity.release": _("Published results"),
        "activity.correct_release": _("Corrected published results"),
        "activity.withdraw_finding": _("Took a published figure back"),
        "channel.add": _("Added a link"),
        "channel.rename": _("Renamed a link"),
        "channel.make_default": _("Chose the link of those who come without one"),
        "channel.remove": _("Removed a link"),
    },
)
