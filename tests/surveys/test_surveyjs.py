"""SurveyJS: what we write is sound, and comes back; what others write is read."""

import json
import os
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, Phase, given, settings

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import Answer, BadExpression, written
from surveys.domain.readiness import shortcomings
from surveys.interchange.logic.adapting import Target
from surveys.interchange.logic.surveyjs import from_ours, to_ours
from surveys.interchange.reading import read_file
from surveys.interchange.report import FormRefused
from surveys.interchange.surveyjs.writing import write_json, write_survey
from tests.surveys.questionnaires import LANGUAGES, questionnaires, texts

HERE = Path(__file__).parents[1] / "data" / "surveyjs"
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
SLOW = [HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large]


def schema() -> jsonschema.Draft7Validator:
    """The schema of SurveyJS; some of its references lack the way to what they name."""
    found = json.loads((HERE / "surveyjs_definition.json").read_text())
    return jsonschema.Draft7Validator(resolved(found))


def resolved(value):
    if isinstance(value, dict):
        kept = {key: resolved(each) for key, each in value.items() if key != "$id"}
        reference = kept.get("$ref", "")
        if reference and not reference.startswith("#"):
            kept["$ref"] = f"#/definitions/{reference}"
        return kept
    return [resolved(each) for each in value] if isinstance(value, list) else value


SCHEMA = schema()


def read(survey: dict):
    return read_file(json.dumps(survey).encode(), "survey.json", LANGUAGES)


def reasons(imported) -> set[str]:
    return {entry.reason for entry in imported.report.entries}


def one(element: dict):
    imported = read({"locale": "fi", "elements": [{"name": "q", **element}]})
    (found,) = imported.questionnaire.questions()
    return found


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW, phases=PHASES)
@given(questionnaires(), texts(), texts())
def test_what_we_write_is_sound_and_read_as_it_was(questionnaire, title, thanks):
    exported = write_survey(questionnaire, title, thanks, LANGUAGES)
    SCHEMA.validate(json.loads(exported.content))
    found = read_file(exported.content, "a.json", LANGUAGES)
    assert found.questionnaire.to_json() == questionnaire.to_json()
    assert (found.title, found.thanks) == (title, thanks)


@settings(max_examples=30, deadline=None, suppress_health_check=SLOW, phases=PHASES)
@given(questionnaires(), texts(), texts())
def test_our_own_json_is_read_as_it_was(questionnaire, title, thanks):
    found = read_file(write_json(questionnaire, title, thanks).content, "a.json", LANGUAGES)
    assert found.questionnaire == questionnaire
    assert (found.title, found.thanks) == (title, thanks)


@pytest.mark.parametrize(
    ("element", "kind", "more"),
    [
        ({"type": "text"}, "text", {}),
        ({"type": "text", "maxLength": 9}, "text", {"longest": 9}),
        ({"type": "text", "inputType": "number", "min": "1", "step": 1}, "number", {"min": 1}),
        ({"type": "text", "inputType": "date", "min": "2026-05-01"}, "date", {"min": "2026-05-01"}),
        ({"type": "text", "inputType": "month"}, "month", {}),
        ({"type": "comment"}, "long_text", {}),
        ({"type": "dropdown", "choices": ["a", 2]}, "single", {"look": "dropdown"}),
        ({"type": "checkbox", "choices": ["a"], "maxSelectedChoices": 1}, "multiple", {"max": 1}),
        ({"type": "boolean"}, "yesno", {}),
        ({"type": "rating"}, "rating", {}),
        ({"type": "rating", "rateMin": 4, "rateMax": 10}, "grade", {}),
        ({"type": "rating", "rateMin": 0, "rateMax": 10}, "recommendation", {}),
        ({"type": "rating", "rateCount": 3}, "single", {}),
        ({"type": "ranking", "choices": ["a", "b"]}, "ranking", {}),
        ({"type": "slider", "step": 5}, "slider", {"min": 0, "max": 100, "step": 5}),
        ({"type": "matrix", "columns": [1, 2], "rows": ["a"]}, "matrix", {}),
        ({"type": "html", "html": "<p>Hei</p>"}, "info", {}),
        ({"type": "imagepicker", "multiSelect": True, "choices": ["a", "b"]}, "multiple", {}),
    ],
)
def test_an_element_becomes_a_question(element, kind, more):
    found = one(element)
    assert (found.kind, dict(found.settings)) == (kind, more)


