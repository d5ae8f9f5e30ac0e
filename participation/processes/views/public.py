"""The front door of the public site, and the page of a process."""

from collections.abc import Iterator, Sequence

from flask import Response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from participation.activities.domain.state import State
from participation.activities.queries import participants_of
from participation.activities.views.shared import public_address
from participation.platform.access.routes import actor, public
from participation.platform.clock import local, now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language, plain
from participation.processes import queries
from participation.processes.calendars import calendar
from participation.processes.domain import phases
from participation.processes.forms import AUDIENCES, BODIES
from participation.processes.models import Event, Process
from participation.processes.policy import may_see_process
from participation.processes.views.blueprint import bp

CLOSED_ON_HOME = 6
GROUPS = (State.OPEN, State.UPCOMING, State.CLOSED)


@bp.app_template_global()
def current_phase(process: Process) -> int | None:
    """Return the id of the phase the process is in today."""
    stretches = ((phase.id, phase.starts, phase.ends) for phase in process.phases)
    return phases.current(stretches, local(now()).date())


@bp.get("/")
@public
def root() -> ResponseReturnValue:
    """Lead to the home page in the language the browser asks for."""
    answer = redirect(url_for(".home", lang=current_language()))
    answer.headers["Vary"] = "Accept-Language"
    return answer


@bp.get("/<language:lang>/")
@public
def home() -> ResponseReturnValue:
    """Show what can be done now, what is coming, and what came of the rest."""
    moment = now()
    wanted = queries.listed_activities(State.OPEN, State.UPCOMING, now=moment)
    going = db.session.scalars(queries.open_first(wanted)).all()
    closed = db.session.scalars(queries.newest_closed(moment, CLOSED_ON_HOME)).all()
    return render_template(
        "processes/public/home.html",
        open=[one for one in going if one.state(moment) is State.OPEN],
        upcoming=[one for one in going if one.state(moment) is State.UPCOMING],
        closed=closed,
        counts=participants_of([*going, *closed]),
        processes=db.session.scalars(queries.public_processes()).all(),
    )


def public_process(slug: str) -> Process:
    """Return a process that everybody may see; those who work on it see it earlier."""
    process = queries.process_with_phases(slug)
    if process.published is None and not may_see_process(actor(), process):
        raise NotFound
    return process


def _texts_of(process: Process, events: Sequence[Event]) -> Iterator[Text]:
    """Yield what people have written for the page of a process."""
    yield from (process.name, process.purpose)
    for phase in process.phases:
        yield from (phase.name, phase.description)
    for decision in process.decisions:
        yield from (decision.body, decision.outcome)
    for event in events:
        yield from (event.title, event.note, event.place)


def _is_foreign(text: Text) -> bool:
    """Tell whether words are missing in the page's language and are shown in another."""
    return bool(text) and current_language() not in text.translations


@bp.get("/<language:lang>/p/<slug>")
@public
def show(slug: str) -> ResponseReturnValue:
    """Show a process from its purpose to its decisions."""
    process, moment = public_process(slug), now()
    today = local(moment).date()
    wanted = queries.listed_activities(State.OPEN, State.UPCOMING, State.CLOSED, now=moment)
    mine = wanted.where(Process.id == process.id)
    activities = db.session.scalars(queries.open_first(mine)).all()
    events = db.session.scalars(queries.events_of(process)).all()
    return render_template(
        "processes/public/show.html",
        process=process,
        today=today,
        place=phases.place,
        groups=[(s, [a for a in activities if a.state(moment) is s]) for s in GROUPS],
        counts=participants_of(activities),
        events=events,
        is_partly_foreign=any(map(_is_foreign, _texts_of(process, events))),
        documents=db.session.scalars(queries.documents_of(process)).all(),
        audiences=AUDIENCES,
        bodies=BODIES,
    )


@bp.get("/<language:lang>/p/<slug>/calendar.ics")
@bp.get("/<language:lang>/p/<slug>/events/<event>.ics")
@public
def events(slug: str, event: str = "") -> ResponseReturnValue:
    """Give the events of a process, or one of them, to a calendar."""
    process = public_process(slug)
    found = [
        one
        for one in db.session.scalars(queries.events_of(process))
        if event in ("", one.public_id)
    ]
    if event and not found:
        raise NotFound
    page = public_address(".show", slug=slug)
    return Response(calendar(plain(process.name), found, page, now()), mimetype="text/calendar")
