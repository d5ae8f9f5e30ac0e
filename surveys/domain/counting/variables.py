"""What answers can be chosen by, split by and weighted by, under the names that people see.

A question is named by its code; of two with one code the newer, and the older as `park~v1`. Parts
of a question come after a point: `service.school` is a row of a matrix, `wish.park` the place or
the amount of an option. Facts of every response begin with `@` (see `activities.domain.filters`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from participation.platform.i18n.text import Text
from surveys.domain.counting.block import CHANNEL, DAY, LANGUAGE, REMOVED, VERSION
from surveys.domain.counting.column import Column
from surveys.domain.counting.columns import AREA
from surveys.domain.counting.shapes import SECOND, Shape, choices
from surveys.domain.counting.union import Joined
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import Missing

MISSING = (
    Missing.NOT_ASKED.value,
    Missing.NO_ANSWER.value,
    Missing.DONT_KNOW.value,
    Missing.PREFER_NOT.value,
)
ANY = "~answered"


class Gives(StrEnum):
    """What values a variable has."""

    CHOICE = "choice"
    CHOICES = "choices"
    NUMBER = "number"
    DAY = "day"
    PRESENCE = "presence"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """One variable. `options` have their words in the order of the questionnaire.

    `is_background` tells of questions from the municipality's library: area, age, language.
    `label` is the question's, `part` that of a row or an option; facts have neither, the pages
    have words for them. `names` says what stored values are called, where that is another thing,
    and `missing` what those are called who have none, by their codes.
    """

    name: str
    key: str
    gives: Gives
    label: Text = field(default_factory=Text)
    part: Text = field(default_factory=Text)
    options: Mapping[str, Text] = field(default_factory=dict)
    names: Mapping[str, str] | None = None
    missing: tuple[str, ...] = MISSING
    is_background: bool = False

    @property
    def can_split(self) -> bool:
        """Tell whether its values are few enough to compare people by."""
        return self.gives in (Gives.CHOICE, Gives.CHOICES)

    @property
    def is_fact(self) -> bool:
        """Tell whether it is known of every response, without asking."""
        return self.name.startswith("@")

    def called(self, column: Column | None) -> Sequence[str]:
        """Return what each code of a column is called, from 0 on."""
        options = column.options if column else ()
        if self.names is None:
            return *self.missing, *options
        return *self.missing, *(self.names.get(option, REMOVED) for option in options)


def facts(channels: Mapping[str, tuple[str, Text]], languages: Iterable[str]) -> list[Variable]:
    """Return what is known of every response; `channels` have code and name by stored key."""
    named = {stored: code for stored, (code, _name) in channels.items()}
    return [
        Variable(
            name=CHANNEL,
            key=CHANNEL,
            gives=Gives.CHOICE,
            options=dict(channels.values()),
            names=named,
            missing=(REMOVED,) * len(MISSING),
        ),
        Variable(
            name=LANGUAGE,
            key=LANGUAGE,
            gives=Gives.CHOICE,
            options=dict.fromkeys(languages, Text()),
        ),
        Variable(name=DAY, key=DAY, gives=Gives.DAY),
    ]


def versions(numbers: Iterable[int]) -> Variable:
    """Return the variable of versions."""
    options = dict.fromkeys(map(str, numbers), Text())
    return Variable(name=VERSION, key=VERSION, gives=Gives.CHOICE, options=options)


def asked(questions: Iterable[Joined]) -> dict[str, Variable]:
    """Return the variables of questions by name, those of the newest version first."""
    found: dict[str, Variable] = {}
    codes: set[str] = set()
    for joined in questions:
        code = joined.question.code
        name = f"{code}~v{joined.versions[0]}" if code in codes else code
        codes.add(code)
        for variable in _of(joined, name):
            found.setdefault(variable.name, variable)
    return found


def _of(joined: Joined, name: str) -> Iterator[Variable]:
    question, gives = joined.question, GIVES.get(joined.shape, Gives.PRESENCE)
    labels = {option.code: option.label for option in question.options}
    options = {code: labels.get(code, Text()) for code in choices(question)}
    if joined.shape is Shape.POINT:
        key, gives = joined.part_key(AREA), Gives.CHOICE
    else:
        key = joined.key
    has_options = gives in (Gives.CHOICE, Gives.CHOICES)
    yield Variable(
        name=name,
        key=key,
        gives=gives,
        label=question.label,
        options=options if has_options else {},
        is_background=bool(question.library),
    )
    for code, part, kind, steps in _parts(joined, options):
        yield Variable(
            name=f"{name}.{code}",
            key=joined.part_key(code),
            gives=kind,
            label=question.label,
            part=part,
            options=steps,
        )


Part = tuple[str, Text, Gives, Mapping[str, Text]]


def _parts(joined: Joined, options: Mapping[str, Text]) -> Iterator[Part]:
    own = PARTS.get(joined.shape)
    return own(joined.question, options) if own else iter(())


def _rows(question: Question, options: Mapping[str, Text]) -> Iterator[Part]:
    for row in question.rows:
        yield row.code, row.label, Gives.CHOICE, options


def _both(question: Question, options: Mapping[str, Text]) -> Iterator[Part]:
    yield from _rows(question, options)
    scale = {step.code: step.label for step in question.scale}
    for row in question.rows:
        yield f"{row.code}{SECOND}", row.label, Gives.CHOICE, scale


def _placed(question: Question, options: Mapping[str, Text]) -> Iterator[Part]:
    places = {str(place): Text() for place in range(1, len(options) + 1)}
    for code, label in options.items():
        yield code, label, Gives.CHOICE, places


def _amounts(question: Question, options: Mapping[str, Text]) -> Iterator[Part]:
    for code, label in options.items():
        yield code, label, Gives.NUMBER, {}


PARTS = {
    Shape.MATRIX: _rows,
    Shape.DOUBLE: _both,
    Shape.RANKING: _placed,
    Shape.ALLOCATION: _amounts,
}
GIVES = {
    Shape.SINGLE: Gives.CHOICE,
    Shape.MULTIPLE: Gives.CHOICES,
    Shape.NUMBER: Gives.NUMBER,
    Shape.DATE: Gives.DAY,
}
