"""From lines of a form to the options and rows of a question."""

from collections.abc import Collection, Iterable
from dataclasses import replace

from surveys.domain.questionnaire import Option, Row
from surveys.forms.lines import LinesField


def options_of(field: LinesField, taken: Collection[str]) -> tuple[Option, ...]:
    """Return the options as the form says; what it does not ask about stays as it was."""
    known = {option.code: option for option in field.data or ()}
    return tuple(
        replace(
            known.get(line.was) or Option(code=line.code, label=line.label),
            code=line.code,
            label=line.label,
            exclusive=line.exclusive,
            image=line.image,
            alt=line.alt,
        )
        for line in field.coded(taken)
    )


def rows_of(field: LinesField, taken: Collection[str]) -> tuple[Row, ...]:
    """Return the rows as the form says; what it does not ask about stays as it was."""
    known = {row.code: row for row in field.data or ()}
    return tuple(
        replace(
            known.get(line.was) or Row(code=line.code, label=line.label),
            code=line.code,
            label=line.label,
            right=line.right,
        )
        for line in field.coded(taken)
    )


def steps_kept(steps: Iterable[Option], before: Iterable[Option]) -> tuple[Option, ...]:
    """Return the steps of a kind; those that were there already stay as they were."""
    known = {option.code: option for option in before}
    return tuple(known.get(step.code, step) for step in steps)
