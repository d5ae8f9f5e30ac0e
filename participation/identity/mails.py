"""Letters this room sends."""

from datetime import datetime

from participation.identity.models import Invitation, Person
from participation.platform.mail.links import address_of
from participation.platform.mail.outbox import send
from participation.platform.mail.render import render


def send_invitation(invitation: Invitation, token: str) -> None:
    """Invite somebody to an account."""
    link = _link(token, invitation.language)
    letter = render(
        "identity/mails/invitation.txt",
        invitation.language,
        name=invitation.name,
        link=link,
        until=invitation.expires,
    )
    send(invitation.email, *letter, invitation.language)


def send_password_link(person: Person, token: str, until: datetime) -> None:
    """Send a link to a new password."""
    link = _link(token, person.language)
    letter = render(
        "identity/mails/password_link.txt",
        person.language,
        name=person.name,
        link=link,
        until=until,
    )
    send(person.email, *letter, person.language)


def send_password_changed(person: Person) -> None:
    """Tell the owner of an account that its password is new."""
    link = address_of("identity.forgotten_password", lang=person.language)
    letter = render(
        "identity/mails/password_changed.txt", person.language, name=person.name, link=link
    )
    send(person.email, *letter, person.language)


def _link(token: str, language: str) -> str:
    return address_of("identity.accept_invitation", lang=language, token=token)
