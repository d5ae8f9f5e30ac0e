"""What a person is asked, given what they typed so far."""

from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from surveys.domain.answering import (
    answers_of,
    fields_of,
    first_faulty_page,
    problems_on,
    with_page,
)
from surveys.domain.logic.live import rendered
from surveys.domain.logic.order import shuffled
from surveys.domain.logic.plan import plan_of
from surveys.domain.logic.showing import show
from surveys.domain.logic.values import value_in, value_typed
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.questions.registry import kind_of
from tests.factories import text
from tests.surveys import logic_random

TODAY = "2026-11-22"
AB = tuple(Option(code=code, label=text(code.upper())) for code in "ab")
SEEDS = st.integers(0, 2**31 - 1).map(Random)


def single(code: str, **changes) -> Question:
    parts = {"kind": "single", "label": text(code), "options": AB} | changes
    return Question(code=code, **parts)


def survey(*pages: tuple[Question, ...], **first) -> Questionnaire:
    made = [Page(code=f"p{n}", questions=questions) for n, questions in enumerate(pages, 1)]
    return Questionnaire(pages=tuple(made))


def codes(showing) -> list[list[str]]:
    return [[question.code for question in page.questions] for page in showing.pages]


def test_without_logic_everybody_is_asked_everything():
    written = survey((single("q1"), single("q2")), (single("q3"),))
    showing = show(written, {})
    assert codes(showing) == [["q1", "q2"], ["q3"]]
    assert plan_of(written).same_for_all == (True, True)


def test_a_hidden_question_has_no_answer_so_what_follows_from_it_is_hidden_too():
    written = survey(
        (single("q1"), single("q2", condition="{q1} = 'a'"), single("q3", condition="{q2} = 'b'"))
    )
    typed = {"q1": ["a"], "q2": ["b"], "q3": ["a"]}
    assert answers_of(show(written, typed)) == {"q1": "a", "q2": "b", "q3": "a"}
    changed = typed | {"q1": ["b"]}
    assert answers_of(show(written, changed)) == {"q1": "b"}
    assert changed["q3"] == ["a"]


def test_pages_with_nothing_to_show_are_skipped_in_both_directions():
    written = survey((single("q1"),), (single("q2", condition="{q1} = 'a'"),), (single("q3"),))
    showing = show(written, {"q1": ["b"]})
    assert (showing.after(0), showing.before(2), list(showing.shown)) == (2, 0, [0, 2])
    assert showing.nearest(1) == 0
    showing = show(written, {"q1": ["a"]})
    assert (showing.after(0), showing.before(2), showing.last) == (1, 1, 2)


def test_a_page_of_words_is_shown_unless_its_condition_hides_it():
    words = Page(code="p2", intro=text("Sanoja"), condition="{q1} = 'a'")
    written = Questionnaire(pages=(Page(code="p1", questions=(single("q1"),)), words))
    assert list(show(written, {}).shown) == [0]
    assert list(show(written, {"q1": ["a"]}).shown) == [0, 1]


def test_a_hidden_option_cannot_be_chosen_and_no_option_is_no_question():
    options = (AB[0], replace(AB[1], condition="{q1} = 'a'"))
    written = survey((single("q1"), single("q2", options=options, required=True)))
    typed = {"q1": ["b"], "q2": ["b"]}
    assert first_faulty_page(show(written, typed)) == 0
    assert first_faulty_page(show(written, typed | {"q1": ["a"]})) is None
    none = tuple(replace(option, condition="{q1} = 'a'") for option in AB)
    assert codes(show(survey((single("q1"), single("q2", options=none))), {})) == [["q1"]]


def test_a_hidden_row_is_not_asked():
    rows = (
        Row(code="r1", label=text("1")),
        Row(code="r2", label=text("2"), condition="{q1} = 'a'"),
    )
    written = survey((single("q1"), single("q2", kind="matrix", rows=rows, required=True)))
    typed = {"q1": ["b"], "q2.r1": ["a"], "q2.r2": ["b"]}
    assert answers_of(show(written, typed))["q2"] == {"r1": "a"}


def test_an_answer_is_required_when_the_requirement_says_so():
    written = survey((single("q1"), single("q2", required_if="{q1} = 'a'")))
    assert not problems_on(show(written, {"q1": ["b"]}), 0)
    assert [p.reason for _q, p in problems_on(show(written, {"q1": ["a"]}), 0)] == ["required"]


def test_no_more_options_are_asked_for_than_are_offered():
    options = (AB[0], replace(AB[1], condition="{q1} = 'a'"))
    asked = single("q2", kind="multiple", options=options, settings={"min": 2})
    written = survey((single("q1"), asked))
    assert first_faulty_page(show(written, {"q1": ["b"], "q2": ["a"]})) is None
    assert first_faulty_page(show(written, {"q1": ["a"], "q2": ["a"]})) == 0


def test_a_rule_has_its_own_words_and_says_nothing_of_an_empty_answer():
    rule = Rule(test="{.} > {q1}", message=text("Liian vähän"))
    written = survey(
        (
            Question(code="q1", kind="number", label=text("1")),
            Question(code="q2", kind="number", label=text("2"), rules=(rule,)),
        )
    )
    [(_question, problem)] = problems_on(show(written, {"q1": ["3"], "q2": ["2"]}), 0)
    assert (problem.reason, problem.facts["message"]) == ("rule", text("Liian vähän"))
    assert not problems_on(show(written, {"q1": ["3"], "q2": ["4"]}), 0)
    assert not problems_on(show(written, {"q1": ["3"]}), 0)


