"""The shapes of answers, and the names under which they are counted."""

from enum import StrEnum

from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER

# What marks the second scale of a matrix that has two, in keys and columns.
SECOND = "~second"


class Shape(StrEnum):
    """What answers to a question look like, as far as counting goes."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    MATRIX = "matrix"
    NUMBER = "number"
    RANKING = "ranking"
    DATE = "date"
    DOUBLE = "double"
    ALLOCATION = "allocation"
    POINT = "point"
    FILES = "files"
    OPEN = "open"


SHAPES = {
    "single": Shape.SINGLE,
    "multiple": Shape.MULTIPLE,
    "matrix": Shape.MATRIX,
    "number": Shape.NUMBER,
    "ranking": Shape.RANKING,
    "budget": Shape.ALLOCATION,
    "point": Shape.POINT,
    "upload": Shape.FILES,
    "yesno": Shape.SINGLE,
    "rating": Shape.SINGLE,
    "grade": Shape.SINGLE,
    "recommendation": Shape.SINGLE,
    "consent": Shape.SINGLE,
    "slider": Shape.NUMBER,
    "date": Shape.DATE,
    "month": Shape.DATE,
    "differential": Shape.MATRIX,
    "double": Shape.DOUBLE,
}


def shape_of(question: Question) -> Shape:
    """Return the shape of a question's answers; of any other kind only their presence counts."""
    return SHAPES.get(question.kind, Shape.OPEN)


def choices(question: Question) -> tuple[str, ...]:
    """Return the codes that can be chosen, with "other" last where it is offered."""
    codes = tuple(option.code for option in question.options)
    return (*codes, OTHER) if question.other else codes


def key(question: Question, shape: Shape, row: str = "") -> str:
    """Name a tally: `park/single`, `service/matrix/library`, `park~2/single` for edition 2.

    Shape and edition are part of the name, so that a question whose kind or meaning changed
    between two versions is counted as two.
    """
    code = f"{question.code}~{question.edition}" if question.edition else question.code
    return f"{code}/{shape}/{row}" if row else f"{code}/{shape}"
