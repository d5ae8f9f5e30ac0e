"""Surveys of LimeSurvey: both ways of keeping languages, tab-separated text, and what is lost."""

import json
import os
from pathlib import Path

import pytest

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import OWN, Answer, BadExpression, parse, written
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.readiness import shortcomings
from surveys.interchange.limesurvey.lss import read_lss
from surveys.interchange.limesurvey.tables import DEEPEST
from surveys.interchange.logic.adapting import Target
from surveys.interchange.logic.expressionscript import from_ours, to_ours
from surveys.interchange.plain_words import plain
from surveys.interchange.reading import read_file
from surveys.interchange.report import FormRefused
from tests.surveys.lss import answer, attribute, lss, reasons, subquestion, survey_of
from tests.surveys.questionnaires import LANGUAGES

HERE = Path(__file__).parents[1] / "data" / "limesurvey"


def folder() -> Path | None:
    more = os.environ.get("YHES_DATA")
    return Path(more) / "limesurvey" if more else None


def files() -> list[Path]:
    found = {file.name: file for file in sorted(HERE.iterdir()) if file.name != "SOURCES.md"}
    here = folder()
    return list(
        (found | {file.name: file for file in sorted(here.iterdir())} if here else found).values()
    )


def expected() -> list[tuple[str, dict]]:
    here = folder()
    if here is None:
        return []
    found = json.loads((here.parent / "surveys_expected.json").read_text())
    return [
        (name.partition("/")[2], holds)
        for name, holds in found.items()
        if name.startswith("limesurvey_lss/")
    ]


@pytest.mark.parametrize(("name", "holds"), expected())
def test_everything_in_a_file_is_seen(name, holds):
    survey = read_lss((folder() / name).read_bytes())
    asked = [question for group in survey.groups for question in group.questions]
    assert sorted(survey.languages) == sorted(holds["languages"])
    assert survey.types() == holds["question_types"]
    assert len(asked) == holds["questions"]
    assert sum(len(question.parts) for question in asked) == holds["subquestions_rows"]
    assert sum(len(question.answers) for question in asked) == holds["sections"].get("answers", 0)
    assert len(survey.groups) == holds["sections"]["groups"]


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_every_question_is_accounted_for(file):
    imported = read_file(file.read_bytes(), file.name, ("fi", "sv", "en"))
    told = {entry.name for entry in imported.report.entries}
    if file.suffix == ".lss":
        survey = read_lss(file.read_bytes())
        names = {question.code for group in survey.groups for question in group.questions}
        assert names <= told
    assert [each for each in shortcomings(imported.questionnaire) if each.fault is None] == []
    again = Questionnaire.from_json(imported.questionnaire.to_json())
    assert again == imported.questionnaire


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("S", "text"), ("T", "long_text"), ("U", "long_text"), ("N", "number"), ("D", "date"),
        ("Y", "yesno"), ("G", "single"), ("5", "rating"), ("X", "info"),
    ],
)  # fmt: skip
def test_a_type_becomes_a_kind(type_, kind):
    (found,) = survey_of({"title": "Q1", "type": type_}).questionnaire.questions()
    assert (found.code, found.kind) == ("q1", kind)


def test_choices_have_their_limits_and_exclusive_options():
    imported = survey_of(
        {"title": "M1", "type": "M", "other": "Y", "mandatory": "Y"},
        {"title": "L1", "type": "!", "relevance": 'M1_A.NAOK == "Y" && !is_empty(M1_B.NAOK)'},
        subquestions=[subquestion(11, 1, "A"), subquestion(12, 1, "B")],
        answers=[answer(2, "A1"), answer(2, "A2")],
        question_attributes=[
            attribute(1, "max_answers", "2"),
            attribute(1, "exclude_all_others", "B"),
            attribute(1, "random_order", "1"),
            attribute(1, "time_limit", "30"),
        ],
    )
    many, one = imported.questionnaire.questions()
    assert (many.settings, many.shuffle, many.other, many.required) == (
        {"max": 2},
        ("options",),
        True,
        True,
    )
    assert [option.exclusive for option in many.options] == [False, True]
    assert one.condition == "selected({m1}, 'a') and selected({m1}, 'b')"
    assert (one.settings, [o.code for o in one.options]) == ({"look": "dropdown"}, ["a1", "a2"])
    assert reasons(imported)["attribute"] == 1


