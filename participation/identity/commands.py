"""`flask identity …`."""

import json
import sys
from typing import Any

import click
from flask.cli import AppGroup

from participation.identity import queries
from participation.identity.domain.emails import email_address
from participation.identity.models import Person
from participation.identity.refusals import AlreadyHere, WeakPassword
from participation.identity.services import invitations, people
from participation.identity.words import password_fault_words
from participation.platform import clock
from participation.platform.access.actor import ANYBODY
from participation.platform.command_line import Refused
from participation.platform.extensions import db
from participation.platform.mail.render import speaking
from participation.platform.transactions import unit_of_work

group = AppGroup("identity", help="People who work here.")
from_stdin = click.option(
    "--password-stdin", is_flag=True, help="Read the password from standard input."
)


@group.command("create-administrator")
@click.argument("email")
@click.option("--name", default="", help="Name of the person; the e-mail address if left out.")
@click.option("--language", default="fi", type=click.Choice(["fi", "sv", "en"]), show_default=True)
@from_stdin
def create_administrator(email: str, name: str, language: str, *, password_stdin: bool) -> None:
    """Add an administrator."""
    address = _address(email)
    password = _password(from_stdin=password_stdin)
    try:
        with unit_of_work():
            people.add_person(
                ANYBODY,
                address,
                name or address,
                password,
                [people.EVERYWHERE],
                clock.now(),
                language=language,
            )
    except AlreadyHere:
        raise Refused(f"{address} already has an account.") from None
    except WeakPassword as refusal:
        raise Refused(_words(refusal)) from None
    click.echo(f"{address} is now an administrator.")


@group.command("set-password")
@click.argument("email")
@from_stdin
def set_password(email: str, *, password_stdin: bool) -> None:
    """Give an account a new password, which ends its sessions."""
    person = queries.person_with(_address(email))
    if person is None:
        raise Refused(f"{email} has no account.")
    password = _password(from_stdin=password_stdin)
    try:
        with unit_of_work():
            invitations.renew_password(person, password)
    except WeakPassword as refusal:
        raise Refused(_words(refusal)) from None
    click.echo(f"{person.email} has a new password.")


@group.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_people(*, as_json: bool) -> None:
    """List people and their roles."""
    slugs = {process.id: process.slug for process in queries.processes()}
    found = [_person(person, slugs) for person in db.session.scalars(queries.people())]
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for person in found:
        state = "" if person["active"] else "  (closed)"
        click.echo(f"{person['email']}  {', '.join(person['roles'])}{state}")


def _person(person: Person, slugs: dict[int, str]) -> dict[str, Any]:
    roles = sorted(
        grant.role if grant.process_id is None else f"{grant.role}@{slugs[grant.process_id]}"
        for grant in person.grants
    )
    return {
        "id": person.public_id,
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "active": person.is_active,
        "roles": roles,
    }


def _address(words: str) -> str:
    found = email_address(words)
    if not found:
        raise Refused(f"{words} is not an e-mail address.")
    return found


def _password(*, from_stdin: bool) -> str:
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise Refused("Give the password on standard input with --password-stdin.")
    return str(click.prompt("Password", hide_input=True, confirmation_prompt=True))


def _words(refusal: WeakPassword) -> str:
    with speaking("en"):
        return f"{password_fault_words(refusal.facts['fault'])}."