CONDITIONS = [
    ("{q} = 'Item 1'", "{q} = 'item_1'"),
    ("{q} <> 'Item 1' and {n} >= 5", "{q} != 'item_1' and {n} >= 5"),
    ("{q} empty || {n} notempty", "not answered({q}) or answered({n})"),
    ("{m} contains 'a'", "selected({m}, 'a')"),
    ("{m} anyof ['a', 'b']", "selected({m}, 'a') or selected({m}, 'b')"),
    ("{m} allof ['a','b']", "selected({m}, 'a') and selected({m}, 'b')"),
    ("!({m} notcontains 'a')", "not not selected({m}, 'a')"),
    ("{yes} = true", "{yes} = 'yes'"),
    ("iif({n} > 1, 2, 3) = 2", "if({n} > 1, 2, 3) = 2"),
]
TARGETS = {
    "q": Target(Answer("q"), "choice", {"Item 1": "item_1"}),
    "n": Target(Answer("n"), "number"),
    "m": Target(Answer("m"), "choices", {"a": "a", "b": "b"}),
    "yes": Target(Answer("yes"), "choice", {"true": "yes", "false": "no"}),
}


@pytest.mark.parametrize(("theirs", "ours"), CONDITIONS)
def test_a_condition_means_the_same(theirs, ours):
    assert written(to_ours(theirs, TARGETS)) == ours


@pytest.mark.parametrize(
    "theirs", ["{x} = 1", "age({n}) > 3", "{q} = 'y'", "{n} = ", "{q} anyof []"]
)
def test_a_condition_we_cannot_say_is_refused(theirs):
    with pytest.raises(BadExpression):
        to_ours(theirs, TARGETS)


def test_ours_are_written_as_theirs():
    names = {target.answer: name for name, target in TARGETS.items()}
    tree = to_ours("{m} contains 'a' and {n} notempty", TARGETS)
    assert from_ours(tree, names) == "{m} contains 'a' and {n} notempty"


def test_conditions_rules_and_words_of_a_survey_are_carried():
    imported = read(
        {
            "locale": "fi",
            "title": {"default": "Kysely", "sv": "Enkät"},
            "completedHtml": "<h3>Kiitos!</h3>",
            "pages": [
                {"name": "first", "elements": [
                    {"type": "radiogroup", "name": "Ala", "choices": ["a", "b"]},
                    {"type": "text", "name": "n", "requiredIf": "{Ala} = 'a'", "validators": [
                        {"type": "expression", "expression": "{n} != 'x'", "text": "Ei x"},
                        {"type": "regex", "regex": "^[a-z]+$"},
                        {"type": "email"},
                    ]},
                ]},
                {"name": "second", "visibleIf": "{Ala} = 'b'", "elements": [
                    {"type": "panel", "name": "p", "title": "Osio", "visibleIf": "{n} notempty",
                     "elements": [{"type": "comment", "name": "c", "title": "Miksi {Ala}?"}]},
                    {"type": "comment", "name": "lost", "visibleIf": "weird({n})"},
                ]},
            ],
        }
    )  # fmt: skip
    assert imported.title == Text({"fi": "Kysely", "sv": "Enkät"})
    assert imported.thanks == Text({"fi": "Kiitos!"})
    first, second = imported.questionnaire.pages
    n = first.questions[1]
    assert n.required_if == "{ala} = 'a'"
    assert [rule.test for rule in n.rules] == [
        "{.} != 'x'",
        "not answered({.}) or matches({.}, '^[a-z]+$')",
        r"not answered({.}) or matches({.}, '^[^@\s]+@[^@\s]+\.[^@\s]+$')",
    ]
    assert second.condition == "{ala} = 'b'"
    panel, comment, lost = second.questions
    assert (panel.kind, panel.condition) == ("info", "answered({n})")
    assert (comment.condition, comment.label) == ("answered({n})", Text({"fi": "Miksi {ala}?"}))
    assert lost.condition == ""
    assert {"condition", "panel"} <= reasons(imported)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "damaged_file"),
        (b"[1, 2]", "not_a_form"),
        (b'{"a": 1}', "not_a_form"),
        (b'{"pages": 3}', "not_a_form"),
        (b'{"questionnaire": 3}', "not_sound"),
        (
            b'{"questionnaire": {"pages": [{"code": "p", "questions": [{"code": "q"}]}]}}',
            "not_sound",
        ),
        (b'{"pages": [' + b"[" * 100_000, "damaged_file"),
        ('{"pages": []}'.encode("utf-16"), "not_a_form"),
        (b'{"pages": [{"name": "\xff"}]}', "not_utf8"),
    ],
)
def test_what_is_no_survey_is_refused(content, reason):
    with pytest.raises(FormRefused) as refusal:
        read_file(content, "a.json", LANGUAGES)
    assert refusal.value.entry.reason == reason


