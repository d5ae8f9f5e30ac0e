"""Stored files that anybody may have."""

from flask import Response, abort, send_file
from flask.typing import ResponseReturnValue

from participation.platform.access.routes import public
from participation.platform.files.kinds import INLINE
from participation.platform.files.queries import public_file
from participation.platform.files.storage import storage
from participation.platform.views.blueprint import bp

KEPT_SECONDS = 3600
# What was uploaded may draw itself as an image, and do nothing else.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"


@bp.get("/files/<public_id>/<name>")
@public
def file(public_id: str, name: str) -> ResponseReturnValue:
    """Hand out a file, never as a page of ours."""
    found = public_file(public_id)
    if found is None or found.name != name or not storage().exists(found.key):
        abort(404)
    response: Response = send_file(
        storage().open(found.key),
        mimetype=found.content_type,
        as_attachment=found.content_type not in INLINE,
        download_name=found.name,
        etag=found.sha256,
        max_age=KEPT_SECONDS,
        last_modified=found.stored,
    )
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
