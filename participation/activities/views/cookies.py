"""What an activity keeps in a browser: a token of the answers under way, a mark of the device.

Both are random and mean nothing elsewhere. The database keeps keyed hashes of them.
"""

import secrets
from datetime import timedelta

from flask import current_app, request
from werkzeug import Response

from participation.activities import ledger
from participation.activities.models import AccessLevel, Activity
from participation.activities.occasions import Occasion
from participation.platform.access.routes import actor

DEVICE = "yhes-device"
DEVICE_LIVES = timedelta(days=400)
TOKEN_LIVES = timedelta(days=30)
# Long enough to read and print the code; short enough for a computer that others use next.
SENT_LIVES = timedelta(hours=1)
BYTES = 16

Entered = Activity | Occasion


def new() -> bytes:
    """Return a random token."""
    return secrets.token_bytes(BYTES)


def token_of(activity: Entered) -> bytes | None:
    """Return the token this browser has for an activity."""
    return _read(_name(activity))


def device() -> bytes | None:
    """Return what marks this browser in ledgers."""
    return _read(DEVICE)


def mark_of(activity: Entered, device_mark: bytes | None) -> bytes | None:
    """Return what stands for this person in the activity's ledger, where one is kept."""
    if activity.access is AccessLevel.STAFF:
        return ledger.marker(activity, f"person {actor().person_id}".encode())
    if activity.access is AccessLevel.DEVICE and device_mark:
        return ledger.marker(activity, b"device " + device_mark)
    return None


def keep_token(
    response: Response, activity: Occasion, token: bytes, lives: timedelta = TOKEN_LIVES
) -> None:
    """Let the browser keep its token for an activity."""
    _write(response, _name(activity), token, lives)


def keep_device(response: Response, mark: bytes) -> None:
    """Let the browser keep its mark."""
    _write(response, DEVICE, mark, DEVICE_LIVES)


def forget_token(response: Response, activity: Occasion) -> None:
    """Take the token of an activity from the browser."""
    response.delete_cookie(_name(activity), secure=_is_secure(), httponly=True, samesite="Lax")


def _is_secure() -> bool:
    return bool(current_app.config["SETTINGS"].is_production)


def _name(activity: Entered) -> str:
    return f"yhes-{activity.public_id}"


def _read(name: str) -> bytes | None:
    try:
        found = bytes.fromhex(request.cookies[name]) if name in request.cookies else b""
    except ValueError:
        return None
    return found if len(found) == BYTES else None


def _write(response: Response, name: str, value: bytes, lives: timedelta) -> None:
    response.set_cookie(
        name,
        value.hex(),
        max_age=lives,
        secure=_is_secure(),
        httponly=True,
        samesite="Lax",
    )
