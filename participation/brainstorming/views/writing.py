"""Write an idea: a question, the words, a look at what is like it, thanks."""

from collections.abc import Sequence
from dataclasses import replace

from flask import current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities import receipts
from participation.activities.models import AccessLevel
from participation.activities.views import cookies
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import BrainstormQuestion
from participation.brainstorming.refusals import NotNow
from participation.brainstorming.services import comments, evaluating, ideas, similar, tables
from participation.brainstorming.services.ideas import Written
from participation.brainstorming.views import halls
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.drafts import (
    LONGEST_PLACE,
    Draft,
    lacks_of,
    map_for,
    typed_in,
)
from participation.brainstorming.views.visits import (
    Visit,
    closed_page,
    enter,
    is_ours,
    leave,
    settled,
    turned_away,
)
from participation.platform.access.routes import public
from participation.platform.extensions import csrf, limiter
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from participation.platform.web.languages import current_language
from participation.texts import personal
from participation.texts.words import plain


@bp.get(f"{PLACE}/write")
@bp.get(f"{PLACE}/write/<question>")
@public
def write(activity: str, question: str = "") -> ResponseReturnValue:
    """Ask one question; the first unless the address names another."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    if not visit.is_open:
        return closed_page(visit)
    return _page(visit, Draft(question=_question(visit, question)))


def _question(visit: Visit, code: str) -> BrainstormQuestion:
    if code:
        return queries.question_with(visit.brainstorm, code)
    if not visit.brainstorm.questions:
        raise NotFound
    return visit.brainstorm.questions[0]


def _page(visit: Visit, draft: Draft, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "brainstorming/public/write.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        draft=draft,
        longest_place=LONGEST_PLACE,
        town=map_for(draft.question),
        supports=visit.brainstorm.takes_evaluations
        and evaluating.supporting(visit.brainstorm) is not None,
        channel=visit.arrival.channel,
        table=request.values.get("table", ""),
        is_live="live" in request.values,
    )
    return leave((page, status), visit)


@bp.post(f"{PLACE}/write/<question>")
@limiter.limit(halls.limit, on_breach=halls.too_many)
@public
def take(activity: str, question: str) -> ResponseReturnValue:
    """Take an idea, or show it again with what there is to say about it."""
    visit = enter(activity)
    typed = typed_in(visit, question)
    if SWITCH in request.form:
        return _switched(visit, typed)
    away = turned_away(visit)
    if away is not None:
        return away
    if not visit.may_send:
        return closed_page(visit, typed.told)
    found = _looked_at(visit, typed)
    if found is not None:
        return found
    return _taken(visit, typed)


# It looks itself at the ticket: an expired page must come back with what was typed.
csrf.exempt(take)


def _switched(visit: Visit, typed: Draft) -> ResponseReturnValue:
    """Show what was typed in the new language; a session where nothing was goes on as it is."""
    if "live" in request.form and not typed.told:
        return redirect(_session(visit, typed))
    return _page(visit, typed)


def _looked_at(visit: Visit, typed: Draft) -> ResponseReturnValue | None:
    """Show the page again if it was open too long, has a fault, or has not been looked at."""
    if not is_ours(visit):
        return _page(visit, replace(typed, is_expired=True), 400)
    error, lacks = _fault(visit, typed), lacks_of(visit, typed)
    if error or lacks:
        return _page(visit, replace(typed, error=error, lacks=lacks), 422)
    if request.form.get("looked_at") == typed.mark:
        return None
    hints = [typed.words[hint.start : hint.end] for hint in personal.hints(typed.words)]
    alike = _alike(visit, typed.words)
    if hints or alike:
        return _page(visit, replace(typed, hints=hints, alike=alike))
    return None


def _fault(visit: Visit, typed: Draft) -> str:
    longest = visit.brainstorm.idea_length
    if not plain(typed.words):
        return str(_("Write your idea."))
    if len(typed.words) > longest:
        return str(_("Write at most %(longest)s characters.", longest=longest))
    return ""


def _alike(visit: Visit, words: str) -> Sequence[Idea]:
    if not visit.brainstorm.shows_some:
        return ()
    found = similar.similar_to(visit.brainstorm, visit.activity.public_id, words)
    return [idea for idea in found if idea.receipt_hash != visit.arrival.receipt_hash]


def _taken(visit: Visit, typed: Draft) -> ResponseReturnValue:
    table = tables.table_behind(visit.activity.id, request.form.get("table", ""))
    written = Written(
        question=typed.question,
        words=typed.words,
        place=typed.place,
        area=typed.area,
        point=typed.point,
        table_name=table.name if table else "",
    )

    def kept() -> None:
        with unit_of_work():
            language = current_language()
            ideas.write(
                visit.brainstorm, visit.arrival, written, language=language, now=visit.moment
            )

    try:
        settled(kept)
    except NotNow:
        words = str(_("Ideas are not taken at this moment. Your words are below; try again later."))
        return _page(visit, replace(typed, error=words), 409)
    return leave(redirect(_way_on(visit, typed)), visit)


def _way_on(visit: Visit, typed: Draft) -> str:
    """Return the page of thanks, or the session in which the idea was written."""
    if "live" in request.form:
        return _session(visit, typed, is_sent=True)
    return url_for(".thanks", activity=visit.activity.public_id, question=typed.question.code)


def _session(visit: Visit, typed: Draft, *, is_sent: bool = False) -> str:
    return url_for(
        ".live",
        activity=visit.activity.public_id,
        question=typed.question.code,
        table=request.form.get("table") or None,
        sent=1 if is_sent else None,
    )


@bp.get(f"{PLACE}/thanks")
@public
def thanks(activity: str) -> ResponseReturnValue:
    """Thank, show the code while this browser knows it, and say what comes next."""
    visit = enter(activity)
    mine = ideas.own(visit.activity, visit.arrival.receipt_hash)
    said = comments.own(visit.activity, visit.arrival.receipt_hash)
    if not mine and not said:
        return redirect(url_for("activities.show", activity=activity))
    return render_template(
        "brainstorming/public/thanks.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        mine=mine,
        said=said,
        commented=request.args.get("comment", "") if said else "",
        question=request.args.get("question", ""),
        code=receipts.code_for(visit.arrival.token, current_language()),
        many=visit.activity.access is AccessLevel.OPEN,
    )


@bp.post(f"{PLACE}/leave")
@public
def hide(activity: str) -> ResponseReturnValue:
    """Forget the code on this device; before that, erase evaluations where that is wished."""
    visit = enter(activity)
    is_sound = is_ours(visit)
    if is_sound and "evaluations" in request.form:
        with unit_of_work():
            evaluating.forget(visit.arrival)
    response = current_app.make_response(redirect(url_for("activities.show", activity=activity)))
    if is_sound:
        cookies.forget_token(response, visit.activity)
    return response


# It takes nothing but this browser's own cookie, and looks itself at where the form came from.
csrf.exempt(hide)
