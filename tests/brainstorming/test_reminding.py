"""Moderators are told by letter when ideas wait too long."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from participation.brainstorming.jobs import remind
from participation.platform.access.actor import Role
from participation.platform.clock import today
from participation.platform.extensions import db
from participation.platform.mail.models import OutboxMail
from tests.brainstorming.making import make_brainstorm, make_idea
from tests.factories import make_municipality, make_process
from tests.staff import make_person

LONG_AGO = timedelta(days=5)


@pytest.fixture
def process(app):
    make_municipality()
    return make_process()


def at(hour: int, days: int = 0) -> datetime:
    local = datetime.combine(today() + timedelta(days=days), datetime.min.time())
    return local.replace(hour=hour, tzinfo=ZoneInfo("Europe/Helsinki"))


def letters() -> list[OutboxMail]:
    db.session.expire_all()
    return list(db.session.scalars(sa.select(OutboxMail).order_by(OutboxMail.recipient)))


def test_each_moderator_gets_one_letter_a_day_in_their_language_without_ideas(process):
    activity = make_brainstorm(process)
    for words in ("Penkkejä", "Kukkia"):
        make_idea(activity, words, day=today() - LONG_AGO)
    make_idea(activity, "Tuore")
    make_person(Role.MODERATOR, process=process, email="a@example.fi", language="sv")
    make_person(Role.MODERATOR, email="b@example.fi")
    make_person(Role.MODERATOR, process=make_process(slug="muu"), email="c@example.fi")
    make_person(Role.EDITOR, email="d@example.fi")
    assert (remind(at(10)), remind(at(11))) == (2, 0)
    first, second = letters()
    assert (first.recipient, first.language) == ("a@example.fi", "sv")
    assert "2 idéer" in first.body
    assert "2 ideaa" in second.body
    assert f"/sv/manage/a/{activity.public_id}/ideas/moderation" in first.body
    assert "Penkkejä" not in second.body
    assert remind(at(10, days=1)) == 2


def test_two_brainstorms_make_one_letter(process):
    for _each in range(2):
        make_idea(make_brainstorm(process), day=today() - LONG_AGO)
    make_person(Role.MODERATOR, email="a@example.fi")
    assert remind(at(10)) == 1
    (letter,) = letters()
    assert letter.body.count("/ideas/moderation") == 2


def test_editors_are_told_where_nobody_moderates(process):
    make_idea(make_brainstorm(process), day=today() - LONG_AGO)
    make_person(Role.EDITOR, email="d@example.fi")
    assert remind(at(10)) == 1


def test_nobody_is_told_at_night_nor_while_there_is_time(process):
    activity = make_brainstorm(process, review_days=2)
    make_person(Role.MODERATOR)
    make_idea(activity, day=today() - timedelta(days=2))
    assert remind(at(10)) == 0
    make_idea(activity, day=today() - timedelta(days=3))
    assert (remind(at(6)), remind(at(7))) == (0, 1)


def test_what_was_looked_at_does_not_wait(process):
    make_idea(make_brainstorm(process), day=today() - LONG_AGO, is_reviewed=True)
    make_person(Role.MODERATOR)
    assert remind(at(10)) == 0
