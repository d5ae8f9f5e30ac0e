"""The API: read-only JSON with ETags. Everything public comes from releases."""

import re
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue

from participation.activities.domain.filters import Cut, Filter
from participation.activities.kinds import kind_of
from participation.activities.models import Activity, Release
from participation.activities.policy import may_analyse, may_read_activity
from participation.activities.queries import (
    activity_named,
    newest_release,
    release_numbered,
    reports,
)
from participation.platform.access.actor import ANYBODY
from participation.platform.access.routes import public, requires
from participation.platform.clock import now
from participation.platform.extensions import db, limiter
from participation.platform.mail.links import address_of
from participation.platform.refusals import NotFound
from participation.platform.web.languages import plain
from participation.platform.web.site import site
from participation.reports.api import documents
from participation.reports.api.description import description
from participation.reports.domain.automatic import BRAINSTORM

PER_ADDRESS = "300 per minute"
A_PAGE = 100
NUMBER = re.compile(r"[0-9]{1,9}")
KEPT = 60  # seconds for which whoever asked may use an answer again

bp = Blueprint("api", __name__, url_prefix="/api/v1")


def _sent(document: Mapping[str, Any], tag: str = "") -> ResponseReturnValue:
    """Send a public document; whoever has it already gets 304."""
    response = jsonify(document)
    response.headers["Cache-Control"] = f"public, max-age={KEPT}"
    response.headers["Access-Control-Allow-Origin"] = "*"
    if tag:
        response.set_etag(tag)
    else:
        response.add_etag()
    return response.make_conditional(request)


def _is_public(activity: Activity) -> bool:
    moment = now()
    return activity.shows_results(moment) and may_read_activity(ANYBODY, activity, moment)


def _released(activity: str, number: str = "") -> Release:
    """Return a release that everybody may read, or refuse."""
    found = activity_named(activity)
    if not _is_public(found) or (number and not NUMBER.fullmatch(number)):
        raise NotFound
    release = release_numbered(found.id, int(number)) if number else newest_release(found.id)
    if release is None:
        raise NotFound
    return release


def _tag(release: Release, more: str = "") -> str:
    """Return a mark of a release; empty where what is shown may change, and the content decides."""
    if release.activity.kind == BRAINSTORM:
        return ""
    return f"{release.checksum[:32]}-{len(release.corrections)}{more}"


@bp.get("/openapi.json")
@limiter.limit(PER_ADDRESS)
@public
def openapi() -> ResponseReturnValue:
    """Describe the API."""
    return _sent(
        description(plain(site().name), address_of("api.releases").removesuffix("/releases"))
    )


@bp.get("/releases")
@limiter.limit(PER_ADDRESS)
@public
def releases() -> ResponseReturnValue:
    """List what is released."""
    page = max(1, request.args.get("page", 1, type=int))
    rows = reports().limit(A_PAGE + 1).offset((page - 1) * A_PAGE)
    found = db.session.scalars(rows).unique().all()
    shown = [each for each in found[:A_PAGE] if _is_public(each.activity)]
    following = address_of("api.releases", page=page + 1) if len(found) > A_PAGE else None
    listed = [documents.summary(each, address_of) for each in shown]
    return _sent({"releases": listed, "next": following})


@bp.get("/releases/<activity>")
@limiter.limit(PER_ADDRESS)
@public
def newest(activity: str) -> ResponseReturnValue:
    """Give the newest release of an activity."""
    found = _released(activity)
    return _sent(documents.whole(found, address_of), _tag(found))


@bp.get("/releases/<activity>/<number>")
@limiter.limit(PER_ADDRESS)
@public
def release(activity: str, number: str) -> ResponseReturnValue:
    """Give one release."""
    found = _released(activity, number)
    return _sent(documents.whole(found, address_of), _tag(found))


@bp.get("/releases/<activity>/<number>/<subject>")
@limiter.limit(PER_ADDRESS)
@public
def subject(activity: str, number: str, subject: str) -> ResponseReturnValue:
    """Give what a release tells of one question."""
    found = _released(activity, number)
    document = documents.one(found, subject, address_of)
    if document is None:
        raise NotFound
    return _sent(document, _tag(found, f"-{subject}"))


@bp.get("/findings/<activity>")
@limiter.limit(PER_ADDRESS)
@requires(may_analyse, activity_named)
def findings(activity: str) -> ResponseReturnValue:
    """Give unpublished figures to the municipality's own tools."""
    found, args = activity_named(activity), request.args
    cut = Cut(
        filter=Filter.from_query(args.getlist("only")),
        by=args.get("by", ""),
        weights=args.get("weights", ""),
    )
    live = kind_of(found).findings(found, now(), cut)
    response = jsonify(documents.live(found, live))
    response.headers["Cache-Control"] = "no-store"
    return response
