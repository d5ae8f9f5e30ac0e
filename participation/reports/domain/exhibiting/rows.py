"""Exhibits of rows: matrices, pairs of opposites, two scales, rankings, budgets."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.exhibiting.parts import (
    base,
    hidden_cell,
    missing_notes,
    or_dash,
    people,
    shown_missing,
    told_people,
    told_share,
)
from participation.reports.domain.exhibits import Cell, Chart, Exhibit, Kind, Row, Series, Table
from participation.reports.domain.fourfold import Fourfold, fourfold
from participation.reports.domain.measures import label_of, number
from participation.reports.domain.said import Said, Unit, Value, phrase
from participation.reports.domain.ties import first, last

Found = Mapping[str, Any]
MOST_STEPS = 7
ENDS = (
    ("borda", Unit.SCORE),
    ("share", Unit.SHARE),
    ("mean", Unit.MEAN),
    ("net", Unit.NET),
)


def matrix(finding: Finding) -> Exhibit:
    """Show rows of shares, parting around the middle of the scale where it has one."""
    figures = finding.figures
    return Exhibit(
        title=finding.label,
        base=base(finding),
        charts=tuple(stacked(finding, figures)),
        tables=(matrix_table(finding, finding.label),),
        notes=(phrase("net_note"),) if figures.get("diverging") else (),
    )


def stacked(finding: Finding, figures: Found) -> Iterator[Chart]:
    """Draw rows of shares; a scale of one step or of very many is read as a table."""
    options = figures["options"]
    rows = [row for row in figures["rows"] if "hidden" not in row and _is_told(row, options)]
    if not rows or not 1 < len(options) <= MOST_STEPS:
        return
    kind = Kind.DIVERGING if figures.get("diverging") else Kind.STACKED
    yield Chart(
        kind=kind,
        title=finding.label,
        categories=tuple(label_of(row) for row in rows),
        series=tuple(
            Series(
                name=label_of(option),
                values=tuple(
                    row["counts"].get(option["code"], 0) / row["answered"] for row in rows
                ),
            )
            for option in options
        ),
        unit=Unit.SHARE,
        answered=finding.answered,
        alternative=(*_ends(figures["rows"]), *_left_out(figures["rows"], options)),
    )


def _left_out(rows: Sequence[Found], options: Sequence[Found]) -> Iterator[Said]:
    """Name the rows that are hidden and so are not drawn."""
    for row in rows:
        if "hidden" in row or (row["answered"] and not _is_told(row, options)):
            yield phrase("left_out_note", label=label_of(row))


def _is_told(row: Found, options: Sequence[Found]) -> bool:
    """Tell whether every part of a row's bar is known."""
    counts = [row["counts"].get(option["code"], 0) for option in options]
    return bool(row["answered"]) and None not in counts


def _ends(rows: Sequence[Found]) -> Iterator[Said]:
    """Say which row stands highest and which lowest; not where one is hidden."""
    for name, unit in ENDS:
        known = [row for row in rows if name in row]
        if len(known) == len(rows) > 1:
            standings = [(label_of(row), row[name]) for row in known]
            for key, end in (("highest", first(standings)), ("lowest", last(standings))):
                if end is not None:
                    value = Value(number=end[1], unit=unit)
                    yield phrase(f"{key}_{name}", label=end[0], value=value)
            return


def matrix_table(finding: Finding, title: Said) -> Table:
    """Return every share and count of a matrix, row by row."""
    figures = finding.figures
    shown = [row for row in figures["rows"] if "hidden" not in row]
    extra = [
        (name, unit)
        for name, unit in (("mean", Unit.MEAN), ("net", Unit.NET))
        if any(name in row for row in shown)
    ]
    reasons = [name for name, _count in shown_missing(_summed(shown))]
    columns = (
        *(label_of(option) for option in figures["options"]),
        *(phrase(name) for name, _unit in extra),
        phrase("answers"),
        *(phrase(reason) for reason in reasons),
    )
    rows = (
        Row(head=label_of(row), cells=(hidden_cell(row),))
        if "hidden" in row
        else Row(head=label_of(row), cells=tuple(_matrix_cells(row, figures, extra, reasons)))
        for row in figures["rows"]
    )
    return Table(title=title, stub=phrase("statement"), columns=columns, rows=tuple(rows))


