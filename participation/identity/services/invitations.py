"""Links sent by e-mail, with which people take up an account or choose a new password."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from participation.identity import mails, queries
from participation.identity.models import Invitation, Person
from participation.identity.refusals import AlreadyHere, InvitationGone, TooManyTries
from participation.identity.services.people import Roles, add_person, as_words, set_password
from participation.identity.services.tries import count_try, forget_tries
from participation.platform.access.actor import ANYBODY, Actor, Role
from participation.platform.audit.log import record
from participation.platform.database import public_id
from participation.platform.extensions import db
from participation.platform.web.site import site

LIVES = timedelta(days=7)
PASSWORD_LINK_LIVES = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitee:
    """Whom to invite, in which language, to what."""

    email: str
    name: str
    language: str
    roles: Roles


def invite(actor: Actor, invitee: Invitee, now: datetime) -> Invitation:
    """Send a link to a new account; an earlier link to the same address stops working."""
    if queries.person_with(invitee.email) is not None:
        raise AlreadyHere(email=invitee.email)
    earlier = sa.delete(Invitation).where(
        Invitation.email == invitee.email, Invitation.person_id.is_(None), Invitation.used.is_(None)
    )
    db.session.execute(earlier)
    roles = [[role.value, process] for role, process in dict.fromkeys(invitee.roles)]
    token, invitation = _fresh(invitee.email, invitee.language, now + LIVES, now)
    invitation.name, invitation.roles = invitee.name, {"grants": roles}
    db.session.add(invitation)
    db.session.flush()
    record(actor, "identity.invite", _subject(invitation), after={"roles": as_words(invitee.roles)})
    mails.send_invitation(invitation, token)
    return invitation


def resend(actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Send a new link; the old one stops working."""
    token = secrets.token_urlsafe(32)
    invitation.token_hash = queries.token_hash(token)
    invitation.expires = now + LIVES
    db.session.flush()
    record(actor, "identity.resend_invitation", _subject(invitation))
    mails.send_invitation(invitation, token)


def withdraw(actor: Actor, invitation: Invitation) -> None:
    """Take an invitation back."""
    record(actor, "identity.withdraw_invitation", _subject(invitation))
    db.session.delete(invitation)
    db.session.flush()


def accept(token: str, name: str, password: str, now: datetime) -> Person:
    """Take up an account, or choose a new password, with a link that works once."""
    invitation = _use(token, now)
    if invitation.person_id is None:
        grants = [(Role(role), process) for role, process in invitation.roles["grants"]]
        return add_person(
            ANYBODY,
            invitation.email,
            name,
            password,
            _still_there(grants),
            now,
            language=invitation.language,
        )
    person = db.session.get_one(Person, invitation.person_id)
    if not person.is_active:
        raise InvitationGone
    renew_password(person, password)
    return person


def renew_password(person: Person, password: str) -> None:
    """Set a new password, tell its owner by e-mail, and let no older link set another."""
    set_password(person, password)
    forget_tries(person.email)
    db.session.execute(
        sa.delete(Invitation).where(Invitation.person_id == person.id, Invitation.used.is_(None))
    )
    record(Actor(person_id=person.id), "identity.new_password", f"person:{person.public_id}")
    mails.send_password_changed(person)


def send_password_link(actor: Actor, person: Person, now: datetime) -> None:
    """Send a link with which the person chooses a new password."""
    token, invitation = _fresh(person.email, person.language, now + PASSWORD_LINK_LIVES, now)
    invitation.person_id = person.id
    db.session.add(invitation)
    db.session.flush()
    record(actor, "identity.send_password_link", f"person:{person.public_id}")
    mails.send_password_link(person, token, invitation.expires)


def forgotten_password(email: str, now: datetime) -> None:
    """Send a link if the address has an account; tell nobody whether it has."""
    try:
        count_try(email, now, "password link")
    except TooManyTries:
        return
    person = db.session.scalar(sa.select(Person).where(Person.email == email))
    is_known = person is not None and person.is_active
    # The same is done for everybody and taken back for nobody's address: no clock tells them apart.
    with db.session.begin_nested() as deed:
        send_password_link(ANYBODY, person if person and is_known else _nobody(email), now)
        if not is_known:
            deed.rollback()


def _nobody(email: str) -> Person:
    """Return somebody with an address, of whom the database knows nothing."""
    return Person(public_id=public_id(), email=email, name=email, language=site().main_language)


def forget_expired(now: datetime) -> None:
    """Delete links that no longer work."""
    over = sa.or_(Invitation.expires <= now, Invitation.used.is_not(None))
    db.session.execute(sa.delete(Invitation).where(over))


def _fresh(email: str, language: str, expires: datetime, now: datetime) -> tuple[str, Invitation]:
    token = secrets.token_urlsafe(32)
    kept = queries.token_hash(token)
    return token, Invitation(
        token_hash=kept, email=email, language=language, expires=expires, created=now
    )


def _use(token: str, now: datetime) -> Invitation:
    """Mark the link used, once, whoever else tries at the same moment."""
    invitation = queries.invitation_with(token, now)
    mark = (
        sa.update(Invitation)
        .where(Invitation.id == invitation.id, Invitation.used.is_(None))
        .values(used=now)
        .returning(Invitation.id)
    )
    if db.session.scalar(mark) is None:
        raise InvitationGone
    return invitation


def _still_there(roles: list[tuple[Role, int | None]]) -> list[tuple[Role, int | None]]:
    """Leave out roles in processes deleted since."""
    known = {process.id for process in queries.processes()}
    return [(role, process) for role, process in roles if process is None or process in known]


def _subject(invitation: Invitation) -> str:
    return f"invitation:{invitation.public_id}"
