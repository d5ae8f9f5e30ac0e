"""Who comes to take part, with what, and who is turned away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from werkzeug import Response

from participation.activities.domain.state import State
from participation.activities.ledger import AlreadyTookPart
from participation.activities.models import AccessLevel
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.policy import may_take_part
from participation.activities.views import cookies, tickets
from participation.brainstorming import queries
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.services.participants import Arrival, is_shut_out
from participation.platform.access.routes import SignInNeeded, actor
from participation.platform.clock import now
from participation.platform.refusals import Forbidden, NotFound
from participation.platform.web.errors import came_from_here
from participation.platform.web.languages import current_language

OPEN_TO = (AccessLevel.OPEN, AccessLevel.DEVICE, AccessLevel.STAFF)
GRACE = timedelta(minutes=15)
PAGE_VERSION = 0  # tickets say which version of a questionnaire was shown; here there is one


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser at a brainstorm."""

    activity: Occasion
    brainstorm: Brainstorm
    arrival: Arrival
    device: bytes | None
    began: datetime | None
    moment: datetime

    @property
    def may_send(self) -> bool:
        """Tell whether what comes is taken: who began before closing has some minutes more."""
        closes = self.activity.closes
        if closes is None or self.moment < closes:
            return True
        return self.began is not None and self.began < closes and self.moment < closes + GRACE

    @property
    def is_open(self) -> bool:
        """Tell whether people take part at this moment."""
        return self.activity.state(self.moment) is State.OPEN

    @property
    def ticket(self) -> str:
        """The note that goes into a form."""
        return tickets.write(self.activity, PAGE_VERSION, self.arrival.token, self.moment)


def enter(activity: str) -> Visit:
    """Return a visit to the brainstorm that an address names, or refuse."""
    found = occasion_named(activity)
    if found.kind != "brainstorm" or found.published is None or found.process_published is None:
        raise NotFound
    if not may_take_part(actor(), found):
        raise SignInNeeded
    if found.access not in OPEN_TO:
        raise Forbidden
    known = cookies.token_of(found)
    device = None
    if found.access is AccessLevel.DEVICE:
        device = cookies.device() or cookies.new()
    arrival = Arrival(
        activity=found,
        token=known or cookies.new(),
        mark=cookies.mark_of(found, device),
        channel=request.values.get("c", ""),
    )
    ticket = tickets.read(found, request.form.get(tickets.FIELD, ""), known)
    brainstorm = queries.brainstorm_of(found.id)
    return Visit(found, brainstorm, arrival, device, ticket.began, now())


def leave(answer: ResponseReturnValue, visit: Visit) -> Response:
    """Let the browser keep what it needs to come back."""
    response = current_app.make_response(answer)
    cookies.keep_token(response, visit.activity, visit.arrival.token)
    if visit.device and cookies.device() is None:
        cookies.keep_device(response, visit.device)
    return response


def is_ours(visit: Visit) -> bool:
    """Tell whether a form of ours was shown to this browser; refuse other sites' forms."""
    if not came_from_here():
        abort(400)
    return visit.began is not None or not current_app.config.get("WTF_CSRF_ENABLED", True)


def turned_away(visit: Visit) -> ResponseReturnValue | None:
    """Lead away whoever comes too early, in another language, or under another token."""
    away = led_away(visit)
    if away is None and is_shut_out(visit.arrival):
        raise AlreadyTookPart(activity=visit.activity)
    return away


def led_away(visit: Visit) -> ResponseReturnValue | None:
    """Lead away whoever comes too early or in another language."""
    public_id, state = visit.activity.public_id, visit.activity.state(visit.moment)
    if state in (State.DRAFT, State.UPCOMING):
        return redirect(url_for("activities.show", activity=public_id))
    if current_language() not in visit.activity.languages:
        return redirect(url_for("activities.show", activity=public_id))
    return None


def closed_page(visit: Visit, words: str = "") -> ResponseReturnValue:
    """Say when it closed, and show what was typed, so that nothing vanishes silently."""
    page = render_template("brainstorming/public/closed.html", activity=visit.activity, words=words)
    return page, 410 if request.method == "POST" else 200


def settled(deed: Callable[[], Any]) -> Any:
    """Do a deed; if another window did the same at the same moment, do it again knowing that."""
    try:
        return deed()
    except IntegrityError:
        return deed()
