"""Ideas on the map of the town, beside a list of them."""

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.spots import Spot, map_of, map_of_one
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.browsing import shows_all
from participation.brainstorming.views.visits import Visit, enter, led_away
from participation.platform.access.routes import public
from participation.platform.extensions import db
from participation.platform.maps.drawing import Drawing
from participation.platform.maps.service import town_map

A_PAGE = 20
MOST_POINTS = 1000
EVERYWHERE = (-180.0, -90.0, 180.0, 90.0)


@bp.get(f"{PLACE}/map")
@public
def on_map(activity: str) -> ResponseReturnValue:
    """Show ideas that have a place: those of a page with numbers, the others as points."""
    visit = enter(activity)
    away = led_away(visit)
    if away is not None:
        return away
    is_whole = shows_all(visit)
    area = visit.brainstorm.area(request.args.get("area", ""))
    wanted = _placed(visit, area.code if area else "", is_whole=is_whole)
    page = max(1, request.args.get("page", 1, type=int))
    number, others = _points(wanted)
    ideas = db.session.scalars(wanted.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    return render_template(
        "brainstorming/public/map.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        ideas=ideas,
        map=map_of([(one.longitude or 0.0, one.latitude or 0.0) for one in ideas], others),
        number=number,
        area=area,
        shows_all=is_whole,
        page=page,
        last=-(-number // A_PAGE),
        questions={one.id: one for one in visit.brainstorm.questions},
    )


def _placed(visit: Visit, area: str, *, is_whole: bool) -> sa.Select[Idea]:
    """Select ideas on the map: all that others see, or one's own where those are not shown."""
    if is_whole:
        found = queries.shown_ideas(visit.activity.id)
        found = found.order_by(queries.turn(), Idea.day.desc(), Idea.id)
    else:
        found = queries.own_ideas(visit.activity.id, visit.arrival.receipt_hash)
    town = town_map()
    west, south, east, north = town.box if town else EVERYWHERE
    found = found.where(Idea.longitude.between(west, east), Idea.latitude.between(south, north))
    return found.where(Idea.area == area) if area else found


def _points(wanted: sa.Select[Idea]) -> tuple[int, list[Spot]]:
    """Return how many ideas there are, and where the first of them lie."""
    places = wanted.with_only_columns(Idea.longitude, Idea.latitude, sa.func.count().over())
    rows = db.session.execute(places.limit(MOST_POINTS)).all()
    return (rows[0][2] if rows else 0), [(row[0] or 0.0, row[1] or 0.0) for row in rows]


def spot_of(idea: Idea) -> Drawing | None:
    """Draw the place of one idea, if it has one."""
    return map_of_one(idea.longitude, idea.latitude)
