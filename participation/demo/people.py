"""Who works in the demo town. The password is no secret: production refuses the demo."""

from datetime import datetime

import sqlalchemy as sa
from flask import Flask

from participation.identity.models import Person
from participation.identity.services.people import add_person
from participation.platform.access.actor import ANYBODY, Actor, Role
from participation.platform.extensions import db

PASSWORD = "lokki ja majakka"  # noqa: S105 -- printed by `make run`
ADMINISTRATOR = "admin@example.fi"
STAFF = (
    (ADMINISTRATOR, "Helmi Rantakallio", Role.ADMINISTRATOR, "fi"),
    ("editor@example.fi", "Oskar Sandvik", Role.EDITOR, "sv"),
    ("analyst@example.fi", "Aava Niemelä", Role.ANALYST, "fi"),
    ("moderator@example.fi", "Noa Berglund", Role.MODERATOR, "en"),
)


def hire_staff(now: datetime) -> Actor:
    """Add the accounts; return the administrator, who does everything else."""
    people = [
        add_person(ANYBODY, email, name, PASSWORD, [(role, None)], now, language=language)
        for email, name, role, language in STAFF
    ]
    first = people[0]
    grants = frozenset((grant.role, grant.process_id) for grant in first.grants)
    return Actor(person_id=first.id, name=first.name, grants=grants)


def is_staffed() -> bool:
    """Tell whether the demo town's administrator has an account here."""
    return db.session.scalar(sa.select(Person.id).where(Person.email == ADMINISTRATOR)) is not None


def greeting(app: Flask) -> str:
    """Say how to sign in to the demo town, or nothing where there is none."""
    with app.app_context():
        if app.config["SETTINGS"].is_production or not is_staffed():
            return ""
    others = ", ".join(email for email, *_rest in STAFF[1:])
    return (
        "The demo town Kajavalahti is loaded. Staff sign in at /en/sign-in\n"
        f"  {ADMINISTRATOR}   password: {PASSWORD}\n"
        f"  The same password opens {others}."
    )
