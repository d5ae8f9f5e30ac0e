"""Whether what somebody's file says about a questionnaire can be one of ours.

Files come from anywhere: every value is looked at before anything else believes it.
"""

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

from participation.platform.config import LANGUAGES
from surveys.domain import codes
from surveys.domain.logic.expression import BadExpression, parse
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row
from surveys.domain.questions.registry import BY_KEY

LONGEST_TEXT = 20_000
NUMBERS = frozenset({"decimals", "longest", "step", "total", "places", "size"})
SHUFFLES = frozenset({"options", "rows"})
MOST = {"pages": 500, "questions": 1_000, "options": 2_000, "rows": 500, "scale": 50, "rules": 50}
TEXTS = frozenset({"label", "hint", "title", "intro", "alt", "right", "message"})
FLAGS = frozenset({"required", "other", "dont_know", "prefer_not", "exclusive", "fixed"})
WORDS = frozenset({"code", "kind", "condition", "required_if", "test", "image", "library"})
BREAKS = (ValueError, TypeError, ArithmeticError, LookupError, AttributeError, RecursionError)


class Unsound(Exception):
    """The values are no part of a questionnaire; `args[0]` says where."""


def questionnaire_from(stored: Any) -> Questionnaire:
    """Rebuild a questionnaire from somebody's JSON, or say where it is none."""
    if not isinstance(stored, Mapping):
        raise Unsound("")
    _parts(stored.get("pages", []), "pages")
    found = Questionnaire.from_json(stored)
    _check_codes("", [page.code for page in found.pages])
    _check_codes("", [question.code for question in found.questions()])
    for page in found.pages:
        _check_expression(page.code, page.condition)
    for question in found.questions():
        check(question)
    return found


def question_from(stored: Any) -> Question:
    """Rebuild a question from somebody's JSON, or say where it is none."""
    _parts([stored], "questions")
    wrapped = {"pages": [{"code": "p", "questions": [stored]}]}
    (found,) = Questionnaire.from_json(wrapped).questions()
    check(found)
    return found


def check(question: Question) -> None:
    """Say if the house could not work with a question."""
    kind = BY_KEY.get(question.kind)
    if kind is None:
        raise Unsound(question.code)
    _check_codes("", [question.code])
    for parts in (question.options, question.rows, question.scale):
        _check_codes(question.code, [part.code for part in parts])
    expressions = [question.condition, question.required_if, *(r.test for r in question.rules)]
    parts_of: tuple[Option | Row, ...] = (*question.options, *question.rows, *question.scale)
    for expression in (*expressions, *(part.condition for part in parts_of)):
        _check_expression(question.code, expression)
    try:
        kind.faults(question)
        kind.read(question, {name: ["1"] for name in kind.fields(question)})
        kind.refill(question, {})
    except BREAKS as error:
        raise Unsound(question.code) from error


def _check_codes(where: str, found: list[str]) -> None:
    if not all(codes.is_code(code) for code in found):
        raise Unsound(where)


def _check_expression(where: str, words: str) -> None:
    try:
        if words:
            parse(words)
    except (BadExpression, RecursionError) as error:
        raise Unsound(where) from error


def _parts(stored: Any, name: str) -> None:
    if not isinstance(stored, list) or len(stored) > MOST[name]:
        raise Unsound(name)
    for each in stored:
        if not isinstance(each, Mapping):
            raise Unsound(name)
        for key, value in each.items():
            _field(key, value)
        if "code" not in each and name != "rules":
            raise Unsound(name)


def _field(key: str, value: Any) -> None:
    if key in MOST:
        _parts(value, key)
    elif key == "settings":
        _settings(value)
    elif key in SOUND:
        _need(key, is_sound=SOUND[key](value))


def _need(where: str, *, is_sound: bool) -> None:
    if not is_sound:
        raise Unsound(where)


def _is_shuffle(value: Any) -> bool:
    """Tell whether a page is shuffled or not, or what of a question is."""
    are_parts = isinstance(value, list) and all(
        isinstance(each, str) and each in SHUFFLES for each in value
    )
    return are_parts or isinstance(value, bool)


def is_text(value: Any) -> bool:
    """Tell whether a value is the JSON of a `Text` in our languages."""
    if not isinstance(value, Mapping):
        return False
    marks = value.get("~", {})
    words = [said for code, said in value.items() if code != "~"]
    return (
        value.keys() <= {*LANGUAGES, "~"}
        and all(isinstance(said, str) and len(said) <= LONGEST_TEXT for said in words)
        and isinstance(marks, Mapping)
        and all(mark in ("draft", "stale") for mark in marks.values())
    )


def _settings(value: Any) -> None:
    _need("settings", is_sound=isinstance(value, Mapping) and len(value) <= 40)  # noqa: PLR2004
    for name, said in value.items():
        _need(name, is_sound=_is_setting(name, said))


def _is_setting(name: str, value: Any) -> bool:
    if name in NUMBERS:
        return type(value) in (int, float) and isfinite(value) and abs(value) < 1e12  # noqa: PLR2004
    if isinstance(value, Mapping):
        return is_text(value)
    if isinstance(value, list):
        return len(value) <= MOST["options"] and all(_is_limit(each) for each in value)
    return _is_plain(value)


def _is_limit(value: Any) -> bool:
    """Tell whether a value is a plain one, or some of them in a row."""
    if isinstance(value, list):
        return len(value) <= 10 and all(each is None or _is_plain(each) for each in value)  # noqa: PLR2004
    return _is_plain(value)


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return len(value) <= 500  # noqa: PLR2004 -- a setting is a word or two
    return isinstance(value, bool) or (
        isinstance(value, (int, float)) and isfinite(value) and abs(value) < 1e12  # noqa: PLR2004
    )


def _is_source(value: Any) -> bool:
    if not isinstance(value, Mapping) or not value.keys() <= {
        "activity",
        "subject",
        "title",
        "claim",
    }:
        return False
    return all(is_text(said) or _is_plain(said) for said in value.values())


SOUND: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(TEXTS, is_text),
    **dict.fromkeys(FLAGS, lambda value: isinstance(value, bool)),
    **dict.fromkeys(WORDS, lambda value: isinstance(value, str) and len(value) <= LONGEST_TEXT),
    "shuffle": _is_shuffle,
    "edition": lambda value: type(value) is int and 0 <= value < 10_000,  # noqa: PLR2004 -- ample
    "source": _is_source,
}
