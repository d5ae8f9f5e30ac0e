from datetime import UTC, datetime, timedelta

import pytest

from participation.activities.models import ResultVisibility
from participation.brainstorming.idea_models import IdeaState, IdeaTranslation, Origin
from participation.brainstorming.models import Visibility
from participation.brainstorming.theme_models import IdeaAssignment, ThemeState
from tests.brainstorming.making import make_brainstorm, make_idea, make_theme, place, write
from tests.factories import make_municipality, save

CLOSED = {
    "opens": datetime(2026, 1, 2, tzinfo=UTC),
    "closes": datetime.now(UTC) - timedelta(days=1),
}


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm()


def order(page):
    return ["".join(e.itertext()) for e in page.all("p") if "y-idea" in e.get("class", "")]


def test_ideas_are_read_in_several_orders(visitor, round_):
    make_idea(round_, "Tuettu", support=0.9, division=0.1)
    make_idea(round_, "Jakava", support=0.2, division=0.5)
    make_idea(round_, "Piilossa", state=IdeaState.HIDDEN)
    make_idea(round_, "Odottaa", state=IdeaState.WAITING)
    assert order(visitor.get(place(round_, "?show=support"))) == ["Tuettu", "Jakava"]
    assert order(visitor.get(place(round_, "?show=divided"))) == ["Jakava", "Tuettu"]
    assert sorted(order(visitor.get(place(round_, "")))) == ["Jakava", "Tuettu"]


def test_what_one_has_weighed_is_no_longer_unseen(visitor, round_):
    make_idea(round_, "Toinen")
    idea = make_idea(round_, "Ensimmäinen")
    visitor.post(place(round_, f"/evaluate/{idea.public_id}"), {"opinion": "1"})
    assert order(visitor.get(place(round_, "?show=unseen"))) == ["Toinen"]


def test_in_a_phase_of_ones_own_only_those_are_read(visitor, app):
    make_municipality()
    round_ = make_brainstorm(visibility=Visibility.OWN)
    make_idea(round_, "Toisen")
    write(visitor, round_, "Enemmän puita ja varjoa")
    assert order(visitor.get(place(round_, "?show=support"))) == ["Enemmän puita ja varjoa"]


def test_a_translation_is_shown_with_the_words_as_written(visitor, round_):
    idea = make_idea(round_, "Flera bänkar", language="sv")
    words = {"words": "Lisää penkkejä", "origin": Origin.STAFF, "is_reviewed": True}
    save(IdeaTranslation(idea_id=idea.id, language="fi", **words))
    page = visitor.get(place(round_, ""))
    assert order(page) == ["Lisää penkkejä"]
    assert "Flera bänkar" in page.words("main")


def test_an_unreviewed_machine_translation_is_not_shown(visitor, round_):
    idea = make_idea(round_, "Flera bänkar", language="sv")
    words = {"words": "Lisää penkkejä", "origin": Origin.MACHINE}
    save(IdeaTranslation(idea_id=idea.id, language="fi", **words))
    assert order(visitor.get(place(round_, ""))) == ["Flera bänkar"]


def test_numbers_are_shown_after_closing_and_not_of_few(visitor, app):
    make_municipality()
    round_ = make_brainstorm(results=ResultVisibility.AFTER_CLOSING, **CLOSED)
    make_idea(round_, "Monen", agreed=7, disagreed=2, passed=1, support=0.4)
    make_idea(round_, "Harvan", agreed=3)
    words = visitor.get(place(round_, "")).words("main")
    assert "7" in words
    assert words.count("Näin harva") == 1


def test_while_it_is_open_no_numbers_are_shown(visitor, round_):
    make_idea(round_, "Monen", agreed=77)
    assert "77" not in visitor.get(place(round_, "")).words("main")


def test_a_closed_brainstorm_shows_the_way(visitor, app):
    make_municipality()
    round_ = make_brainstorm(**CLOSED)
    assert "on päättynyt" in visitor.get(place(round_, "/write")).words("h1")


@pytest.mark.parametrize("rest", ["/write", "", "/evaluate"])
def test_a_draft_is_not_there(visitor, app, rest):
    make_municipality()
    round_ = make_brainstorm(published=None)
    visitor.get(place(round_, rest), expect=404)


def test_pages_are_few_at_a_time(visitor, round_):
    for number in range(23):
        make_idea(round_, f"Ajatus {number} torista")
    assert len(order(visitor.get(place(round_, "")))) == 20
    assert len(order(visitor.get(place(round_, "?page=2")))) == 3


def themed(activity, words, **changes):
    theme = make_theme(activity, **{"state": ThemeState.KEPT} | changes)
    save(IdeaAssignment(idea_id=make_idea(activity, words).id, theme_id=theme.id))
    return theme


def test_ideas_are_read_by_theme_where_themes_are_shown(visitor, app):
    make_municipality()
    round_ = make_brainstorm(shows_themes=True)
    theme = themed(round_, "Lisää penkkejä")
    make_idea(round_, "Teematon")
    page = visitor.get(place(round_, f"?theme={theme.public_id}"))
    assert order(page) == ["Lisää penkkejä"]
    assert [one.get("value") for one in page.all("option") if one.text == "Penkit"] == [
        theme.public_id
    ]


@pytest.mark.parametrize("state", [ThemeState.REMOVED, ThemeState.SUGGESTED])
def test_a_theme_nobody_keeps_is_no_choice(visitor, app, state):
    make_municipality()
    round_ = make_brainstorm(shows_themes=True)
    theme = themed(round_, "Lisää penkkejä", state=state)
    make_idea(round_, "Teematon")
    page = visitor.get(place(round_, f"?theme={theme.public_id}"))
    assert sorted(order(page)) == ["Lisää penkkejä", "Teematon"]
    assert "Penkit" not in page.words("main")


def test_themes_are_not_told_before_staff_show_them(visitor, round_):
    theme = themed(round_, "Lisää penkkejä")
    make_idea(round_, "Teematon")
    page = visitor.get(place(round_, f"?theme={theme.public_id}"))
    assert len(order(page)) == 2
    assert "Penkit" not in page.words("main")


def test_pages_of_a_theme_stay_in_it(visitor, app):
    make_municipality()
    round_ = make_brainstorm(shows_themes=True)
    theme = themed(round_, "Ensimmäinen")
    for number in range(20):
        idea = make_idea(round_, f"Ajatus {number} torista")
        save(IdeaAssignment(idea_id=idea.id, theme_id=theme.id))
    make_idea(round_, "Teematon")
    page = visitor.get(place(round_, f"?theme={theme.public_id}"))
    links = [one.get("href") for one in page.all("a") if "page=2" in one.get("href", "")]
    assert f"theme={theme.public_id}" in links[0]
    assert len(order(visitor.get(links[0]))) == 1
