"""Areas: the parts of the town that ideas may be about."""

from hashlib import sha256
from json import dumps

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Brainstorm, BrainstormArea
from participation.brainstorming.refusals import HasIdeas, Outdated
from participation.brainstorming.services import building
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound


def area_with(found: Brainstorm, code: str) -> BrainstormArea:
    """Return the area of a brainstorm that has a code, or refuse."""
    area = found.area(code)
    if area is None:
        raise NotFound
    return area


def mark_of(area: BrainstormArea) -> str:
    """Return a short mark of a name, which changes when it does."""
    return sha256(dumps(area.name.to_json(), sort_keys=True).encode()).hexdigest()[:16]


def add_area(activity: Activity, name: Text) -> BrainstormArea:
    """Add an area at the end."""
    found = building.locked(activity.id)
    last = max((one.position for one in found.areas), default=0)
    made = BrainstormArea(brainstorm_id=found.activity_id, position=last + 1, name=name)
    found.areas.append(made)
    _changed(found)
    return made


def rename_area(activity: Activity, code: str, name: Text, *, mark: str) -> None:
    """Change what an area is called; ideas follow."""
    found = building.locked(activity.id)
    area = area_with(found, code)
    if mark != mark_of(area):
        raise Outdated
    area.name = name
    _changed(found)


def move_area(activity: Activity, code: str, step: int) -> None:
    """Move an area one place up (-1) or down (1)."""
    found = building.locked(activity.id)
    order = sorted(found.areas, key=lambda one: (one.position, one.id))
    at = order.index(area_with(found, code))
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for position, area in enumerate(order, 1):
        area.position = position
    _changed(found)


def remove_area(activity: Activity, code: str) -> None:
    """Delete an area that no idea is about."""
    found = building.locked(activity.id)
    area = area_with(found, code)
    if code in numbers(activity):
        raise HasIdeas
    found.areas.remove(area)
    _changed(found)


def numbers(activity: Activity) -> dict[str, int]:
    """Count ideas by area, hidden and joined ones too."""
    wanted = sa.select(Idea.area, sa.func.count()).where(Idea.brainstorm_id == activity.id)
    rows = db.session.execute(wanted.where(Idea.area != "").group_by(Idea.area))
    return {row[0]: row[1] for row in rows}


def _changed(found: Brainstorm) -> None:
    found.board_version += 1
    db.session.flush()