def test_arrays_become_matrices_whose_rows_are_filtered():
    imported = survey_of(
        {"title": "M1", "type": "M"},
        {"title": "F1", "type": "F"},
        {"title": "D1", "type": "1"},
        {"title": "Z1", "type": ":"},
        {"title": "Q1", "type": "Q", "relevance": 'F1_A == "A1" and D1_B_1 == "A2"'},
        subquestions=[
            *(subquestion(10 * q + n, q, c) for q in (1, 2, 3, 4, 5) for n, c in enumerate("AB")),
            subquestion(49, 4, "X", "1"),
        ],
        answers=[answer(2, "A1"), answer(2, "A2"), answer(3, "A1"), answer(3, "A1", "1"),
                 answer(3, "A2"), answer(3, "A2", "1")],
        question_attributes=[attribute(2, "array_filter", "M1")],
    )  # fmt: skip
    found = {question.code: question for question in imported.questionnaire.questions()}
    assert [row.condition for row in found["f1"].rows] == [
        "selected({m1}, 'a')",
        "selected({m1}, 'b')",
    ]
    assert (found["d1"].kind, len(found["d1"].options), len(found["d1"].scale)) == ("double", 2, 2)
    assert [code for code in found if code.startswith("z1")] == ["z1_a_x", "z1_b_x"]
    assert found["q1_a"].condition == "{f1.a} = 'a1' and {d1~second.b} = 'a2'"
    assert reasons(imported)["one_for_each"] == 2


def test_older_conditions_are_scenarios_or_others():
    imported = survey_of(
        {"title": "Y1", "type": "Y"},
        {"title": "T1", "type": "T", "relevance": ""},
        conditions=[
            {"qid": "2", "cfieldname": "9X1X1", "method": "==", "value": "Y", "scenario": "1"},
            {"qid": "2", "cfieldname": "9X1X1", "method": "==", "value": " ", "scenario": "2"},
        ],
    )
    assert imported.questionnaire.question("t1").condition == "{y1} = 'yes' or not answered({y1})"


def test_words_lose_their_marks_and_say_so():
    imported = survey_of(
        {"title": "N1", "type": "N"},
        {"title": "T1", "type": "T", "question": "<p>Miksi <b>{N1.shown}</b>?</p>"},
        {"title": "T2", "type": "T", "question": "Ikä {if(N1 > 3, 'a', 'b')}"},
        defaultvalues=[{"qid": "1", "defaultvalue": "3"}],
        quota=[{"id": "1", "name": "Miehet"}],
    )
    assert imported.questionnaire.question("t1").label == Text({"fi": "Miksi {n1}?"})
    assert imported.questionnaire.question("t2").label.state("fi") == "draft"
    assert {"markup", "expression_in_text", "default", "quota"} <= set(reasons(imported))


def test_rules_and_patterns_become_rules():
    imported = survey_of(
        {"title": "N1", "type": "N"},
        {"title": "S1", "type": "S", "preg": "/^[a-z]+$/"},
        question_attributes=[
            attribute(1, "em_validation_q", "self.NAOK > 3 and weird(1)"),
            attribute(1, "min_num_value_n", "1"),
        ],
    )
    number, words = imported.questionnaire.questions()
    assert number.settings == {"min": 1, "decimals": 6}
    assert number.rules == ()
    assert [rule.test for rule in words.rules] == ["not answered({.}) or matches({.}, '^[a-z]+$')"]
    assert {"constraint", "constraint_carried"} <= set(reasons(imported))


