"""Words for every reason why an answer cannot be taken."""

from collections.abc import Callable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from participation.platform.i18n.locales import number
from participation.platform.i18n.text import Text
from participation.platform.web.languages import current_language, plain
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Problem
from surveys.domain.questions.registry import kind_of
from surveys.domain.questions.single import SingleKind
from surveys.views.asked import budget, point, ranking, upload
from surveys.views.asked.date import written

Facts = Mapping[str, Any]


def words_for(question: Question, problem: Problem) -> str:
    """Say what is wrong with an answer and what to do."""
    return SENTENCES[problem.reason](question, problem.facts)


def _number(value: float) -> str:
    return number(value, current_language())


def _required(question: Question, facts: Facts) -> str:
    if "row" in facts:
        label = next((row.label for row in question.rows if row.code == facts["row"]), None)
        if "scale" in facts:
            scale = Text.from_json(question.settings.get(facts["scale"]))
            words = _("Choose an answer to “%(statement)s” (%(scale)s).")
            return words % {"statement": plain(label), "scale": plain(scale)}
        return _("Choose an answer to “%(statement)s”.", statement=plain(label))
    if question.kind == "consent":
        return _("Tick the box if you agree. You cannot continue without agreeing.")
    if isinstance(kind_of(question), SingleKind):
        return _("Choose one of the options.")
    return {
        "multiple": _("Choose at least one of the options."),
        "ranking": _("Give the options their places."),
        "upload": _("Choose a file."),
        "point": point.missing_words(question),
        "budget": _("Divide the sum among the options."),
        "number": _("Write a number."),
        "slider": _("Write a number."),
        "date": _("Write the day, the month and the year."),
        "month": _("Write the month and the year."),
    }.get(question.kind, _("Write an answer."))


def _too_long(question: Question, facts: Facts) -> str:
    return _(
        "Shorten the answer: it has %(length)s characters and can have %(longest)s.",
        length=_number(facts["length"]),
        longest=_number(facts["longest"]),
    )


def _not_a_number(question: Question, facts: Facts) -> str:
    example = _number(12.5 if question.settings.get("decimals") else 12)
    return _("Write a number in digits, such as %(example)s.", example=example)


def _decimals(question: Question, facts: Facts) -> str:
    return ngettext(
        "Write at most %(num)s decimal.", "Write at most %(num)s decimals.", facts["decimals"]
    )


def _exclusive(question: Question, facts: Facts) -> str:
    option = question.option(facts["option"])
    return _(
        "Choose either “%(option)s” or other options, not both.",
        option=plain(option.label) if option else "",
    )


def _too_few(question: Question, facts: Facts) -> str:
    return ngettext(
        "Choose at least %(num)s option.", "Choose at least %(num)s options.", facts["min"]
    )


def _too_many(question: Question, facts: Facts) -> str:
    return ngettext(
        "Choose at most %(num)s option.", "Choose at most %(num)s options.", facts["max"]
    )


def _rule(_question: Question, facts: Facts) -> str:
    return plain(facts["message"]) or _("Check this answer: it does not fit the question.")


def _date_incomplete(question: Question, facts: Facts) -> str:
    missing = facts["missing"]
    if len(missing) == 1:
        words = {
            "day": _("Write the day too."),
            "month": _("Write the month too."),
            "year": _("Write the year too."),
        }
        return words[missing[0]]
    return _required(question, {})


def _not_a_date(question: Question, facts: Facts) -> str:
    if question.kind == "month":
        return _("Write a month in numbers, such as 5 2026.")
    return _("Write a day that is in the calendar, in numbers, such as 31 5 2026.")


SENTENCES: Mapping[str, Callable[[Question, Facts], str]] = {
    "rule": _rule,
    **ranking.SENTENCES,
    **budget.SENTENCES,
    **point.SENTENCES,
    **upload.SENTENCES,
    "required": _required,
    "too_long": _too_long,
    "not_a_number": _not_a_number,
    "not_whole": lambda _q, _f: _("Write a whole number, without decimals."),
    "too_many_decimals": _decimals,
    "too_small": lambda _q, facts: _(
        "Write a number that is at least %(least)s.", least=_number(facts["min"])
    ),
    "too_large": lambda _q, facts: _(
        "Write a number that is at most %(most)s.", most=_number(facts["max"])
    ),
    "not_on_step": lambda _q, facts: _(
        "Write a number from %(least)s on in steps of %(step)s.",
        least=_number(facts["min"]),
        step=_number(facts["step"]),
    ),
    "date_incomplete": _date_incomplete,
    "not_a_date": _not_a_date,
    "too_early": lambda question, _f: _(
        "The answer can be at the earliest %(first)s.", first=written(question, "min")
    ),
    "too_late": lambda question, _f: _(
        "The answer can be at the latest %(last)s.", last=written(question, "max")
    ),
    "too_few": _too_few,
    "too_many": _too_many,
    "exclusive": _exclusive,
    "other_words_missing": lambda _q, _f: _("Write what you mean by “other”."),
    "value_and_missing": lambda _q, _f: _(
        "Either answer or choose not to answer; you have done both."
    ),
    "two_reasons": lambda _q, _f: _("Choose only one reason for not answering."),
}
