"""What administrators do with people, and people with their own account."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from participation.identity import passwords
from participation.identity.domain.passwords import password_fault
from participation.identity.models import Grant, Invitation, Person
from participation.identity.refusals import AlreadyHere, LastAdministrator, WeakPassword
from participation.platform.access.actor import Actor, Role
from participation.platform.audit.log import record
from participation.platform.extensions import db

Roles = Iterable[tuple[Role, int | None]]
EVERYWHERE = (Role.ADMINISTRATOR, None)


def add_person(  # noqa: PLR0913, PLR0917 -- an account has these parts
    actor: Actor,
    email: str,
    name: str,
    password: str,
    roles: Roles,
    now: datetime,
    *,
    language: str = "fi",
) -> Person:
    """Add an account; `email` is in lower case."""
    if db.session.scalar(sa.select(Person.id).where(Person.email == email)):
        raise AlreadyHere(email=email)
    grants = [Grant(role=role, process_id=process) for role, process in dict.fromkeys(roles)]
    person = Person(email=email, name=name, language=language, grants=grants, created=now)
    set_password(person, password)
    db.session.add(person)
    db.session.flush()
    record(actor, "identity.add_person", _subject(person), after={"roles": as_words(roles)})
    return person


def set_roles(actor: Actor, person: Person, roles: Roles) -> None:
    """Give the person exactly these roles."""
    wanted = set(roles)
    _lock_administrators()
    before = {(grant.role, grant.process_id): grant for grant in person.grants}
    if EVERYWHERE in before and EVERYWHERE not in wanted:
        _keep_an_administrator(person)
    for key, grant in before.items():
        if key not in wanted:
            person.grants.remove(grant)
    person.grants.extend(
        Grant(role=role, process_id=process) for role, process in wanted - before.keys()
    )
    db.session.flush()
    record(
        actor,
        "identity.set_roles",
        _subject(person),
        before={"roles": as_words(before)},
        after={"roles": as_words(wanted)},
    )


def deactivate(actor: Actor, person: Person) -> None:
    """Close the account: every session ends and links sent to it stop working."""
    _lock_administrators()
    _keep_an_administrator(person)
    person.is_active = False
    person.session_epoch += 1
    db.session.execute(sa.delete(Invitation).where(Invitation.person_id == person.id))
    db.session.flush()
    record(actor, "identity.deactivate", _subject(person))


def reactivate(actor: Actor, person: Person) -> None:
    """Open a closed account again, with the roles it had."""
    person.is_active = True
    db.session.flush()
    record(actor, "identity.reactivate", _subject(person))


def set_password(person: Person, password: str) -> None:
    """Give the person a new password, which ends every session; refuse one that is too easy."""
    if fault := password_fault(password, person.email):
        raise WeakPassword(fault=fault)
    person.password_hash = passwords.hash_of(password)
    person.session_epoch = (person.session_epoch or 0) + 1


def as_words(roles: Roles) -> list[str]:
    """Write roles for the audit log: editor in one process is `editor@12`."""
    return sorted(f"{role}" if process is None else f"{role}@{process}" for role, process in roles)


def _subject(person: Person) -> str:
    return f"person:{person.public_id}"


def _lock_administrators() -> None:
    """Let two administrators not remove each other at once (SQLite has one writer anyway)."""
    query = sa.select(Grant.id).where(Grant.role == Role.ADMINISTRATOR, Grant.process_id.is_(None))
    db.session.execute(query.order_by(Grant.id).with_for_update())


def _keep_an_administrator(person: Person) -> None:
    """Refuse to take the last active administrator away."""
    others = (
        sa.select(sa.func.count(Person.id.distinct()))
        .join(Grant)
        .where(Grant.role == Role.ADMINISTRATOR, Grant.process_id.is_(None))
        .where(Person.is_active, Person.id != person.id)
    )
    administers = any((grant.role, grant.process_id) == EVERYWHERE for grant in person.grants)
    if person.is_active and administers and not db.session.scalar(others):
        raise LastAdministrator