TARGETS = {
    "n": Target(Answer("n"), "number"),
    "g": Target(Answer("g"), "choice", {"F": "f", "A1": "a1"}),
    "m": Target(Answer("m"), "choices", {"A": "a"}),
    "m_A": Target(Answer("m"), "choices", {"A": "a"}, "a"),
    "9X1X2": Target(Answer("g"), "choice", {"F": "f"}),
}


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ('n > 3 && g != ""', "{n} > 3 and answered({g})"),
        ("((g.NAOK == 'F'))", "{g} = 'f'"),
        ('{9X1X2.NAOK eq "F" or n ge 2}', "{g} = 'f' or {n} >= 2"),
        ("!is_empty(n)", "not not answered({n})"),
        ("m_A == 'Y' and m_A.NAOK != 'Y'", "selected({m}, 'a') and not selected({m}, 'a')"),
        ("is_empty(m_A)", "not selected({m}, 'a')"),
        ("count(that.m) > 0", "count({m}) > 0"),
        ("count(n, g) == 2", "if(answered({n}), 1, 0) + if(answered({g}), 1, 0) = 2"),
        ("strlen(g) < if(n > 1, 2, 3)", "length({g}) < if({n} > 1, 2, 3)"),
        ("self.NAOK <= sum(n, 1)", "{.} <= coalesce({n}, 0) + coalesce(1, 0)"),
    ],
)  # fmt: skip
def test_a_condition_means_the_same(theirs, ours):
    own = Target(Answer(OWN), "number")
    assert written(to_ours(theirs, TARGETS, own)) == ours


@pytest.mark.parametrize(
    "theirs", ["x == 1", "g == 'Z'", "rand(1, 2) > 1", "n > ", "m_A > 1", "n ? 1"]
)
def test_a_condition_we_cannot_say_is_refused(theirs):
    with pytest.raises(BadExpression):
        to_ours(theirs, TARGETS)


def test_ours_are_written_as_theirs():
    names = {Answer("n"): "n", Answer("g"): "g"}
    ours = "{n} > 3 and (selected({m}, 'a') or not answered({g}) or {g} = 'F')"
    theirs = from_ours(parse(ours), names, {Answer("m", "a"): "m_A"})
    assert written(to_ours(theirs, TARGETS)) == (
        "{n} > 3 and (selected({m}, 'a') or not not not answered({g}) or {g} = 'f')"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        pytest.param(b"<document>", "damaged_file", id="cut off"),
        pytest.param(b"<a></a>", "not_a_survey", id="other xml"),
        pytest.param(lss({}), "not_a_survey", id="no questions"),
        pytest.param(
            b'<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>',
            "declares_entities",
            id="entities",
        ),
        pytest.param(b"<a>" * 100_000, "damaged_file", id="deep"),
        pytest.param("<a>ä</a>".encode("latin-1"), "not_utf8", id="latin-1"),
        pytest.param("\ufeff<a/>".encode("utf-16-le"), "not_utf8", id="utf-16"),
        pytest.param(
            b"class\ttype/scale\tname\nA\t0\tx\n",
            "damaged_file",
            id="answer without question",
        ),
        pytest.param(
            b"class\ttype/scale\tname\nQ\tS\tx\n", "damaged_file", id="question without group"
        ),
        pytest.param(b"class\ttype/scale\tname\n", "not_a_survey", id="only a header"),
    ],
)
def test_what_is_no_survey_is_refused(content, reason):
    with pytest.raises(FormRefused) as refusal:
        read_file(content, "a.lss", LANGUAGES)
    assert refusal.value.entry.reason == reason


def test_too_many_rows_are_refused(monkeypatch):
    monkeypatch.setattr("surveys.interchange.limesurvey.tables.MOST_ROWS", 3)
    with pytest.raises(FormRefused) as refusal:
        survey_of({"title": "A"}, {"title": "B"})
    assert refusal.value.entry.reason == "too_many_rows"


def test_nothing_is_deeper_than_it_may_be():
    deep = lss({"questions": []}).replace(b"</document>", b"<a>" * DEEPEST + b"</document>")
    with pytest.raises(FormRefused):
        read_file(deep, "a.lss", LANGUAGES)


