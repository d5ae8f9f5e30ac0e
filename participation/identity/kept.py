"""What somebody typed when the session had ended: carried, sealed, through signing in."""

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from participation.platform.web.errors import can_be_kept

LONGEST_SECONDS = 8 * 3600
FIELD = "kept"


def _seal() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.config["SECRET_KEY"], salt="kept form")


def _came_from_here() -> bool:
    """Tell whether our own page sent the form; a foreign one must not have it sent again."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    return (request.referrer or "").startswith(request.host_url)


def keep() -> str:
    """Seal the form of this request; nothing when it is foreign, or carries files or passwords."""
    if not _came_from_here() or not can_be_kept():
        return ""
    pairs = [[k, v] for k, v in request.form.items(multi=True) if k != "csrf_token"]
    return str(_seal().dumps([request.full_path.rstrip("?"), pairs]))


def again() -> str:
    """Return the seal that the sign-in form carries, when the language was switched on it."""
    return request.form.get(FIELD, "") if "_switch" in request.form else ""


def opened(sealed: str) -> tuple[str, list[list[str]]] | None:
    """Return the address and fields of a sealed form, or nothing if it is not ours or too old."""
    try:
        address, pairs = _seal().loads(sealed, max_age=LONGEST_SECONDS)
    except BadSignature:
        return None
    return address, pairs
