"""Ready questionnaires and background questions that the house brings along.

A file in `surveys/ready` is the JSON of a questionnaire with some words beside it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from json import loads
from typing import Any

from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from surveys.domain.minutes import minutes
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.domain.questions.registry import asks

KEYS = ("strategy", "satisfaction", "youth", "event", "values", "awareness")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A questionnaire ready to be used. `name` and `purpose` are for staff."""

    key: str
    name: Text
    purpose: Text
    title: Text
    summary: Text
    thanks: Text
    questionnaire: Questionnaire

    @property
    def asked(self) -> int:
        """How many questions there are; information is none."""
        return sum(asks(question) for question in self.questionnaire.questions())

    def minutes(self, language: str) -> int:
        """Return about how many minutes it takes to answer."""
        return minutes(self.questionnaire, language)


def every() -> tuple[Ready, ...]:
    """Return the ready questionnaires in the order in which they are offered."""
    return tuple(ready(key) for key in KEYS)


@cache
def ready(key: str) -> Ready:
    """Return a ready questionnaire."""
    if key not in KEYS:
        raise NotFound
    stored = _stored(key)
    words = ("name", "purpose", "title", "summary", "thanks")
    return Ready(
        key=key,
        questionnaire=Questionnaire.from_json(stored),
        **{name: Text.from_json(stored[name]) for name in words},
    )


@cache
def library() -> tuple[Question, ...]:
    """Return the standard background questions."""
    return tuple(Questionnaire.from_json(_stored("library")).questions())


def _stored(name: str) -> Mapping[str, Any]:
    path = files("surveys").joinpath(f"ready/{name}.json")
    found: Mapping[str, Any] = loads(path.read_text("utf-8"))
    return found
