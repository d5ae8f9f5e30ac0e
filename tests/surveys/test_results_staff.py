"""Results as staff see them: live, whole, with what people wrote."""

from datetime import UTC, datetime, timedelta

import pytest

from participation.activities.models import Channel
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
    closed,
    make_response,
    make_version,
    respond,
)
from tests.surveys.results_pages import filled, see, staff_url


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


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


@pytest.mark.parametrize(("role", "sees"), [(Role.ANALYST, False), (Role.EDITOR, True)])
def test_tabs_lead_only_where_a_person_may_go(visitor, role, sees):
    activity = closed()
    filled(activity)
    sign_in(visitor, role)
    page = visitor.get(f"/en/manage/a/{activity.public_id}")
    place = f"/en/manage/a/{activity.public_id}"
    addresses = {link.get("href") for link in page.all("a")}
    assert f"{place}/questions" in addresses
    assert ({f"{place}/results/publish", f"{place}/settings"} <= addresses) == sees
    assert bool({f"{place}/results/publish", f"{place}/settings"} & addresses) == sees
