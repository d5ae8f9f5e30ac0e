"""A copied survey is a draft with the same questions and codes, without answers or comments."""

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.identity.models import Grant
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.refusals import Forbidden
from surveys.models import Response, Survey, SurveyComment
from surveys.services import commenting
from surveys.services.copying import copy_survey
from tests.factories import make_municipality, make_process, text
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.building import make_survey, working_of


def address(survey, rest="copy"):
    return f"/en/manage/a/{survey.public_id}/{rest}"


TITLE = {"title-fi": "Vuosi 2", "title-sv": "År 2", "title-en": "Year 2"}


def copies(survey):
    wanted = sa.select(Activity).where(Activity.id != survey.id)
    return db.session.scalars(wanted).all()


@pytest.fixture
def source(app):
    make_municipality()
    process = make_process()
    return make_survey("single", "matrix", process=process, published=now(), shows_count=False)


def test_a_copy_keeps_codes_and_words_and_is_a_draft(visitor, source):
    person = sign_in(visitor)
    commenting.comment(source, "q1", "Hmm", actor=actor_of(person), now=now())
    db.session.commit()
    page = visitor.get(address(source))
    assert "Codes stay the same" in page.words()
    shown = visitor.follow(address(source), TITLE | {"target": "strategia"})
    assert "Copied from another survey" in shown.words()
    (made,) = copies(source)
    assert made.published is None
    assert made.opens is None
    assert made.closes is None
    assert made.title.in_("sv") == "År 2"
    assert made.shows_count is False
    assert working_of(made) == working_of(source)
    assert db.session.get(Survey, made.id).copied_from == source.id
    assert {each.survey_id for each in db.session.scalars(sa.select(SurveyComment))} == {source.id}
    assert db.session.scalars(sa.select(Response)).all() == []
    (entry,) = db.session.scalars(sa.select(AuditEntry).where(AuditEntry.deed == "survey.copy"))
    assert entry.after == {"copied_from": source.public_id}


def test_a_copy_goes_only_where_one_may_edit(visitor, source):
    other = make_process(slug="toinen", name=text("Toinen"))
    person = make_person(Role.ANALYST, process=source.process)
    sign_in(visitor, person=person)
    visitor.get(address(source), expect=403)
    sign_in(visitor, Role.EDITOR, process=other, email="b@lintukorpi.test")
    visitor.get(address(source), expect=403)


def test_somebody_who_sees_one_process_and_edits_another_copies_across(visitor, source):
    other = make_process(slug="toinen", name=text("Toinen"))
    person = make_person(Role.ANALYST, process=source.process)
    person.grants.append(Grant(role=Role.EDITOR, process_id=other.id))
    db.session.commit()
    sign_in(visitor, person=person)
    page = visitor.post(address(source), TITLE | {"target": "strategia"}, expect=200)
    assert "error-summary" in page.text
    visitor.post(address(source), TITLE | {"target": "toinen"})
    (made,) = copies(source)
    assert made.process_id == other.id


def test_a_copy_outlives_what_it_was_copied_from(visitor, source):
    sign_in(visitor)
    visitor.post(address(source), TITLE | {"target": "strategia"})
    (made,) = copies(source)
    db.session.delete(db.session.get(Activity, source.id))
    db.session.commit()
    assert "Copied from" not in visitor.get(address(made, "questions")).words()


def test_the_deed_itself_asks_for_permission(source):
    person = make_person(Role.ANALYST, process=source.process)
    with pytest.raises(Forbidden):
        copy_survey(source, source.process, text("Kopio"), actor=actor_of(person))
