"""Write down who did what."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from participation.platform.access.actor import Actor
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db

# Keys under which people, what they said, or secrets would be kept.
PERSONAL = frozenset(
    {"age", "answer", "answers", "birthday", "body", "comment", "email", "e_mail", "first_name"}
    | {"gender", "last_name", "message", "passphrase", "password", "phone", "receipt", "recipient"}
    | {"secret", "token", "words"}
)


def record(  # noqa: PLR0913 -- who, what, where, and how it was before and after
    actor: Actor,
    deed: str,
    subject: str,
    *,
    process_id: int | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:
    """Append a deed to the log, in the transaction of the deed itself.

    `before` and `after` hold settings only; keys that would hold personal data are refused.
    """
    for values in (before, after):
        _refuse_personal(values)
    entry = AuditEntry(
        person_id=actor.person_id,
        deed=deed,
        subject=subject,
        process_id=process_id,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
    )
    db.session.add(entry)


def _refuse_personal(values: Any) -> None:
    """Refuse keys of personal data, however deep they are.

    A `name` in languages is that of a thing; a name that is one string could be a person's.
    """
    if isinstance(values, Mapping):
        found = PERSONAL & {str(key).lower().replace("-", "_") for key in values}
        if isinstance(values.get("name"), str):
            found |= {"name"}
        if found:
            raise ValueError(f"personal data in the audit log: {', '.join(sorted(found))}")
        values = values.values()
    elif not isinstance(values, list | tuple):
        return
    for value in values:
        _refuse_personal(value)


def entries(*, process_id: int | None = None, deed: str = "") -> sa.Select[AuditEntry]:
    """Entries of a process (or all), of a deed (or all), the newest first."""
    query = sa.select(AuditEntry).order_by(AuditEntry.moment.desc(), AuditEntry.id.desc())
    if process_id is not None:
        query = query.where(AuditEntry.process_id == process_id)
    return query.where(AuditEntry.deed == deed) if deed else query


def deeds() -> sa.Select[str]:
    """Deeds that were ever done, in order."""
    return sa.select(AuditEntry.deed).distinct().order_by(AuditEntry.deed)
