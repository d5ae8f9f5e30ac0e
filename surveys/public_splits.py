"""Groups side by side, as a release tells them: hidden numbers stay empty."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.measures import Measure, label_of, measures
from participation.reports.domain.said import Unit, spoken
from participation.reports.wording import ReportWords
from surveys.cut_words import facts

Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number, or the place of one that is not told. `share` is the length of its bar."""

    words: str = ""
    share: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The head of a column."""

    name: str
    answered: int


class PublicSplit:
    """A split of a release, ready to be shown."""

    def __init__(self, finding: Finding, words: ReportWords) -> None:
        self.finding, self.words = finding, words
        self.by = finding.figures["by"]

    @property
    def variable(self) -> str:
        """Name what people are grouped by."""
        label = Text.from_json(self.by.get("label"))
        part = Text.from_json(self.by.get("part"))
        if not label:
            return str(facts().get(self.by["variable"], self.by["variable"]))
        return " \N{EN DASH} ".join(self._say(text) for text in (label, part) if text)

    def _say(self, text: Text) -> str:
        return str(self.words.say(text))

    @cached_property
    def told(self) -> list[Figures]:
        """The groups of which something is told."""
        return [group for group in self.by["groups"] if "hidden" not in group["figures"]]

    @property
    def groups(self) -> list[Group]:
        """Everybody, and each group that is told of."""
        whole = Group(name=_("Everybody"), answered=self.finding.answered)
        return [whole, *(Group(name=self.name_of(g), answered=g["answered"]) for g in self.told)]

    @property
    def hidden(self) -> list[str]:
        """The groups of which nothing is told apart."""
        return [self.name_of(g) for g in self.by["groups"] if "hidden" in g["figures"]]

    def name_of(self, group: Figures) -> str:
        """Name a group."""
        return spoken(label_of(group), self.words)

    def lines(self) -> Iterator[tuple[str, Sequence[Cell]]]:
        """Yield each measure of everybody and of each group."""
        figures = {**self.finding.figures}
        whole = measures(figures, self.finding.answered, self.finding.asked)
        groups = [
            {_key(each): each for each in measures(g["figures"], g["answered"], g["asked"])}
            for g in self.told
        ]
        top = self._top(whole, groups)
        for measure in whole:
            found = [measure, *(group.get(_key(measure)) for group in groups)]
            cells = [self._cell(each, top if _is_bar(measure) else 0.0) for each in found]
            if any(cell.words for cell in cells):
                yield spoken(measure.label, self.words), cells

    def _top(self, whole: Sequence[Measure], groups: Sequence[Mapping[Any, Measure]]) -> float:
        values = [m.value for m in (*whole, *(m for g in groups for m in g.values())) if m.value]
        if any(value.unit is Unit.SHARE for value in values):
            return 1.0
        return max((value.number for value in values), default=0.0)

    def _cell(self, measure: Measure | None, top: float) -> Cell:
        if measure is None or measure.value is None:
            return Cell(is_hidden=True)
        share = measure.value.number / top if top > 0 else None
        bar = None if share is None else max(0.0, min(1.0, share))
        return Cell(words=self.words.value(measure.value), share=bar)

    @property
    def has_hidden(self) -> bool:
        """Tell whether any number of a group is not told."""
        return any(cell.is_hidden for _words, cells in self.lines() for cell in cells)


def _is_bar(measure: Measure) -> bool:
    return bool(measure.code) or measure.value is None or measure.value.unit is Unit.SHARE


def _key(measure: Measure) -> tuple[str, str]:
    name = getattr(measure.label, "key", "") if not measure.code else ""
    return measure.code, name
