"""Reports that everybody reads: from releases only, until they are taken back."""

import pytest

from participation.activities.models import ResultVisibility
from participation.activities.queries import newest_release
from participation.activities.services.releasing import Amendment, correct
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.services import open_answers, redacting
from tests.factories import make_municipality
from tests.reports.composing import (
    KINDS,
    added,
    answered_more,
    asked,
    began,
    changed,
    finished,
    keep,
    public,
    publish,
    quoted,
    released,
    report,
    text,
)
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.factories_counting import closed, make_version


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def test_a_report_becomes_public_from_a_release_alone(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    added(visitor, place, "text", **text("{area:north:count}", "{answers}", "{area:north:count}"))
    keep(visitor, place)
    answered_more(activity, 2)
    publish(visitor, place)
    page = visitor.get(public(place)).words()
    assert "12" in page
    assert "14" not in page
    assert "[this figure has changed]" not in page
    assert "Report" in visitor.get("/en/reports").words()
    assert public(place) in visitor.get(f"/en/a/{activity.public_id}/results").text
    for kind, start in KINDS.items():
        assert visitor.raw("GET", f"{public(place)}/file.{kind}").data.startswith(start)


def test_nothing_is_public_before_it_is_published_and_after_it_is_taken_back(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    visitor.get(public(place), expect=404)
    publish(visitor, place)
    visitor.get(public(place))
    visitor.post(f"{place}/withdraw")
    visitor.get(public(place), expect=404)
    visitor.raw("GET", f"{public(place)}/file.pdf", 404)
    assert public(place) not in visitor.get("/en/reports").text


def test_without_a_release_a_report_stays_with_staff(visitor):
    place = finished(visitor, asked())
    page = publish(visitor, place, 200)
    assert "No results have been published yet" in page.words()
    assert report().edition is None


def test_groups_that_are_not_released_are_not_published(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    more = {"finding": f"{activity.public_id}:wish", "show": "both", "by": "area"}
    added(visitor, place, "finding", **more)
    page = publish(visitor, place, 200)
    assert "not published" in page.words()
    assert report().edition is None


def test_hidden_and_unknown_figures_are_not_published(visitor):
    activity = asked()
    answered_more(activity, 2, area="south")
    released(activity)
    place = finished(visitor, activity)
    added(visitor, place, "text", **text("Vain {area:south:count}", "x", "x"))
    page = publish(visitor, place, 200)
    assert "This figure is not published: {area:south:count}" in page.words()


def test_unfinished_languages_keep_a_report_from_everybody(visitor):
    place = finished(visitor, released(asked()))
    added(visitor, place, "text", **text("Suomeksi", "", ""))
    page = publish(visitor, place, 200)
    assert "Finish the words in this language: Svenska" in page.words()


def test_later_changes_wait_until_it_is_published_again(visitor):
    place = finished(visitor, released(asked()))
    publish(visitor, place)
    added(visitor, place, "text", **text("Uutta", "Nytt", "Something new"))
    assert "Something new" not in visitor.get(public(place)).words()
    assert "You have changed it since" in visitor.get(place).words()
    publish(visitor, place)
    assert "Something new" in visitor.get(public(place)).words()


def test_nothing_is_published_that_its_editor_has_not_looked_at(visitor):
    place = finished(visitor, released(asked()))
    added(visitor, place, "text", **text("Vanhaa", "Gammalt", "Something old"))
    looked = changed(visitor, place, "publish")
    added(visitor, place, "text", **text("Uutta", "Nytt", "Something new"))
    page = visitor.post(f"{place}/publish", looked, expect=200)
    assert "has changed since you opened the page" in page.words()
    assert report().published is None
    visitor.post(f"{place}/publish", changed(visitor, place, "publish"), expect=302)
    assert "Something new" in visitor.get(public(place)).words()


def test_a_quote_that_is_put_back_leaves_the_public_report(visitor):
    activity = released(asked())
    quote = quoted(activity)
    place = finished(visitor, activity)
    publish(visitor, place)
    assert "penkkejä" in visitor.get(public(place)).words()
    redacting.put_back(open_answers.asked(activity, "idea"), quote)
    db.session.commit()
    assert "penkkejä" not in visitor.get(public(place)).words()
    assert "no longer picked" in visitor.get(place).words()


def test_a_figure_that_is_taken_back_leaves_the_public_report(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    publish(visitor, place)
    assert "Kysymys wish" in visitor.get(public(place), headers={"Accept-Language": "fi"}).text
    newest = newest_release(db.session.merge(activity).id)
    made = Amendment(subject="wish", reason=report().title, is_withdrawal=True)
    correct(newest, made, now=now(), actor=actor_of(make_person(email="x@y.test")))
    db.session.commit()
    page = visitor.get(public(place)).words()
    assert "Kysymys wish" not in page


def test_hidden_results_hide_the_report(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    publish(visitor, place)
    db.session.merge(activity).results = ResultVisibility.STAFF
    db.session.commit()
    visitor.get(public(place), expect=404)


@pytest.mark.parametrize(("role", "expect"), [(Role.ANALYST, 403), (Role.MODERATOR, 403)])
def test_only_editors_publish(visitor, role, expect):
    place = began(visitor, released(asked()))
    sign_in(visitor, role, email="other@lintukorpi.test")
    visitor.get(f"{place}/publish", expect=expect)
    visitor.raw("POST", f"{place}/withdraw", expect)


def test_a_report_is_deleted(visitor):
    activity = released(asked())
    place = finished(visitor, activity)
    publish(visitor, place)
    visitor.get(f"{place}/delete")
    visitor.post(f"{place}/delete")
    visitor.get(place, expect=404)
    visitor.get(public(place), expect=404)
    page = visitor.get(f"/en/manage/a/{activity.public_id}/reports")
    assert "No reports yet" in page.words()


def test_a_survey_without_answers_has_a_report_too(visitor):
    activity = closed()
    make_version(activity)
    place = began(visitor, activity)
    visitor.get(place)
    visitor.get(f"{place}/read")
    visitor.get(f"{place}/add?kind=picked")
    assert "Add it anew" not in visitor.get(f"{place}/add?kind=finding").words()
