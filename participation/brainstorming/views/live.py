"""A live session on people's own devices: what is on, what to do, and new ideas as they come."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.activities.domain.state import State
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.policy import may_take_part
from participation.brainstorming import live_queries, queries
from participation.brainstorming.services import boards, tables
from participation.brainstorming.services.boards import Board, Pulse
from participation.brainstorming.views import halls
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.drafts import LONGEST_PLACE, Draft, map_for
from participation.brainstorming.views.visits import (
    OPEN_TO,
    closed_page,
    enter,
    leave,
    led_away,
)
from participation.platform.access.routes import SignInNeeded, actor, public
from participation.platform.clock import now
from participation.platform.refusals import Forbidden, NotFound
from participation.platform.web.languages import current_language

UNCHANGED = ("", 204)
BOARD = "brainstorming/partials/board.html"


@bp.get("/j/<code>")
@public
def join(code: str) -> ResponseReturnValue:
    """Lead from an address on a wall or a table to the session."""
    activity, session_code, table = live_queries.behind(code)
    answer = redirect(url_for(".live", activity=activity, table=table or None))
    answer.headers["Vary"] = "Accept-Language"
    if session_code:
        halls.keep(answer, session_code)
    return answer


@bp.get(f"{PLACE}/live")
@public
def live(activity: str) -> ResponseReturnValue:
    """Show what is on, with a field to write in while ideas are taken."""
    visit = enter(activity)
    away = led_away(visit)
    if away is not None:
        return away
    if not visit.is_open:
        return closed_page(visit)
    question = request.args.get("question", "")
    questions = visit.brainstorm.questions
    if not questions:
        raise NotFound
    table = tables.table_behind(visit.activity.id, request.args.get("table", ""))
    asked = queries.question_with(visit.brainstorm, question) if question else questions[0]
    page = render_template(
        "brainstorming/public/live.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        question=asked,
        draft=Draft(question=asked),
        longest_place=LONGEST_PLACE,
        town=map_for(asked),
        table=table,
        part=written(visit.activity, boards.pulse_of(visit.activity), BOARD),
        sent="sent" in request.args,
    )
    return leave(page, visit)


@bp.get(f"{PLACE}/live/part")
@public
def live_part(activity: str) -> ResponseReturnValue:
    """Return what has changed since a version, or nothing."""
    found = occasion_named(activity)
    _let_in(found)
    pulse = boards.pulse_of(found)
    if request.args.get("v") == str(pulse.board_version):
        return UNCHANGED
    return written(found, pulse, BOARD)


def _let_in(activity: Occasion) -> None:
    """Refuse whoever may not look, or looks when it is not on."""
    if activity.kind != "brainstorm" or activity.process_published is None:
        raise NotFound
    if activity.access not in OPEN_TO:
        raise Forbidden
    if not may_take_part(actor(), activity):
        raise SignInNeeded
    if activity.state(now()) is not State.OPEN:
        raise NotFound


def written(activity: Occasion, pulse: Pulse, template: str) -> str:
    """Return a part of a page, written once for each version and language by this process."""
    memory, board = boards.memory_of(activity), boards.board_of(activity, pulse)
    key = template, current_language()
    version, page = memory.written.get(key, (-1, ""))
    if version != board.version or not page:
        page = _render(template, activity, pulse, board)
        memory.written[key] = board.version, page
    return page


def _render(template: str, activity: Occasion, pulse: Pulse, board: Board) -> str:
    return render_template(
        template,
        activity=activity,
        pulse=pulse,
        board=board,
        question=lambda: boards.question_of(activity, pulse),
    )
