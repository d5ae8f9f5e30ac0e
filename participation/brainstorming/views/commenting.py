"""An idea on a page of its own, with what others say of it, and room to say something oneself."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa
from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.brainstorming import comment_queries, queries
from participation.brainstorming.comment_words import said_of
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.refusals import NotNow, NotShown
from participation.brainstorming.services import comments
from participation.brainstorming.services.participants import is_shut_out
from participation.brainstorming.views import halls
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.browsing import shows_all
from participation.brainstorming.views.visits import (
    Visit,
    enter,
    is_ours,
    leave,
    led_away,
    settled,
    turned_away,
)
from participation.platform.access.routes import public
from participation.platform.extensions import csrf, db, limiter
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from participation.platform.web.languages import current_language
from participation.texts import personal
from participation.texts.words import plain

LONGEST = 500
A_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is on the form of a comment: the words, and what is to be said about them."""

    words: str = ""
    error: str = ""
    is_expired: bool = False
    hints: Sequence[str] = ()

    @property
    def mark(self) -> str:
        """A mark of the words, by which a second sending shows that they were looked at."""
        return keyed("looked at", self.words.encode()).hex()[:16]


@bp.get(f"{PLACE}/read/<idea>")
@public
def read(activity: str, idea: str) -> ResponseReturnValue:
    """Show one idea and its comments; the list of ideas where there are none in this phase."""
    visit = enter(activity)
    away = led_away(visit)
    if away is not None:
        return away
    found = _readable(visit, idea)
    if found is None:
        return redirect(url_for(".browse", activity=activity))
    if found.public_id != idea:
        return redirect(url_for(".read", activity=activity, idea=found.public_id))
    return _page(visit, found, Draft())


def shows_comments(visit: Visit) -> bool:
    """Tell whether comments are read here and now: where all ideas are."""
    return visit.brainstorm.has_comments and shows_all(visit)


def _readable(visit: Visit, name: str) -> Idea | None:
    """Return the idea that stands for the one named, if others see both and comments are read."""
    if not shows_comments(visit):
        return None
    idea = queries.idea_named(visit.activity.id, name)
    head = comments.head_of(idea)
    return head if idea.state is head.state is IdeaState.PUBLISHED else None


def _page(visit: Visit, idea: Idea, draft: Draft, status: int = 200) -> ResponseReturnValue:
    number = max(1, request.args.get("page", 1, type=int))
    wanted = comment_queries.below(idea, visit.arrival.receipt_hash)
    counted = wanted.add_columns(sa.func.count().over())
    rows = db.session.execute(counted.limit(A_PAGE).offset((number - 1) * A_PAGE)).all()
    total = rows[0][1] if rows else 0
    takes = visit.may_send and visit.brainstorm.takes_comments
    page = render_template(
        "brainstorming/public/read.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        idea=idea,
        question=queries.question_of(visit.brainstorm, idea),
        comments=[row[0] for row in rows],
        number=total,
        page=number,
        last=-(-total // A_PAGE),
        draft=draft,
        longest=LONGEST,
        takes=takes,
        shut_out=takes and is_shut_out(visit.arrival),
        said_of=said_of,
    )
    return leave((page, status), visit) if takes else (page, status)


@bp.post(f"{PLACE}/read/<idea>")
@limiter.limit(halls.limit, on_breach=halls.too_many)
@public
def comment(activity: str, idea: str) -> ResponseReturnValue:
    """Take a comment, or show it again with what there is to say about it."""
    visit = enter(activity)
    typed = Draft(words="\n".join(request.form.get("words", "").split("\r\n")).strip())
    found = _readable(visit, idea)
    if SWITCH in request.form and found is not None:
        return _page(visit, found, typed)
    away = turned_away(visit)
    if away is not None:
        return away
    if found is None or not visit.may_send:
        return _not_taken(visit, typed)
    return _looked_at(visit, found, typed) or _taken(visit, found, typed)


# It looks itself at the ticket: an expired page must come back with what was typed.
csrf.exempt(comment)


def _looked_at(visit: Visit, idea: Idea, typed: Draft) -> ResponseReturnValue | None:
    """Show the page again if it was open too long, has a fault, or has not been looked at."""
    if not is_ours(visit):
        return _page(visit, idea, replace(typed, is_expired=True), 400)
    if error := _fault(typed):
        return _page(visit, idea, replace(typed, error=error), 422)
    if request.form.get("looked_at") == typed.mark:
        return None
    hints = [typed.words[hint.start : hint.end] for hint in personal.hints(typed.words)]
    return _page(visit, idea, replace(typed, hints=hints)) if hints else None


def _fault(typed: Draft) -> str:
    if not plain(typed.words):
        return str(_("Write your comment."))
    if len(typed.words) > LONGEST:
        return str(_("Write at most %(longest)s characters.", longest=LONGEST))
    return ""


def _taken(visit: Visit, idea: Idea, typed: Draft) -> ResponseReturnValue:
    name, language = idea.public_id, current_language()
    remark = comments.Remark(idea=name, words=typed.words)

    def kept() -> None:
        with unit_of_work():
            board, who = visit.brainstorm, visit.arrival
            comments.write(board, who, remark, language=language, now=visit.moment)

    try:
        settled(kept)
    except (NotNow, NotShown, NotFound):
        return _not_taken(visit, typed)
    place = url_for(".thanks", activity=visit.activity.public_id, comment=name)
    return leave(redirect(place), visit)


def _not_taken(visit: Visit, typed: Draft) -> ResponseReturnValue:
    """Say that comments are not taken, and show what was typed, so that nothing vanishes."""
    is_over = not visit.may_send
    page = render_template(
        "brainstorming/public/not_taken.html",
        activity=visit.activity,
        is_over=is_over,
        words=typed.words,
    )
    return page, 410 if is_over else 409
