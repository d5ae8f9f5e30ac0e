"""Fixed steps: yes or no, ratings, grades, recommendations."""

from dataclasses import replace

import pytest

from participation.platform.i18n.text import Text
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.union import join
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.registry import kind_of
from surveys.forms.registry import form_for
from tests.surveys.samples import sample


def figures_of(question: Question, codes: list[str]):
    questionnaire = Questionnaire(pages=(Page(code="p1", questions=(question,)),))
    counts = count(questionnaire, [{question.code: code} for code in codes])
    return figures(join({1: questionnaire})[0], counts)


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("yesno", "yes no"),
        ("rating", "1 2 3 4 5"),
        ("grade", "4 5 6 7 8 9 10"),
        ("recommendation", "0 1 2 3 4 5 6 7 8 9 10"),
    ],
)
def test_a_new_question_gets_the_steps_of_its_kind(app, kind, codes):
    blank = Question(code="", kind=kind, label=sample(kind).label)
    with app.test_request_context(
        "/fi/", method="POST", data={"label-fi": "Kysymys", "code": "q1", "revision": "1"}
    ):
        made = form_for(blank, ("fi", "sv", "en"), 1).question(blank, ())
    assert " ".join(option.code for option in made.options) == codes
    assert all(set(o.label.translations) == {"fi", "sv", "en"} for o in made.options)
    assert kind_of(made).faults(made) == []


def test_words_of_translators_for_yes_stay(app):
    before = sample("yesno")
    yes = replace(before.options[0], label=Text({"fi": "Joo"}))
    before = replace(before, options=(yes, before.options[1]))
    with app.test_request_context("/fi/", method="POST", data={"label-fi": "Kysymys"}):
        after = form_for(before, ("fi", "sv", "en"), 1).question(before, ())
    assert after.options[0].label.translations == {"fi": "Joo", "sv": "Ja", "en": "Yes"}


def test_other_steps_cannot_be_published():
    asked = sample("rating", options=sample("grade").options)
    assert kind_of(asked).faults(asked) == ["wrong_steps"]


def test_steps_have_a_mean_and_yes_has_none():
    assert figures_of(sample("rating"), ["1", "2", "5", "~none"])["mean"] == pytest.approx(8 / 3)
    assert figures_of(sample("grade"), ["10", "4"])["mean"] == 7
    assert "mean" not in figures_of(sample("yesno"), ["yes", "no"])


def test_promoters_minus_detractors():
    codes = ["10", "9", "9", "8", "7", "6", "0", "~unknown"]
    found = figures_of(sample("recommendation", dont_know=True), codes)
    assert found["nps"] == {
        "promoters": 3,
        "passives": 2,
        "detractors": 2,
        "score": pytest.approx(100 / 7),
    }
    assert found["mean"] == pytest.approx(7)


def test_nobody_recommends_nothing():
    assert "nps" not in figures_of(sample("recommendation"), ["~none"])
    assert "nps" not in figures_of(sample("rating"), ["5"])
