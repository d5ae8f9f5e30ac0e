"""Releases that are decided in the background: what came between, and what failed."""

import pytest

from participation.activities.jobs import decide_releases, release_results
from participation.activities.models import ResultVisibility
from participation.activities.queries import newest_release
from participation.activities.refusals import NotReleasable, Overtaken
from participation.activities.services import drafting, releasing
from participation.activities.services.releasing import Choice, release
from participation.platform.access.actor import ANYBODY
from participation.platform.extensions import db
from surveys.services import counting, cuts
from tests.factories import make_municipality
from tests.surveys.test_releases import NOW, manage, many, published, surveyed


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def overtaken(activity):
    published(activity, splits=("area",))


def hidden_again(activity):
    activity.results = ResultVisibility.STAFF
    db.session.commit()


@pytest.mark.parametrize(
    ("meanwhile", "refusal"), [(overtaken, Overtaken), (hidden_again, NotReleasable)]
)
def test_what_was_decided_is_not_published_when_something_came_between(app, meanwhile, refusal):
    activity, _version = surveyed()
    choice = Choice(splits=("home",))
    drafting.plan(activity, choice, NOW)
    db.session.commit()
    decide_releases(NOW)
    decided = drafting.decided(activity, choice, NOW)
    meanwhile(activity)
    with pytest.raises(refusal):
        release(activity, choice, now=NOW, actor=ANYBODY, drafted=decided)


def test_a_decision_that_fails_is_told_and_keeps_nobody_else_waiting(visitor, monkeypatch):
    activity, _version, chosen = many(monkeypatch, visitor)
    visitor.post(manage(activity), {**chosen, "preview": ""})
    monkeypatch.setattr(releasing, "draft", None)
    assert decide_releases(NOW) == 1
    assert decide_releases(NOW) == 0
    page = visitor.get(f"{manage(activity)}?look=1")
    assert "Something went wrong on our side" in page.words()


def test_answers_that_are_being_prepared_are_told_of(visitor, monkeypatch):
    activity, _version, chosen = many(monkeypatch, visitor)
    visitor.post(manage(activity), {**chosen, "preview": ""})
    counting.refresh(activity.id, NOW)
    db.session.commit()
    monkeypatch.setattr(cuts, "MOST_PLAIN", 10)
    decide_releases(NOW)
    page = visitor.get(f"{manage(activity)}?look=1")
    assert "Answers are being counted at this moment" in page.words()


def test_a_survey_that_cannot_be_released_keeps_no_other_back(app, monkeypatch):
    broken, whole = surveyed()[0], surveyed()[0]
    decide = releasing.draft

    def draft(activity, *more):
        assert activity.id != broken.id
        return decide(activity, *more)

    monkeypatch.setattr(releasing, "draft", draft)
    assert release_results(NOW) == 1
    assert newest_release(whole.id)
