"""Saving a question as it stands changes nothing of it, whatever its form does not ask about."""

from typing import Any

import pytest

from participation.platform.extensions import db
from surveys.domain.changes import compare
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.questions.steps import numbered, numbers
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import make_survey, typed_on, working_of

WORDS = text("Sana", "Ord", "Word")
FI = {"fi": "Sana"}
TIED: dict[str, Any] = {"condition": "{q0} = 'x'", "fixed": True}
FROM = {"source": {"activity": "abc", "subject": "x", "title": FI}}
OPTIONS = (
    Option(code="a", label=WORDS, **TIED, **FROM),
    Option(code="b", label=WORDS),
    Option(code="c", label=WORDS),
)
ROWS = (Row(code="r1", label=WORDS, right=WORDS, **TIED, **FROM), Row(code="r2", label=WORDS))
PAIRS = (ROWS[0],)
YES_NO = (Option(code="yes", label=WORDS, **TIED), Option(code="no", label=WORDS))
FIVE = (Option(code="1", label=text("1"), **TIED), *numbered(numbers(2, 5)))
SEVEN = (*FIVE, *numbered(numbers(6, 7)))
LIMITS = [["a", 5, None], ["b", None, 50]]
BUDGET = {"total": 100, "unit": FI, "step": 5, "leave": True, "limits": LIMITS}
LINE = {"min": 0, "max": 10, "step": 0.5, "decimals": 1, "low": FI, "high": FI}


def tied(kind: str, **more: Any) -> Question:
    """A question with everything that its form does not show."""
    return Question(
        code="q1",
        kind=kind,
        label=WORDS,
        hint=WORDS,
        condition="{q0} = 'x'",
        required_if="{q0} = 'y'",
        rules=(Rule(test="answered({.})", message=WORDS),),
        shuffle=("options",),
        edition=2,
        **more,
    )


QUESTIONS = (
    tied("single", options=OPTIONS, other=True, dont_know=True, settings={"look": "list"}),
    tied("multiple", options=OPTIONS, settings={"min": 1, "max": 2}),
    tied("matrix", options=OPTIONS, rows=ROWS, settings={"diverging": True}),
    tied("text", settings={"longest": 99}),
    tied("long_text", settings={"longest": 999}),
    tied("number", settings={"min": -1.5, "max": 9, "decimals": 1, "unit": FI}),
    tied("ranking", options=OPTIONS, settings={"max": 2}),
    tied("budget", options=OPTIONS, settings=BUDGET),
    tied("upload", settings={"kinds": ["pdf"], "max": 3, "largest": 5}),
    tied("date", settings={"min": "2020-01-01", "max": "2030-12-31"}),
    tied("month", settings={"min": "2020-01"}),
    tied("slider", settings=LINE),
    tied(
        "double",
        options=OPTIONS,
        rows=ROWS,
        scale=OPTIONS[:2],
        settings={"first": FI, "second": FI},
    ),
    tied("point", options=OPTIONS),
    tied("consent", options=YES_NO[:1]),
    tied("info"),
    tied("yesno", options=YES_NO),
    tied("rating", options=FIVE, settings={"low": FI, "high": FI}),
    tied("grade", options=numbered(numbers(4, 10))),
    tied("recommendation", options=numbered(numbers(0, 10))),
    tied("differential", options=SEVEN, rows=PAIRS),
)


def saved(visitor, question: Question) -> Question:
    """Open the question, and save it as it stands."""
    make_municipality()
    sign_in(visitor)
    first = Question(code="q0", kind="text", label=WORDS)
    working = Questionnaire(pages=(Page(code="p1", questions=(first, question)),))
    survey = make_survey(working=working)
    address = f"/en/manage/a/{survey.public_id}/question/q1"
    visitor.follow(address, typed_on(visitor.get(address)))
    db.session.expire_all()
    found = working_of(survey).question("q1")
    assert found is not None
    return found


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.kind)
def test_saving_a_question_as_it_stands_changes_nothing(visitor, question):
    assert saved(visitor, question) == question


def test_a_long_list_that_was_imported_stays_whole(visitor):
    towns = tuple(Option(code=f"t{n}", label=text(f"Kunta {n}")) for n in range(309))
    assert len(saved(visitor, tied("single", options=towns)).options) == 309


def test_a_unit_that_became_a_text_is_the_same_unit(visitor):
    plain = tied("number", settings={"unit": "km"})
    after = saved(visitor, plain)
    assert after.settings["unit"] == {"fi": "km", "sv": "km", "en": "km"}
    pages = [Page(code="p1", questions=(each,)) for each in (plain, after)]
    old, new = (Questionnaire(pages=(page,)) for page in pages)
    assert compare([old], new).questions == ()
