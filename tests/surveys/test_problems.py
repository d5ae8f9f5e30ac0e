"""Words for every reason why an answer cannot be taken, and for every rule."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g

from surveys.domain import questions
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.base import Problem
from surveys.domain.questions.registry import kind_of
from surveys.views.asked.base import Asked
from surveys.views.asking import told
from surveys.views.problems import SENTENCES, words_for
from tests.factories import text

OPTIONS = tuple(Option(code=code, label=text(code.upper())) for code in "abcd")
ROWS = (Row(code="r1", label=text("Puisto", "Park", "Park")),)


@pytest.fixture
def english(house: Flask) -> Iterator[None]:
    """A page in English."""
    with house.test_request_context("/en/"):
        g.language = "en"
        yield


def question(kind: str, **changes: Any) -> Question:
    return Question(code="q", kind=kind, label=text("Kysymys"), **changes)


def test_every_reason_of_the_domain_has_words() -> None:
    sources = Path(questions.__file__).parent.glob("*.py")
    found = {
        reason
        for source in sources
        for reason in re.findall(r'Problem\(\s*"([a-z_]+)"', source.read_text("utf-8"))
    }
    found |= {"too_many_decimals", "not_whole"}  # one call chooses between the two
    found |= {"rule"}  # staff's own rules are judged in `surveys.domain.answering`
    assert found - {"reason"} == set(SENTENCES)


@pytest.mark.parametrize(
    ("asked", "form", "words"),
    [
        (question("single", options=OPTIONS, required=True), {}, "Choose one of the options."),
        (question("multiple", options=OPTIONS, required=True), {}, "Choose at least one"),
        (question("number", required=True), {}, "Write a number."),
        (question("text", required=True), {}, "Write an answer."),
        (question("point", required=True), {}, "Describe the place."),
        (
            question("point", options=OPTIONS, required=True),
            {},
            "Choose an area or describe the place.",
        ),
        (
            question("point", settings={"image": "a"}, required=True),
            {},
            "Mark a place or describe it.",
        ),
        (
            question("point", options=OPTIONS, settings={"image": "a"}, required=True),
            {},
            "Mark a place, choose an area or describe the place.",
        ),
        (
            question("matrix", options=OPTIONS, rows=ROWS, required=True),
            {},
            "Choose an answer to “Park”.",
        ),
        (question("text", settings={"longest": 3}), {"q": ["abcde"]}, "has 5 characters"),
        (question("number"), {"q": ["x"]}, "such as 12."),
        (question("number", settings={"decimals": 1}), {"q": ["x"]}, "such as 12.5."),
        (question("number"), {"q": ["1.5"]}, "whole number"),
        (question("number", settings={"decimals": 1}), {"q": ["1.55"]}, "at most 1 decimal."),
        (question("number", settings={"min": 1000}), {"q": ["1"]}, "at least 1,000."),
        (question("number", settings={"max": 5}), {"q": ["9"]}, "at most 5."),
        (
            question("multiple", options=OPTIONS, settings={"min": 2}),
            {"q": ["a"]},
            "at least 2 options",
        ),
        (
            question("multiple", options=OPTIONS, settings={"max": 1}),
            {"q": ["a", "b"]},
            "at most 1 option.",
        ),
        (
            question(
                "multiple",
                options=(*OPTIONS, Option(code="n", label=text("Ei", "Nej", "No"), exclusive=True)),
            ),
            {"q": ["a", "n"]},
            "“No”",
        ),
        (question("single", options=OPTIONS, other=True), {"q": ["other"]}, "“other”"),
        (
            question("text", dont_know=True),
            {"q": ["a"], "q~missing": ["~unknown"]},
            "you have done both",
        ),
        (
            question("text", dont_know=True, prefer_not=True),
            {"q~missing": ["~unknown", "~refused"]},
            "only one reason",
        ),
    ],
)
def test_a_problem_says_what_to_do(
    english: None, asked: Question, form: dict[str, list[str]], words: str
) -> None:
    problem: Problem = kind_of(asked).read(asked, form).problems[0]
    assert words in words_for(asked, problem)


@pytest.mark.parametrize(
    ("kind", "settings", "words"),
    [
        ("number", {"min": 1, "max": 5}, "A number from 1 to 5"),
        ("number", {"min": 1}, "At least 1"),
        ("number", {"max": 5}, "At most 5"),
        ("number", {}, ""),
        ("multiple", {}, "You can choose several."),
        ("multiple", {"min": 2, "max": 2}, "Choose exactly 2."),
        ("multiple", {"min": 2, "max": 3}, "Choose from 2 to 3."),
        ("multiple", {"max": 3}, "Choose at most 3."),
        ("multiple", {"min": 2}, "Choose at least 2."),
        ("text", {}, ""),
    ],
)
def test_a_rule_is_told_before_anything_is_wrong(
    english: None, kind: str, settings: dict[str, int], words: str
) -> None:
    options = OPTIONS if kind == "multiple" else ()
    assert Asked(question(kind, settings=settings, options=options), 1, {}).rule == words


@pytest.mark.parametrize(
    ("asked", "typed", "lines"),
    [
        (question("text"), {"q": ["Moi"]}, ["Moi"]),
        (question("number", dont_know=True), {"q~missing": ["~unknown"]}, ["I don’t know"]),
        (question("multiple", options=OPTIONS), {"q": ["a", "c"]}, ["A en", "C en"]),
        (
            question("single", options=OPTIONS, other=True),
            {"q": ["other"], "q~other": ["Kissa"]},
            ["Other, please specify", "Kissa"],
        ),
        (
            question("matrix", options=OPTIONS, rows=ROWS),
            {"q.r1": ["b"]},
            ["Park: B en"],
        ),
        (question("text"), {}, []),
    ],
)
def test_what_was_typed_is_told_in_words(
    english: None, asked: Question, typed: dict[str, list[str]], lines: list[str]
) -> None:
    assert told(asked, typed) == lines
