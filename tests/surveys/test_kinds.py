"""Question kinds: reading, refilling, faults."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.texts.numbers import parse
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions import registry
from surveys.domain.questions.base import Problem
from surveys.domain.questions.fields import clean
from tests.factories import text
from tests.surveys.samples import SAMPLES

OPTIONS = tuple(Option(code=code, label=text(code), exclusive=code == "none") for code in "abc")
ROWS = (Row(code="r1", label=text("Ensimmäinen")), Row(code="r2", label=text("Toinen")))
OWN = ("options", "rows", "scale", "settings")


def question(kind: str, **changes: Any) -> Question:
    parts: dict[str, Any] = {"code": "q", "kind": kind, "label": text("Kysymys")}
    parts |= {name: SAMPLES[kind][name] for name in OWN if name in SAMPLES.get(kind, {})}
    if kind in ("single", "multiple", "matrix"):
        parts["options"] = OPTIONS
    if kind == "matrix":
        parts["rows"] = ROWS
    return Question(**parts | changes)


def read(asked: Question, **form: list[str] | str) -> Any:
    fields = {name.replace("__", "~"): [v] if isinstance(v, str) else v for name, v in form.items()}
    reading = registry.kind_of(asked).read(asked, fields)
    return dict(reading.values) or [
        (p.reason, p.field_name) if isinstance(p, Problem) else p for p in reading.problems
    ]


KEYS = [kind.key for kind in registry.KINDS if kind.gives != "nothing"]
WHOLE = [kind.key for kind in registry.KINDS if kind.key in KEYS and not kind.has_rows]


@pytest.mark.parametrize("key", WHOLE)
def test_an_empty_answer_is_kept_as_no_answer(key: str) -> None:
    assert read(question(key)) == {"q": "~none"}
    assert read(question(key, required=True)) == [("required", "q")]


@pytest.mark.parametrize("key", WHOLE)
def test_not_knowing_is_not_the_same_as_not_answering(key: str) -> None:
    asked = question(key, dont_know=True, prefer_not=True, required=True)
    has_boxes = "q~missing" in registry.kind_of(asked).fields(asked)
    name = "q__missing" if has_boxes else "q"
    assert read(asked, **{name: "~unknown"}) == {"q": "~unknown"}
    assert read(asked, **{name: "~refused"}) == {"q": "~refused"}


@pytest.mark.parametrize("key", WHOLE)
def test_a_reason_that_is_not_offered_is_not_taken(key: str) -> None:
    assert read(question(key), q="~unknown" if "t" not in key else "", q__missing="~unknown") in (
        {"q": "~none"},
        [("not_a_number", "q")],
    )


@pytest.mark.parametrize("key", ["text", "long_text", "number"])
def test_a_value_and_not_knowing_contradict_each_other(key: str) -> None:
    asked = question(key, dont_know=True, prefer_not=True)
    assert read(asked, q="12", q__missing="~unknown") == [("value_and_missing", "q")]
    assert read(asked, q__missing=["~unknown", "~refused"]) == [("two_reasons", "q~missing")]


def test_text_is_one_clean_line() -> None:
    assert read(question("text"), q="  a\x00b\r\nc\td ") == {"q": "ab c d"}
    assert read(question("text"), q="A\u0308iti") == {"q": "Äiti"}
    assert read(question("text"), q="x" * 201) == [("too_long", "q")]
    assert read(question("text", settings={"longest": 3}), q="abc") == {"q": "abc"}


def test_long_text_keeps_its_lines() -> None:
    assert read(question("long_text"), q="a\r\nb\rc\u2028d") == {"q": "a\nb\nc\nd"}
    assert read(question("long_text"), q="x" * 2001) == [("too_long", "q")]


def test_nobody_can_type_a_code_for_a_missing_answer() -> None:
    assert read(question("text"), q="~none") == {"q": "none"}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        ("-3", -3),
        ("\u22123", -3),
        ("1 000", 1000),
        ("1\u00a0000,50", 1000.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.000.000", 1_000_000),
        ("0,5", 0.5),
        (".5", 0.5),
        ("12 km", 12),
    ],
)
def test_numbers_are_read_as_people_write_them(typed: str, meant: float) -> None:
    asked = question("number", settings={"decimals": 2, "unit": "km"})
    assert read(asked, q=typed) == {"q": meant}


@pytest.mark.parametrize("typed", ["abc", "1,2,3", "1..2", "--1", "1e5", "٣", "12 m", "NaN", "²"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    assert read(question("number", settings={"unit": "km"}), q=typed) == [("not_a_number", "q")]


def test_numbers_keep_to_their_bounds() -> None:
    asked = question("number", settings={"min": 1, "max": 10})
    assert read(asked, q="0") == [("too_small", "q")]
    assert read(asked, q="11") == [("too_large", "q")]
    assert read(asked, q="2,5") == [("not_whole", "q")]
    assert read(asked, q="2,0") == {"q": 2}
    two = question("number", settings={"decimals": 2})
    assert read(two, q="1,234") == [("too_many_decimals", "q")]
    assert read(two, q="9" * 40) == [("too_large", "q")]


def test_only_known_options_are_taken() -> None:
    assert read(question("single"), q="zzz") == {"q": "~none"}
    assert read(question("multiple"), q=["c", "zzz", "a"]) == {"q": ["a", "c"]}
    assert read(question("single"), q="other") == {"q": "~none"}


@pytest.mark.parametrize(("key", "value"), [("single", "other"), ("multiple", ["other"])])
def test_other_wants_words(key: str, value: Any) -> None:
    asked = question(key, other=True)
    assert read(asked, q="other", q__other="Kissa") == {"q": value, "q~other": "Kissa"}
    assert read(asked, q="other") == [("other_words_missing", "q~other")]
    assert read(asked, q="other", q__other="x" * 201) == [("too_long", "q~other")]
    assert read(asked, q__other="Kissa") == {"q": value, "q~other": "Kissa"}
    assert "q~other" not in read(asked, q="a", q__other="Kissa")


def test_multiple_choice_counts_its_options() -> None:
    asked = question("multiple", settings={"min": 2, "max": 2})
    assert read(asked, q="a") == [("too_few", "q")]
    assert read(asked, q=["a", "b", "c"]) == [("too_many", "q")]
    assert read(asked) == {"q": "~none"}


def test_an_exclusive_option_stands_alone() -> None:
    none = Option(code="none", label=text("Ei mitään"), exclusive=True)
    asked = question("multiple", options=(*OPTIONS, none), settings={"min": 2}, dont_know=True)
    assert read(asked, q="none") == {"q": ["none"]}
    assert read(asked, q=["a", "none"]) == [("exclusive", "q")]
    assert read(asked, q=["a", "~unknown"]) == [("value_and_missing", "q")]


def test_every_row_of_a_matrix_has_a_value() -> None:
    asked = question("matrix", dont_know=True)
    form = {"q.r1": ["~unknown"], "q.r2": ["zzz"]}
    assert registry.kind_of(asked).read(asked, form).values == {
        "q": {"r1": "~unknown", "r2": "~none"}
    }
    must = question("matrix", required=True)
    problems = registry.kind_of(must).read(must, {"q.r1": ["a"]}).problems
    assert [(p.reason, p.field_name) for p in problems] == [("required", "q.r2")]


@pytest.mark.parametrize(
    ("asked", "fault"),
    [
        (question("single", options=OPTIONS[:1]), "no_options"),
        (question("multiple", options=()), "no_options"),
        (question("multiple", settings={"min": 3, "max": 2}), "min_over_max"),
        (question("multiple", settings={"min": 4}), "more_than_options"),
        (question("matrix", rows=()), "no_rows"),
        (question("matrix", rows=ROWS[:1] * 2), "rows_twice"),
        (question("single", options=OPTIONS[:1] * 2), "options_twice"),
        (question("number", settings={"min": 3, "max": 2}), "min_over_max"),
        (question("number", settings={"decimals": 9}), "bad_decimals"),
        (question("text", settings={"longest": -1}), "bad_longest"),
        (
            question("single", other=True, options=(Option(code="other", label=text("x")),) * 1),
            "other_twice",
        ),
    ],
)
def test_a_question_that_cannot_be_asked_has_a_fault(asked: Question, fault: str) -> None:
    assert fault in registry.kind_of(asked).faults(asked)


@pytest.mark.parametrize("key", KEYS)
def test_a_sound_question_has_no_fault(key: str) -> None:
    assert registry.kind_of(question(key)).faults(question(key)) == []


VALUES = st.lists(
    st.one_of(
        st.sampled_from(
            [
                "a",
                "b",
                "c",
                "a1",
                "b2",
                "1",
                "5",
                "31",
                "2026",
                "yes",
                "other",
                "~unknown",
                "~refused",
                "~none",
                "",
            ]
        ),
        st.text(max_size=30),
        st.decimals(allow_nan=False, allow_infinity=False, places=3).map(str),
    ),
    max_size=4,
)
FIELDS = ("q", "q~other", "q~missing", "q.r1", "q.r2", "q.r1~second", "q.day", "q.month", "q.year")
FORMS = st.dictionaries(st.sampled_from([*FIELDS, "zzz"]), VALUES)


# The first draw builds tables of Unicode, which takes seconds on a busy machine.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    key=st.sampled_from(KEYS),
    form=FORMS,
    other=st.booleans(),
    reasons=st.booleans(),
    settings_=st.sampled_from([{}, {"min": 1, "max": 2}, {"decimals": 6}, {"longest": 5}]),
)
def test_stored_answers_refill_the_form_and_read_the_same(
    key: str, form: dict[str, list[str]], other: bool, reasons: bool, settings_: dict[str, int]
) -> None:
    asked = question(key, other=other, dont_know=reasons, prefer_not=reasons, settings=settings_)
    kind = registry.kind_of(asked)
    first = kind.read(asked, form)
    assert bool(first.values) != bool(first.problems)
    if first.values:
        assert set(first.values) <= {"q", "q~other", "q~second"}
        refilled = kind.refill(asked, first.values)
        assert set(refilled) <= set(kind.fields(asked))
        assert kind.read(asked, refilled) == first


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=50))
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    assert clean(clean(typed, lines=True), lines=True) == clean(typed, lines=True)


def test_no_number_is_none() -> None:
    assert parse("") is None


def test_no_answer_refills_nothing() -> None:
    for key in KEYS:
        asked = question(key)
        assert registry.kind_of(asked).refill(asked, {"q": "~none"}) == {}


def test_one_row_of_a_matrix_may_be_left_out() -> None:
    asked = question("matrix")
    form = {"q.r1": ["a"]}
    assert registry.kind_of(asked).refill(asked, {"q": {"r1": "a", "r2": "~none"}}) == form
