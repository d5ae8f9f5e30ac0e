"""A signed note in every answer form: which version the person was shown, and when.

It lets somebody who opened the only page just before closing still send, and keeps the first page
of somebody who was reading while a new version was published. It is signed together with the token
in the browser's cookie, so no other site can make a form that is taken (OWASP: signed double-submit
cookie), and residents need no session.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest

from participation.activities.occasions import Occasion
from participation.platform.privacy.hashing import keyed

FIELD = "_ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A version and a moment; neither where the form had no ticket of ours."""

    version: int | None = None
    began: datetime | None = None


def write(activity: Occasion, version: int, token: bytes, now: datetime) -> str:
    """Return the note for a form that is shown to the browser with a token."""
    said = f"{activity.public_id}.{version}.{int(now.timestamp())}"
    return f"{said}.{_mark(said, token)}"


def read(activity: Occasion, written: str, token: bytes | None) -> Ticket:
    """Return what a form's note says; nothing unless we wrote it for this activity and browser."""
    said, _dot, mark = written.rpartition(".")
    if token is None or not compare_digest(_mark(said, token).encode(), mark.encode()):
        return Ticket()
    public_id, version, began = said.split(".")
    if public_id != activity.public_id:
        return Ticket()
    return Ticket(int(version), datetime.fromtimestamp(int(began), UTC))


def _mark(said: str, token: bytes) -> str:
    return keyed("answer ticket", token + said.encode()).hex()
