"""What everybody sees of an activity before taking part."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.activities import ledger
from participation.activities.domain.state import State
from participation.activities.kinds import kind_of
from participation.activities.models import Activity
from participation.activities.policy import may_read_activity, may_take_part
from participation.activities.queries import activity_behind, activity_named, participants_of
from participation.activities.views import cookies
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import SignInNeeded, actor, public
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language
from participation.platform.web.site import site


def shown_language(activity: Activity) -> str:
    """Return the page's language when the activity offers it, else the first that it offers."""
    if current_language() in activity.languages or not activity.languages:
        return current_language()
    offered = [code for code in site().languages if code in activity.languages]
    return (offered or activity.languages)[0]


def _count(activity: Activity, state: State) -> int | None:
    if state is State.CLOSED or (state is State.OPEN and activity.shows_count):
        return participants_of([activity]).get(activity.id, 0)
    return None


def _has_sent(activity: Activity) -> bool:
    """Tell whether this browser still knows what was sent from it, so that it can be thanked."""
    token = cookies.token_of(activity)
    return token is not None and kind_of(activity).is_sent(activity, token)


def _has_taken_part(activity: Activity) -> bool:
    """Tell whether the ledger knows this device, or this member of staff."""
    mark = cookies.mark_of(activity, cookies.device())
    return mark is not None and ledger.is_entered(activity, mark)


@bp.get("/<language:lang>/a/<activity>")
@public
def show(activity: str) -> ResponseReturnValue:
    """Show the page an activity is entered through."""
    found, moment = activity_named(activity), now()
    if not may_read_activity(actor(), found, moment):
        raise NotFound
    if not may_take_part(actor(), found):
        raise SignInNeeded
    state = found.state(moment)
    is_open = state is State.OPEN
    has_sent = is_open and _has_sent(found)
    return render_template(
        "activities/public/show.html",
        activity=found,
        kind=kind_of(found),
        state=state,
        shown=shown_language(found),
        count=_count(found, state),
        length=kind_of(found).length(found) if is_open else "",
        channel=request.args.get("c", ""),
        has_sent=has_sent,
        has_taken_part=is_open and (has_sent or _has_taken_part(found)),
    )


@bp.get("/c/<code>")
@public
def channel(code: str) -> ResponseReturnValue:
    """Lead on from a channel's own link, remembering the channel."""
    found = activity_behind(code)
    answer = redirect(url_for(".show", activity=found.public_id, c=code))
    answer.headers["Vary"] = "Accept-Language"
    return answer
