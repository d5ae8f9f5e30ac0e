"""Refusals and HTTP errors become pages, once, in the language of the visitor."""

import logging
from collections.abc import Sequence

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from participation.platform import refusals
from participation.platform.access.routes import SignInNeeded
from participation.platform.extensions import db

STATUS_OF: dict[type[refusals.Refusal], int] = {
    refusals.NotFound: 404,
    refusals.Forbidden: 403,
    refusals.Gone: 410,
    refusals.Conflict: 409,
    refusals.TooMany: 429,
}
PAGES = (400, 403, 404, 405, 409, 410, 413, 415, 429, 500, 503)

log = logging.getLogger(__name__)


def status_of(error: refusals.Refusal) -> int:
    """Return the HTTP status of the nearest kind of refusal."""
    return next((STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF), 409)


def error_page(
    status: int, error: Exception | None = None, template: str = "errors/error.html"
) -> ResponseReturnValue:
    """Render the page that says what happened and what to do."""
    shown = status if status in PAGES else 400 if status < 500 else 500  # noqa: PLR2004 -- HTTP
    return render_template(template, status=shown, error=error), status


def _same_site() -> bool:
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin" and (
        request.referrer is None or request.referrer.startswith(request.host_url)
    )


def resend_page(status: int) -> ResponseReturnValue:
    """Offer to send again what was typed, when only the session had ended."""
    if request.method != "POST" or request.files or not request.form or not _same_site():
        return error_page(status)
    kept = [(k, v) for k, v in request.form.items(multi=True) if k != "csrf_token"]
    return render_template("errors/resend.html", action=request.full_path, kept=kept), status


def init_app(app: Flask, special: Sequence[tuple[type[Exception], int, str]] = ()) -> None:
    """Register the pages; `special` are a room's own (refusal, status, template)."""

    def _refused(error: refusals.Refusal) -> ResponseReturnValue:
        return error_page(status_of(error), error)

    def _http(error: HTTPException) -> ResponseReturnValue:
        if (error.code or 500) < 400:  # noqa: PLR2004 -- redirects are answers too
            return error
        return error_page(error.code or 500, error)

    def _broken(error: Exception) -> ResponseReturnValue:
        log.error("request failed", exc_info=error)
        db.session.rollback()
        g.pop("site", None)
        return error_page(500)

    app.register_error_handler(refusals.Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, lambda _error: resend_page(400))
    app.register_error_handler(SignInNeeded, app.extensions.get("sign_in_page", _refused))
    if not app.testing or not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _broken)
    for kind, status, template in special:
        app.register_error_handler(
            kind, lambda error, s=status, t=template: error_page(s, error, t)
        )
