"""Limits of a question some of whose options are hidden: nobody is asked for the impossible.

A least number of options is lowered to what can be chosen together. A sum that the options left
cannot hold need not be divided whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from surveys.domain.questionnaire import Question
from surveys.domain.questions.budget import may_leave, most_divided, total_of
from surveys.domain.questions.multiple import least_of, room_of
from surveys.domain.questions.registry import kind_of

Settings = Mapping[str, Any]


def asks_too_much(question: Question) -> bool:
    """Tell whether a question, as it is shown, asks for more than its options allow."""
    gives = kind_of(question).gives
    return gives in TOO_MUCH and TOO_MUCH[gives](question)


def within(question: Question) -> Question:
    """Return a question, as it is shown, that asks for no more than its options allow."""
    gives = kind_of(question).gives
    settings = WITHIN[gives](question) if gives in WITHIN else question.settings
    return replace(question, settings=settings) if settings != question.settings else question


def _too_many(question: Question) -> bool:
    return least_of(question) > room_of(question)


def _too_large(question: Question) -> bool:
    return not may_leave(question) and most_divided(question) < total_of(question)


def _fewer(question: Question) -> Settings:
    limits = {
        name: min(question.settings[name], room_of(question))
        for name in ("min", "max")
        if question.settings.get(name)
    }
    return {**question.settings, **limits}


def _less(question: Question) -> Settings:
    return {**question.settings, "leave": True} if _too_large(question) else question.settings


TOO_MUCH: Mapping[str, Callable[[Question], bool]] = {"choices": _too_many, "amounts": _too_large}
WITHIN: Mapping[str, Callable[[Question], Settings]] = {"choices": _fewer, "amounts": _less}
