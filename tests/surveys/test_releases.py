"""Releases: what becomes public, when, and what is never changed without a word."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count

import pytest
from openpyxl import load_workbook

from participation.activities.jobs import decide_releases, release_results
from participation.activities.models import (
    AccessLevel,
    Activity,
    Release,
    ReleaseDraft,
    ResultVisibility,
)
from participation.activities.queries import newest_release
from participation.activities.refusals import NotReleasable, SamePeople, TooFewNew, TooManySplits
from participation.activities.services import drafting, releasing
from participation.activities.services.releasing import Choice, checksum_of, findings_of, release
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from surveys.coding_models import Redaction
from surveys.services import responses
from tests.factories import make_activity, make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond,
    respond_each,
)

NUMBERS = count()
NOW = datetime(2026, 9, 1, tzinfo=UTC)
ASKED = questionnaire(
    ask("area", "single", options=options("north", "south", "east")),
    ask("home", "single", options=options("up", "down", "right")),
    ask("plan", "single", options=options("yes", "no")),
    ask("words", "long_text"),
)


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def answered(version, number, area="north", plan="yes", home=None):
    homes = {"north": "up", "south": "down", "east": "right"}
    respond_each(version, [{"area": area, "plan": plan, "home": home or homes[area]}] * number)


def surveyed(**changes):
    """A closed survey of 46 answers: in the east, 3 of 18 said no."""
    activity = closed(process=make_process(slug=f"p{next(NUMBERS)}"), **changes)
    version = make_version(activity, ASKED)
    for area, yes, no in (("north", 8, 6), ("south", 9, 5), ("east", 15, 3)):
        answered(version, yes, area)
        answered(version, no, area, "no")
    return activity, version


def published(activity, now=NOW, **choice):
    found = release(activity, Choice(**choice), now=now, actor=ANYBODY)
    db.session.commit()
    return found


def url(activity, rest="", language="en"):
    return f"/{language}/a/{activity.public_id}/results{rest}"


def manage(activity, rest=""):
    return f"/en/manage/a/{activity.public_id}/results/publish{rest}"


def test_the_job_makes_the_first_release_once(app):
    activity, _version = surveyed()
    assert (release_results(NOW), release_results(NOW)) == (1, 0)
    found = newest_release(activity.id)
    assert (found.number, found.responses, found.is_final) == (1, 46, False)
    assert found.checksum == checksum_of(found.document)


def test_the_job_leaves_alone_what_is_open_or_for_staff(app):
    make_version(make_activity(closes=None), ASKED)
    surveyed(results=ResultVisibility.STAFF)
    assert release_results(NOW) == 0


def test_before_the_first_release_the_page_says_that_results_come(visitor):
    activity, _version = surveyed()
    assert "being prepared" in visitor.get(url(activity), expect=409).words()


def test_new_answers_and_erased_ones_change_nothing_that_is_public(visitor):
    activity, version = surveyed()
    published(activity)
    before = visitor.get(url(activity)).words("main")
    answered(version, 9)
    found = respond(version, {"area": "north", "plan": "yes"})
    responses.erase(found.receipt_hash, NOW)
    db.session.commit()
    assert visitor.get(url(activity)).words("main") == before


def test_a_new_release_waits_for_enough_new_answers(app):
    activity, version = surveyed()
    published(activity)
    answered(version, 4)
    with pytest.raises(TooFewNew) as refused:
        published(activity, splits=("area",))
    assert refused.value.facts["lacking"] == 1
    db.session.rollback()
    answered(version, 16)
    assert published(activity, NOW + timedelta(days=1)).responses == 66


def test_with_few_new_answers_less_can_be_shown(app):
    activity, version = surveyed()
    first = published(activity, splits=("area",))
    answered(version, 2)
    second = published(activity, subjects=("plan",))
    assert second.responses == 46
    assert [f for f in findings_of(first) if f.subject == "plan" and not f.by] == findings_of(
        second
    )


def test_results_are_released_only_after_closing_and_if_public(app):
    for activity in (make_activity(closes=None), surveyed(results=ResultVisibility.STAFF)[0]):
        with pytest.raises(NotReleasable):
            published(activity)


def test_two_groupings_of_the_same_people_are_refused(app):
    activity, _version = surveyed()
    with pytest.raises(SamePeople):
        published(activity, splits=("area", "home"))
    with pytest.raises(TooManySplits):
        published(activity, splits=("area", "plan", "@channel", "@language"))


def test_staff_know_one_another_so_they_need_ten(app):
    assert Activity(access=AccessLevel.STAFF).least_people == 10
    assert Activity(access=AccessLevel.STAFF, minimum=3).least_people == 3
    assert Activity(access=AccessLevel.OPEN).least_people == 5


def test_groups_are_shown_with_what_must_be_hidden(visitor):
    activity, _version = surveyed()
    published(activity, splits=("area",))
    page = visitor.get(url(activity, "/1/plan"))
    assert "By group: Kysymys area" in page.words()
    assert "EAST en 18 answers" in page.words()
    assert page.words().count("hidden") >= 4
    for language in ("fi", "sv"):
        visitor.get(url(activity, "/1/plan", language))


def test_every_release_keeps_its_link(visitor):
    activity, version = surveyed()
    published(activity)
    answered(version, 20)
    published(activity, NOW + timedelta(days=1), is_final=True, note=text("Huomio", "Obs", "Mind"))
    first, newest = visitor.get(url(activity, "/1")), visitor.get(url(activity))
    assert "46 people answered" in first.words()
    assert "Preliminary results" in first.words()
    assert "kept as it was" in first.words()
    assert "66 people answered" in newest.words()
    assert "Final results" in newest.words()
    assert "Mind" in newest.words()
    visitor.get(url(activity, "/3"), expect=404)
    visitor.get(url(activity, "/1/nothing"), expect=404)


def test_a_figure_has_a_page_with_how_to_cite_it(visitor):
    activity, _version = surveyed()
    published(activity)
    words = visitor.get(url(activity, "/1/plan")).words()
    assert "Cite this figure:" in words
    assert f"/a/{activity.public_id}/results/1/plan" in words
    assert "Kysymys home" not in words


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_all_reports_are_listed_by_year(visitor, language):
    activity, _version = surveyed()
    published(activity)
    surveyed(results=ResultVisibility.STAFF)
    page = visitor.get(f"/{language}/reports")
    assert [h2.text for h2 in page.all("h2") if (h2.text or "").isdecimal()] == ["2026"]
    assert f"/a/{activity.public_id}/results" in page.text


def test_the_list_of_reports_may_be_empty(visitor):
    assert "No results have been published yet" in visitor.get("/en/reports").words()


def file_of(visitor, activity, kind):
    response = visitor.raw("GET", url(activity, f"/1/file.{kind}"))
    data = response.data
    response.close()
    return data


def test_files_have_the_figures_of_the_page(visitor):
    activity, _version = surveyed()
    found = published(activity, splits=("area",))
    lines = file_of(visitor, activity, "csv").decode("utf-8-sig").splitlines()
    assert "Kysymys plan en;;Everybody;;YES en;32;0,6956521739130435" in lines
    hidden = [line for line in lines if line.startswith("Kysymys plan en") and ";hidden;" in line]
    assert len(hidden) >= 4
    book = load_workbook(BytesIO(file_of(visitor, activity, "xlsx")))
    assert found.checksum in [row[1].value for row in book.worksheets[1].rows]


def test_staff_look_before_they_publish(visitor):
    activity, _version = surveyed()
    sign_in(visitor, Role.EDITOR)
    chosen = {"subjects": ["area", "plan"], "splits": ["area"], "state": "final"}
    page = visitor.post(manage(activity), {**chosen, "preview": ""}, expect=200)
    assert "Nothing is public yet" in page.words()
    assert "because it is of fewer than 5 people" in page.words()
    assert newest_release(activity.id) is None
    visitor.follow(manage(activity), {**chosen, "publish": ""})
    found = newest_release(activity.id)
    assert {f.subject for f in findings_of(found)} == {"area", "plan"}
    assert db.session.query(AuditEntry).filter_by(deed="activity.release").count() == 1


def test_the_page_says_why_nothing_can_be_published(visitor):
    activity, version = surveyed()
    published(activity)
    answered(version, 2)
    sign_in(visitor, Role.EDITOR)
    chosen = {"subjects": ["area"], "splits": ["area"], "state": "final", "preview": ""}
    page = visitor.post(manage(activity), chosen, expect=200)
    assert "Wait for at least 3 more answers" in page.words()
    page = visitor.post(manage(activity), {"state": "final", "preview": ""}, expect=200)
    assert "Choose at least one question." in page.words()
    assert "when the survey has closed" in visitor.get(manage(make_activity(closes=None))).words()


def test_a_correction_is_public_with_its_reason(visitor):
    activity, _version = surveyed()
    published(activity)
    sign_in(visitor, Role.EDITOR)
    wrong = {"subject": "plan", "before": "69.6%", "reason-fi": "Virhe", "reason-en": "Mistake"}
    page = visitor.post(manage(activity, "/1/correct"), wrong, expect=200)
    assert "Enter the new value" in page.words()
    visitor.follow(manage(activity, "/1/correct"), {**wrong, "after": "68%"})
    words = visitor.get(url(activity)).words()
    assert "69.6% → 68% . Mistake" in words
    assert "Corrections" in words
    assert "69.6% → 68%" in visitor.get(manage(activity)).words()


def test_a_figure_taken_back_stays_named(visitor):
    activity, _version = surveyed()
    published(activity)
    sign_in(visitor, Role.EDITOR)
    back = {"subject": "plan", "is_withdrawal": "y", "reason-fi": "Väärin", "reason-en": "Wrong"}
    visitor.follow(manage(activity, "/1/correct"), back)
    page = visitor.get(url(activity, "/1/plan"))
    assert "This figure was taken back on" in page.words()
    assert "YES en" not in page.words()
    assert "Kysymys plan en;" not in file_of(visitor, activity, "csv").decode()


def test_only_editors_publish(visitor):
    activity, _version = surveyed()
    published(activity)
    sign_in(visitor, Role.ANALYST)
    visitor.get(manage(activity), expect=403)
    visitor.get(manage(activity, "/1/correct"), expect=403)


def test_what_is_remembered_is_in_no_public_document(app):
    activity, _version = surveyed()
    found = published(activity, splits=("area",))
    assert "truth" not in str(found.document)
    assert db.session.query(Release).count() == 1


def test_each_figure_says_how_to_cite_it_and_where_words_were_taken_out(visitor):
    activity, version = surveyed()
    for _ in range(6):
        found = respond(version, {"area": "north", "plan": "yes", "words": "Aino"})
        db.session.add(Redaction(response_id=found.id, name="words", start=0, length=4, kind=""))
    db.session.commit()
    published(activity)
    page = visitor.get(url(activity))
    for subject in ("area", "home", "plan", "words"):
        assert f"/a/{activity.public_id}/results/1/{subject}" in page.words()
    assert "taken out of 6 answers" in page.words()


def many(monkeypatch, visitor):
    """A survey whose release takes long to decide, and its page for an editor."""
    monkeypatch.setattr(drafting, "FEW", 0)
    activity, version = surveyed()
    sign_in(visitor, Role.EDITOR)
    return activity, version, {"subjects": ["area", "plan"], "splits": ["area"], "state": "final"}


def test_what_takes_long_is_decided_in_the_background(visitor, monkeypatch):
    activity, _version, chosen = many(monkeypatch, visitor)
    place = manage(activity)
    page = visitor.follow(place, {**chosen, "preview": ""})
    assert "is worked out in the background" in page.words()
    assert decide_releases(NOW) == 1
    page = visitor.get(f"{place}?look=1")
    assert "Nothing is public yet" in page.words()
    assert "because it is of fewer than 5 people" in page.words()
    monkeypatch.setattr(releasing, "draft", None)  # it is not decided again
    visitor.follow(place, {**chosen, "publish": ""})
    found = newest_release(activity.id)
    assert {f.subject for f in findings_of(found)} == {"area", "plan"}
    assert found.is_final
    assert found.memory["groups"]
    assert db.session.query(ReleaseDraft).count() == 0


def test_what_was_decided_of_other_answers_is_decided_again(visitor, monkeypatch):
    activity, version, chosen = many(monkeypatch, visitor)
    visitor.post(manage(activity), {**chosen, "preview": ""})
    decide_releases(NOW)
    answered(version, 6)
    page = visitor.follow(manage(activity), {**chosen, "publish": ""})
    assert "is worked out in the background" in page.words()
    assert newest_release(activity.id) is None


def test_a_refusal_from_the_background_is_told_on_the_page(visitor, monkeypatch):
    activity, _version, chosen = many(monkeypatch, visitor)
    visitor.post(manage(activity), {**chosen, "splits": ["area", "home"], "preview": ""})
    decide_releases(NOW)
    page = visitor.get(f"{manage(activity)}?look=1")
    assert "have groups of almost the same people" in page.words()
    assert decide_releases(NOW) == 0
