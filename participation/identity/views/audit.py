"""Who did what."""

import json
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from participation.identity import queries
from participation.identity.policy import may_read_audit_log
from participation.identity.views.blueprint import bp
from participation.platform.access.routes import requires
from participation.platform.audit.log import deeds, entries
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from participation.platform.web.languages import say

PER_PAGE = 50
LAST_PAGE = 1_000_000  # what databases can skip has an end


@bp.get("/<language:lang>/manage/audit-log")
@requires(may_read_audit_log)
def audit_log() -> ResponseReturnValue:
    """List what was done, the newest first."""
    page = min(max(1, request.args.get("page", 1, type=int)), LAST_PAGE)
    chosen = {name: request.args.get(name, "") for name in ("process", "deed")}
    processes = queries.processes()
    within = next((p.id for p in processes if p.slug == chosen["process"]), None)
    query = entries(process_id=within, deed=chosen["deed"])
    query = query.limit(PER_PAGE + 1).offset((page - 1) * PER_PAGE)
    found = db.session.scalars(query).all()
    return render_template(
        "identity/manage/audit_log.html",
        entries=found[:PER_PAGE],
        more=len(found) > PER_PAGE,
        **_names(found, processes),
        processes=processes,
        deeds=db.session.scalars(deeds()).all(),
        deed_words=_deed_words(),
        chosen=chosen,
        page=page,
        subject_of=_subject_of,
        as_kept=partial(json.dumps, ensure_ascii=False),
    )


def _names(found: Sequence[AuditEntry], processes: Sequence[Any]) -> dict[str, Any]:
    """Return what people, activities and processes in entries are called, if they still exist."""
    people = queries.named_people(
        (entry.person_id for entry in found), (_id_of(entry.subject) for entry in found)
    )
    activities = queries.titles_of(each for entry in found for each in _activities_in(entry))
    by_id = {process.id: process.name for process in processes}
    by_person = {person.public_id: person.name for person in people}

    def about(entry: AuditEntry) -> list[str | Markup]:
        named = [activities.get(each) for each in _activities_in(entry)]
        words = [
            by_person.get(_id_of(entry.subject)),
            *map(say, (*named, by_id.get(entry.process_id))),
        ]
        return [each for each in words if each]

    return {"names": {person.id: person.name for person in people}, "about": about}


def _subject_of(entry: AuditEntry) -> str:
    """Return what a deed was about; some old entries say that an activity is one, others do not."""
    return entry.subject.removeprefix("activity:")


def _id_of(subject: str) -> str:
    """Return the public id in `activity:k3v9x2m4tq`, or the subject that is one by itself."""
    return subject.rpartition(":")[2]


def _activities_in(entry: AuditEntry) -> set[str]:
    """Return the public ids that an entry may hold of an activity: its own, or a channel's."""
    told: tuple[Mapping[str, Any], ...] = (entry.before or {}, entry.after or {})
    owners = {values.get("activity") for values in told}
    return {_id_of(entry.subject), *(each for each in owners if isinstance(each, str))}


def _deed_words() -> Callable[[str], str]:
    """Return what says a deed in words; a deed that no room explains is shown as it is kept."""
    known = {
        deed: words
        for feature in current_app.extensions["features"]
        for deed, words in feature.deeds.items()
    }
    return lambda deed: str(known.get(deed, deed))
