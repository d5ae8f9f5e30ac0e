"""Reads of processes."""

import sqlalchemy as sa

from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.processes.models import Process


def process_named(slug: str, **_more: str) -> Process:
    """Return the process with a slug, or refuse. The scope of routes with `<slug>`."""
    found = db.session.scalar(sa.select(Process).where(Process.slug == slug))
    if found is None:
        raise NotFound
    return found


def public_processes() -> sa.Select[tuple[Process]]:
    """Return the processes everybody may see, newest first."""
    return (
        sa.select(Process)
        .where(Process.published.is_not(None))
        .order_by(Process.published.desc(), Process.id.desc())
    )


def processes_seen_by(actor: Actor) -> sa.Select[tuple[Process]]:
    """Return the processes in which the actor has a role, newest first."""
    found = sa.select(Process).order_by(Process.created.desc(), Process.id.desc())
    scopes = {scope for _role, scope in actor.grants}
    return found if None in scopes else found.where(Process.id.in_(scopes))
