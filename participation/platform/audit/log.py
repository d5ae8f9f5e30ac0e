"""Write down who did what."""

from collections.abc import Mapping
from typing import Any

from participation.platform.access.actor import Actor
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db


def record(
    actor: Actor,
    deed: str,
    subject: str,
    *,
    process_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append a deed to the log, in the transaction of the deed itself.

    `before` and `after` hold settings only; personal data never goes here.
    """
    entry = AuditEntry(
        person_id=actor.person_id,
        deed=deed,
        subject=subject,
        process_id=process_id,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
    )
    db.session.add(entry)
