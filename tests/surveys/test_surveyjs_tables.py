"""Tables, files, steps and choices of SurveyJS that are not plain lists."""

import pytest

from participation.platform.i18n.text import Text
from surveys.interchange.report import Effect
from tests.surveys.test_surveyjs import one, read, reasons

YES_NO = ["yes", "no"]


def elements(*found, **survey):
    imported = read({"locale": "en", "elements": list(found), **survey})
    return imported, {question.code: question for question in imported.questionnaire.questions()}


def lost(imported) -> list[tuple[str, str]]:
    return [
        (entry.reason, entry.facts.get("expression", ""))
        for entry in imported.report.of(Effect.LEFT_OUT)
    ]


def test_a_table_of_two_scales_is_a_matrix_with_two_and_conditions_see_both():
    columns = [
        {"name": "imp", "title": "Importance"},
        {
            "name": "good",
            "title": {"default": "Quality", "fi": "Laatu"},
            "choices": ["bad", "fine"],
        },
    ]
    table = {
        "type": "matrixdropdown", "name": "t", "choices": [1, 2, 3], "columns": columns,
        "rows": [{"value": "lib", "text": "Library"}, "bus"],
    }  # fmt: skip
    condition = "{t.lib.good} = 'bad' and {t.bus.imp} = 3"
    imported, found = elements(table, {"type": "text", "name": "why", "visibleIf": condition})
    double = found["t"]
    assert double.kind == "double"
    assert [option.code for option in double.options] == ["1", "2", "3"]
    assert [option.code for option in double.scale] == ["bad", "fine"]
    assert [row.label for row in double.rows] == [Text({"en": "Library"}), Text({"en": "bus"})]
    assert double.settings["second"] == {"en": "Quality", "fi": "Laatu"}
    assert found["why"].condition == "{t~second.lib} = 'bad' and {t.bus} = '3'"
    assert lost(imported) == []


def test_a_table_of_other_fields_is_asked_column_by_column():
    columns = [
        {"name": "how"},
        {"name": "why", "cellType": "text", "title": "Why"},
        {"name": "which", "cellType": "checkbox", "choices": YES_NO},
    ]
    table = {
        "type": "matrixdropdown", "name": "t", "title": "Bus", "choices": [1, 2],
        "columns": columns, "rows": ["a", "b"],
    }  # fmt: skip
    after = {"type": "text", "name": "n", "visibleIf": "{t.a.how} = 1 and {t.b.why} notempty"}
    imported, found = elements(table, after)
    kinds = {code: question.kind for code, question in found.items()}
    assert kinds == {
        "t_how": "matrix", "t_a_why": "text", "t_b_why": "text", "t_a_which": "multiple",
        "t_b_which": "multiple", "n": "text",
    }  # fmt: skip
    assert found["t_b_why"].label == Text({"en": "Bus – b – Why"})
    assert found["n"].condition == "{t_how.a} = '1' and answered({t_b_why})"
    assert "one_for_each" in reasons(imported)


def test_what_is_repeated_is_asked_once_and_knows_its_own_names():
    panel = {
        "type": "paneldynamic", "name": "kids", "templateElements": [
            {"type": "text", "name": "kid"},
            {"type": "text", "name": "age", "visibleIf": "{panel.kid} notempty"},
        ],
    }  # fmt: skip
    rows = {
        "type": "matrixdynamic", "name": "pets", "columns": [{"name": "pet", "cellType": "text"}],
    }  # fmt: skip
    imported, found = elements(panel, rows)
    assert found["age"].condition == "answered({kid})"
    assert found["pets_pet"].kind == "text"
    assert [entry.name for entry in imported.report.entries if entry.reason == "repeat"] == [
        "kids",
        "pets",
    ]


def test_a_table_with_too_many_fields_is_refused_alone():
    columns = [{"name": f"c{n}", "cellType": "text"} for n in range(9)]
    table = {
        "type": "matrixdropdown", "name": "t", "rows": list("abcdefgh"), "columns": columns,
    }  # fmt: skip
    imported, found = elements(table, {"type": "text", "name": "n"})
    assert list(found) == ["n"]
    assert "too_many_crossings" in reasons(imported)


