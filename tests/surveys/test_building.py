from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.activities.queries import activity_named
from participation.platform.clock import now
from participation.platform.i18n.text import Text
from participation.platform.transactions import unit_of_work
from surveys.domain import codes, editing
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.services import building, publishing
from surveys.services.building import NothingToUndo, Outdated
from tests.surveys.building import codes_of, make_survey, question, questionnaire, revision_of


def made(*pages: str) -> Questionnaire:
    """Pages p1, p2 … with a question for each letter."""
    return Questionnaire(
        pages=tuple(
            Page(code=f"p{n}", questions=tuple(question(letter) for letter in letters))
            for n, letters in enumerate(pages, 1)
        )
    )


def order(found: Questionnaire) -> str:
    return " ".join(
        f"{page.code}:{''.join(question.code for question in page.questions)}"
        for page in found.pages
    )


@pytest.mark.parametrize(
    ("edit", "after"),
    [
        (lambda q: editing.move_question(q, "a", 1), "p1:ba p2:cd"),
        (lambda q: editing.move_question(q, "b", -1), "p1:ba p2:cd"),
        (lambda q: editing.move_question(q, "b", 1), "p1:a p2:bcd"),
        (lambda q: editing.move_question(q, "c", -1), "p1:abc p2:d"),
        (lambda q: editing.move_question(q, "a", -1), "p1:ab p2:cd"),
        (lambda q: editing.move_question(q, "d", 1), "p1:ab p2:cd"),
        (lambda q: editing.place_question(q, "a", "p2", 1), "p1:b p2:cad"),
        (lambda q: editing.place_question(q, "a", "p2", 99), "p1:b p2:cda"),
        (lambda q: editing.place_question(q, "a", "p2", -5), "p1:b p2:acd"),
        (lambda q: editing.add_question(q, "p1", question("x")), "p1:abx p2:cd"),
        (lambda q: editing.add_question(q, "p1", question("x"), 1), "p1:axb p2:cd"),
        (lambda q: editing.duplicate_question(q, "c", "x"), "p1:ab p2:cxd"),
        (lambda q: editing.remove_question(q, "c"), "p1:ab p2:d"),
        (lambda q: editing.replace_question(q, "c", question("x")), "p1:ab p2:xd"),
        (lambda q: editing.add_page(q, Page(code="p3")), "p1:ab p2:cd p3:"),
        (lambda q: editing.remove_page(q, "p1"), "p2:cd"),
        (lambda q: editing.move_page(q, "p1", 1), "p2:cd p1:ab"),
        (lambda q: editing.move_page(q, "p1", -1), "p1:ab p2:cd"),
        (lambda q: editing.move_page(q, "p2", 7), "p1:ab p2:cd"),
    ],
)
def test_an_edit_changes_the_order(edit, after):
    assert order(edit(made("ab", "cd"))) == after


@pytest.mark.parametrize(
    "edit",
    [
        lambda q: editing.move_question(q, "x", 1),
        lambda q: editing.remove_question(q, "x"),
        lambda q: editing.add_question(q, "p9", question("x")),
        lambda q: editing.duplicate_question(q, "x", "y"),
        lambda q: editing.remove_page(q, "p9"),
        lambda q: editing.question_with(q, "x"),
        lambda q: editing.place_question(q, "a", "p9", 0),
    ],
)
def test_what_is_not_there_cannot_be_edited(edit):
    with pytest.raises(editing.NoSuchPart):
        edit(made("ab", "cd"))


letters = st.sampled_from("abcdef")
deeds = st.one_of(
    st.tuples(st.just("move"), letters, st.sampled_from((-1, 1))),
    st.tuples(st.just("place"), letters, st.integers(-1, 4)),
    st.tuples(st.just("copy"), letters, st.just(0)),
    st.tuples(st.just("page"), st.sampled_from(("p1", "p2", "p3")), st.sampled_from((-1, 1))),
)


def do(found: Questionnaire, deed: str, code: str, number: int) -> Questionnaire:
    if deed == "page":
        return editing.move_page(found, code, number)
    if deed == "copy":
        return editing.duplicate_question(found, code, codes.next_code("q", codes.addresses(found)))
    if deed == "place":
        return editing.place_question(found, code, f"p{number % 3 + 1}", number)
    return editing.move_question(found, code, number)