def test_what_is_fixed_or_stands_alone_keeps_its_place_among_shuffled_options():
    options = tuple(
        Option(code=f"o{n}", label=text(str(n)), fixed=n == 3, exclusive=n == 9) for n in range(10)
    )
    asked = single("q1", options=options, shuffle=("options",))
    orders = {tuple(o.code for o in shuffled(asked, seed).options) for seed in range(20)}
    assert len(orders) > 10
    assert all((order[3], order[9]) == ("o3", "o9") for order in orders)
    assert all(sorted(order) == [o.code for o in options] for order in orders)
    assert shuffled(asked, 7) == shuffled(asked, 7)


def test_shuffled_questions_come_after_those_they_follow_from():
    asked = [single(f"q{n}") for n in range(6)] + [single("q9", condition="{q3} = 'a'")]
    page = Page(code="p1", shuffle=True, questions=tuple(asked))
    written = Questionnaire(pages=(page,))
    orders = set()
    for seed in range(30):
        found = rendered(show(written, {}), 0, seed).page.questions
        order = [question.code for question in found]
        assert order.index("q9") == order.index("q3") + 1
        orders.add(tuple(order))
    assert len(orders) > 10


def test_a_page_whose_look_depends_on_nobody_is_the_same_for_all():
    same = survey((single("q1"), single("q2", condition="{q1} = 'a'"), single("q3")))
    assert plan_of(same).same_for_all == (True,)
    other = survey((single("q1"),), (single("q2"), single("q3", condition="{q1} = 'a'")))
    assert plan_of(other).same_for_all == (True, False)
    piped = survey((single("q1"),), (single("q2", label=text("Miten {q1}?")),))
    assert plan_of(piped).same_for_all == (True, False)
    dated = survey((single("q1"), single("q2", condition="today() > '2026'"), single("q3")))
    assert plan_of(dated).same_for_all == (False,)


def test_what_the_form_did_not_have_stays_as_it_was_typed():
    written = survey((single("q1"), single("q2"), single("q3", kind="multiple")))
    typed = {"q1": ["a"], "q2": ["b"], "q3": ["a", "b"]}
    form = {"q1": ["b"], "_withheld": ["q2 q3.b"]}
    assert with_page(typed, written.pages[0], form) == {"q1": ["b"], "q2": ["b"], "q3": ["b"]}


def test_a_hidden_row_keeps_what_was_typed_on_both_scales():
    rows = tuple(Row(code=code, label=text(code)) for code in ("r1", "r2"))
    written = survey((single("q1", kind="double", rows=rows, scale=AB),))
    typed = {"q1.r1": ["a"], "q1.r2": ["b"], "q1.r2~second": ["a"]}
    form = {"q1.r1": ["b"], "_withheld": ["q1.r2"]}
    assert with_page(typed, written.pages[0], form) == typed | {"q1.r1": ["b"]}


@given(SEEDS)
def test_a_sound_answer_is_seen_while_it_is_typed_as_it_is_when_it_is_sent(chance):
    written = logic_random.questionnaire(chance)
    typed = logic_random.typed(chance, written)
    for question in written.questions():
        reading = kind_of(question).read(replace(question, required=False), typed)
        if not reading.problems:
            assert value_in(question, reading.values) == value_typed(question, typed)


@given(SEEDS)
def test_only_what_is_asked_is_sent_and_all_of_it(chance):
    written = logic_random.questionnaire(chance)
    showing = show(written, logic_random.typed(chance, written), TODAY)
    asked = {question.code for page in showing.pages for question in page.questions}
    faulty = {q.code for index in showing.shown for q, _problem in problems_on(showing, index)}
    sent = {name.partition("~")[0] for name in answers_of(showing)}
    assert sent <= asked
    assert asked - faulty <= sent


@given(SEEDS)
def test_whatever_is_asked_is_written_on_its_page(chance):
    written = logic_random.questionnaire(chance)
    showing = show(written, logic_random.typed(chance, written), TODAY)
    for index in showing.shown:
        found = rendered(showing, index, 5)
        on_page = {question.code: question for question in found.page.questions}
        for question in showing.pages[index].questions:
            page_has = set(kind_of(question).fields(on_page[question.code]))
            assert set(kind_of(question).fields(question)) <= page_has
            offered = {option.code for option in on_page[question.code].options}
            assert {option.code for option in question.options} <= offered


def codes_on(questions) -> dict[tuple[str, bool], set[str]]:
    """Return the codes that can be chosen, by question and whether the second scale is meant."""
    return {
        (q.code, is_second): {o.code for o in (q.scale if is_second else q.options)}
        for q in questions
        for is_second in (False, True)
    }


def question_of(name: str) -> str:
    return name.partition(".")[0].partition("~")[0]


@given(SEEDS)
def test_sending_a_page_back_as_it_is_loses_nothing(chance):
    written = logic_random.questionnaire(chance)
    typed = with_all(written, logic_random.typed(chance, written))
    showing = show(written, typed, TODAY)
    for index in range(len(written.pages)):
        found = rendered(showing, index, 5)
        names = set(fields_of(found.page))
        offered = codes_on(found.page.questions)
        lost = {
            scale: codes - offered.get(scale, set())
            for scale, codes in codes_on(written.questions()).items()
        }
        form = {
            name: [v for v in values if v not in lost[question_of(name), name.endswith("~second")]]
            for name, values in typed.items()
            if name in names
        }
        form = {name: values for name, values in form.items() if values}
        after = with_page(
            typed, written.pages[index], form | {"_withheld": [" ".join(found.withheld)]}
        )
        assert {n: sorted(v) for n, v in after.items()} == {n: sorted(v) for n, v in typed.items()}


def with_all(written: Questionnaire, typed: dict) -> dict:
    """Return what is typed as the pages store it."""
    for page in written.pages:
        typed = with_page(typed, page, typed)
    return typed
