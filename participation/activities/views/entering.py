"""Who comes to take part in any kind of activity, and whether a form that comes is one of ours."""

from datetime import datetime

from flask import abort, current_app
from werkzeug import Response

from participation.activities.models import AccessLevel
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.policy import may_take_part
from participation.activities.views import cookies
from participation.platform.access.routes import SignInNeeded, actor
from participation.platform.refusals import Forbidden, NotFound
from participation.platform.web.errors import came_from_here

# Whom the pages for taking part are for; codes and identities have pages of their own.
OPEN_TO = (AccessLevel.OPEN, AccessLevel.DEVICE, AccessLevel.STAFF)


def occasion_of(kind: str, activity: str) -> Occasion:
    """Return the activity of a kind in which somebody wants to take part, or refuse."""
    found = occasion_named(activity)
    if found.kind != kind or found.published is None or found.process_published is None:
        raise NotFound
    if not may_take_part(actor(), found):
        raise SignInNeeded
    if found.access not in OPEN_TO:
        raise Forbidden
    return found


def device_for(activity: Occasion) -> bytes | None:
    """Return what marks this browser where devices are told apart; a new mark if it has none."""
    if activity.access is not AccessLevel.DEVICE:
        return None
    return cookies.device() or cookies.new()


def let_keep_device(response: Response, mark: bytes | None) -> None:
    """Let the browser keep its mark, unless it has one."""
    if mark and cookies.device() is None:
        cookies.keep_device(response, mark)


def posted_from_our_page(began: datetime | None) -> bool:
    """Tell whether a form with our note was shown to this browser; refuse other sites' forms."""
    if not came_from_here():
        abort(400)
    return began is not None or not current_app.config.get("WTF_CSRF_ENABLED", True)
