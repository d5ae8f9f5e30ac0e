"""Figures and files that join versions say so; who is midway finishes the version they began."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.domain.counting.history import told
from surveys.domain.counting.union import join
from surveys.domain.layout import variables
from surveys.domain.questionnaire import Option
from surveys.domain.questions.base import Missing
from surveys.histories import ranges
from surveys.models import QuestionnaireVersion, Response
from surveys.services import counting
from tests.factories import make_activity, make_municipality, text
from tests.staff import sign_in
from tests.surveys.answering import AREAS, PAGE_1, PAGE_2, every_kind, make_survey, publish, url
from tests.surveys.factories_counting import (
    ask,
    closed,
    make_version,
    options,
    questionnaire,
    respond,
    rows,
)
from tests.surveys.results_pages import see
from tests.surveys.test_exports import book_of, download, rows_of

PARK = ask("park", "single", options=options("yes", "no"))
IDEA = ask("idea", "long_text")
FIRST = questionnaire(PARK, IDEA)
SECOND = questionnaire(
    replace(PARK, label=text("Kysymys puistosta"), options=options("yes", "no", "maybe")), IDEA
)
THIRD = questionnaire(replace(PARK, label=text("Muuta"), edition=1), replace(IDEA, edition=1))


def asked_three_times(activity: Activity, people: int = 6) -> None:
    for asked, word in ((FIRST, "yksi"), (SECOND, "kaksi"), (THIRD, "kolme")):
        version = make_version(activity, asked)
        for _ in range(people):
            respond(version, {"park": "yes", "idea": word})


@pytest.mark.parametrize(
    ("numbers", "words"), [((1,), "1"), ((1, 2, 3, 5), "1–3, 5"), ((4, 2), "2, 4"), ((), "")]
)
def test_versions_are_written_as_people_do(numbers, words):
    assert ranges(numbers) == words


def test_editions_are_questions_of_their_own():
    later, idea, earlier, old_idea = join({1: FIRST, 2: SECOND, 3: THIRD})
    assert (later.versions, later.apart, later.mark) == ((3,), (1, 2), "~v3")
    assert (earlier.versions, earlier.apart, earlier.mark) == ((1, 2), (3,), "")
    names = [v.name for v in variables((later, idea, earlier, old_idea))]
    assert names == ["park~v3", "idea~v3", "park", "idea"]


def test_a_step_that_is_gone_keeps_its_place_on_the_scale():
    """Agreeing minus disagreeing must not count the lowest step of an older version as agreeing."""
    five, rest = options("a", "b", "c", "d", "e"), options("b", "c", "e")
    before = ask("view", "matrix", options=five, rows=rows("r1"))
    after = replace(before, options=rest, scale=rest)
    (joined,) = join({1: questionnaire(replace(before, scale=five)), 2: questionnaire(after)})
    assert [option.code for option in joined.question.options] == ["a", "b", "c", "d", "e"]
    assert [option.code for option in joined.question.scale] == ["a", "b", "c", "d", "e"]


def test_result_pages_say_what_a_figure_joins(visitor, app):
    make_municipality()
    activity = closed()
    asked_three_times(activity)
    page = see(visitor, activity)
    words = page.words()
    assert "Asked in versions 1–2 of the questionnaire." in words
    assert "The wording was corrected in version 2." in words
    assert "“MAYBE en” could be chosen from version 2 on." in words
    assert "In versions 1–2 the question means something else." in words
    assert "In version 3 the question means something else." in words
    headings = [" ".join("".join(h.itertext()).split()) for h in page.all("h2")]
    assert "Muuta en (version 3)" in headings
    assert "Kysymys puistosta en (versions 1–2)" in headings
    found = {f.versions: f for f in counting.findings(activity, now()) if f.subject == "park"}
    assert {versions: f.answered for versions, f in found.items()} == {(3,): 6, (1, 2): 12}


def test_figures_of_few_are_hidden_and_still_say_which_question_they_are_of(visitor):
    make_municipality()
    activity = closed()
    asked_three_times(activity, 2)
    page = see(visitor, activity)
    headings = [" ".join("".join(h.itertext()).split()) for h in page.all("h2")]
    assert "Muuta en (version 3)" in headings


def test_what_changes_nothing_for_readers_is_not_told():
    moved = questionnaire(IDEA, replace(PARK, required=True))
    (idea, park) = join({1: FIRST, 2: moved})
    assert told(park) == {}
    assert told(idea) == {}


def test_one_version_needs_no_words(visitor):
    make_municipality()
    activity = closed()
    version = make_version(activity, FIRST)
    for _ in range(5):
        respond(version, {"park": "yes"})
    assert "Asked in version" not in see(visitor, activity).words()


def test_files_hold_two_editions_in_two_columns(visitor):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    activity = make_activity()
    asked_three_times(activity, 1)
    head, *rows = rows_of(download(visitor, activity, values="codes"))
    assert head[4:] == ["park~v3", "idea~v3", "park", "idea"]
    not_asked = Missing.NOT_ASKED.value
    assert sorted(row[3:] for row in rows) == [
        ["1", not_asked, not_asked, "yes", "yksi"],
        ["2", not_asked, not_asked, "yes", "kaksi"],
        ["3", "yes", "kolme", not_asked, not_asked],
    ]
    book = book_of(download(visitor, activity, kind="xlsx"))
    labels = [cell for cell in book["Answers"][0] if cell]
    assert "Kysymys puistosta en (versions 1–2)" in labels
    assert "Muuta en (version 3)" in labels
    notes = {row[4] for row in book["Codebook"] if row[0] == "park"}
    assert "The wording was corrected in version 2." in notes
    questions = {row[0] for row in book["Summary"]}
    assert {"Muuta en (version 3)", "Kysymys puistosta en (versions 1–2)"} <= questions


def test_words_of_two_editions_are_read_apart(visitor):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    activity = make_activity()
    asked_three_times(activity, 1)
    place = f"/en/manage/a/{activity.public_id}/results/texts"
    earlier, later = visitor.get(f"{place}/idea").words(), visitor.get(f"{place}/idea~v3").words()
    assert "yksi" in earlier
    assert "kaksi" in earlier
    assert "kolme" not in earlier
    assert "kolme" in later
    assert "kaksi" not in later
    page = visitor.get(f"/en/manage/a/{activity.public_id}/results")
    assert f"{place}/idea~v3" in page.text


def more_areas():
    """The second version: an area more, and a question less."""
    first, second = every_kind().pages
    area, age, _name = first.questions
    east = Option(code="east", label=text("Itä", "Öst", "East"))
    first = replace(first, questions=(replace(area, options=(*AREAS, east)), age))
    return replace(every_kind(), pages=(first, second))


def test_who_is_midway_finishes_the_version_they_began(visitor, app):
    survey = make_survey()
    visitor.follow(url(survey, "answer/p1"), PAGE_1)
    publish(survey, more_areas(), 2)
    # An option that is new in version 2 is none of theirs, and nothing typed is lost.
    page = visitor.post(url(survey, "answer/p1"), PAGE_1 | {"area": "east"}, expect=422)
    assert "Itä" not in page.text
    assert "42" in page.text
    assert "Kylä" in page.text
    visitor.follow(url(survey, "answer/p1"), PAGE_1)
    visitor.follow(url(survey, "answer/p2"), PAGE_2)
    (response,) = db.session.scalars(select(Response))
    assert db.session.get_one(QuestionnaireVersion, response.version_id).number == 1
    assert response.answers["area"] == "north"
    assert response.answers["name"] == "Kylä"


def test_who_comes_later_answers_the_new_version(visitor, app):
    survey = make_survey()
    publish(survey, more_areas(), 2)
    visitor.follow(url(survey, "answer/p1"), {"area": "east"})
    visitor.follow(url(survey, "answer/p2"), PAGE_2)
    (response,) = db.session.scalars(select(Response))
    assert db.session.get_one(QuestionnaireVersion, response.version_id).number == 2
    assert response.answers["area"] == "east"
    assert "name" not in response.answers
    assert counting.read(survey.id, now() + timedelta(seconds=1)).counts["area/single"].options == {
        "east": 1
    }
