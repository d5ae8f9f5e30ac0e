"""Files that people send along: pictures, PDF files, office documents.

Settings: `kinds` (some of `KINDS`; all of them unless told otherwise), `max` (how many files; 1),
`largest` (megabytes; 10). The answer is a list of the names under which files are kept apart from
it. What was typed is one line for each file, written by the server alone and never taken from a
form: `name size what it was called`, or `!reason size what it was called` for one refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from surveys.domain.questionnaire import Question
from surveys.domain.questions import fields
from surveys.domain.questions.base import Form, Problem, Reading

KINDS = ("pictures", "pdf", "office")
MOST_FILES = 10
LARGEST_MB = 10
LARGEST_ALLOWED_MB = 20
MEGABYTE = 1_000_000
NAME = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as the draft knows it; `reason` says why it was refused."""

    name: str
    size: int
    called: str
    reason: str = ""

    @classmethod
    def read(cls, line: str) -> Self:
        """Read a line of what was typed."""
        first, _space, rest = line.partition(" ")
        size, _space, called = rest.partition(" ")
        number = int(size) if size.isascii() and size.isdecimal() else 0
        if first.startswith("!"):
            return cls("", number, called, first[1:])
        return cls(first, number, called)

    def line(self) -> str:
        """Return the line to keep."""
        return f"{'!' + self.reason if self.reason else self.name} {self.size} {self.called}"


def upload_field(question: Question) -> str:
    """Name the form field in which files come."""
    return f"{question.code}~upload"


def kinds_of(question: Question) -> tuple[str, ...]:
    """Return which kinds of files the question takes."""
    chosen = question.settings.get("kinds") or KINDS
    return tuple(kind for kind in KINDS if kind in chosen)


def most_of(question: Question) -> int:
    """Return how many files an answer may have."""
    return min(max(int(question.settings.get("max") or 1), 1), MOST_FILES)


def largest_of(question: Question) -> int:
    """Return how many bytes a file may have."""
    megabytes = int(question.settings.get("largest") or LARGEST_MB)
    return min(max(megabytes, 1), LARGEST_ALLOWED_MB) * MEGABYTE


def sent_in(question: Question, form: Mapping[str, Sequence[str]]) -> list[Sent]:
    """Return the files of what was typed, refused ones among them."""
    sent = map(Sent.read, form.get(question.code, ()))
    return [one for one in sent if one.reason or NAME.fullmatch(one.name)]


@dataclass(frozen=True, slots=True)
class UploadKind:
    """Files."""

    key: str = "upload"
    has_options: bool = False
    has_rows: bool = False
    gives: str = "presence"

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields of the question."""
        return question.code, fields.missing_field(question)

    def read(self, question: Question, form: Form) -> Reading:
        """Read which files were kept, or why there are none."""
        sent = sent_in(question, form)
        refused = [one for one in sent if one.reason]
        if refused:
            facts = {"why": refused[0].reason, "called": refused[0].called}
            return Reading({}, (Problem("file_refused", question.code, facts),))
        beside = fields.beside_value(question, form, has_value=bool(sent))
        if beside is not None:
            return beside
        if not sent:
            return fields.unanswered(question)
        if len(sent) > most_of(question):
            most = {"max": most_of(question)}
            return Reading({}, (Problem("too_many_files", question.code, most),))
        return Reading({question.code: [one.name for one in sent]})

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the lines of the files; what they were called is not kept with an answer."""
        value = answers.get(question.code)
        if not isinstance(value, (list, tuple)):
            return fields.refill_written(question, value, "")
        return {question.code: [f"{name} 0 {name}" for name in value]}

    def faults(self, question: Question) -> list[str]:
        """Name what nobody could send."""
        return [] if kinds_of(question) else ["no_kinds_of_files"]


UPLOAD = UploadKind()
