"""Result pages: when they are public, what they show, what they hide."""

from datetime import UTC, datetime, timedelta

import pytest

from participation.activities.models import AccessLevel, Channel, ResultVisibility
from participation.activities.refusals import StillCounting
from participation.activities.services.releasing import release_closed
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from surveys.services import counting, pending
from tests.factories import make_activity, make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    ONE_ANSWER,
    ask,
    closed,
    make_response,
    make_version,
    options,
    questionnaire,
    respond,
    rows,
)


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def filled(activity, people=6, asked=None, **answers):
    version = make_version(activity, asked) if asked else make_version(activity)
    for _ in range(people):
        respond(version, answers or ONE_ANSWER)
    return version


def public_url(activity, language="en"):
    return f"/{language}/a/{activity.public_id}/results"


def see(visitor, activity, language="en"):
    """Open the public results as they are when a job has made the first release."""
    release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    return visitor.get(public_url(activity, language))


def staff_url(activity, rest=""):
    return f"/en/manage/a/{activity.public_id}/results{rest}"


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_everybody_sees_the_results_of_a_closed_survey(visitor, language):
    activity = closed()
    filled(activity)
    page = see(visitor, activity, language)
    assert {"fi": "NORTH", "sv": "NORTH sv", "en": "NORTH en"}[language] in page.words()


def test_the_page_says_how_many_answered_and_when(visitor):
    activity = closed()
    filled(activity, 190)
    assert "190 people answered, 9–22 August 2026." in see(visitor, activity).words()


def test_an_open_survey_says_when_results_come(visitor):
    activity = make_activity(closes=datetime(2099, 1, 2, 10, tzinfo=UTC))
    filled(activity)
    page = visitor.get(public_url(activity), expect=409)
    assert "2 January 2099" in page.words()
    assert "NORTH" not in page.text


def test_an_open_survey_without_an_end_says_so_too(visitor):
    page = visitor.get(public_url(make_activity(closes=None)), expect=409)
    assert "when it has closed" in page.words()


def test_results_for_staff_are_not_public(visitor):
    page = visitor.get(public_url(closed(results=ResultVisibility.STAFF)), expect=404)
    assert "not published here" in page.words()


def test_a_draft_and_another_kind_have_no_results(visitor):
    visitor.get(public_url(make_activity(published=None)), expect=404)
    other = make_activity(make_process(slug="toinen"), kind="brainstorm")
    visitor.get(public_url(other), expect=404)


def test_few_answers_are_hidden_from_the_public_and_shown_to_staff(visitor):
    activity = closed()
    filled(activity, 4)
    page = see(visitor, activity)
    assert "Fewer than 5 people answered this question" in page.words()
    assert "NORTH" not in page.text
    sign_in(visitor, Role.ANALYST)
    assert "NORTH" in visitor.get(staff_url(activity)).text


def test_people_read_their_own_words_nowhere_in_public(visitor):
    activity = closed()
    version = make_version(activity)
    for _ in range(6):
        respond(version, {"idea": "Salainen toive", "area": "other", "area~other": "Saaristo"})
    page = see(visitor, activity)
    assert "Salainen" not in page.text
    assert "Saaristo" not in page.text


def test_the_missing_are_told_apart(visitor):
    activity = closed()
    version = filled(activity)
    for value, number in (("~none", 7), ("~unknown", 8), ("~refused", 9)):
        for _ in range(number):
            respond(version, {"area": value})
    respond(version, {"age": 20})
    words = see(visitor, activity).words()
    assert "6 people answered this question." in words
    assert "No answer to count 25" in words  # one was not asked, and nobody can tell who
    for _ in range(4):
        respond(version, {"age": 20})
    sign_in(visitor)
    words = visitor.get(staff_url(activity)).words()
    assert "No answer 7 Don’t know 8 Prefer not to say 9" in words
    assert "5 people were not asked it." in words


