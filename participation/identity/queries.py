"""Reads of people, their roles and invitations."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from participation.identity.models import Grant, Invitation, Person
from participation.identity.refusals import InvitationGone
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.i18n.text import Text, TextType
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import NotFound

# These tables belong to rooms above; roles are granted in processes and the log tells of both, so
# this room reads what they are called.
PROCESS = sa.table(
    "process",
    sa.column("id", sa.Integer),
    sa.column("slug", sa.String),
    sa.column("name", TextType),
)
ACTIVITY = sa.table("activity", sa.column("public_id", sa.String), sa.column("title", TextType))


def people() -> sa.Select[Person]:
    """Everybody with an account, those who work here now first."""
    return (
        sa.select(Person)
        .options(selectinload(Person.grants))
        .order_by(Person.is_active.desc(), sa.func.lower(Person.name), Person.id)
    )


def pending_invitations() -> sa.Select[Invitation]:
    """Invitations nobody has taken up yet (links to a new password apart), the newest first."""
    return (
        sa.select(Invitation)
        .where(Invitation.used.is_(None), Invitation.person_id.is_(None))
        .order_by(Invitation.created.desc(), Invitation.id.desc())
    )


def processes() -> Sequence[sa.Row[Any]]:
    """Return id, slug and name of every process."""
    return db.session.execute(sa.select(PROCESS).order_by(PROCESS.c.slug)).all()


def person_named(person: str) -> Person:
    """Return the person with a public id, or refuse. The scope of routes with `<person>`."""
    query = sa.select(Person).where(Person.public_id == person)
    found = db.session.scalar(query.options(selectinload(Person.grants)))
    if found is None:
        raise NotFound
    return found


def person_with(email: str) -> Person | None:
    """Return the person with an e-mail address (in lower case)."""
    query = sa.select(Person).where(Person.email == email)
    return db.session.scalar(query.options(selectinload(Person.grants)))


def invitation_named(invitation: str) -> Invitation:
    """Return the pending invitation with a public id, or refuse."""
    query = pending_invitations().where(Invitation.public_id == invitation)
    found = db.session.scalar(query)
    if found is None:
        raise NotFound
    return found


def token_hash(token: str) -> str:
    """Return what is kept of a link's secret."""
    return keyed("invitation", token.encode()).hex()


def invitation_with(token: str, now: datetime) -> Invitation:
    """Return the unused invitation a link leads to, or refuse."""
    query = sa.select(Invitation).where(
        Invitation.token_hash == token_hash(token),
        Invitation.used.is_(None),
        Invitation.expires > now,
    )
    found = db.session.scalar(query)
    if found is None:
        raise InvitationGone
    return found


def titles_of(activities: Iterable[str]) -> dict[str, Text]:
    """Return the titles of those activities that still exist, by public id."""
    query = sa.select(ACTIVITY).where(ACTIVITY.c.public_id.in_(set(activities)))
    return {row.public_id: row.title for row in db.session.execute(query)}


def named_people(
    ids: Iterable[int | None], public_ids: Iterable[str]
) -> Sequence[sa.Row[int, str, str]]:
    """Return id, public id and name of the people whom either names, in one query."""
    wanted = sa.or_(
        Person.id.in_({id_ for id_ in ids if id_ is not None}),
        Person.public_id.in_(set(public_ids)),
    )
    return db.session.execute(
        sa.select(Person.id, Person.public_id, Person.name).where(wanted)
    ).all()


def holding(role: Role) -> sa.Select[Person, int | None]:
    """Select those who work here with a role, and the process it is for (none: all of them)."""
    return (
        sa.select(Person, Grant.process_id)
        .join(Grant)
        .where(Grant.role == role, Person.is_active)
        .order_by(Person.id)
    )
