"""The answers of a survey as tables: rows, codebook and summary. Reports turn them into files."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, Channel
from participation.platform.i18n.locales import NAMES
from participation.reports.tables import Column, Row, Table
from surveys import queries
from surveys.domain.counting.history import told
from surveys.domain.counting.shapes import Shape
from surveys.domain.counting.union import Joined
from surveys.domain.layout import Variable, variables
from surveys.domain.questions.base import Missing
from surveys.histories import history_of, label_of
from surveys.services import analysing, cuts, showing
from surveys.services.counting import Counted
from surveys.services.reading import COLUMNS
from surveys.summaries import summary_rows
from surveys.wording import Speaker, missing_words

WIDE = 40
PLACES: Mapping[str, Callable[[], str]] = {
    "points": lambda: _("Points"),
    "words": lambda: _("Place in words"),
    "area": lambda: _("Area"),
}
MEANINGS: Mapping[str, Callable[[], str]] = {
    "points": lambda: _(
        "Longitude and latitude of each point; on a picture, parts of its width and height"
    ),
    "words": lambda: _("Words"),
    Shape.FILES: lambda: _("Number of files"),
    Shape.ALLOCATION: lambda: _("Amount given to the option"),
    Shape.RANKING: lambda: _("Place in the order, 1 is the first; empty: not ranked"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTables:
    """The tables of one survey at one moment. `with_labels` writes words instead of codes.

    With a filter in `cut` they hold those answers only, and no others.

    Rows are read, and words looked up, when the file is written: keep the request's context.
    """

    activity: Activity
    counted: Counted
    findings: Iterable[Finding]
    speaker: Speaker
    with_labels: bool = True
    cut: Cut = WHOLE

    @property
    def cells(self) -> int:
        """How many cells of answers there are."""
        width = len(self._fixed()) + len(list(variables(self.counted.questions)))
        return self.counted.counts.responses * width

    def answers(self) -> Table:
        """Give one row for each response, in the order of their random keys."""
        columns = list(variables(self.counted.questions))
        return Table(
            name=_("Answers"),
            columns=[*self._fixed(), *(self._head(column) for column in columns)],
            rows=self._rows(columns),
        )

    def codebook(self) -> Table:
        """Say what every column and code means."""
        titles = (_("Column"), _("Question"), _("Statement or option"), _("Code"), _("Meaning"))
        widths = (20, WIDE, 30, 14, WIDE)
        columns = [Column(title=t, width=w) for t, w in zip(titles, widths, strict=True)]
        return Table(name=_("Codebook"), columns=columns, rows=list(self._codes()))

    def summary(self) -> Table:
        """Give the figures of the result page."""
        titles = (
            _("Question"),
            _("Statement"),
            _("Answer"),
            pgettext("count", "People"),
            _("Share"),
        )
        columns = [
            Column(title=title, width=WIDE if place < 3 else 12, is_share=place == 4)  # noqa: PLR2004
            for place, title in enumerate(titles)
        ]
        return Table(
            name=pgettext("sheet", "Summary"),
            columns=columns,
            rows=summary_rows(self.findings, self.speaker),
        )

    def _fixed(self) -> list[Column]:
        if not self.with_labels:
            return [Column(title=name) for name in ("day", "channel", "language", "version")]
        titles = (_("Day"), _("Channel"), _("Language"), _("Version of the questionnaire"))
        return [Column(title=title) for title in titles]

    def _head(self, variable: Variable) -> Column:
        if not self.with_labels:
            return Column(title=variable.name)
        words = self._label(variable)
        if variable.is_other:
            other = _("Other, in own words")
            return Column(title=f"{words} \N{EN DASH} {other}", width=WIDE)
        if variable.joined.shape is Shape.POINT:
            return Column(title=f"{words} \N{EN DASH} {PLACES[variable.path[1]]()}", width=24)
        part = None if variable.part is None else self.speaker.option(variable.part)
        return Column(title=words if part is None else f"{words} \N{EN DASH} {part}", width=24)

    def _label(self, variable: Variable) -> str:
        joined = variable.joined
        label, apart = joined.question.label, bool(joined.apart)
        return label_of(label, joined.versions, self.speaker, is_apart=apart)

    def _words(self, variable: Variable) -> Mapping[Any, str]:
        if not self.with_labels:
            return self._missing()
        codes = variable.codes or {}
        labels = {code: self.speaker.option(label) for code, label in codes.items()}
        return {**self._missing(), **labels}

    def _missing(self) -> dict[Any, str]:
        """Words for missing answers by what is stored; of a question not asked, nothing is."""
        words = missing_words() if self.with_labels else {code: code for code in Missing}
        return {None if c == Missing.NOT_ASKED else c.value: w for c, w in words.items()}

    def _rows(self, columns: list[Variable]) -> Iterator[Row]:
        """Read responses batch by batch; never more than one batch is held."""
        not_asked = self._missing()[None]
        numbers = {key: number for key, (number, _q) in self.counted.versions.items()}
        names = NAMES if self.with_labels else {}
        channels = {channel.id: self._channel(channel) for channel in self.activity.channels}
        readers = [(c.reader(self._words(c)), set(c.joined.versions)) for c in columns]
        known = cuts.known_of(self.activity, self.counted.versions)
        for batch in queries.batches(self.activity.id, *COLUMNS):
            for row in cuts.kept(batch, self.cut, known):
                if row.version_id not in numbers:
                    continue  # published after this moment, and so was the answer
                number, answers = numbers[row.version_id], row.answers
                yield [
                    row.day,
                    channels.get(row.channel_id, ""),
                    names.get(row.language, row.language),
                    number,
                    *(read(answers) if number in asked else not_asked for read, asked in readers),
                ]

    def _channel(self, channel: Channel) -> str:
        return self.speaker.say(channel.name) if self.with_labels else channel.code

    def _codes(self) -> Iterator[Row]:
        for missing, words in missing_words().items():
            yield _("All questions"), "", "", missing.value, words
        for variable in variables(self.counted.questions):
            question = self._label(variable)
            part = "" if variable.part is None else self.speaker.option(variable.part)
            for code, meaning in self._meanings(variable).items():
                yield variable.name, question, part, code, meaning
            for words in self._history(variable.joined):
                yield variable.name, question, part, "", words

    def _history(self, joined: Joined) -> list[str]:
        numbers = [number for number, _questionnaire in self.counted.versions.values()]
        return history_of(joined.versions, told(joined), numbers, self.speaker)

    def _meanings(self, variable: Variable) -> dict[Any, str]:
        if variable.is_mark:
            return {1: _("Chosen"), 0: _("Not chosen")}
        if variable.is_other:
            return {"": _("Words for the option “Other”")}
        if variable.cell:
            place = variable.joined.shape is Shape.POINT
            return {"": MEANINGS[variable.path[1] if place else variable.joined.shape]()}
        if variable.codes is None:
            words = {"number": _("Number"), "date": _("Date: year, month and day")}
            return {"": words.get(variable.joined.shape, _("Words"))}
        return {code: self.speaker.option(label) for code, label in variable.codes.items()}


def answer_tables(
    activity: Activity,
    now: datetime,
    speaker: Speaker,
    *,
    with_labels: bool = False,
    cut: Cut = WHOLE,
) -> AnswerTables:
    """Return the tables of a survey as it is now, of those answers that the cut leaves."""
    only = Cut(filter=cut.filter)
    shown = (
        analysing.analysed(activity, now, only) if only else showing.staff_results(activity, now)
    )
    return AnswerTables(
        activity=activity,
        counted=shown.counted,
        findings=shown.findings,
        speaker=speaker,
        with_labels=with_labels,
        cut=only,
    )
