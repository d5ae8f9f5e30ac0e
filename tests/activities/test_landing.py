from datetime import UTC, datetime, timedelta

import pytest

from participation.activities.models import AccessLevel, ResultVisibility
from participation.platform.access.actor import Role
from participation.platform.clock import now
from tests.factories import make_activity, make_process, text
from tests.staff import sign_in

pytestmark = pytest.mark.usefixtures("town")
NASTY = '<script>alert(1)</script>"><img src=x onerror=alert(1)>'


@pytest.mark.parametrize(
    ("language", "title"), [("fi", "Kysely"), ("sv", "Enkät"), ("en", "Survey")]
)
def test_an_open_activity_says_until_when_and_lets_one_start(visitor, hearing, language, title):
    activity = make_activity(kind="hearing", closes=datetime(2099, 8, 22, 20, 59, tzinfo=UTC))
    page = visitor.get(f"/{language}/a/{activity.public_id}?c=abc")
    assert page.words("h1") == title
    assert "2099" in page.words()
    (start,) = [a for a in page.all("a") if "start" in (a.get("class") or "")]
    assert start.get("href").startswith(f"/{language}/")
    assert "c=abc" in start.get("href")


def test_a_draft_is_not_there_for_the_public_and_a_preview_for_its_staff(visitor, hearing):
    process, other = make_process(), make_process(slug="toinen")
    activity = make_activity(process, kind="hearing", published=None)
    visitor.get(f"/fi/a/{activity.public_id}", expect=404)
    sign_in(visitor, Role.EDITOR, process=other)
    visitor.get(f"/fi/a/{activity.public_id}", expect=404)
    sign_in(visitor, Role.ANALYST, process=process, email="toinen@lintukorpi.test")
    page = visitor.get(f"/en/a/{activity.public_id}")
    assert "preview" in page.words("main")


def test_an_activity_of_a_hidden_process_is_not_there(visitor, hearing):
    activity = make_activity(make_process(published=None), kind="hearing")
    visitor.get(f"/fi/a/{activity.public_id}", expect=404)


def test_an_upcoming_activity_says_when_it_opens(visitor, hearing):
    opens = datetime(2099, 8, 9, 9, tzinfo=UTC)
    activity = make_activity(kind="hearing", opens=opens, closes=None)
    page = visitor.get(f"/en/a/{activity.public_id}")
    assert "You can take part from 9 August 2099, 12:00." in page.words("main")
    assert not [a for a in page.all("a") if "start" in (a.get("class") or "")]


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 person answered, 9–22 August 2026."),
        (1190, "1,190 people answered, 9–22 August 2026."),
    ],
)
def test_a_closed_activity_says_how_many_answered_and_when(visitor, hearing, count, words):
    activity = make_activity(
        kind="hearing",
        opens=datetime(2026, 8, 9, 9, tzinfo=UTC),
        closes=datetime(2026, 8, 22, 20, 59, tzinfo=UTC),
    )
    hearing.counts[activity.id] = count
    page = visitor.get(f"/en/a/{activity.public_id}", queries=8)
    assert words in page.words("main")
    assert "See the results" in page.words("main")


def test_where_people_come_back_they_take_part_rather_than_answer(visitor, hearing, monkeypatch):
    monkeypatch.setattr(type(hearing), "goes_on", True)
    over = make_activity(
        kind="hearing",
        opens=datetime(2026, 8, 9, 9, tzinfo=UTC),
        closes=datetime(2026, 8, 22, 20, 59, tzinfo=UTC),
    )
    going = make_activity(over.process, kind="hearing", shows_count=True)
    hearing.counts.update({over.id: 12, going.id: 1})
    assert "12 people took part, 9–22 August 2026." in visitor.get("/en/").words("main")
    assert "1 person has taken part so far." in visitor.get("/en/").words("main")
    sign_in(visitor, Role.EDITOR)
    workspace = visitor.get(f"/en/manage/p/{over.process.slug}").words("main")
    assert "12 people" in workspace
    assert "answers" not in workspace


def test_results_for_staff_are_not_offered_to_everybody(visitor, hearing):
    activity = make_activity(
        kind="hearing", closes=now() - timedelta(hours=1), results=ResultVisibility.STAFF
    )
    assert "See the results" not in visitor.get(f"/en/a/{activity.public_id}").words("main")


def test_how_many_have_answered_can_be_hidden_while_open(visitor, hearing):
    activity = make_activity(kind="hearing", shows_count=False)
    hearing.counts[activity.id] = 4711
    assert "4,711" not in visitor.get(f"/en/a/{activity.public_id}").words("main")
    assert "4,711" not in visitor.get("/en/").words("main")


def test_a_language_not_offered_leads_to_those_that_are(visitor, hearing):
    activity = make_activity(kind="hearing", languages=["fi", "sv"])
    page = visitor.get(f"/en/a/{activity.public_id}?c=abc")
    (heading,) = page.one("h1")
    assert (heading.get("lang"), heading.text) == ("fi", "Kysely")
    links = [a.get("href") for a in page.one("main").iter() if a.get("hreflang")]
    assert links == [f"/{code}/a/{activity.public_id}?c=abc" for code in ("fi", "sv")]
    assert not [a for a in page.all("a") if "start" in (a.get("class") or "")]


def test_an_activity_for_staff_asks_everybody_else_to_sign_in(visitor, hearing):
    activity = make_activity(kind="hearing", access=AccessLevel.STAFF)
    visitor.raw("GET", f"/fi/a/{activity.public_id}", expect=303)
    assert "Kysely" not in visitor.get("/fi/").words("main")
    sign_in(visitor, Role.MODERATOR, process=make_process(slug="toinen"))
    assert visitor.get(f"/fi/a/{activity.public_id}").words("h1") == "Kysely"


def test_a_channel_leads_to_its_activity_and_is_remembered(visitor, hearing):
    activity = make_activity(kind="hearing")
    code = activity.channels[0].code
    answer = visitor.raw("GET", f"/c/{code}", expect=302, headers={"Accept-Language": "sv"})
    assert answer.location == f"/sv/a/{activity.public_id}?c={code}"
    assert "Accept-Language" in answer.headers["Vary"]
    visitor.get("/c/nothing", expect=404)


def test_people_s_words_never_become_markup(visitor, hearing):
    activity = make_activity(
        kind="hearing", title=text(NASTY, NASTY, NASTY), summary=text(NASTY, NASTY, NASTY)
    )
    sign_in(visitor)
    for path in (
        f"a/{activity.public_id}?c={NASTY}",
        f"manage/a/{activity.public_id}",
        f"manage/a/{activity.public_id}/settings",
        f"manage/a/{activity.public_id}/links",
        f"manage/a/{activity.public_id}/links/{activity.channels[0].code}/poster",
        f"manage/a/{activity.public_id}/close",
        "",
    ):
        page = visitor.get(f"/fi/{path}")
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
