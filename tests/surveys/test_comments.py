"""Comments among staff: seen in the workspace by all who work there, by residents never."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.models import SurveyComment
from surveys.services import building, commenting
from tests.factories import make_municipality, make_process
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.answering import make_survey as make_open_survey
from tests.surveys.building import make_survey, revision_of, working_of


def address(survey, rest, language="en"):
    return f"/{language}/manage/a/{survey.public_id}/{rest}"


PLACE = "question/q1/comments"


def said(survey):
    return db.session.scalars(sa.select(SurveyComment).filter_by(survey_id=survey.id)).all()


@pytest.fixture
def survey(app):
    make_municipality()
    return make_survey("single", "text")


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR, Role.EDITOR])
def test_whoever_works_on_a_survey_comments(visitor, survey, role):
    sign_in(visitor, role)
    page = visitor.follow(address(survey, PLACE), {"words": "Liian vaikea\nsana"})
    assert "Liian vaikea sana" in page.words()
    assert "Liisa Lahtinen" in page.words()
    assert "1 open comment" in visitor.get(address(survey, "questions")).words()


def test_comments_are_resolved_and_opened_again(visitor, survey):
    person = sign_in(visitor)
    commenting.comment(survey, "q1", "Korjaa", actor=actor_of(person), now=now())
    db.session.commit()
    (one,) = said(survey)
    page = visitor.follow(address(survey, f"comment/{one.public_id}"))
    assert "resolved" in page.words()
    assert "open comment" not in visitor.get(address(survey, "questions")).words()
    assert "Korjaa" in visitor.get(address(survey, "question/q1")).words()
    visitor.follow(address(survey, f"comment/{one.public_id}"), {"reopen": "1"})
    assert said(survey)[0].resolved is None


def test_an_empty_or_endless_comment_is_refused(visitor, survey):
    sign_in(visitor)
    for words in ("  ", "x" * 2001):
        page = visitor.post(address(survey, PLACE), {"words": words}, expect=200)
        assert "error-summary" in page.text
    assert said(survey) == []


def test_others_find_nothing(visitor, survey):
    other = make_process(slug="toinen")
    commenting.comment(survey, "q1", "Salaa", actor=actor_of(make_person()), now=now())
    db.session.commit()
    (one,) = said(survey)
    sign_in(visitor, Role.EDITOR, process=other, email="x@lintukorpi.test")
    visitor.get(address(survey, PLACE), expect=403)
    visitor.post(address(survey, f"comment/{one.public_id}"), expect=403)
    sign_in(visitor, email="y@lintukorpi.test")
    visitor.get(address(survey, "question/q9/comments"), expect=404)
    second = make_survey("text", process=other)
    visitor.post(address(second, f"comment/{one.public_id}"), expect=404)


def test_residents_never_see_comments(visitor, app):
    make_municipality()
    survey = make_open_survey()
    person = make_person(email="z@lintukorpi.test")
    commenting.comment(survey, "area", "Salaisuus", actor=actor_of(person), now=now())
    db.session.commit()
    for rest in ("", "/answer"):
        assert "Salaisuus" not in visitor.get(f"/fi/a/{survey.public_id}{rest}").text


def test_a_comment_follows_the_code_of_its_question(survey):
    commenting.comment(survey, "q1", "Mukana", actor=actor_of(make_person()), now=now())
    question = replace(working_of(survey).question("q1"), code="area")
    building.save_question(survey, "q1", question, revision=revision_of(survey))
    assert [each.question for each in said(survey)] == ["area"]


def test_comments_go_with_the_survey_and_outlive_the_colleague(app, survey):
    person = make_person()
    commenting.comment(survey, "q1", "Jää", actor=actor_of(person), now=now())
    db.session.commit()
    db.session.delete(person)
    db.session.commit()
    (left,) = said(survey)
    assert left.person is None
    db.session.delete(db.session.get(Activity, survey.id))
    db.session.commit()
    assert db.session.scalars(sa.select(SurveyComment)).all() == []
