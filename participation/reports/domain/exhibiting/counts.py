"""Exhibits of counts: choices, classes of numbers, months, areas."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.exhibiting.parts import (
    base,
    hidden_cell,
    missing_notes,
    missing_rows,
    or_dash,
    people,
    told_people,
    told_share,
)
from participation.reports.domain.exhibits import Chart, Exhibit, Fact, Kind, Row, Series, Table
from participation.reports.domain.measures import class_of, label_of, number, share
from participation.reports.domain.said import Said, Unit, phrase
from participation.reports.domain.ties import first, last

Line = tuple[Said, float | None]
NPS_GROUPS = ("promoters", "passives", "detractors")
MOST_BARS = 8
PEOPLE_AND_SHARE = (phrase("people"), phrase("share"))


def choice(finding: Finding) -> Exhibit:
    """Show the options of a choice as bars."""
    figures = finding.figures
    lines = [(label_of(option), option["count"]) for option in figures["options"]]
    is_scale = "mean" in figures or "nps" in figures
    notes = [phrase("nps_note")] if figures.get("nps") else []
    if others := figures.get("others"):
        notes.append(phrase("others_note", n=int(others), people=people(others)))
    return Exhibit(
        title=finding.label,
        base=base(finding),
        facts=tuple(_summaries(finding)),
        charts=bars(finding, lines, Kind.HISTOGRAM if is_scale else Kind.BARS),
        tables=(_table(finding, phrase("answer"), lines),),
        notes=tuple(notes),
    )


def themes(finding: Finding) -> Exhibit:
    """Show what coders found in open answers, as bars."""
    lines = [(label_of(option), option["count"]) for option in finding.figures["options"]]
    title = phrase("themes_of", question=finding.label)
    return Exhibit(
        title=title,
        base=base(finding),
        charts=tuple(replace(one, title=title) for one in bars(finding, lines, Kind.BARS)),
        tables=(replace(_table(finding, phrase("theme"), lines), title=title),),
    )


def _summaries(finding: Finding) -> Iterator[Fact]:
    """Yield the mean of a scale, and what a recommendation comes to."""
    nps = finding.figures.get("nps") or {}
    found = (
        ("mean", number(finding.figures, "mean", Unit.MEAN)),
        *((name, share(nps[name], finding.answered)) for name in NPS_GROUPS if name in nps),
        ("nps", number(nps, "score", Unit.SCORE)),
    )
    for name, value in found:
        if value is not None:
            yield Fact(name=phrase(name), value=value)


def numbers(finding: Finding) -> Exhibit:
    """Show classes of numbers, and their mean and median."""
    figures, unit = finding.figures, Text.from_json(finding.figures.get("unit"))
    lines = [(class_of(each, unit), each["count"]) for each in figures.get("classes", ())]
    found = (
        (name, number(figures, name, Unit.AMOUNT, decimals=decimals, of=unit))
        for name, decimals in (("mean", 2), ("median", None), ("min", None), ("max", None))
    )
    return Exhibit(
        title=finding.label,
        base=base(finding),
        facts=tuple(Fact(name=phrase(name), value=value) for name, value in found if value),
        charts=bars(finding, lines, Kind.HISTOGRAM),
        tables=(_table(finding, phrase("answer"), lines),),
        notes=(phrase("rounded_note"),) if figures.get("rounded") else (),
    )


def months(finding: Finding) -> Exhibit:
    """Show months or years as a line, or as bars where there are few."""
    lines = [(class_of(each), each["count"]) for each in finding.figures.get("classes", ())]
    kind = Kind.LINE if len(lines) > MOST_BARS else Kind.HISTOGRAM
    return Exhibit(
        title=finding.label,
        base=base(finding),
        charts=bars(finding, lines, kind),
        tables=(_table(finding, phrase("time"), lines),),
    )


def areas(finding: Finding) -> Exhibit:
    """Show how many chose each area; points and words are read by staff only."""
    rows = finding.figures.get("rows", [])
    seen = [row for row in rows if "hidden" not in row]
    table = Table(
        title=finding.label,
        stub=phrase("area"),
        columns=PEOPLE_AND_SHARE,
        rows=tuple(
            Row(head=label_of(row), cells=(hidden_cell(row),))
            if "hidden" in row
            else Row(
                head=label_of(row),
                cells=(people(row["answered"]), or_dash(share(row["answered"], finding.answered))),
            )
            for row in rows
        ),
    )
    return Exhibit(
        title=finding.label,
        base=base(finding),
        charts=bars(finding, [(label_of(row), row["answered"]) for row in seen], Kind.BARS),
        tables=(table,) if rows else (),
        notes=missing_notes(finding.missing),
    )


def words(finding: Finding) -> Exhibit:
    """Say how many wrote or sent something; what they wrote is never a figure."""
    answered = Row(
        head=phrase("answered_question"),
        cells=(people(finding.answered), or_dash(share(finding.answered, finding.asked))),
    )
    table = Table(
        title=finding.label,
        stub=phrase("answer"),
        columns=PEOPLE_AND_SHARE,
        rows=(answered, *missing_rows(finding.missing)),
    )
    return Exhibit(title=finding.label, base=base(finding), tables=(table,))


def bars(finding: Finding, lines: Sequence[Line], kind: Kind) -> tuple[Chart, ...]:
    """Draw shares of those who answered; nothing when nobody did."""
    if not finding.answered or not lines:
        return ()
    values = tuple(None if n is None else n / finding.answered for _words, n in lines)
    chart = Chart(
        kind=kind,
        title=finding.label,
        categories=tuple(words for words, _count in lines),
        series=(Series(name=phrase("share"), values=values),),
        unit=Unit.SHARE,
        answered=finding.answered,
        alternative=tuple(_told(finding, lines)),
    )
    return (chart,)


def _told(finding: Finding, lines: Sequence[Line]) -> Iterable[Said]:
    """Say the most and the least common; not where one is hidden, or several are."""
    known = [(label, count) for label, count in lines if count is not None]
    if len(known) < len(lines):
        return
    ends = (("most_common", first(known)), ("least_common", last(known)))
    for key, end in ends[: len(known)]:  # what is alone is not also the least common
        if end is not None:
            label, count = end
            yield phrase(key, label=label, share=or_said(share(count, finding.answered)))


def or_said(value: Said | None) -> Said:
    """Return a value to be put into a sentence."""
    return "\N{EN DASH}" if value is None else value


def _table(finding: Finding, stub: Said, lines: Sequence[Line]) -> Table:
    rows = (
        Row(head=words, cells=(told_people(count), told_share(count, finding.answered)))
        for words, count in lines
    )
    return Table(
        title=finding.label,
        stub=stub,
        columns=PEOPLE_AND_SHARE,
        rows=(*rows, *missing_rows(finding.missing)),
    )
