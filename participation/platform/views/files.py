"""Stored files that anybody may have."""

from flask import Response, send_file
from flask.typing import ResponseReturnValue

from participation.platform.access.routes import public
from participation.platform.files.kinds import INLINE
from participation.platform.files.models import StoredFile
from participation.platform.files.pictures import picture_url
from participation.platform.files.queries import public_file
from participation.platform.files.storage import storage
from participation.platform.refusals import NotFound
from participation.platform.views.blueprint import bp

# A file that is taken away must not live on in browsers for a year.
KEPT_SECONDS = 3600
# What was uploaded may draw itself as an image, and do nothing else.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"

bp.add_app_template_global(picture_url)


@bp.get("/files/<public_id>/<name>")
@public
def file(public_id: str, name: str) -> ResponseReturnValue:
    """Hand out a file under its own name only."""
    found = public_file(public_id)
    if found is None or found.name != name:
        raise NotFound
    return handed_out(found)


def handed_out(found: StoredFile) -> Response:
    """Answer with a file, never as a page of ours; one whose content is gone is not found."""
    try:
        content = storage().open(found.key)
    except FileNotFoundError:
        raise NotFound from None
    response: Response = send_file(
        content,
        mimetype=found.content_type,
        as_attachment=found.content_type not in INLINE,
        download_name=found.name,
        etag=found.sha256,
        max_age=KEPT_SECONDS,
        last_modified=found.stored,
    )
    response.headers["Content-Security-Policy"] = POLICY
    return response
