"""Read ideas: the newest, the best supported, the most divided, the unseen, one's own."""

from typing import Any

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.brainstorming import comment_queries, queries, theme_queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import BrainstormArea
from participation.brainstorming.theme_models import IdeaTheme
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.visits import Visit, enter, led_away
from participation.brainstorming.words import outcome
from participation.platform.access.routes import public
from participation.platform.extensions import db
from participation.platform.maps.service import town_map

A_PAGE = 20
MINE = "mine"
ORDERS: dict[str, Any] = {
    "new": (queries.turn(), Idea.day.desc(), Idea.id),
    "support": (Idea.support.desc(), Idea.id),
    "divided": (Idea.division.desc(), Idea.id),
    "unseen": (queries.turn(), Idea.day.desc(), Idea.id),
}


@bp.get(PLACE)
@public
def browse(activity: str) -> ResponseReturnValue:
    """List ideas; only one's own where the others are not shown in this phase."""
    visit = enter(activity)
    is_closed = visit.activity.state(visit.moment) is State.CLOSED
    away = led_away(visit)
    if away is not None:
        return away
    is_whole, chosen = shows_all(visit), request.args.get("show", "new")
    if not is_whole or chosen not in (*ORDERS, MINE):
        chosen = "new" if is_whole else MINE
    code, page = request.args.get("question", ""), max(1, request.args.get("page", 1, type=int))
    themes = _themes(visit) if is_whole else []
    # A theme may be renamed, merged or removed while people read: then all ideas are listed.
    theme = next((one for one in themes if one.public_id == request.args.get("theme")), None)
    area = visit.brainstorm.area(request.args.get("area", "")) if is_whole else None
    has_comments = is_whole and visit.brainstorm.has_comments
    said = comment_queries.number() if has_comments else sa.null()
    counted = _wanted(visit, chosen, code, theme, area).add_columns(sa.func.count().over(), said)
    rows = db.session.execute(counted.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    number = rows[0][1] if rows else 0
    return render_template(
        "brainstorming/public/browse.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        ideas=[row[0] for row in rows],
        has_comments=has_comments,
        comments={row[0].id: row[2] for row in rows},
        number=number,
        chosen=chosen,
        shows_all=is_whole,
        town=town_map(),
        code=code,
        themes=themes,
        theme=theme,
        area=area,
        page=page,
        last=-(-number // A_PAGE),
        questions={one.id: one for one in visit.brainstorm.questions},
        least=_least(visit) if is_closed else 0,
        outcome=outcome,
    )


def shows_all(visit: Visit) -> bool:
    """Tell whether everybody reads all ideas: in this phase, or as results."""
    return visit.brainstorm.shows_all or _activity(visit).shows_results(visit.moment)


def _themes(visit: Visit) -> list[IdeaTheme]:
    """Return the themes that everybody sees, if they do."""
    if not visit.brainstorm.shows_themes:
        return []
    return list(db.session.scalars(theme_queries.kept_themes(visit.activity.id)))


def _least(visit: Visit) -> int:
    """Return of how many people a number must tell to be shown."""
    return _activity(visit).least_people


def _activity(visit: Visit) -> Activity:
    return visit.brainstorm.activity  # asked for twice, read once


def _wanted(
    visit: Visit, chosen: str, code: str, theme: IdeaTheme | None, area: BrainstormArea | None
) -> sa.Select[Idea]:
    if chosen == MINE:
        found = queries.own_ideas(visit.activity.id, visit.arrival.receipt_hash)
    else:
        found = queries.shown_ideas(visit.activity.id).order_by(*ORDERS[chosen])
    if chosen == "unseen":
        found = found.where(
            sa.not_(queries.weighed(visit.arrival.participant)),
            sa.not_(queries.written_by(visit.arrival.receipt_hash)),
        )
    if code:
        found = found.where(Idea.question_id == queries.question_with(visit.brainstorm, code).id)
    if theme is not None:
        found = found.where(theme_queries.in_theme(theme.id))
    if area is not None:
        found = found.where(Idea.area == area.code)
    return found
