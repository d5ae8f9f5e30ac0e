"""Groups side by side: what a page shows of one finding that is split."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flask_babel import gettext as _

from participation.activities.domain.disclosure import THRESHOLD
from participation.activities.domain.findings import Finding
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.statistics_words import why
from participation.platform.i18n.text import Text
from participation.reports.domain.measures import Measure, measures, primary
from participation.reports.domain.said import Unit, Value, Words, spoken
from surveys.cut_words import CutWords
from surveys.domain.counting.variables import Variable
from surveys.wording import theme_words

MOST_TOLD = 5
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The head of a column: a group, or everybody."""

    name: str
    people: int
    answered: int
    is_apart: bool = False

    @property
    def is_small(self) -> bool:
        """Tell whether so few answered that it must not be published."""
        return 0 < self.answered < THRESHOLD


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One number; `share` is the length of its bar, `than` how it compares with the others."""

    words: str
    share: float | None = None
    than: str = ""
    is_small: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One measure of everybody and of each group."""

    words: str
    cells: Sequence[Cell]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A difference in words; the surest come first."""

    p: float
    words: str


class Comparison:
    """A split finding, ready to be shown."""

    def __init__(self, finding: Finding, by: Variable, words: CutWords, numbers: Words) -> None:
        self.finding, self.by, self.words, self.numbers = finding, by, words, numbers
        self.split = finding.figures["by"]
        self.tests = self.split["tests"]

    @cached_property
    def groups(self) -> list[Group]:
        """Everybody, then each group that anybody is in."""
        whole = Group(
            name=_("Everybody"),
            people=self.finding.figures["respondents"],
            answered=self.finding.answered,
        )
        return [whole, *(self._head(each) for each in self._kept)]

    @cached_property
    def _kept(self) -> list[Figures]:
        return [each for each in self.split["groups"] if each["people"]]

    def _head(self, group: Figures) -> Group:
        return Group(
            name=self._name(group["code"]),
            people=group["people"],
            answered=group["answered"],
            is_apart="apart" in group,
        )

    def _name(self, code: str) -> str:
        return self.words.value(self.by, code)

    def lines(self) -> Iterator[Line]:
        """Yield every measure that can be compared."""
        whole = self._measured(self.finding.figures, self.finding)
        of_groups = [self._by_name(group) for group in self._kept]
        charted = {self._key(each) for each in primary(self.finding.figures, list(whole.values()))}
        top = self._top(whole)
        for name, measure in whole.items():
            is_charted = name in charted
            found = [each.get(name) for each in of_groups]
            cells = [
                self._cell(measure, self.finding, "", top if is_charted else 0.0),
                *(
                    self._cell(each, group, group["code"], top if is_charted else 0.0)
                    for each, group in zip(found, self._kept, strict=True)
                ),
            ]
            yield Line(words=spoken(measure.label, self.numbers), cells=cells)

    def _measured(self, figures: Figures, base: Any) -> dict[tuple[str, str], Measure]:
        answered, asked = (
            (base.answered, base.asked)
            if isinstance(base, Finding)
            else (base["answered"], base["asked"])
        )
        return {self._key(each): each for each in measures(figures, answered, asked)}

    def _by_name(self, group: Figures) -> dict[tuple[str, str], Measure]:
        return self._measured(group["figures"], group)

    def _key(self, measure: Measure) -> tuple[str, str]:
        return measure.code, "" if measure.code else spoken(measure.label, self.numbers)

    def _top(self, whole: Mapping[tuple[str, str], Measure]) -> float:
        """Return what a full bar stands for: 1 of shares, else the greatest number there is."""
        every = [whole, *(self._by_name(group) for group in self._kept)]
        values = [each.value for found in every for each in found.values() if each.value]
        if values and values[0].unit is Unit.SHARE:
            return 1.0
        return max((value.number for value in values), default=0.0)

    def _cell(self, measure: Measure | None, base: Any, group: str, top: float) -> Cell:
        value = measure.value if measure else None
        if measure is None or value is None:
            return Cell(words="\N{EN DASH}")
        share = max(0.0, min(1.0, value.number / top)) if top > 0 else None
        return Cell(
            words=self.numbers.value(value),
            share=share,
            than=self._than(measure.code, group),
            is_small=bool(group) and self._is_small(value, base),
        )

    def _is_small(self, value: Value, group: Figures) -> bool:
        """Tell whether a share stands for one to four people."""
        people = value.number * group["answered"]
        return value.unit is Unit.SHARE and 0 < round(people) < THRESHOLD

    def _than(self, code: str, group: str) -> str:
        columns = self.tests.get("columns", {})
        row, _dot, step = code.partition(".")
        if "rows" in self.tests:
            columns = self.tests["rows"].get(row, {}).get("columns", {})
            code = step
        found = columns.get(code, {}).get(group) or {}
        if self.finding.figures["shape"] == "number" and code == "mean":
            found = self.tests.get("means", {}).get(group) or {}
        than = str(found.get("than", ""))
        return than if than in ("more", "less") else ""

    @cached_property
    def told(self) -> list[str]:
        """The differences in words, the surest first."""
        found = sorted(self._told(), key=lambda each: each.p)
        return [each.words for each in found]

    @property
    def first(self) -> list[str]:
        """The differences that are told at once."""
        return self.told[:MOST_TOLD]

    @property
    def more(self) -> list[str]:
        """The differences behind a fold."""
        return self.told[MOST_TOLD:]

    @property
    def lacking(self) -> str:
        """What is missing so that groups can be compared; empty where they can."""
        found = self.tests
        if "rows" in found:
            every = list(found["rows"].values())
            refused = [each for each in every if "refused" in each]
            found = refused[0] if every and len(refused) == len(every) else {}
        return why(Refused(Reason(found["refused"]), found)) if "refused" in found else ""

    @property
    def is_tested(self) -> bool:
        """Tell whether groups were compared."""
        return not self.lacking and bool(self.tests)

    @property
    def symbols(self) -> Mapping[str, Any]:
        """The test of the whole table, if it was made."""
        found: Mapping[str, Any] = self.tests.get("independence", {})
        return found if "p" in found else {}

    def _told(self) -> Iterator[Told]:
        if "rows" in self.tests:
            rows = {row["code"]: row for row in self.finding.figures.get("rows", ())}
            for code, tests in self.tests["rows"].items():
                row = rows.get(code.removesuffix("~second"))
                name = self._say(row["label"]) if row else code
                yield from self._differences(tests, f"{name}: ")
            return
        yield from self._differences(self.tests, "")
        for code, found in self.tests.get("means", {}).items():
            if found["than"] in ("more", "less"):
                yield Told(p=found["p"], words=self._mean(code, found))

    def _say(self, label: Mapping[str, str]) -> str:
        return self.words.speaker.option(Text.from_json(label))

    def _differences(self, tests: Figures, before: str) -> Iterator[Told]:
        for option, groups in tests.get("columns", {}).items():
            for code, found in groups.items():
                if found["than"] in ("more", "less"):
                    answer = f"{before}{self._option(option)}"
                    yield Told(p=found["p"], words=self._often(code, answer, found))

    def _option(self, code: str) -> str:
        for name in ("options", "scale"):
            for option in self.finding.figures.get(name, ()):
                if option["code"] == code:
                    return theme_words(code) or self._say(option["label"])
        if code == "unranked":
            return str(_("Not ranked"))
        return str(_("Place %(place)s", place=code)) if code.isdecimal() else code

    def _often(self, group: str, answer: str, found: Figures) -> str:
        points = self.numbers.value(
            Value(number=abs(found["difference"]) * 100, unit=Unit.AMOUNT, decimals=0)
        )
        said = {"group": self._name(group), "answer": answer, "points": points}
        if found["than"] == "more":
            return str(
                _(
                    "%(group)s: “%(answer)s” more often than the others, by %(points)s "
                    "percentage points.",
                    **said,
                )
            )
        return str(
            _(
                "%(group)s: “%(answer)s” less often than the others, by %(points)s "
                "percentage points.",
                **said,
            )
        )

    def _mean(self, group: str, found: Figures) -> str:
        by = self.numbers.value(Value(number=abs(found["difference"]), unit=Unit.MEAN))
        said = {"group": self._name(group), "number": by}
        if found["than"] == "more":
            return str(_("%(group)s: a mean higher by %(number)s than that of the others.", **said))
        return str(_("%(group)s: a mean lower by %(number)s than that of the others.", **said))
