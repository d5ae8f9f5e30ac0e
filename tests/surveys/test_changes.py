"""What differs between versions, what staff judge about it, and what results say."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.domain import changes, editing
from surveys.domain.changes import Consequence
from surveys.domain.differences import What
from surveys.domain.questionnaire import Option, Questionnaire, Row, Rule
from surveys.models import Survey
from surveys.queries import current_version
from surveys.services import building, publishing
from surveys.services.building import Outdated
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import make_survey, question, questionnaire, revision_of, working_of

BEFORE = questionnaire("single", "matrix", "text", "number")
Q1, Q2, Q3, Q4 = BEFORE.questions()


def changed(code: str, **parts: object) -> changes.Change:
    """What is found when one question is replaced."""
    before = BEFORE.question(code)
    after = editing.replace_question(BEFORE, code, replace(before, **parts))
    (found,) = changes.compare([BEFORE], after).questions
    return found


MORE = (*Q1.options, Option(code="d", label=text("D")))


@pytest.mark.parametrize(
    ("code", "parts", "what", "proposed", "choice"),
    [
        ("q1", {"label": text("Kysymys q1?")}, What.WORDS, Consequence.TOGETHER, True),
        ("q1", {"label": text("Aivan muuta")}, What.WORDS, Consequence.APART, True),
        ("q1", {"hint": text("Apua")}, What.HINT, Consequence.TOGETHER, True),
        ("q1", {"options": MORE}, What.OPTION_NEW, Consequence.NOT_OFFERED, True),
        ("q1", {"options": Q1.options[:2]}, What.OPTION_GONE, Consequence.TOGETHER, True),
        ("q1", {"options": Q1.options[::-1]}, What.ORDER, Consequence.TOGETHER, False),
        ("q1", {"other": True}, What.WAY_NEW, Consequence.NOT_OFFERED, False),
        ("q1", {"required": True}, What.REQUIRED, Consequence.TOGETHER, False),
        ("q1", {"condition": "q3 = 'a'"}, What.CONDITION, Consequence.TOGETHER, True),
        ("q1", {"kind": "multiple"}, What.KIND, Consequence.APART, False),
        ("q2", {"options": Q2.options[:2]}, What.OPTION_GONE, Consequence.APART, True),
        (
            "q2",
            {"rows": (*Q2.rows, Row(code="r2", label=text("Uusi")))},
            What.ROW_NEW,
            Consequence.NOT_OFFERED,
            False,
        ),
        ("q4", {"settings": {"unit": "km"}}, What.UNIT, Consequence.APART, True),
        ("q4", {"settings": {"max": 5}}, What.LIMITS, Consequence.TOGETHER, True),
    ],
)
def test_a_difference_has_a_consequence(code, parts, what, proposed, choice):
    found = changed(code, **parts)
    assert [each.what for each in found.differences] == [what]
    assert (found.proposed, found.can_choose) == (proposed, choice)


SCALE = {"scale": Q2.options}
ENDS = {"settings": {"low": {"fi": "Huono"}}}
STEPS = (
    (SCALE, {"scale": Q2.options[:2]}, What.STEP_GONE, Consequence.APART),
    ({"scale": Q2.options[:2]}, SCALE, What.STEP_NEW, Consequence.APART),
    (
        SCALE,
        {"scale": (replace(Q2.options[0], label=text("Muu")), *Q2.options[1:])},
        What.STEP_WORDS,
        Consequence.APART,
    ),
    (
        {},
        {"rows": (replace(Q2.rows[0], label=text("Rivi!")),)},
        What.ROW_WORDS,
        Consequence.TOGETHER,
    ),
    (
        {},
        {"rows": (replace(Q2.rows[0], right=text("Toinen")),)},
        What.ROW_WORDS,
        Consequence.TOGETHER,
    ),
    (
        {"rows": (*Q2.rows, Row(code="r2", label=text("Toinen")))},
        {"rows": Q2.rows},
        What.ROW_GONE,
        Consequence.TOGETHER,
    ),
    (ENDS, {"settings": {"low": {"fi": "Erinomainen"}}}, What.SETTING_WORDS, Consequence.APART),
    ({}, {"shuffle": ("rows",)}, What.ORDER, Consequence.TOGETHER),
    ({"dont_know": True}, {"dont_know": False}, What.WAY_GONE, Consequence.TOGETHER),
    ({}, {"rules": (Rule(test="{.} > 1"),)}, What.LIMITS, Consequence.TOGETHER),
    (
        {},
        {"options": (replace(Q2.options[0], image="x/y.png"), *Q2.options[1:])},
        What.PICTURE,
        Consequence.TOGETHER,
    ),
    (
        {},
        {"options": (replace(Q2.options[0], exclusive=True), *Q2.options[1:])},
        What.LIMITS,
        Consequence.TOGETHER,
    ),
)


@pytest.mark.parametrize(("was", "parts", "what", "proposed"), STEPS)
def test_a_matrix_has_more_that_can_differ(was, parts, what, proposed):
    before = replace(Q2, **was)
    old = editing.replace_question(BEFORE, "q2", before)
    new = editing.replace_question(BEFORE, "q2", replace(before, **parts))
    (found,) = changes.compare([old], new).questions
    assert [each.what for each in found.differences] == [what]
    assert found.proposed is proposed


def test_a_page_with_another_condition_changes_who_is_asked():
    page = replace(BEFORE.pages[0], condition="{q1} = 'a'")
    found = changes.compare([BEFORE], editing.replace_page(BEFORE, "p1", page)).questions
    assert {tuple(d.what for d in each.differences) for each in found} == {(What.CONDITION,)}


def test_a_change_of_nothing_is_none():
    with pytest.raises(ValueError, match="nothing"):
        _ = changes.Change().question


@given(st.permutations(["q1", "q2", "q3", "q4"]), st.sets(st.sampled_from(["q1", "q2", "q3"])))
def test_no_question_is_lost_between_versions(order, apart):
    page = BEFORE.pages[0]
    asked = tuple(replace(BEFORE.question(code), edition=7) for code in order)
    working = replace(BEFORE, pages=(replace(page, questions=asked), BEFORE.pages[1]))
    after = changes.with_editions([BEFORE], working, apart)
    assert [q.code for q in after.questions()] == list(order)
    assert {q.code for q in after.questions() if q.edition} == apart
    found = changes.compare([BEFORE], after)
    assert {each.what for c in found.questions for each in c.differences} <= {What.MOVED}
    assert not found.proposed_apart


def test_a_relabelled_option_is_a_matter_of_judgement():
    other = (replace(Q1.options[0], label=text("Uimahalli")), *Q1.options[1:])
    found = changed("q1", options=other)
    assert found.proposed is Consequence.APART
    assert found.can_choose


def test_marks_of_translators_are_no_difference():
    label = type(Q1.label)(Q1.label.translations, {"sv": "stale"})
    after = editing.replace_question(BEFORE, "q1", replace(Q1, label=label))
    assert changes.compare([BEFORE], after) == changes.Changes()


def test_a_moved_question_moves_nobody_else():
    after = editing.move_question(BEFORE, "q1", 1)
    (found,) = changes.compare([BEFORE], after).questions
    assert [each.what for each in found.differences] == [What.MOVED]
    after = editing.place_question(BEFORE, "q4", "p1", 0)
    assert [c.question.code for c in changes.compare([BEFORE], after).questions] == ["q4"]


def test_new_removed_and_returning_questions_are_told_apart():
    without = editing.remove_question(BEFORE, "q3")
    found = changes.compare([BEFORE], editing.add_question(without, "p1", question("q9")))
    assert [(c.question.code, c.proposed) for c in found.questions] == [
        ("q9", Consequence.NEW),
        ("q3", Consequence.ENDED),
    ]
    (back,) = changes.compare([BEFORE, without], BEFORE).questions
    assert [each.what for each in back.differences] == [What.BACK]


def test_pages_with_new_words_are_named():
    page = replace(BEFORE.pages[1], intro=text("Toisin"))
    assert changes.compare([BEFORE], editing.replace_page(BEFORE, "p2", page)).pages == ("p2",)


def test_an_edition_is_raised_above_all_earlier_ones():
    second = changes.with_editions([BEFORE], BEFORE, {"q1"})
    assert [q.edition for q in second.questions()] == [1, 0, 0, 0]
    third = changes.with_editions([BEFORE, second], BEFORE, {"q2"})
    assert [q.edition for q in third.questions()] == [1, 1, 0, 0]
    assert [
        q.edition for q in changes.with_editions([BEFORE, second, third], third, {"q1"}).questions()
    ] == [2, 1, 0, 0]
    assert changes.with_editions([], third, {"q1"}) == BEFORE


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def published(*kinds):
    survey = make_survey(*kinds, published=now())
    publishing.publish(survey, now())
    db.session.commit()
    return survey


def reword(survey, code="q1", words="Aivan muuta"):
    before = working_of(survey).question(code)
    after = replace(before, label=text(words))
    building.save_question(survey, code, after, revision=revision_of(survey))
    db.session.commit()


def address(survey, rest="questions/changes", language="en"):
    return f"/{language}/manage/a/{survey.public_id}/{rest}"


def form(survey, **meanings):
    return {"revision": str(revision_of(survey))} | {f"meaning-{c}": m for c, m in meanings.items()}


def test_the_changes_are_listed_with_the_judgement_proposed(editor):
    survey = published("text", "single")
    reword(survey)
    reword(survey, "q2", "Kysymys q2!")
    page = editor.get(address(survey))
    ticked = {i.get("name"): i.get("value") for i in page.all("input") if "checked" in i.attrib}
    assert ticked == {"meaning-q1": "other", "meaning-q2": "same"}
    assert "Look through the changes" in editor.get(address(survey, "questions")).words()


@pytest.mark.parametrize(("said", "edition"), [("same", 0), ("other", 1)])
def test_what_staff_judge_decides_the_edition(editor, said, edition):
    survey = published("text")
    reword(survey)
    page = editor.follow(address(survey), form(survey, q1=said))
    assert "Residents now see version 2." in page.words()
    version = current_version(survey.id)
    assert Questionnaire.from_json(version.document).question("q1").edition == edition
    assert not publishing.differs(db.session.get(Survey, survey.id), working_of(survey))


def test_another_kind_is_apart_whatever_is_said(editor):
    survey = published("single")
    before = working_of(survey).question("q1")
    building.save_question(survey, "q1", replace(before, kind="multiple"), revision=0)
    db.session.commit()
    words = editor.get(address(survey)).words()
    assert "Its kind was “Single choice” and is “Multiple choice” now." in words
    editor.follow(address(survey), form(survey, q1="same"))
    assert working_of(survey).question("q1").edition == 1


def test_an_edit_meanwhile_shows_the_page_again_with_the_choices_kept(editor):
    survey = published("text", "text")
    reword(survey, words="Kysymys q1!")
    typed = form(survey, q1="other")
    reword(survey, "q2")
    page = editor.post(address(survey), typed, expect=409)
    assert "changed the questionnaire meanwhile" in page.words()
    ticked = {i.get("name"): i.get("value") for i in page.all("input") if "checked" in i.attrib}
    assert ticked["meaning-q1"] == "other"
    assert current_version(survey.id).number == 1
    with pytest.raises(Outdated):
        publishing.publish_changes(survey, now(), actor=ANYBODY, revision=0)


def test_a_change_of_the_pages_language_keeps_the_choices(editor):
    survey = published("text")
    reword(survey)
    page = editor.post(
        address(survey, language="sv"), form(survey, q1="same") | {"_switch": "sv"}, expect=200
    )
    ticked = {i.get("name"): i.get("value") for i in page.all("input") if "checked" in i.attrib}
    assert ticked == {"meaning-q1": "same"}
    assert current_version(survey.id).number == 1


def test_half_translated_changes_cannot_be_published(editor):
    survey = published("text")
    building.add_question(survey, "p1", question("", label=type(Q1.label)({"fi": "Vain"})))
    db.session.commit()
    page = editor.post(address(survey), form(survey), expect=409)
    assert "not complete in every language" in page.words()
    assert not [b for b in page.all("button") if "Publish" in "".join(b.itertext())]


def test_nothing_to_publish_leads_back(editor):
    survey = published("text")
    place = editor.raw("GET", address(survey), 302).location
    assert "nothing to publish" in editor.get(place).words()
