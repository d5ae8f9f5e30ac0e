"""Weighted shares of a release beside unweighted ones, line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.exhibits import Cell, Hidden, Row, Table
from participation.reports.domain.measures import label_of, share
from participation.reports.domain.said import NOTHING, Said, Unit, Value, phrase

SECOND = "~second"
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One answer: its weighted share, and the plain one. None where it is not told."""

    row: Said
    answer: Said
    weighted: Value | None
    plain: Value | None

    @property
    def label(self) -> Said:
        """The answer, with the row it is to if there is one."""
        return phrase("row_answer", row=self.row, answer=self.answer) if self.row else self.answer


def pairs(finding: Finding) -> Iterator[Pair]:
    """Yield what stands side by side; nothing of a finding without weights."""
    figures = finding.figures
    told: Figures = figures.get("weighted", {})
    for option in figures["options"] if "options" in told else ():
        code, n = option["code"], finding.answered
        found = _weighted(told["options"].get(code))
        plain = share(option["count"], n)
        yield Pair(row=NOTHING, answer=label_of(option), weighted=found, plain=plain)
    for row in figures["rows"] if "rows" in told else ():
        yield from _row(row, "options", row["code"], figures)
        if "second" in row:
            yield from _row(row, "scale", f"{row['code']}{SECOND}", figures)


def _row(row: Figures, steps: str, name: str, figures: Figures) -> Iterator[Pair]:
    told = figures["weighted"]["rows"].get(name)
    part = row["second"] if steps == "scale" else row
    label = label_of(row)
    if "second" in row:
        scale = Text.from_json(figures["second" if steps == "scale" else "first"])
        label = phrase("row_scale", row=label, scale=scale)
    for option in figures[steps] if told is not None else ():
        code = option["code"]
        yield Pair(
            row=label,
            answer=label_of(option),
            weighted=_weighted(told.get(code)),
            plain=share(part["counts"].get(code, 0), part["answered"]),
        )


def _weighted(found: float | None) -> Value | None:
    """Return a share in whole per cent: it is told no finer."""
    return None if found is None else Value(number=found, unit=Unit.SHARE, decimals=0)


def beside_table(finding: Finding) -> Table:
    """Return weighted shares beside unweighted ones, and what the weights cost."""
    told = finding.figures["weighted"]
    effective = Value(number=told["n_effective"], unit=Unit.PEOPLE, decimals=0)
    effect = Value(number=told["design_effect"], unit=Unit.MEAN)
    return Table(
        title=phrase("weighted_beside", title=finding.label),
        stub=phrase("answer"),
        columns=(phrase("weighted"), phrase("unweighted")),
        rows=tuple(
            Row(head=each.label, cells=(_cell(each.weighted), _cell(each.plain)))
            for each in pairs(finding)
        ),
        notes=(phrase("n_effective", value=effective), phrase("design_effect", value=effect)),
    )


def _cell(value: Value | None) -> Cell:
    return Hidden(why=phrase("hidden")) if value is None else value