@pytest.mark.parametrize(
    ("html", "words", "lost"),
    [
        ("Hei &amp; moi", "Hei & moi", set()),
        ("<p>Yksi</p><p>Kaksi<br>Kolme</p>", "Yksi\n\nKaksi\nKolme", set()),
        ("<b>Tämä</b> <a href='x'>linkki</a>", "Tämä linkki", {"a", "b"}),
        ("<script>alert(1)</script>Hei<img src=x alt='Kuva'>", "HeiKuva", {"img", "script"}),
        ("a < b", "a < b", set()),
    ],
)
def test_html_becomes_words(html, words, lost):
    assert plain(html) == (words, frozenset(lost))


def test_numbers_with_a_fixed_sum_are_a_budget_that_conditions_see():
    imported = survey_of(
        {"title": "K1", "type": "K", "mandatory": "Y"},
        {"title": "S1", "relevance": "K1_A.NAOK > 20"},
        subquestions=[subquestion(11, 1, "A"), subquestion(12, 1, "B")],
        question_attributes=[
            attribute(1, "equals_num_value", "100"),
            attribute(1, "suffix", "€"),
        ],
    )
    budget, after = imported.questionnaire.questions()
    assert (budget.kind, budget.required) == ("budget", True)
    assert budget.settings == {"total": 100, "unit": "€"}
    assert after.condition == "{k1.a} > 20"


def test_numbers_whose_sum_depends_on_an_answer_stay_numbers():
    imported = survey_of(
        {"title": "K1", "type": "K"},
        subquestions=[subquestion(11, 1, "A"), subquestion(12, 1, "B")],
        question_attributes=[attribute(1, "equals_num_value", "age + 1")],
    )
    assert [q.kind for q in imported.questionnaire.questions()] == ["number", "number"]
    assert reasons(imported)["constraint"] == 1


def test_limits_of_files_and_the_order_of_a_group_are_carried():
    imported = survey_of(
        {"title": "F1", "type": "|"},
        {"title": "F2", "type": "|"},
        question_attributes=[
            attribute(1, "allowed_filetypes", "png, gif, jpg"),
            attribute(1, "max_num_of_files", "3"),
            attribute(1, "max_filesize", "2048"),
            *(attribute(number, "random_group", "a") for number in (1, 2)),
        ],
    )
    (page,) = imported.questionnaire.pages
    assert page.questions[0].settings == {"kinds": ["pictures"], "max": 3, "largest": 3}
    assert page.shuffle
    assert "allowed_filetypes: gif" in [e.facts.get("expression") for e in imported.report.entries]


def test_what_only_some_questions_of_a_group_share_is_told_of():
    imported = survey_of(
        {"title": "A1"},
        {"title": "A2"},
        question_attributes=[attribute(1, "random_group", "a"), attribute(1, "min_answers", "2")],
    )
    assert not imported.questionnaire.pages[0].shuffle
    told = {e.reason: (e.name, e.facts.get("expression")) for e in imported.report.entries}
    assert told["attribute"] == ("random_group", None)
    assert told["constraint"] == ("A1", "min_answers: 2")


def test_filters_reach_numbers_texts_and_single_choices():
    imported = survey_of(
        {"title": "M1", "type": "M"},
        {"title": "Q1", "type": "Q"},
        {"title": "L1", "type": "L"},
        subquestions=[
            subquestion(10 * question + n, question, code)
            for question in (1, 2)
            for n, code in enumerate("AB")
        ],
        answers=[answer(3, "A"), answer(3, "B"), answer(3, "C")],
        question_attributes=[
            attribute(2, "array_filter", "M1"),
            attribute(3, "array_filter_exclude", "M1"),
        ],
    )
    found = {question.code: question for question in imported.questionnaire.questions()}
    assert found["q1_b"].condition == "selected({m1}, 'b')"
    assert [option.condition for option in found["l1"].options] == [
        "not selected({m1}, 'a')",
        "not selected({m1}, 'b')",
        "",
    ]


def test_words_for_the_whole_survey_without_a_place_are_told_of():
    settings = [{"surveyls_language": "fi", "surveyls_url": "https://example.fi"}]
    imported = survey_of({"title": "A1"}, surveys_languagesettings=settings)
    assert [e.name for e in imported.report.entries if e.reason == "setting"] == ["surveyls_url"]
