"""The answers of a survey as a dataset with types and codes, and its points on a map."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.models import Activity
from participation.platform.i18n.locales import NAMES
from participation.reports.data.dataset import Dataset, Field, Kind, Row
from participation.reports.data.geojson import Place
from surveys import queries
from surveys.cut_words import CutWords
from surveys.domain.counting.shapes import Shape
from surveys.domain.layout import Variable, variables
from surveys.domain.questions.base import Missing
from surveys.domain.questions.dates import day_of
from surveys.domain.questions.point import bounds_of
from surveys.exports import PLACES
from surveys.histories import label_of
from surveys.services import cuts
from surveys.services.counting import Counted
from surveys.services.reading import COLUMNS
from surveys.wording import Speaker, missing_words

NUMBERS = (Shape.NUMBER, Shape.RANKING, Shape.ALLOCATION, Shape.FILES)
WITHOUT_QUESTION = ("day", "channel", "language", "version")
TOLD = {code: code for code in Missing} | {None: Missing.NOT_ASKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers of a survey at one moment, in the words of one language."""

    activity: Activity
    counted: Counted
    speaker: Speaker
    source: str
    cut: Cut = WHOLE

    def dataset(self) -> Dataset:
        """Return one row for each response, in the order of their random keys."""
        columns = list(variables(self.counted.questions))
        return Dataset(
            title=self._title(),
            language=self.speaker.language,
            source=self.source,
            fields=[*self._fixed(), *(self._field(variable) for variable in columns)],
            rows=self._rows(columns),
            size=self.counted.counts.responses,
            missing={code.value: words for code, words in missing_words().items()},
        )

    def _title(self) -> str:
        """Name the survey, and which answers these are."""
        title = self.speaker.say(self.activity.title)
        return f"{title} \N{EN DASH} {only}" if (only := self._only()) else title

    def _only(self) -> str:
        known = cuts.known_of(self.activity, self.counted.versions)
        return CutWords(self.speaker, known.variables).short(self.cut)

    def _kept(self) -> Iterator[Sequence[Any]]:
        """Yield the responses that the filter leaves, batch by batch."""
        known = cuts.known_of(self.activity, self.counted.versions)
        for batch in queries.batches(self.activity.id, *COLUMNS):
            yield cuts.kept(batch, self.cut, known)

    def _fixed(self) -> Iterator[Field]:
        channels = {c.code: self.speaker.say(c.name) for c in self.activity.channels}
        numbers = sorted(number for number, _questionnaire in self.counted.versions.values())
        titles = (_("Day"), _("Channel"), _("Language"), _("Version of the questionnaire"))
        kinds = (Kind.DAY, Kind.CODE, Kind.CODE, Kind.CODE)
        codes: tuple[Mapping[str, str], ...] = (
            {},
            channels,
            {code: NAMES[code] for code in self.activity.languages},
            {str(number): str(number) for number in numbers},
        )
        for name, label, kind, values in zip(WITHOUT_QUESTION, titles, kinds, codes, strict=True):
            yield Field(name=name, label=label, kind=kind, codes=values)

    def _field(self, variable: Variable) -> Field:
        kind = kind_of(variable)
        codes = {str(c): self.speaker.option(label) for c, label in (variable.codes or {}).items()}
        if kind is Kind.MARK:
            codes = {"0": _("Not chosen"), "1": _("Chosen")}
        return Field(name=variable.name, label=self._label(variable), kind=kind, codes=codes)

    def _label(self, variable: Variable) -> str:
        joined = variable.joined
        apart = bool(joined.apart)
        words = label_of(joined.question.label, joined.versions, self.speaker, is_apart=apart)
        if variable.is_other:
            part = _("Other, in own words")
        elif joined.shape is Shape.POINT:
            part = PLACES[variable.path[1]]()
        elif variable.part is not None:
            part = self.speaker.option(variable.part)
        else:
            return words
        return f"{words} \N{EN DASH} {part}"

    def _rows(self, columns: list[Variable]) -> Iterator[Row]:
        numbers = {key: number for key, (number, _q) in self.counted.versions.items()}
        channels = {channel.id: channel.code for channel in self.activity.channels}
        readers = [(reader(column), set(column.joined.versions)) for column in columns]
        for batch in self._kept():
            for row in batch:
                if row.version_id in numbers:
                    number = numbers[row.version_id]
                    facts = (row.day, channels.get(row.channel_id), row.language, str(number))
                    said = (
                        read(row.answers) if number in asked else Missing.NOT_ASKED.value
                        for read, asked in readers
                    )
                    yield (*facts, *said)

    def places(self) -> Iterator[Place]:
        """Yield every point marked on a map of tiles; what is said of it are the place's words."""
        asked = [q for q in self.counted.questions if q.shape is Shape.POINT]
        maps = {q.question.code: q for q in asked if bounds_of(q.question)}
        for batch in self._kept():
            for row in batch:
                for code, joined in maps.items():
                    yield from self._places_in(row.answers.get(code), code, joined.question)

    def _places_in(self, value: Any, code: str, question: Any) -> Iterator[Place]:
        if not isinstance(value, Mapping):
            return
        option = question.option(value.get("area", ""))
        area = self.speaker.say(option.label) if option else ""
        said = {"question": code, "words": value.get("words", ""), "area": area}
        for longitude, latitude in value.get("points", ()):
            yield Place(longitude=longitude, latitude=latitude, said=said)


def kind_of(variable: Variable) -> Kind:
    """Return what the cells of a column hold."""
    if variable.is_other:
        return Kind.TEXT
    if variable.is_mark:
        return Kind.MARK
    if variable.codes is not None:
        return Kind.CODE
    if variable.joined.shape in NUMBERS:
        return Kind.NUMBER
    is_day = variable.joined.question.kind == "date"
    return Kind.DAY if is_day else Kind.TEXT


def reader(variable: Variable) -> Callable[[Mapping[str, Any]], Any]:
    """Return the function that reads a cell of a column."""
    read = variable.reader(TOLD)
    kind = kind_of(variable)
    if kind in (Kind.MARK, Kind.CODE):
        return lambda answers: _plain(read(answers))
    if kind is Kind.DAY:
        return lambda answers: _day(read(answers))
    return lambda answers: _plain_reason(read(answers))


def _plain(value: Any) -> str | None:
    return None if value is None else str(getattr(value, "value", value))


def _plain_reason(value: Any) -> Any:
    return value.value if isinstance(value, Missing) else value


def _day(value: Any) -> date | str | None:
    return day_of(value) or _plain(value)
