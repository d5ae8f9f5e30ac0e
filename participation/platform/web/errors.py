"""Refusals and HTTP errors become pages, once, in the language of the visitor."""

import logging
from collections.abc import Callable, Sequence
from json import dumps

from flask import Flask, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import InterfaceError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException, MethodNotAllowed
from werkzeug.http import HTTP_STATUS_CODES

from participation.platform import refusals
from participation.platform.access.actor import ANYBODY
from participation.platform.access.routes import SignInNeeded
from participation.platform.extensions import db
from participation.platform.web.requests import largest
from participation.platform.web.site import use_site_last_seen

STATUS_OF: dict[type[refusals.Refusal], int] = {
    refusals.NotFound: 404,
    refusals.Forbidden: 403,
    refusals.Gone: 410,
    refusals.Conflict: 409,
    refusals.TooMany: 429,
}
PAGES = (400, 403, 404, 405, 409, 410, 413, 415, 429, 500, 503)
PASSING = {429: 60, 503: 30}
API = "/api/"
DETAILS = {
    401: "Send the token of a program: Authorization: Bearer …",
    403: "This token may not read that.",
    404: "There is nothing public here.",
    429: "Too many requests from one address. Try again in a minute.",
}

log = logging.getLogger(__name__)


def status_of(error: refusals.Refusal) -> int:
    """Return the HTTP status of the nearest kind of refusal."""
    return next((STATUS_OF[kind] for kind in type(error).__mro__ if kind in STATUS_OF), 409)


def error_page(
    status: int, error: Exception | None = None, template: str = "errors/error.html"
) -> tuple[str, int, dict[str, str]]:
    """Render the page that says what happened and what to do, with or without a database."""
    shown = status if status in PAGES else 400 if status < 500 else 500  # noqa: PLR2004 -- HTTP
    headers = {"Retry-After": str(PASSING[shown])} if shown in PASSING else {}
    if request.path.startswith(API):
        return problem(status, headers)
    try:
        page = render_template(template, status=shown, error=error, largest=largest)
    except SQLAlchemyError:
        _forget_the_database()
        page = render_template("errors/error.html", status=shown, error=error, largest=largest)
    return page, status, headers


def problem(status: int, headers: dict[str, str]) -> tuple[str, int, dict[str, str]]:
    """Say to a program what is wrong: RFC 9457."""
    title = HTTP_STATUS_CODES.get(status, "Error")
    said = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "detail": DETAILS.get(status, title),
    }
    return dumps(said), status, {**headers, "Content-Type": "application/problem+json"}


def _sign_in(app: Flask) -> Callable[[SignInNeeded], ResponseReturnValue]:
    """Return what to do with whoever must sign in: programs are told, people led there."""
    page = app.extensions.get("sign_in_page", _refused)

    def lead(error: SignInNeeded) -> ResponseReturnValue:
        if request.path.startswith(API):
            return problem(401, {"WWW-Authenticate": "Bearer"})
        answer: ResponseReturnValue = page(error)
        return answer

    return lead


def _forget_the_database() -> None:
    """Make the rest of the request need no query."""
    use_site_last_seen()
    g.actor = ANYBODY
    try:
        db.session.rollback()
    except SQLAlchemyError:
        log.warning("the session could not be rolled back")


def came_from_here() -> bool:
    """Tell whether a page of ours sent the form; another site's words are never shown."""
    own = f"{request.scheme}://{request.host}"  # `host_url` would first quote what needs no quoting
    return (
        request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
        and request.headers.get("Origin", own) == own
        and request.headers.get("Referer", f"{own}/").startswith(f"{own}/")
    )


def can_be_kept() -> bool:
    """Tell whether a page may repeat what was posted; files cannot be, passwords must not."""
    return (
        request.method == "POST"
        and bool(request.form)
        and not request.files
        and not any("password" in name for name in request.form)
    )


def resend_page(status: int) -> ResponseReturnValue:
    """Offer to send again what was typed, when only the session had ended."""
    if not came_from_here() or not can_be_kept():
        return error_page(status)
    kept = [(k, v) for k, v in request.form.items(multi=True) if k != "csrf_token"]
    action = request.full_path if request.query_string else request.path
    # A page that can also be opened shows what the switch brings; a bare deed would do it.
    can_switch = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    switch_form = "resend" if can_switch else ""
    page = render_template("errors/resend.html", action=action, kept=kept, switch_form=switch_form)
    return page, status


def _refused(error: refusals.Refusal) -> ResponseReturnValue:
    return error_page(status_of(error), error)


def _http(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:  # noqa: PLR2004 -- answers too
        return error
    page, status, headers = error_page(error.code or 500, error)
    if isinstance(error, MethodNotAllowed):
        headers["Allow"] = ", ".join(error.valid_methods or ())
    return page, status, headers


def _broken(error: Exception) -> ResponseReturnValue:
    """Say that it is our fault; a database that does not answer is a passing thing."""
    log.error("request failed", exc_info=error)
    _forget_the_database()
    return error_page(503 if isinstance(error, OperationalError | InterfaceError) else 500)


def init_app(app: Flask, special: Sequence[tuple[type[Exception], int, str]] = ()) -> None:
    """Register the pages; `special` are a room's own (refusal, status, template)."""
    app.register_error_handler(refusals.Refusal, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, lambda _error: resend_page(400))
    app.register_error_handler(SignInNeeded, _sign_in(app))
    if not app.testing or not app.config.get("PROPAGATE_EXCEPTIONS"):
        app.register_error_handler(Exception, _broken)
    for kind, status, template in special:
        app.register_error_handler(
            kind, lambda error, s=status, t=template: error_page(s, error, t)
        )
