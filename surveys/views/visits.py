"""Who comes to an answer page, with what, and who is turned away."""

from dataclasses import dataclass
from datetime import datetime

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from participation.activities.domain.grace import GRACE, may_send
from participation.activities.domain.state import State
from participation.activities.ledger import AlreadyTookPart
from participation.activities.occasions import Occasion
from participation.activities.views import cookies, tickets
from participation.activities.views.entering import device_for, let_keep_device, occasion_of
from participation.activities.views.tickets import Ticket
from surveys.domain.answering import Typed, unlike
from surveys.services import responses
from surveys.services.drafts import Arrival, Sitting
from surveys.views.asking import told


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser at an activity."""

    activity: Occasion
    arrival: Arrival
    device: bytes | None
    ticket: Ticket


def enter(activity: str) -> Occasion:
    """Return the survey that somebody wants to answer, or refuse."""
    return occasion_of("survey", activity)


def visit_to(activity: Occasion) -> Visit:
    """Gather what the browser brings."""
    ticket = ticket_of(activity)
    device = device_for(activity)
    arrival = Arrival(
        token=cookies.token_of(activity),
        mark=cookies.mark_of(activity, device),
        channel=said("c"),
        version=ticket.version,
        began=ticket.began,
    )
    return Visit(activity, arrival, device, ticket)


def leave(answer: ResponseReturnValue, visit: Visit, sitting: Sitting) -> Response:
    """Let the browser keep what it needs to come back."""
    response = current_app.make_response(answer)
    leads_on = response.location is not None  # to a page that renews the cookie
    if not sitting.is_sent and not (leads_on and sitting.token == visit.arrival.token):
        cookies.keep_token(response, visit.activity, sitting.token)
    let_keep_device(response, visit.device)
    return response


def said(name: str) -> str:
    """Return a value of the address or the form; Werkzeug makes an error page for what is not."""
    words = request.args.get(name)
    return request.form.get(name, "") if words is None else words


def ticket_of(activity: Occasion) -> Ticket:
    """Return what the note in the form that was sent says."""
    token = cookies.token_of(activity)
    return tickets.read(activity, said(tickets.FIELD), token)


def not_open_yet(activity: Occasion, now: datetime) -> ResponseReturnValue | None:
    """Say when the activity opens, if it has not."""
    if activity.state(now) not in (State.DRAFT, State.UPCOMING):
        return None
    return render_template("surveys/public/upcoming.html", activity=activity), 409


def turned_away(sitting: Sitting, typed: Typed, now: datetime) -> ResponseReturnValue | None:
    """Lead away whoever has sent already, comes too late, or has taken part before."""
    activity = sitting.activity
    if sitting.is_sent:
        return _sent_page(sitting, typed)
    if not may_send(activity.closes, now, has_begun=sitting.has_begun):
        return _closed_page(sitting, typed)
    if sitting.has_taken_part:
        raise AlreadyTookPart(activity=activity)
    return None


def grace_ends(sitting: Sitting, now: datetime) -> datetime | None:
    """Return until when a person who began before closing may send, once it has closed."""
    closes = sitting.activity.closes
    return closes + GRACE if closes is not None and closes <= now else None


def _sent_page(sitting: Sitting, typed: Typed) -> ResponseReturnValue:
    """Lead to the thanks; show first what a page left open in another tab had besides."""
    thanks = redirect(url_for("surveys.thanks", activity=sitting.activity.public_id))
    if not typed:
        return thanks
    left_out = unlike(sitting.questionnaire, responses.answers_sent(sitting), typed)
    lines = ((question.label, told(question, typed)) for question in left_out)
    shown = [(label, words) for label, words in lines if words]
    if not shown:
        return thanks
    page = render_template("surveys/public/sent.html", activity=sitting.activity, told=shown)
    return page, 409


def _closed_page(sitting: Sitting, typed: Typed) -> ResponseReturnValue:
    """Say when it closed, and show what was typed, so that nothing vanishes silently."""
    words = ((q.label, told(q, typed)) for q in sitting.questionnaire.questions())
    return (
        render_template(
            "surveys/public/closed.html",
            activity=sitting.activity,
            told=[(label, lines) for label, lines in words if lines],
        ),
        410,
    )
