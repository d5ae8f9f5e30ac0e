"""Surveys side by side as tables for files: the same numbers as on the page."""

from collections.abc import Iterator

from flask_babel import gettext as _
from flask_babel import pgettext

from participation.reports.tables import Column, Row, Table
from surveys.developments import Asked, Developments
from surveys.domain.development import Line, Number


def figures_table(found: Developments) -> Table:
    """Give every number that can be compared."""
    titles = (
        (_("Question"), 40),
        (_("Code"), 16),
        (_("Answer"), 40),
        (_("Survey"), 40),
        (_("Time"), 16),
        (pgettext("count", "People"), 12),
        (_("Value"), 12),
        (_("Interval from"), 12),
        (_("Interval to"), 12),
        (_("p of the difference"), 16),
    )
    columns = [Column(title=title, width=width) for title, width in titles]
    return Table(name=_("Surveys side by side"), columns=columns, rows=_rows(found))


def _rows(found: Developments) -> Iterator[Row]:
    for question in found.questions:
        for line in question.compared.lines:
            for place, number in enumerate(line.numbers):
                if number is not None:
                    yield _row(question, line, place, number)


def _row(question: Asked, line: Line, place: int, number: Number) -> Row:
    change, ends = line.changes[place], number.interval
    return (
        question.label,
        question.compared.code,
        question.words_of(line),
        question.page.name(place),
        question.page.when(place),
        round(number.people),
        number.value.number if number.value else str(pgettext("number", "hidden")),
        ends.low if ends else None,
        ends.high if ends else None,
        change.p if change else None,
    )


def notes_table(found: Developments) -> Table:
    """Say what cannot be compared, and what differs in what can."""
    titles = ((_("Question"), 60), (_("Survey"), 40), (_("What to know"), 80))
    columns = [Column(title=title, width=width) for title, width in titles]
    return Table(name=_("Not compared"), columns=columns, rows=list(_notes(found)))


def _notes(found: Developments) -> Iterator[Row]:
    for question in found.questions:
        for words in question.notes:
            yield question.label, "", words
    for label, name, reason, _apart in found.apart():
        yield label, name, reason
    for name, labels in found.alone():
        for label in labels:
            yield label, name, _("Only this survey asked it.")
