"""Opinion groups in public results: what a release tells of them, and what it never tells."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.disclosure.opinion_groups import told
from participation.activities.domain.findings import Finding
from participation.activities.services.published import published
from participation.activities.services.releasing import release_closed
from participation.brainstorming.domain.group_figures import groups
from participation.brainstorming.idea_models import IdeaState
from participation.brainstorming.models import Scale
from participation.brainstorming.services import findings, grouping
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from tests.brainstorming.making import make_brainstorm, make_idea
from tests.brainstorming.test_groups import TWO, weigh
from tests.brainstorming.test_results import CLOSED, place
from tests.factories import make_municipality


def closed(sizes, **more):
    make_municipality()
    round_ = make_brainstorm(**CLOSED | more)
    made = weigh(round_, sizes)
    grouping.work_out_at_once(round_, now())
    db.session.commit()
    return round_, made


def released(round_):
    release_closed(round_, now())
    db.session.commit()
    return {one.subject: one for one in published(round_, now()).findings}["groups"]


def test_a_release_tells_groups_by_words_with_sizes_and_lists(app, visitor):
    round_, _made = closed(TWO)
    figures = released(round_).figures
    assert sorted(group["count"] for group in figures["options"]) == [14, 20]
    assert all(group["name"]["label"]["fi"].startswith("Ajatus") for group in figures["options"])
    assert figures["lists"]["together"]
    assert figures["lists"]["divided"]
    for language, title in (("fi", "Mielipideryhmät"), ("sv", "Åsiktsgrupper"), ("en", "Groups")):
        page = visitor.get(place(round_, "", language))
        words = page.words("main")
        assert title in words
        drawn = [one for one in page.all("figure") if "opinion-map" in (one.get("class") or "")]
        assert len(drawn) == 1
        assert "Ajatus" in words
    (map_,) = [one for one in page.tree.iter() if one.get("aria-label", "").startswith("Map of")]
    assert map_.get("role") == "img"


@pytest.mark.parametrize("kind", ["pdf", "docx", "pptx", "xlsx"])
def test_reports_have_the_groups(app, visitor, kind):
    round_, _made = closed(TWO)
    released(round_)
    assert visitor.raw("GET", place(round_, f"/1/report.{kind}")).data


def test_figures_as_a_table_have_the_groups(app, visitor):
    round_, _made = closed(TWO)
    released(round_)
    assert "Mielipideryhmät" in visitor.raw("GET", place(round_, "/1/figures.csv")).text


def test_a_release_holds_no_words_and_an_idea_that_is_hidden_leaves_the_groups(app, visitor):
    round_, made = closed(TWO)
    found = released(round_)
    assert "Ajatus" not in json.dumps(stored(round_))
    name = found.figures["options"][0]["name"]["code"]
    idea = next(one for one in made if one.public_id == name)
    words = idea.words
    idea.state = IdeaState.HIDDEN
    db.session.commit()
    after = {one.subject: one for one in published(round_, now()).findings}["groups"]
    assert name not in json.dumps(after.figures["lists"])
    assert name not in json.dumps(after.figures["options"])
    assert f"{words}<" not in visitor.get(place(round_)).text


def stored(round_):
    found = published(round_, now()).release.document["findings"]
    return next(one for one in found if one["subject"] == "groups")


def test_one_sentence_says_what_is_missing(app, visitor):
    round_, _made = closed([(9, (1, -1))])
    assert released(round_).figures["lack"] == "people"
    words = visitor.get(place(round_)).words("main")
    assert "Ryhmiin tarvitaan vähintään 15 ihmistä" in words
    assert "9 ihmistä, jotka" not in words


def test_where_importance_is_rated_there_are_no_groups(app):
    make_municipality()
    round_ = make_brainstorm(scale=Scale.IMPORTANCE)
    make_idea(round_)
    assert "groups" not in {one.subject for one in findings.findings(round_, now())}


def counts(seen):
    return {"agree": seen, "disagree": 0, "pass": 0}


def made(sizes, respondents, rows=()):
    """Groups of these sizes; `rows` are how many of everybody and of each group weighed an idea."""
    figures = {
        "format": 1,
        "shape": "idea_groups",
        "respondents": respondents,
        "clear": 1,
        "options": [
            {
                "code": str(at),
                "count": size,
                "name": {"code": "i0", "agrees": True, "label": {"fi": "Sanat"}},
                "marks": [{"code": "i0", "agrees": True, "label": {"fi": "Sanat"}}],
            }
            for at, size in enumerate(sizes)
        ],
        "rows": [
            {
                "code": f"i{at}",
                "label": {"fi": "Sanat"},
                "answered": whole,
                "counts": counts(whole),
                "groups": {str(n): counts(seen) for n, seen in enumerate(some)},
            }
            for at, (whole, some) in enumerate(rows)
        ],
        "lists": {"together": [f"i{at}" for at in range(len(rows))]},
        "map": {
            "across": 2,
            "up": 2,
            "fields": [
                {"across": 0, "up": 0, "group": "0", "people": 4},
                {"across": 1, "up": 1, "group": "0", "people": 9},
            ],
        },
    }
    answered = sum(sizes)
    return Finding(
        kind="brainstorm", activity="a", subject="groups", label=Text(), asked=answered,
        answered=answered, missing={}, figures=figures, moment=now(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sizes", "respondents"),
    [((20,), 20), ((20, 4), 24), ((20, 14), 36), ((20, 14), 38), ((20, 9, 4), 33)],
)
def test_groups_from_which_few_people_would_follow_are_not_told(sizes, respondents):
    figures = told(made(sizes, respondents, [(30, (15, 15))]), None, 5).figures
    assert (figures["lack"], figures["options"], figures["rows"]) == ("small", [], [])
    assert "map" not in figures


def test_what_is_told_first_stays():
    first = told(made((20, 14), 40), None, 5)
    assert told(made((19, 15), 46), first, 5) is first
    lacking = told(made((20,), 20), None, 5)
    assert told(made((20, 14), 40), lacking, 5).figures["options"]


def test_the_map_has_no_numbers_and_no_few():
    found = told(made((20, 14), 40, [(34, (20, 14))]), None, 5).figures
    assert found["map"]["fields"] == [{"across": 1, "up": 1, "group": "0", "size": 4}]
    assert "Sanat" not in json.dumps(found)
    assert found["options"][0]["marks"] == [{"code": "i0", "agrees": True}]


SEEN = st.integers(0, 12)


@given(st.lists(st.tuples(SEEN, SEEN, SEEN, SEEN), max_size=6), st.integers(3, 10))
def test_nobody_of_fewer_than_the_minimum_follows_from_what_is_told_of_an_idea(rows, minimum):
    given_ = [(sum(row), row[:3]) for row in rows]  # the fourth are in no group
    found = told(made((40, 30, 20), 120, given_), None, minimum).figures
    for row in found["rows"]:
        inside = [said["agree"] for said in row["groups"].values()]
        assert row["answered"] >= minimum
        assert all(number >= minimum for number in inside)
        rest = row["answered"] - sum(inside)
        assert rest == 0 or rest >= minimum
    shown = {row["code"] for row in found["rows"]}
    assert set(found["lists"]["together"]) <= shown
    for group in found["options"]:
        of_it = {row["code"] for row in found["rows"] if group["code"] in row["groups"]}
        assert {mark["code"] for mark in group["marks"]} <= of_it


def test_groups_that_say_more_than_everybody_does_now_are_left_out_of_an_idea():
    found = told(made((20, 14), 40, [(10, (9, 9))]), None, 5).figures
    assert found["rows"][0]["groups"] == {}


def test_an_idea_that_nobody_weighs_any_more_is_no_row():
    said = {"1": {"groups": {"0": [5, 0, 0]}}, "2": {"groups": {"0": [0, 5, 0]}}}
    found = {
        "ideas": said,
        "clear": 0.5,
        "groups": [],
        "lists": {},
        "map": {"across": 0, "up": 0, "fields": []},
    }
    told = groups(9, found, {"1": "a", "2": "b"}, {"1": [6, 0, 1], "2": [0, 0, 0]})
    assert [(row["code"], row["answered"]) for row in told["rows"]] == [("a", 7)]
