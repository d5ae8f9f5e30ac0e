from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.kinds import Fault
from participation.activities.refusals import HasContributions, NotReady, WrongState, WrongTimes
from participation.activities.services import creating, lifecycle
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text, TextState
from tests.factories import make_activity, make_process
from tests.staff import actor_of, make_person

FI_SV = ("fi", "sv")


@pytest.fixture
def editor(app):
    return actor_of(make_person(Role.EDITOR))


@pytest.fixture
def administrator(app):
    return actor_of(make_person(Role.ADMINISTRATOR, email="admin@lintukorpi.test"))


@pytest.fixture
def draft(hearing, page):
    return make_activity(kind="hearing", published=None)


@pytest.fixture
def page(app):
    with app.test_request_context("/fi/"):
        yield


def deeds():
    return db.session.scalars(sa.select(AuditEntry.deed)).all()


def test_publishing_freezes_the_kind_and_is_written_down(draft, hearing, editor):
    lifecycle.publish(draft, FI_SV, actor=editor, now=now())
    assert hearing.published == [draft.public_id]
    assert draft.state(now()) is State.OPEN
    assert deeds() == ["activity.publish"]


def test_a_fault_of_the_kind_keeps_an_activity_shut_whatever_the_reason(
    draft, hearing, administrator
):
    hearing.problems = [Fault("No questions")]
    with pytest.raises(NotReady) as refusal:
        lifecycle.publish(draft, FI_SV, actor=administrator, now=now(), reason="Kiire")
    assert refusal.value.faults == (Fault("No questions"),)


def test_an_activity_of_a_hidden_process_does_not_open(hearing, page, editor):
    draft = make_activity(make_process(published=None), kind="hearing", published=None)
    with pytest.raises(NotReady):
        lifecycle.publish(draft, FI_SV, actor=editor, now=now())


def test_an_activity_whose_closing_has_passed_does_not_open(draft, editor):
    draft.closes = now() - timedelta(hours=1)
    db.session.commit()
    with pytest.raises(NotReady):
        lifecycle.publish(draft, FI_SV, actor=editor, now=now())


@pytest.mark.parametrize(
    ("title", "languages"),
    [
        (Text({"fi": "Kysely"}), ["fi", "sv"]),
        (Text({"fi": "Kysely", "sv": "Enkät"}, {"sv": TextState.DRAFT}), ["fi", "sv"]),
        (Text({"fi": "Kysely", "sv": "Enkät"}, {"sv": TextState.STALE}), ["fi", "sv"]),
        (Text({"fi": "Kysely", "sv": "Enkät"}), ["fi"]),
        (Text({"fi": "Kysely", "sv": "Enkät"}), ["fi", "sv", "en"]),
    ],
)
def test_a_language_required_or_offered_must_be_finished(draft, editor, title, languages):
    draft.title, draft.languages = title, languages
    db.session.commit()
    with pytest.raises(NotReady):
        lifecycle.publish(draft, FI_SV, actor=editor, now=now(), reason="An editor may not")


def test_a_language_nobody_offers_or_requires_is_not_asked_for(draft, editor):
    draft.title, draft.languages = Text({"fi": "Kysely", "sv": "Enkät"}), ["fi", "sv"]
    db.session.commit()
    lifecycle.publish(draft, FI_SV, actor=editor, now=now())
    assert draft.published


def test_nobody_opens_a_language_that_is_half_finished(draft, hearing, administrator):
    hearing.missing = {"sv": 3}
    with pytest.raises(NotReady):
        lifecycle.publish(draft, FI_SV, actor=administrator, now=now(), reason="In a hurry")


def test_an_administrator_switches_a_language_off_with_a_written_reason(draft, administrator):
    draft.languages = ["fi"]
    db.session.commit()
    with pytest.raises(NotReady):
        lifecycle.publish(draft, FI_SV, actor=administrator, now=now(), reason="  ")
    lifecycle.publish(draft, FI_SV, actor=administrator, now=now(), reason="Only the Finnish club")
    entry = db.session.scalars(sa.select(AuditEntry)).one()
    assert entry.after["reason"] == "Only the Finnish club"


def test_closing_now_closes_and_is_written_down(hearing, page, editor):
    activity = make_activity(kind="hearing")
    lifecycle.close_now(activity, actor=editor, now=now())
    assert activity.state(now()) is State.CLOSED
    assert deeds() == ["activity.close"]
    with pytest.raises(WrongState):
        lifecycle.close_now(activity, actor=editor, now=now())


def test_closing_later_extends_and_after_closing_reopens(hearing, page, editor):
    activity = make_activity(kind="hearing")
    later = activity.closes + timedelta(days=2)
    lifecycle.extend(activity, later, actor=editor, now=now())
    assert activity.closes == later
    activity.closes = now() - timedelta(hours=1)
    db.session.commit()
    lifecycle.extend(activity, None, actor=editor, now=now())
    assert activity.state(now()) is State.OPEN
    assert sorted(deeds()) == ["activity.extend", "activity.reopen"]


def test_extending_never_shortens(hearing, page, editor):
    activity = make_activity(kind="hearing")
    with pytest.raises(WrongTimes):
        lifecycle.extend(activity, activity.closes - timedelta(hours=1), actor=editor, now=now())


def test_only_an_activity_without_answers_is_taken_back_or_deleted(hearing, page, editor):
    activity = make_activity(kind="hearing")
    hearing.counts[activity.id] = 1
    with pytest.raises(HasContributions):
        lifecycle.unpublish(activity, actor=editor)
    hearing.counts.clear()
    with pytest.raises(WrongState):
        creating.delete_activity(activity, actor=editor)
    lifecycle.unpublish(activity, actor=editor)
    hearing.counts[activity.id] = 1
    with pytest.raises(HasContributions):
        creating.delete_activity(activity, actor=editor)
    hearing.counts.clear()
    creating.delete_activity(activity, actor=editor)
    assert deeds() == ["activity.unpublish", "activity.delete"]


def test_publishing_twice_is_refused(hearing, page, editor):
    with pytest.raises(WrongState):
        lifecycle.publish(make_activity(kind="hearing"), FI_SV, actor=editor, now=now())