def _summed(rows: Sequence[Found]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in rows:
        for reason, count in row["missing"].items():
            found[reason] = found.get(reason, 0) + count
    return found


def _matrix_cells(
    row: Found, figures: Found, extra: Sequence[tuple[str, Unit]], reasons: Sequence[str]
) -> Iterator[Cell]:
    for option in figures["options"]:
        yield told_share(row["counts"].get(option["code"], 0), row["answered"])
    for name, unit in extra:
        yield or_dash(number(row, name, unit))
    yield people(row["answered"])
    for reason in reasons:
        yield told_people(row["missing"].get(reason, 0))


def double(finding: Finding) -> Exhibit:
    """Show both scales against each other in four fields, and each of them whole."""
    figures = finding.figures
    placed = fourfold(figures["rows"])
    names = [Text.from_json(figures.get(name)) for name in ("first", "second")]
    second = replace(finding, figures={**figures, **_second(figures)})
    return Exhibit(
        title=finding.label,
        base=base(finding),
        charts=(_four(finding, placed, names),) if placed else (),
        tables=(
            *((_fields(finding, placed, names),) if placed else ()),
            matrix_table(finding, phrase("of_scale", title=finding.label, scale=names[0])),
            matrix_table(second, phrase("of_scale", title=finding.label, scale=names[1])),
        ),
        notes=(phrase("fourfold_note"),) if placed else (),
    )


def _second(figures: Found) -> dict[str, Any]:
    """Return figures as if the second scale were the only one."""
    rows = [
        {**{k: v for k, v in row.items() if k != "mean"}, **row.get("second", {})}
        for row in figures["rows"]
    ]
    return {"options": figures["scale"], "rows": rows}


def _four(finding: Finding, placed: Fourfold, names: Sequence[Text]) -> Chart:
    return Chart(
        kind=Kind.FOURFOLD,
        title=finding.label,
        categories=tuple(Text.from_json(point.label) for point in placed.points),
        series=(
            Series(name=names[0], values=tuple(point.first for point in placed.points)),
            Series(name=names[1], values=tuple(point.second for point in placed.points)),
        ),
        unit=Unit.MEAN,
        answered=finding.answered,
        middle=(placed.first, placed.second),
        alternative=(phrase("fourfold_alternative", first=names[0], second=names[1]),),
    )


def _fields(finding: Finding, placed: Fourfold, names: Sequence[Text]) -> Table:
    rows = (
        Row(
            head=phrase("numbered", number=point.number, label=Text.from_json(point.label)),
            cells=(
                Value(number=point.first, unit=Unit.MEAN),
                Value(number=point.second, unit=Unit.MEAN),
                phrase(f"field_{point.field}", first=names[0], second=names[1]),
            ),
        )
        for point in placed.points
    )
    return Table(
        title=phrase("fourfold_of", title=finding.label),
        stub=phrase("statement"),
        columns=(*names, phrase("field")),
        rows=tuple(rows),
    )


def ranking(finding: Finding) -> Exhibit:
    """Show the scores of options in their order, and every place as a table."""
    rows = _ordered(finding.figures["rows"], "borda")
    return Exhibit(
        title=finding.label,
        base=base(finding),
        charts=tuple(_scores(finding, rows, "borda", Unit.SCORE)),
        tables=(_ranks(finding, rows), _places(finding, rows)),
        notes=(phrase("borda_note"), *missing_notes(finding.missing)),
    )


def _ordered(rows: Sequence[Found], name: str) -> list[Found]:
    """Put rows in order; hidden ones betray their place and keep the order of the form."""
    if any(name not in row for row in rows):
        return list(rows)
    return sorted(rows, key=lambda row: -row[name])


def _scores(finding: Finding, rows: Sequence[Found], name: str, unit: Unit) -> Iterator[Chart]:
    shown = [row for row in rows if name in row]
    if shown:
        yield Chart(
            kind=Kind.BARS,
            title=finding.label,
            categories=tuple(label_of(row) for row in shown),
            series=(Series(name=phrase(name), values=tuple(float(row[name]) for row in shown)),),
            unit=unit,
            answered=finding.answered,
            alternative=tuple(_ends(rows)),
        )


def _ranks(finding: Finding, rows: Sequence[Found]) -> Table:
    return Table(
        title=finding.label,
        stub=phrase("option"),
        columns=(phrase("borda"), phrase("put_first"), phrase("mean_rank"), phrase("answers")),
        rows=tuple(
            Row(head=label_of(row), cells=(hidden_cell(row),))
            if "hidden" in row
            else Row(
                head=label_of(row),
                cells=(
                    or_dash(number(row, "borda", Unit.SCORE)),
                    told_share(row["first"], row["answered"]),
                    or_dash(number(row, "mean_rank", Unit.MEAN)),
                    people(row["answered"]),
                ),
            )
            for row in rows
        ),
    )


def _places(finding: Finding, rows: Sequence[Found]) -> Table:
    places = [str(place) for place in range(1, finding.figures["places"] + 1)]
    return Table(
        title=phrase("places_of", title=finding.label),
        stub=phrase("option"),
        columns=(*(phrase("place", place=place) for place in places), phrase("unranked")),
        rows=tuple(
            Row(head=label_of(row), cells=(hidden_cell(row),))
            if "hidden" in row
            else Row(
                head=label_of(row),
                cells=tuple(told_people(row["counts"].get(p, 0)) for p in (*places, "unranked")),
            )
            for row in rows
        ),
    )


def allocation(finding: Finding) -> Exhibit:
    """Show what part of everything each option was given."""
    figures = finding.figures
    rows, unit = _ordered(figures["rows"], "share"), Text.from_json(figures.get("unit"))
    total = number(figures, "total", Unit.AMOUNT, of=unit)
    said = (phrase("sum_note", sum=total),) if total else ()
    table = Table(
        title=finding.label,
        stub=phrase("option"),
        columns=(phrase("share_of_sum"), phrase("sum"), phrase("mean"), phrase("median")),
        rows=tuple(_given(row, unit) for row in rows),
    )
    return Exhibit(
        title=finding.label,
        base=base(finding),
        charts=tuple(_scores(finding, rows, "share", Unit.SHARE)),
        tables=(table,),
        notes=(*said, *missing_notes(finding.missing)),
    )


def _given(row: Found, unit: Text) -> Row:
    if "hidden" in row:
        return Row(head=label_of(row), cells=(hidden_cell(row),))
    return Row(
        head=label_of(row),
        cells=(
            or_dash(number(row, "share", Unit.SHARE)),
            or_dash(number(row, "sum", Unit.AMOUNT, of=unit)),
            or_dash(number(row, "mean", Unit.AMOUNT, of=unit, decimals=1)),
            or_dash(number(row, "median", Unit.AMOUNT, of=unit)),
        ),
    )
