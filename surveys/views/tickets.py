"""A signed note in every answer form: which version the person was shown, and when.

It lets somebody who opened the only page just before closing still send, and keeps the first page
of somebody who was reading while a new version was published.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from flask import current_app
from itsdangerous import BadData, URLSafeSerializer

from participation.activities.models import Activity

FIELD = "_ticket"


@dataclass(frozen=True, slots=True)
class Ticket:
    """A version and a moment; neither where the form had no ticket of ours."""

    version: int | None = None
    began: datetime | None = None


def write(activity: Activity, version: int, now: datetime) -> str:
    """Return the note for a form."""
    return str(_signer().dumps([activity.public_id, version, int(now.timestamp())]))


def read(activity: Activity, written: str) -> Ticket:
    """Return what a form's note says; nothing unless we wrote it for this activity."""
    try:
        public_id, version, began = _signer().loads(written)
    except (BadData, ValueError, TypeError):
        return Ticket()
    if public_id != activity.public_id:
        return Ticket()
    return Ticket(version, datetime.fromtimestamp(began, UTC))


def _signer() -> URLSafeSerializer:
    return _signer_with(current_app.config["SECRET_KEY"])


@lru_cache(maxsize=4)
def _signer_with(secret: str) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="answer ticket")