def test_a_matrix_of_texts_asks_each_cell():
    matrix = {"type": "matrix", "cellType": "text", "columns": ["x", "y"], "rows": ["r"]}
    _imported, found = elements({"name": "m", **matrix})
    assert {code: question.kind for code, question in found.items()} == {
        "m_r_x": "text",
        "m_r_y": "text",
    }


@pytest.mark.parametrize(
    ("rating", "codes"),
    [
        ({"rateMin": -1, "rateMax": 1}, ["minus_1", "0", "1"]),
        ({"rateMin": 1, "rateMax": 2, "rateStep": 0.5}, ["1", "1_5", "2"]),
        ({"rateValues": ["Bad", {"value": "Good", "text": "Hyvä"}]}, ["bad", "good"]),
        ({"rateCount": 3}, ["1", "2", "3"]),
        ({"rateMin": 3, "rateMax": 1}, ["1", "2", "3", "4", "5"]),
    ],
)
def test_every_step_of_a_rating_is_carried(rating, codes):
    assert [option.code for option in one({"type": "rating", **rating}).options] == codes


@pytest.mark.parametrize(
    ("given", "settings", "left_out"),
    [
        ({"acceptedTypes": ".pdf"}, {"kinds": ["pdf"]}, []),
        ({"acceptedTypes": "image/*, .gif"}, {"kinds": ["pictures"]}, ["acceptedTypes: gif"]),
        (
            {"allowMultiple": True, "maxFiles": 3, "maxSize": 2_500_000},
            {"max": 3, "largest": 3},
            [],
        ),
        ({"maxSize": 10_000_000}, {}, []),
    ],
)
def test_limits_of_files_are_carried(given, settings, left_out):
    imported, found = elements({"type": "file", "name": "f", **given})
    assert found["f"].settings == settings
    assert [words for reason, words in lost(imported) if reason == "constraint"] == left_out


def test_choices_that_are_counted_or_those_of_another_question_are_listed():
    source = {"type": "checkbox", "name": "s", "choices": ["a", {"value": "b", "text": "Bee"}]}
    _imported, found = elements(
        source,
        {"type": "dropdown", "name": "n", "choicesMin": 2, "choicesMax": 6, "choicesStep": 2},
        {"type": "radiogroup", "name": "all", "choicesFromQuestion": "s"},
        {
            "type": "radiogroup", "name": "some", "choicesFromQuestion": "s",
            "choicesFromQuestionMode": "selected",
        },
    )  # fmt: skip
    assert [option.code for option in found["n"].options] == ["2", "4", "6"]
    assert [option.label for option in found["all"].options][1] == Text({"en": "Bee"})
    assert [option.condition for option in found["some"].options] == [
        "selected({s}, 'a')",
        "selected({s}, 'b')",
    ]


def test_choices_of_a_question_that_is_not_there_are_told_of():
    imported, _found = elements(
        {"type": "radiogroup", "name": "q", "choicesFromQuestion": "gone", "choices": YES_NO},
        {"type": "radiogroup", "name": "r", "choicesFromQuestion": "q", "choices": 7},
    )
    assert "choices_from_answers" in reasons(imported)


def test_what_a_text_must_be_is_carried_or_told_of():
    imported, found = elements(
        {"type": "text", "name": "n", "validators": [
            {"type": "numeric", "minValue": 3, "text": "At least three"}]},
        {"type": "text", "name": "t", "validators": [{"type": "text", "minLength": 5}]},
        {"type": "text", "name": "d", "inputType": "date", "minValueExpression": "today()"},
        {"type": "ranking", "name": "r", "choices": ["a", "b"], "minSelectedChoices": 1},
    )  # fmt: skip
    assert (found["n"].kind, found["n"].settings["min"]) == ("number", 3)
    assert [rule.test for rule in found["t"].rules] == [
        r"not answered({.}) or matches({.}, '^(.|\s){5,}$')"
    ]
    assert [each for each in lost(imported) if each[0] != "look"] == [
        ("own_error_message", ""),
        ("constraint", "minValueExpression: today()"),
        ("constraint", "minSelectedChoices: 1"),
    ]
