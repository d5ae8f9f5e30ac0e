"""Whether what somebody's file says about a questionnaire can be one of ours.

Files come from anywhere: every value is looked at before anything else believes it.
"""

from collections.abc import Callable, Mapping
from typing import Any

from participation.platform.config import LANGUAGES
from participation.platform.i18n.text import UNFIT
from surveys.domain import codes
from surveys.domain.logic.expression import BadExpression, parse
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row
from surveys.domain.questions.registry import BY_KEY

LONGEST_TEXT = 20_000
LARGEST = 1e12  # none of our numbers is larger
NUMBERS = frozenset({"decimals", "largest", "longest", "step", "total", "places", "size"})
WORDED = frozenset({"low", "high", "first", "second", "alt"})
DAYS = frozenset({"date", "month"})
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
    for named in ([page.code for page in found.pages], [q.code for q in found.questions()]):
        _check_codes("", named)
        _need("code", is_sound=len(set(named)) == len(named))
    for page in found.pages:
        _check_expression(page.code, page.condition)
        _need(page.code, is_sound=isinstance(page.shuffle, bool))
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
    _need(question.code, is_sound=isinstance(question.shuffle, tuple))
    _check_bounds(question)
    try:
        kind.faults(question)
        kind.read(question, {name: ["1"] for name in kind.fields(question)})
        kind.refill(question, {})
    except BREAKS as error:
        raise Unsound(question.code) from error


def _check_codes(where: str, found: list[str]) -> None:
    if not all(codes.is_code(code) for code in found):
        raise Unsound(where)


def _check_bounds(question: Question) -> None:
    """Days lie between days, everything else between numbers."""
    wanted = str if question.kind in DAYS else (int, float)
    bounds = [question.settings.get(name) for name in ("min", "max")]
    is_sound = all(bound is None or isinstance(bound, wanted) for bound in bounds)
    _need(question.code, is_sound=is_sound)


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
        return type(value) in (int, float) and abs(value) < LARGEST
    if name in WORDED or isinstance(value, Mapping):
        return is_text(value)
    if name == "unit":
        return isinstance(value, str) and _is_plain(value)
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
        return _is_said(value, 500)  # a setting is a word or two
    # Neither what is no number nor what is infinite is less than anything here.
    return isinstance(value, bool) or (isinstance(value, (int, float)) and abs(value) < LARGEST)


def _is_said(value: Any, longest: int = LONGEST_TEXT) -> bool:
    """Tell whether a value is words that can be stored; a `Text` drops what is unfit by itself."""
    return isinstance(value, str) and len(value) <= longest and not UNFIT.search(value)


def _is_source(value: Any) -> bool:
    if not isinstance(value, Mapping) or not value.keys() <= {
        "activity",
        "subject",
        "title",
        "claim",
    }:
        return False
    plain = (said for name, said in value.items() if name != "title")
    return all(map(_is_plain, plain)) and (not value or is_text(value.get("title")))


SOUND: Mapping[str, Callable[[Any], bool]] = {
    **dict.fromkeys(TEXTS, is_text),
    **dict.fromkeys(FLAGS, lambda value: isinstance(value, bool)),
    **dict.fromkeys(WORDS, _is_said),
    "shuffle": _is_shuffle,
    "edition": lambda value: type(value) is int and 0 <= value < 10_000,  # noqa: PLR2004 -- ample
    "source": _is_source,
}
