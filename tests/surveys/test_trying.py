"""Test answers are kept apart, counted nowhere, and gone when the survey opens."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.activities.queries import participants_of
from participation.activities.services.creating import delete_activity
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys import queries
from surveys.jobs import forget_trials
from surveys.models import CountPending, QuestionnaireVersion, Response, ResponseDraft
from surveys.services import building, counting, publishing, trying
from tests.factories import make_municipality
from tests.staff import actor_of, sign_in
from tests.surveys.answering import PAGE_1, PAGE_2, every_kind
from tests.surveys.building import make_survey
from tests.surveys.test_exports import download, rows_of


def address(survey, rest="try", language="en"):
    return f"/{language}/manage/a/{survey.public_id}/{rest}"


def rows(model):
    return db.session.scalars(sa.select(model)).all()


def ticket(page):
    return next(i.get("value") for i in page.all("input") if i.get("name") == "_ticket")


def go_through(visitor, survey):
    """Answer both pages as a member of staff."""
    first = visitor.get(address(survey))
    seen = {"_ticket": ticket(first)}
    visitor.follow(address(survey, "try/p1"), PAGE_1 | seen)
    return visitor.follow(address(survey, "try/p2"), PAGE_2 | seen)


@pytest.fixture
def survey(app):
    make_municipality()
    return make_survey(working=every_kind())


@pytest.mark.parametrize("role", [Role.EDITOR, Role.ANALYST])
def test_staff_try_a_draft_out(visitor, survey, role):
    sign_in(visitor, role)
    page = go_through(visitor, survey)
    assert "The test answer is kept apart." in page.words()
    assert "1 test answer" in page.words()
    (answer,) = rows(Response)
    assert answer.is_test
    assert answer.answers["area"] == "north"
    assert rows(ResponseDraft) == []
    assert ("Erase the test answers" in page.words()) == (role is Role.EDITOR)


def test_test_answers_are_counted_nowhere(visitor, survey):
    sign_in(visitor)
    go_through(visitor, survey)
    assert participants_of([survey]) == {survey.id: 0}
    assert rows(CountPending) == []
    assert counting.rebuild(survey.id, now()).responses == 0
    db.session.rollback()
    assert queries.current_version(survey.id) is None
    assert not building.is_published(survey)
    assert rows_of(download(visitor, survey))[1:] == []
    page = visitor.get(address(survey, "results"))
    assert "1 test answer" in page.words()
    assert "Nobody has answered yet" in page.words()
    assert dict(db.session.execute(queries.by_channel_and_language(survey.id)).all()) == {}
    assert db.session.execute(queries.texts(survey.id, "free")).all() == []


def test_what_was_typed_waits_and_faults_are_shown(visitor, survey):
    sign_in(visitor)
    seen = {"_ticket": ticket(visitor.get(address(survey)))}
    page = visitor.post(address(survey, "try/p1"), PAGE_1 | seen | {"age": "999"}, expect=422)
    assert "999" in page.text
    page = visitor.get(address(survey))
    assert "999" in page.text
    (draft,) = rows(ResponseDraft)
    assert draft.is_test
    visitor.follow(address(survey, "try/p1"), PAGE_1 | seen)
    back = visitor.follow(address(survey, "try/p2"), PAGE_2 | seen | {"_previous": "1"})
    assert "Kylä" in back.text
    switched = visitor.post(address(survey, "try/p1", "sv"), PAGE_1 | seen | {"_switch": "sv"})
    assert "/sv/" in switched.response.location


def test_a_page_passed_over_leads_back_to_what_is_missing(visitor, survey):
    sign_in(visitor)
    seen = {"_ticket": ticket(visitor.get(address(survey)))}
    sent = visitor.post(address(survey, "try/p2"), PAGE_2 | seen)
    assert "check=1" in sent.response.location
    page = visitor.get(sent.response.location)
    assert "error-summary" in page.text
    assert rows(Response) == []


def test_an_edit_begins_the_trial_anew(visitor, survey):
    sign_in(visitor)
    seen = {"_ticket": ticket(visitor.get(address(survey)))}
    visitor.follow(address(survey, "try/p1"), PAGE_1 | seen)
    building.duplicate_question(survey, "age")
    db.session.commit()
    fresh = visitor.get(address(survey))
    assert ticket(fresh) != seen["_ticket"]
    # Who was midway goes on with what they saw.
    assert "north" in visitor.get(address(survey, f"try/p1?of={seen['_ticket']}")).text
    visitor.follow(address(survey, "try/p1"), PAGE_1 | {"_ticket": ticket(fresh)})
    assert len(rows(ResponseDraft)) == 1
    page = visitor.follow(address(survey, "try/p1"), PAGE_1 | {"_ticket": "x"})
    assert "Begin again" in page.words()


def test_publishing_erases_test_answers(visitor, survey):
    sign_in(visitor)
    go_through(visitor, survey)
    seen = {"_ticket": ticket(visitor.get(address(survey)))}
    visitor.follow(address(survey, "try/p1"), PAGE_1 | seen)
    visitor.post(f"/en/manage/a/{survey.public_id}/publish")
    assert rows(Response) == []
    assert rows(ResponseDraft) == []
    assert [version.number for version in rows(QuestionnaireVersion)] == [1]


def test_no_test_answer_is_taken_after_opening(visitor, survey):
    person = sign_in(visitor)
    seen = {"_ticket": ticket(visitor.get(address(survey)))}
    publishing.publish(survey, now())
    db.session.get(Activity, survey.id).published = now()
    db.session.commit()
    page = visitor.follow(address(survey, "try/p1"), PAGE_1 | seen)
    assert "it takes real answers only" in page.words()
    assert rows(ResponseDraft) == []
    survey = db.session.get(Activity, survey.id)
    sitting = trying.sit(survey, actor_of(person), every_kind())
    with pytest.raises(trying.TooLate):
        trying.write(survey, sitting, {}, language="fi", now=now())


def test_a_survey_that_opens_later_loses_its_test_answers_then(visitor, survey):
    sign_in(visitor)
    survey = db.session.get(Activity, survey.id)
    survey.opens = now() + timedelta(hours=1)
    publishing.publish(survey, now())
    survey.published = now()
    db.session.commit()
    go_through(visitor, survey)
    assert [version.number for version in rows(QuestionnaireVersion)] == [1]
    assert forget_trials(now()) == 0
    assert forget_trials(now() + timedelta(hours=2)) == 1
    assert rows(Response) == []


def test_test_answers_are_erased_by_a_button(visitor, survey):
    sign_in(visitor)
    go_through(visitor, survey)
    page = visitor.follow(address(survey, "try-erase"))
    assert "The test answers are erased." in page.words()
    assert rows(Response) == []


def test_a_draft_that_was_tried_out_can_be_deleted(visitor, survey):
    person = sign_in(visitor)
    go_through(visitor, survey)
    delete_activity(db.session.get(Activity, survey.id), actor=actor_of(person))
    db.session.commit()
    assert rows(Response) == []
    assert rows(QuestionnaireVersion) == []


def test_a_survey_with_faults_is_not_tried(visitor):
    make_municipality()
    survey = make_survey(working=type(every_kind())())
    sign_in(visitor)
    page = visitor.get(visitor.raw("GET", address(survey), 302).location)
    assert "Put right first" in page.words()


def test_residents_do_not_try_anything(visitor, survey):
    for method in ("GET", "POST"):
        response = visitor.raw(method, address(survey, "try/p1"), None)
        assert response.status_code in (302, 303, 403)
    assert rows(ResponseDraft) == []
