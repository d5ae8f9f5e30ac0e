"""The page on which staff choose answers and compare groups."""

from datetime import date, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest

from participation.activities.models import Channel
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from surveys.models import ResponseDraft
from tests.factories import make_activity, make_municipality, save, text
from tests.pages import HTML
from tests.staff import sign_in
from tests.surveys.factories_counting import (
    EVERY_KIND,
    ask,
    make_version,
    options,
    questionnaire,
    respond,
    rows,
)


@pytest.fixture
def activity(visitor):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    return make_activity()


def within(page, tag, name, kind):
    """Elements of a kind inside elements of a class."""
    held = [each for each in page.all(tag) if name in (each.get("class") or "").split()]
    return [inner for each in held for inner in each.iter(HTML + kind)]


def inputs(page, **wanted):
    return [
        each
        for each in page.all("input")
        if all(each.get(name) == value for name, value in wanted.items())
    ]


def url(activity, rest="", language="en"):
    return f"/{language}/manage/a/{activity.public_id}/results{rest}"


def fill(activity, many=24):
    version = make_version(activity)
    for number in range(many):
        north = number % 2 == 0
        respond(
            version,
            {
                "area": "north" if north else "south",
                "wish": ["park"] if north == (number < many - many // 4) else ["bus"],
                "age": 20 + number,
                "service": {"school": "good", "road": "~none"},
            },
            language="fi" if number < 16 else "sv",
        )
    return version


def test_a_filter_is_seen_in_title_and_sentence_and_can_be_removed(visitor, activity):
    fill(activity)
    page = visitor.get(url(activity, "?only=@language:fi&only=age:25.."))
    words = page.words()
    assert "11 of the 24 people who have answered are shown:" in words
    assert "Results (Language of the answer: Suomi; Kysymys age en: 25 or more)" in words
    links = [a.get("href") for a in within(page, "ul", "y-cut__conditions", "a")]
    left = [parse_qs(urlsplit(link).query)["only"] for link in links]
    assert left == [["age:25.."], ["@language:fi"]]


def test_an_answer_is_chosen_in_two_steps_without_a_script(visitor, activity):
    fill(activity)
    page = visitor.get(url(activity, "?only=@language:fi&by=wish&add=area"))
    assert "NORTH en" in page.words()
    assert {box.get("value") for box in inputs(page, name="value")} >= {"north", "~none"}
    sent = visitor.client.get(
        url(activity, "?only=@language:fi&by=wish&add=area&value=north&value=south")
    )
    asked = parse_qs(urlsplit(sent.location).query)
    assert asked == {"only": ["@language:fi", "area:north,south"], "by": ["wish"]}


def test_a_number_and_a_day_have_two_ends(visitor, activity):
    fill(activity)
    assert inputs(visitor.get(url(activity, "?add=age")), name="least")
    assert inputs(visitor.get(url(activity, "?add=@day")), type="date")
    assert "until 12 August 2026" in visitor.get(url(activity, "?only=@day:..2026-08-12")).words()
    sent = visitor.client.get(url(activity, "?add=age&least=20&most="))
    assert parse_qs(urlsplit(sent.location).query) == {"only": ["age:20.."]}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_groups_stand_side_by_side_with_differences_in_words(visitor, activity, language):
    fill(activity, 60)
    page = visitor.get(url(activity, "?by=area", language))
    heads = ["".join(head.itertext()) for head in within(page, "table", "y-groups", "th")]
    assert any("60" in head for head in heads)
    assert len(within(page, "ul", "y-differences", "li")) >= 2
    assert "▲" in page.words()


def test_too_few_answers_are_marked_and_not_tested(visitor, activity):
    version = make_version(activity)
    for area in ("north", "north", "south"):
        respond(version, {"area": area, "wish": ["park"]})
    words = visitor.get(url(activity, "?by=area")).words()
    assert "Fewer than 5: do not publish" in words
    assert "Groups are not compared yet." in words


def test_every_shape_can_be_compared(visitor, activity):
    every = questionnaire(
        *EVERY_KIND.questions(),
        ask("double", "double", options=options("1", "2"), scale=options("x"), rows=rows("r")),
        ask("rank", "ranking", options=options("a", "b")),
        ask("money", "budget", options=options("a", "b"), settings={"total": 100}),
        ask("born", "date"),
        ask("spot", "point", options=options("here")),
    )
    version = make_version(activity, every)
    for number in range(30):
        respond(
            version,
            {
                "area": "north" if number % 2 else "south",
                "age": number,
                "double": {"r": "1"},
                "double~second": {"r": "x"},
                "rank": ["a", "b"] if number % 2 else ["b", "a"],
                "money": {"a": 60, "b": 40},
                "born": "1980-05-06",
                "spot": {"area": "here"},
                "service": {"school": "good" if number % 2 else "bad", "road": "~none"},
            },
        )
    words = visitor.get(url(activity, "?by=area")).words()
    assert "a mean" not in words  # ages are alike
    assert "SCHOOL en: GOOD en" in words


def test_all_variables_have_names(visitor, activity):
    save(Channel(activity_id=activity.id, name=text("Kirje")))
    db.session.expire_all()
    make_version(activity, questionnaire(ask("rank", "ranking", options=options("a", "b"))))
    respond(make_version(activity), {"area": "north"})
    for variable in ("@channel", "@version", "rank.a", "rank", "nick"):
        assert inputs(visitor.get(url(activity, f"?add={variable}")), name="value")
    words = visitor.get(url(activity, "?only=@version:1,2&only=@channel:~removed")).words()
    assert "Version 1 or Version 2" in words
    assert "Removed links" in words


def test_the_page_tells_when_answers_came_and_how_far_others_got(visitor, activity):
    version = make_version(activity)
    for number in (0, 0, 2):
        respond(version, {"area": "north"}, day=date(2026, 8, 12) + timedelta(number))
    draft = {"survey_id": activity.id, "version_id": version.id, "language": "fi", "answers": {}}
    save(ResponseDraft(id=b"1" * 32, touched=date(2026, 8, 12), **draft))
    words = visitor.get(url(activity)).words()
    assert "12 August 2026 2" in words
    assert "13 August 2026 0" in words
    assert "Answers that were begun and not sent" in words
    assert "Page 1 1" in words


def test_a_long_time_is_told_by_week(visitor, activity):
    version = make_version(activity)
    for number in range(50):
        respond(version, {"area": "north"}, day=date(2026, 6, 1) + timedelta(number))
    assert "1–7 June 2026 7" in visitor.get(url(activity)).words()


def test_an_address_nobody_made_is_not_found(visitor, activity):
    fill(activity)
    for rest in ("?add=nonsense", "?weights=nonsense"):
        assert visitor.client.get(url(activity, rest)).status_code == 404


def test_what_an_address_asks_for_in_vain_is_told(visitor, activity):
    fill(activity)
    asked = "?only=nonsense:a&only=area:north,nroth&only=@day:soon..&only=age:40..&by=age"
    page = visitor.get(url(activity, asked))
    told = [each.text for each in page.all("code")]
    assert sorted(told) == ["@day:soon", "age", "area:nroth", "nonsense:a"]
    assert "2 of the 24 people" in page.words()


def test_the_title_says_by_what_groups_stand_side_by_side(visitor, activity):
    fill(activity)
    (title,) = visitor.get(url(activity, "?only=age:22..&by=area")).all("title")
    assert "; Compared by: " in title.text


def test_a_filter_that_nobody_fulfils_shows_nobody(visitor, activity):
    fill(activity)
    assert "0 of the 24 people" in visitor.get(url(activity, "?only=area:~refused")).words()
    assert visitor.get(url(activity, "?only=area:~refused&by=wish"))


def test_a_download_holds_the_chosen_answers_and_says_so_in_its_name(visitor, activity):
    fill(activity)
    address = url(activity, "/download?only=@language:sv&only=age:40..&by=area")
    assert "Only these answers: Language of the answer: Svenska" in visitor.get(address).words()
    sent = visitor.raw("POST", address, data={"kind": "csv-rfc4180", "values": "codes"})
    lines = sent.text.splitlines()
    sent.close()
    assert len(lines) == 1 + 4
    assert all(",sv," in line for line in lines[1:])
    name = sent.headers["Content-Disposition"]
    assert "language-of-the-answer-svenska" in name
    assert "40-or-more" in name
