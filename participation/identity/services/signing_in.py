"""Signing in with an e-mail address and a password."""

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from participation.identity import passwords
from participation.identity.models import Person
from participation.identity.refusals import NoRoles, WrongPassword
from participation.identity.services.tries import forget_tries
from participation.platform.access.actor import Actor
from participation.platform.extensions import db


def check(email: str, password: str) -> Person:
    """Return the person whose password it is, or refuse, as slowly for accounts nobody has."""
    query = sa.select(Person).where(Person.email == email, Person.is_active)
    person = db.session.scalar(query.options(selectinload(Person.grants)))
    if not passwords.matches(person.password_hash if person else "", password) or person is None:
        raise WrongPassword
    if not person.grants:
        raise NoRoles
    return person


def welcome(person: Person, password: str) -> None:
    """Forget the tries before, and keep the hash as strong as today's."""
    forget_tries(person.email)
    if passwords.is_outdated(person.password_hash):
        person.password_hash = passwords.hash_of(password)


def leave(actor: Actor) -> None:
    """End every session of a person: a copy of the cookie must not outlive signing out."""
    one = sa.update(Person).where(Person.id == actor.person_id)
    db.session.execute(one.values(session_epoch=Person.session_epoch + 1))
