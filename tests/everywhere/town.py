"""The demo town, and beside it a process with something behind every address."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import Flask

from participation.activities.models import AccessLevel, Activity
from participation.demo.load import load
from participation.demo.people import ADMINISTRATOR
from participation.identity.models import Person
from participation.identity.services import invitations
from participation.municipality.models import Feedback
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from surveys.domain.packing import pack
from surveys.models import BankQuestion
from tests.factories import make_process, save
from tests.hostile.town import Town, addresses, is_for_staff, make_town
from tests.identity.letters import letters, link_in
from tests.staff import actor_of
from tests.surveys.answering import make_survey
from tests.surveys.building import question
from tests.surveys.samples import samples


def administrator() -> Person:
    """Return who runs the demo town."""
    return db.session.scalars(sa.select(Person).filter_by(email=ADMINISTRATOR)).one()


def furnish(app: Flask) -> Town:
    """Load the demo, and add what it has none of."""
    with app.test_request_context():
        load(clock.now())
    boss = administrator()
    invitee = invitations.Invitee(
        email="uusi@example.fi", name="Uusi", language="fi", roles=[(Role.EDITOR, None)]
    )
    invited = invitations.invite(actor_of(boss), invitee, clock.now())
    db.session.commit()
    kept = save(BankQuestion(document=pack(question("mood"))))
    town = make_town("kaavoitus")
    file = _any(StoredFile)
    town.shared |= {
        "person": _any(Person, Person.id != boss.id).public_id,
        "entry": kept.public_id,
        "invitation": invited.public_id,
        "token": link_in(letters()[-1]).rpartition("/")[2],
        "feedback": _any(Feedback).public_id,
        "public_id": file.public_id,
        "file": file.name,
        "status": "404",
    }
    asked = make_survey(samples(), process=make_process(slug="kyselyt"), access=AccessLevel.OPEN)
    town.activities["samples"] = asked.public_id
    return town


def _any(model: type, *conditions: Any) -> Any:
    return db.session.scalars(sa.select(model).where(*conditions)).first()


STATES = ("written", "open", "closed", "upcoming", "draft", "staff")


def doors(language: str, *, staff: bool) -> Iterator[str]:
    """Yield where people come in."""
    yield f"/{language}/manage/" if staff else f"/{language}/"


def places(app: Flask, town: Town, language: str, *, staff: bool) -> Iterator[str]:
    """Yield every address there is, for what no link leads to."""
    if not staff:
        yield f"/{language}/a/{town.activities['samples']}/answer"
        yield f"/{language}/invitation/nothing"
    for activity in db.session.scalars(sa.select(Activity)).all() if staff else ():
        yield f"/{language}/manage/a/{activity.public_id}"
    for state in STATES:
        for rule, place in addresses(app, town, language=language, state=state):
            if is_for_staff(rule) == staff:
                yield place
