"""Members of staff for tests of every room."""

from typing import Any

from participation.identity.models import Grant, Person
from participation.identity.sessions import BEGAN, EPOCH, PERSON
from participation.platform import clock
from participation.platform.access.actor import Actor, Role
from participation.processes.models import Process
from tests.factories import save
from tests.pages import Visitor


def make_person(*roles: Role, process: Process | None = None, **changes: Any) -> Person:
    """A person with the roles in one process, or in all of them; without a password."""
    values: dict[str, Any] = {
        "email": "liisa@lintukorpi.test",
        "name": "Liisa Lahtinen",
        "grants": [Grant(role=role, process_id=process.id if process else None) for role in roles],
    }
    return save(Person(**values | changes))


def actor_of(person: Person) -> Actor:
    """The person as services know them."""
    grants = frozenset((grant.role, grant.process_id) for grant in person.grants)
    return Actor(person_id=person.id, name=person.name, grants=grants)


def sign_in(
    visitor: Visitor,
    *roles: Role,
    process: Process | None = None,
    person: Person | None = None,
    **changes: Any,
) -> Person:
    """Sign the visitor in as a person (a new one with `roles`, or else as an administrator)."""
    person = person or make_person(*(roles or (Role.ADMINISTRATOR,)), process=process, **changes)
    with visitor.client.session_transaction() as session:
        session[PERSON] = person.public_id
        session[EPOCH] = person.session_epoch
        session[BEGAN] = int(clock.now().timestamp())
    return person
