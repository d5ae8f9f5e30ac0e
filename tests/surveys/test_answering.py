"""From what was typed to answers."""

from datetime import UTC, datetime, timedelta

from participation.activities.domain.grace import GRACE, may_send
from surveys.domain.answering import answers_in, first_faulty_page, with_page
from surveys.domain.logic.showing import show
from tests.surveys.answering import every_kind

CLOSES = datetime(2026, 12, 1, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_page_replaces_only_its_own_fields() -> None:
    first, second = every_kind().pages
    typed = with_page({}, first, {"area": ["north"], "name": ["A"], "free": ["x"]})
    assert typed == {"area": ["north"], "name": ["A"]}
    typed = with_page(typed, second, {"free": ["moi"]})
    assert with_page(typed, first, {}) == {"free": ["moi"]}


def test_what_is_kept_has_no_control_characters() -> None:
    second = every_kind().pages[1]
    assert with_page({}, second, {"free": ["a\x00b\r\nc"]}) == {"free": ["ab\nc"]}


def test_every_question_asked_has_an_answer() -> None:
    questionnaire = every_kind()
    answers = answers_in(questionnaire, {"area": ["north"]})
    assert set(answers) == {question.code for question in questionnaire.questions()}


def test_the_first_faulty_page_is_found() -> None:
    assert first_faulty_page(show(every_kind(), {})) == 0
    assert first_faulty_page(show(every_kind(), {"area": ["north"]})) is None
    wrong = {"area": ["north"], "uses": ["s1", "none"]}
    assert first_faulty_page(show(every_kind(), wrong)) == 1


def test_the_closing_moment_is_closed_but_for_those_who_began() -> None:
    assert may_send(None, CLOSES, has_begun=False)
    assert may_send(CLOSES, CLOSES - SECOND, has_begun=False)
    assert not may_send(CLOSES, CLOSES, has_begun=False)
    assert may_send(CLOSES, CLOSES + GRACE - SECOND, has_begun=True)
    assert not may_send(CLOSES, CLOSES + GRACE, has_begun=True)