@pytest.mark.parametrize(
    "own",
    [
        {"settings": {"max": 10**400}},
        {"settings": {"max": float("inf")}},
        {"settings": {"min": "low"}},
        {"settings": {"unit": 3}},
        {"settings": {"unit": "a\0"}},
        {"kind": "date", "settings": {"min": 3}},
        {"kind": "slider", "settings": {"min": 0, "max": 9, "low": "little"}},
        {"kind": "upload", "settings": {"largest": "much"}},
        {"kind": "upload", "settings": {"max": "many"}},
        {"kind": "single", "shuffle": True},
        {"kind": "single", "options": [{"code": "a", "label": {}, "source": {"activity": "x"}}]},
        {"code": "q2"},
    ],
)
def test_a_survey_that_would_break_its_own_pages_is_refused(own):
    question = {"code": "q", "kind": "number", "label": {"fi": "K"}}
    pages = [{"code": "p", "questions": [{**question, **own}, {**question, "code": "q2"}]}]
    with pytest.raises(FormRefused) as refusal:
        read_file(json.dumps({"questionnaire": {"pages": pages}}).encode(), "a.json", LANGUAGES)
    assert refusal.value.entry.reason == "not_sound"


@pytest.mark.parametrize("number", [10**400, float("nan"), float("inf")])
def test_a_number_beyond_all_measure_is_none(number):
    element = {"type": "rating", "name": "q", "title": "K", "rateMin": 1, "rateMax": number}
    imported = read({"locale": "fi", "elements": [element]})
    assert [q.kind for q in imported.questionnaire.questions()] == ["rating"]


def test_panels_in_panels_without_end_are_refused():
    element: dict = {"type": "text", "name": "q"}
    for _level in range(60):
        element = {"type": "panel", "elements": [element]}
    with pytest.raises(FormRefused):
        read({"elements": [element]})


@pytest.mark.parametrize(
    "own",
    [
        {"kind": "nonsense"},
        {"settings": {"longest": "many"}},
        {"settings": {"min": {"a": 1}}},
        {"options": [{"code": "A B"}]},
        {"condition": "{a"},
        {"label": [1]},
        {"options": 7},
        {"code": "../x"},
    ],
)
def test_what_is_not_sound_beside_an_element_is_left_out(own):
    element = {"type": "text", "name": "q", "title": "K", "yhes": own}
    imported = read({"locale": "fi", "elements": [element]})
    (found,) = imported.questionnaire.questions()
    assert (found.kind, found.label, found.code) == ("text", Text({"fi": "K"}), "q")
    assert "own_column" in reasons(imported)


def files() -> list[Path]:
    more = os.environ.get("YHES_DATA")
    found = [HERE / "test_survey_schema.json"]
    return found + (sorted((Path(more) / "surveyjs").glob("*schema.json")) if more else [])


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_surveys_of_others_are_read_whole(file):
    imported = read_file(file.read_bytes(), file.name, ("en", "fi"))
    assert shortcomings(imported.questionnaire) == []
    told = {entry.name for entry in imported.report.entries}
    survey = json.loads(file.read_text())
    for page in survey["pages"]:
        for element in page["elements"]:
            assert any(name.startswith(element["name"]) for name in told)
