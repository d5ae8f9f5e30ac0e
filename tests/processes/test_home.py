from datetime import timedelta

import pytest

from participation.activities.models import AccessLevel
from participation.platform.clock import now, today
from participation.processes.models import Phase
from tests.factories import make_activity, make_process, save, text

pytestmark = pytest.mark.usefixtures("town", "hearing")


@pytest.mark.parametrize(
    ("asked", "place"),
    [("sv", "/sv/"), ("en-GB,en;q=0.9", "/en/"), ("de", "/fi/"), ("fi-FI", "/fi/")],
)
def test_the_front_door_leads_to_the_language_the_browser_asks_for(visitor, asked, place):
    answer = visitor.raw("GET", "/", expect=302, headers={"Accept-Language": asked})
    assert answer.location == place
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize(
    ("language", "place"),
    [("fi", "Lintukorvessa"), ("sv", "i Fågelmarken"), ("en", "in Lintukorpi")],
)
def test_the_home_page_names_the_municipality_and_who_can_be_called(visitor, language, place):
    page = visitor.get(f"/{language}/")
    assert place in page.words("h1")
    assert "020 555 0100" in page.words()


def test_an_empty_home_page_says_what_to_do(visitor):
    assert "Nothing is open right now" in visitor.get("/en/").words("main")


def test_the_home_page_tells_open_coming_and_closed_apart(visitor):
    process = make_process()
    hour = timedelta(hours=1)
    make_activity(process, kind="hearing", title=text("Auki"))
    make_activity(process, kind="hearing", title=text("Tulossa"), opens=now() + hour)
    make_activity(process, kind="hearing", title=text("Kiinni"), closes=now() - hour)
    make_activity(process, kind="hearing", title=text("Luonnos"), published=None)
    make_activity(process, kind="hearing", title=text("Sisäinen"), access=AccessLevel.STAFF)
    hidden = make_process(slug="salassa", published=None, name=text("Salassa"))
    make_activity(hidden, kind="hearing", title=text("Piilossa"))
    page = visitor.get("/fi/")
    sections = {s.get("aria-labelledby"): " ".join(s.itertext()) for s in page.all("section")}
    assert "Auki" in sections["open"]
    assert "Tulossa" not in sections["open"]
    assert "Tulossa" in sections["coming"]
    assert "Kiinni" in sections["closed"]
    for words in ("Luonnos", "Sisäinen", "Piilossa", "Salassa"):
        assert words not in page.words("main")


def test_a_process_between_phases_says_what_it_is_about(visitor):
    make_process(purpose=text("Kysymme joka toinen vuosi."))
    assert "Kysymme joka toinen vuosi." in visitor.get("/fi/").words("main")


def test_a_process_says_which_phase_it_is_in(visitor):
    process = make_process()
    day = timedelta(days=1)
    save(Phase(process=process, name=text("Kysely"), starts=today() - day, ends=today() + day))
    assert "Now: Kysely en" in visitor.get("/en/").words("main")


def test_the_home_page_asks_the_database_as_often_for_many_as_for_one(visitor):
    process = make_process()
    make_activity(process, kind="hearing")
    make_activity(process, kind="hearing", closes=now() - timedelta(hours=1))
    visitor.get("/fi/")
    few = len(visitor.queries)
    for number in range(5):
        other = make_process(slug=f"p{number}")
        make_activity(other, kind="hearing")
        make_activity(other, kind="hearing", closes=now() - timedelta(hours=1))
        save(Phase(process=other, name=text("x"), starts=today(), ends=today()))
    visitor.get("/fi/")
    assert len(visitor.queries) == few


def test_the_sitemap_lists_public_pages_in_every_language_and_no_others(visitor):
    shown = make_activity(kind="hearing")
    draft = make_activity(make_process(slug="toinen", published=None), kind="hearing")
    words = visitor.raw("GET", "/sitemap.xml").text
    for code in ("fi", "sv", "en"):
        assert f"<loc>http://yhes.test/{code}/a/{shown.public_id}</loc>" in words
        assert f"<loc>http://yhes.test/{code}/p/strategia</loc>" in words
    assert draft.public_id not in words
    assert "toinen" not in words
    assert "manage" not in words


def test_search_engines_are_kept_out_of_the_workspace(visitor):
    words = visitor.raw("GET", "/robots.txt").text
    assert "Disallow: /fi/manage/" in words
    assert "Sitemap: http://yhes.test/sitemap.xml" in words
