"""Who did what."""

from collections.abc import Callable

from flask import current_app, render_template, request
from flask.typing import ResponseReturnValue

from participation.identity import queries
from participation.identity.policy import may_read_audit_log
from participation.identity.views.blueprint import bp
from participation.platform.access.routes import requires
from participation.platform.audit.log import deeds, entries
from participation.platform.extensions import db

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
        names=queries.names_of(entry.person_id for entry in found),
        processes=processes,
        deeds=db.session.scalars(deeds()).all(),
        deed_words=_deed_words(),
        chosen=chosen,
        page=page,
    )


def _deed_words() -> Callable[[str], str]:
    """Return what says a deed in words; a deed that no room explains is shown as it is kept."""
    known = {
        deed: words
        for feature in current_app.extensions["features"]
        for deed, words in feature.deeds.items()
    }
    return lambda deed: str(known.get(deed, deed))
