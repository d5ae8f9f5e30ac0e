"""Add, change and remove what belongs to a process: phases, events, decisions, contacts."""

from collections.abc import Mapping
from datetime import date, time
from enum import StrEnum
from typing import Any

from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.domain.phases import whole_months
from participation.processes.models import Contact, Decision, Event, Phase, Precision, Process
from participation.processes.refusals import LastContact

Part = Phase | Event | Decision | Contact

# People's names and addresses stay out of the log.
PERSONAL = frozenset({"name", "phone", "email"})
# The log takes `body` for that of a message.
CALLED = {"body": "organ"}


def add_part(process: Process, model: type[Part], values: Mapping[str, Any], actor: Actor) -> Part:
    """Add a part to a process."""
    part = model(process_id=process.id, **_settled(model, values))
    db.session.add(part)
    db.session.flush()
    _record("add", part, process, actor, after=_kept(part, values))
    return part


def edit_part(part: Part, process: Process, values: Mapping[str, Any], actor: Actor) -> None:
    """Change a part of a process."""
    before = _kept(part, values)
    for name, value in _settled(type(part), values).items():
        setattr(part, name, value)
    db.session.flush()
    _record("edit", part, process, actor, before=before, after=_kept(part, values))


def remove_part(part: Part, process: Process, actor: Actor) -> None:
    """Remove a part of a process; a published process keeps its last contact."""
    db.session.refresh(process, with_for_update=True)
    if isinstance(part, Contact) and process.published and len(process.contacts) == 1:
        raise LastContact
    _record("remove", part, process, actor)
    db.session.delete(part)
    db.session.flush()


def _settled(model: type[Part], values: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values with days that are known by month moved to the edges of their months."""
    settled = dict(values)
    if settled.get("precision") is not Precision.MONTH:
        return settled
    if model is Phase:
        settled["starts"], settled["ends"] = whole_months(settled["starts"], settled["ends"])
    if model is Decision:
        settled["day"] = settled["day"].replace(day=1)
    return settled


def _kept(part: Part, values: Mapping[str, Any]) -> dict[str, Any]:
    hidden = PERSONAL if isinstance(part, Contact) else frozenset()
    return {
        CALLED.get(name, name): _written(getattr(part, name))
        for name in values
        if name not in hidden
    }


def _written(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, date | time):
        return value.isoformat()
    return value.value if isinstance(value, StrEnum) else value


def _record(
    verb: str, part: Part, process: Process, actor: Actor, **kept: Mapping[str, Any]
) -> None:
    deed = f"{part.__tablename__}.{verb}"
    record(
        actor,
        deed,
        part.public_id,
        process_id=process.id,
        before=kept.get("before"),
        after=kept.get("after"),
    )