@settings(max_examples=60, deadline=None)
@given(st.lists(deeds, max_size=15))
def test_codes_stay_unique_and_no_question_is_lost(todo):
    found = made("ab", "cd", "ef")
    for deed in todo:
        found = do(found, *deed)
    after = [question.code for question in found.questions()]
    assert len(after) == len(set(after))
    assert set("abcdef") <= set(after)
    assert len(after) == 6 + sum(deed[0] == "copy" for deed in todo)
    assert sorted(page.code for page in found.pages) == ["p1", "p2", "p3"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=50), max_size=12))
def test_codes_from_names_are_codes_and_differ(names):
    taken: set[str] = set()
    for name in names:
        code = codes.code_from(name, taken)
        assert codes.is_code(code)
        assert code not in taken
        taken.add(code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("project-alpha", "project_alpha"),
        ("Ikä vuosina", "ika_vuosina"),
        ("Thatta&ShahBunder", "thatta_shahbunder"),
        ("1", "1"),
        ("您好", "q1"),
        ("x" * 60, "x" * 40),
        ("Straße", "strasse"),
    ],
)
def test_a_code_is_near_to_its_name(name, code):
    assert codes.code_from(name, ()) == code


def test_texts_are_put_at_their_addresses():
    before = Questionnaire(
        pages=(
            Page(
                code="p1",
                questions=(
                    Question(
                        code="q1",
                        kind="matrix",
                        label=Text({"fi": "K"}),
                        options=(Option(code="a", label=Text({"fi": "A"})),),
                        rows=(Row(code="r1", label=Text({"fi": "R"})),),
                    ),
                    question("q2", "number", settings={"unit": {"fi": "vuotta"}}),
                    question("q3", "number", settings={"unit": "km"}),
                ),
            ),
        )
    )
    new = {address: Text({"fi": address}) for address, _text in before.texts()}
    assert "q2.unit" in new
    assert "q3.unit" not in new
    after = editing.with_texts(before, new)
    assert dict(after.texts()) == new


def test_an_edit_on_an_old_revision_is_refused(app):
    survey = make_survey("text", "text")
    old = revision_of(survey)
    building.move_question(survey, "q1", 1)
    with pytest.raises(Outdated):
        building.remove_question(survey, "q1", revision=old)
    assert codes_of(survey) == [["q2", "q1"], []]


def test_undo_brings_back_the_last_deletion_only(app):
    survey = make_survey("text", "text", "text")
    building.remove_question(survey, "q1", revision=0)
    building.remove_question(survey, "q2", revision=1)
    building.undo(survey)
    assert codes_of(survey) == [["q2", "q3"], []]
    building.remove_page(survey, "p1", revision=3)
    building.add_page(survey, Text(), Text())
    with pytest.raises(NothingToUndo):
        building.undo(survey)


def test_what_was_published_since_is_not_undone(app):
    survey = make_survey("text", "text")
    building.remove_question(survey, "q1", revision=0)
    publishing.publish(survey, now())
    with pytest.raises(NothingToUndo):
        building.undo(survey)


def test_a_code_once_published_is_not_used_again(app):
    survey = make_survey("single", "text")
    publishing.publish(survey, now())
    building.remove_question(survey, "q2", revision=0)
    assert building.add_question(survey, "p1", question("")) == "q3"
    assert building.parts_taken(building.taken(survey, questionnaire()), "q1") == {"a", "b", "c"}


def test_questions_added_at_one_moment_get_codes_of_their_own(app):
    survey = make_survey("text")
    public_id = survey.public_id

    def add(_number):
        with app.app_context(), unit_of_work():
            return building.add_question(activity_named(public_id), "p1", question(""))

    with ThreadPoolExecutor(4) as threads:
        added = list(threads.map(add, range(4)))
    assert sorted(added) == ["q2", "q3", "q4", "q5"]
    assert sorted(codes_of(survey)[0]) == ["q1", *sorted(added)]
