"""Many people behind one address: a hall in which a session is led may send more."""

from flask import Response, current_app, make_response, render_template, request
from flask_limiter import RequestLimit
from werkzeug import Response as Answer

from participation.activities.occasions import Occasion, occasion_named
from participation.brainstorming.services import boards

COOKIE = "yhes-hall"
# Many in a library share an address; a program that floods does not wait.
PER_ADDRESS = "120 per minute; 1000 per hour"
PER_HALL = "1500 per minute; 15000 per hour"
LIVES = 12 * 60 * 60


def limit() -> str:
    """Return how much may come from the address of this request."""
    return (
        PER_HALL
        if is_in_hall(occasion_named((request.view_args or {})["activity"]))
        else PER_ADDRESS
    )


def is_in_hall(activity: Occasion) -> bool:
    """Tell whether this browser came by the address on the wall of a session that is running."""
    code = request.cookies.get(COOKIE, "")
    if not code or activity.kind != "brainstorm":
        return False
    pulse = boards.pulse_of(activity)
    return bool(pulse.is_running) and pulse.code == code


def keep(response: Answer, code: str) -> None:
    """Let the browser remember by which hall it came."""
    secure = bool(current_app.config["SETTINGS"].is_production)
    response.set_cookie(COOKIE, code, max_age=LIVES, secure=secure, httponly=True, samesite="Lax")


def too_many(_limit: RequestLimit) -> Response:
    """Say that too much came from one network, what helps, and give the words back."""
    activity = occasion_named((request.view_args or {})["activity"])
    page = render_template(
        "brainstorming/public/too_many.html",
        activity=activity,
        words=request.form.get("words", ""),
    )
    return make_response(page, 429, {"Retry-After": "60"})