def test_shares_of_several_choices_may_pass_a_hundred(visitor):
    activity = closed()
    filled(activity, wish=["park", "bus"])
    words = see(visitor, activity).words()
    assert "PARK en 6 100.0% BUS en 6 100.0%" in words
    assert "more than a hundred per cent" in words


def test_the_public_sees_neither_the_smallest_nor_the_largest_number(visitor):
    activity = closed()
    version = make_version(activity)
    for age in (20, 21, 22, 30, 40, 97):
        respond(version, {"age": age})
    words = see(visitor, activity).words()
    assert "Smallest" not in words
    assert "20–97 6 100.0%" in words
    assert "Mean 38.33" in words
    sign_in(visitor)
    assert "Largest 97" in visitor.get(staff_url(activity)).words()


def test_a_matrix_has_bars_and_a_table_and_hides_thin_rows(visitor):
    activity = closed()
    version = filled(activity, service={"school": "good", "road": "~unknown"})
    for _ in range(5):
        respond(version, {"service": {"school": "bad", "road": "bad"}})
    respond(version, {"service": {"school": "bad", "road": "~unknown"}})
    page = see(visitor, activity)
    assert "ROAD en 100.0% (5)" in page.words()
    assert "50.0% (6)" in page.words()
    assert "y-step-7" in shades(page)
    assert "net score" not in page.words()


def shades(page):
    """Return the classes of the rectangles of charts."""
    rects = (each for each in page.tree.iter() if str(each.tag).endswith("rect"))
    return {rect.get("class") for rect in rects}


def test_bars_of_opinions_part_around_the_middle_and_have_a_net_score(visitor):
    steps = options("bad", "so", "good")
    asked = questionnaire(
        ask("m", "matrix", options=steps, rows=rows("a"), settings={"diverging": True})
    )
    activity = closed()
    version = filled(activity, 15, asked=asked, m={"a": "good"})
    for step in 5 * ("bad", "so"):
        respond(version, {"m": {"a": step}})
    page = see(visitor, activity)
    assert {"y-for-2", "y-against-2"} <= shades(page)
    assert "net score 40" in page.words()


@pytest.mark.parametrize("steps", range(1, 13))
def test_a_scale_of_any_length_is_shown(visitor, steps):
    codes = [f"o{number}" for number in range(steps)]
    asked = questionnaire(ask("m", "matrix", options=options(*codes), rows=rows("a", "b")))
    activity = closed()
    filled(activity, asked=asked, m={"a": codes[0], "b": codes[-1]})
    assert "100.0% (6)" in see(visitor, activity).words()


@pytest.mark.parametrize("access", list(AccessLevel))
def test_the_page_says_who_could_answer(visitor, access):
    activity = closed(access=access)
    filled(activity)
    words = see(visitor, activity).words()
    assert ("Everybody who wanted to" in words) == (
        access in (AccessLevel.OPEN, AccessLevel.DEVICE)
    )


def test_staff_see_links_and_languages_apart(visitor):
    activity = make_activity()
    channel = Channel(name=text("Kirje", "Brev", "Letter"), activity_id=activity.id)
    db.session.add(channel)
    db.session.commit()
    version = filled(activity, 2)
    respond(version, ONE_ANSWER, language="sv", channel_id=channel.id)
    sign_in(visitor)
    words = visitor.get(staff_url(activity)).words()
    assert "3 people have answered" in words
    assert "Letter 1" in words
    assert "Suomi 2 Svenska 1" in words


def test_staff_see_an_empty_survey_with_what_to_do_next(visitor):
    sign_in(visitor)
    assert "Nobody has answered yet" in visitor.get(staff_url(make_activity())).words()


