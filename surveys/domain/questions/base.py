"""What every question kind can do.

Answers are stored per response as one JSON object, question code → value:

- text, long text: `"words"`
- number: `12` or `12.5`
- single choice: `"a"`; multiple choice: `["a", "c"]` in the order of the options
- yes or no, rating, grade, recommendation, consent: the code of an option, as a single choice
- matrix, differential: `{"row": "option", …}`, every row shown has a value
- matrix with two scales: the same for each, the second under the key `"{code}~second"`
- date: `"2026-05-31"`; month: `"2026-05"`
- slider: a number
- ranking: `["b", "a"]`, option codes from the first place on
- point: what was given of `{"points": [[x, y], …], "words": "…", "area": "option"}`
- files: `["name", …]`, random names under which files are kept apart from the answer
- budget: `{"option": 200, …}`, an amount for every option
- information: nothing, not even a key
- "other, please specify": the option code `other`, its words under the key `"{code}~other"`
- no answer, for any kind (and for any row of a matrix): `"~none"`; don't know: `"~unknown"`;
  does not want to say: `"~refused"`. A question that was not asked has no key.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from surveys.domain.questionnaire import Question

OTHER = "other"


class Missing(StrEnum):
    """Why there is no answer. `NOT_ASKED` is never stored: its key is absent."""

    NOT_ASKED = "~notasked"
    NO_ANSWER = "~none"
    DONT_KNOW = "~unknown"
    PREFER_NOT = "~refused"


@dataclass(frozen=True, slots=True)
class Problem:
    """Why an answer cannot be taken, as a fact; pages have the words for each `reason`.

    `field_name` is the form field the error belongs to; `facts` fill the sentence.
    """

    reason: str
    field_name: str
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a form said about one question: values to store by key, or problems."""

    values: Mapping[str, Any]
    problems: Sequence[Problem] = ()


Form = Mapping[str, Sequence[str]]


class QuestionKind(Protocol):
    """One kind of question."""

    @property
    def key(self) -> str:
        """The kind's name, as stored in `Question.kind`."""
        ...

    @property
    def has_options(self) -> bool:
        """Tell whether its questions have options."""
        ...

    @property
    def has_rows(self) -> bool:
        """Tell whether its questions have rows."""
        ...

    @property
    def gives(self) -> str:
        """The kind of value that conditions see in an answer.

        `choice`, `choices`, `number`, `text`, `date`, `rows` (an option in each row), `amounts`
        (a number for each option), `ranks` (options in an order), `presence` (only whether there
        is an answer) or `nothing`.
        """
        ...

    def fields(self, question: Question) -> tuple[str, ...]:
        """Name the form fields that belong to the question."""
        ...

    def read(self, question: Question, form: Form) -> Reading:
        """Read the question's form fields (named by question code; rows `code.row`)."""
        ...

    def refill(self, question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
        """Return the form fields that show stored answers again: the inverse of `read`."""
        ...

    def faults(self, question: Question) -> list[str]:
        """Name what keeps the question from being published, such as `no_options`."""
        ...