def test_figures_of_two_moments_agree_whether_counted_or_waiting(visitor, app):
    activity = closed()
    filled(activity)
    before = see(visitor, activity).words("main")
    counting.refresh(activity.id, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    assert see(visitor, activity).words("main") == before


def test_pages_say_when_the_figures_are_behind(visitor, monkeypatch):
    monkeypatch.setattr(pending, "BATCH", 1)
    activity = closed()
    filled(activity)
    with pytest.raises(StillCounting):
        release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    sign_in(visitor)
    counting.refresh(activity.id, datetime.now(UTC) - timedelta(minutes=5))
    db.session.commit()
    assert "Newer answers are being counted" in visitor.get(staff_url(activity)).words()


@pytest.mark.parametrize("rest", ["", "/texts/idea", "/download"])
def test_only_those_who_analyse_the_process_may_look(visitor, rest):
    activity, other = make_activity(), make_process(slug="toinen")
    make_version(activity)
    sign_in(visitor, Role.MODERATOR)
    visitor.get(staff_url(activity, rest), expect=403)
    sign_in(visitor, Role.ANALYST, process=other, email="a@lintukorpi.test")
    visitor.get(staff_url(activity, rest), expect=403)


def test_staff_read_and_search_what_people_wrote(visitor):
    activity = make_activity()
    version = make_version(activity)
    for number in range(60):
        respond(version, {"idea": f"Ääniä {number}"}, language="sv")
    respond(version, {"idea": "<script>alert(1)</script> 100%"})
    respond(version, {"idea": "~unknown"})
    sign_in(visitor)
    page = visitor.get(staff_url(activity, "/texts/idea"))
    assert "61 answers." in page.words()
    assert (
        len(
            [
                li
                for li in page.all("p")
                if li.get("lang") == "sv" and "Ääniä" in "".join(li.itertext())
            ]
        )
        >= 29
    )
    assert "<script>alert" not in page.text
    assert (
        "60 answers have “ääniä” in them."
        in visitor.get(staff_url(activity, "/texts/idea?q=ääniä&page=2")).words()
    )
    assert (
        "1 answer has “100%” in it."
        in visitor.get(staff_url(activity, "/texts/idea?q=100%25")).words()
    )
    assert (
        "No answer has “_” in it."
        in visitor.get(staff_url(activity, "/texts/idea?q=_&page=9")).words()
    )


def test_staff_read_the_words_for_other(visitor):
    activity = make_activity()
    version = make_version(activity)
    make_response(version, **{"area": "other", "area~other": "Saaristo"})
    sign_in(visitor)
    page = visitor.get(staff_url(activity))
    assert "Read what 1 person wrote" in page.words()
    assert "Saaristo" in visitor.get(staff_url(activity, "/texts/area~other")).words()
    for wrong in ("area", "age", "nothing", "idea~other"):
        visitor.get(staff_url(activity, f"/texts/{wrong}"), expect=404)


def test_a_question_nobody_wrote_to(visitor):
    activity = make_activity()
    make_version(activity)
    sign_in(visitor)
    assert "Nobody has written" in visitor.get(staff_url(activity, "/texts/nick")).words()


def test_recounting_from_the_command_line(app):
    activity = closed()
    filled(activity, 3)
    run = app.test_cli_runner().invoke
    assert run(args=["surveys", "recount", activity.public_id]).output == "Counted 3 responses.\n"
    as_json = run(args=["surveys", "recount", activity.public_id, "--json"]).output
    assert as_json == f'{{"activity": "{activity.public_id}", "responses": 3}}\n'
    refused = run(args=["surveys", "recount", "nonsense"])
    assert (refused.exit_code, refused.stdout) == (2, "")


def test_the_job_counts_every_survey_that_waits(app):
    activities = [closed(), make_activity(make_process(slug="toinen"))]
    for activity in activities:
        filled(activity, 2)
    (job,) = [
        job
        for feature in app.extensions["features"]
        for job in feature.jobs
        if job.name == "surveys.count"
    ]
    assert job.deed(datetime(2026, 9, 1, tzinfo=UTC)) == 4
    assert not counting.waiting()


def test_opening_the_download_page_writes_nothing(visitor):
    activity = make_activity()
    make_version(activity)
    sign_in(visitor)
    visitor.get(staff_url(activity, "/download"))
    assert not db.session.query(AuditEntry).filter_by(deed="surveys.download").count()
