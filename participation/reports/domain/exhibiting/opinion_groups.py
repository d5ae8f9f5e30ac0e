"""The exhibit of groups of opinion: how large they are, what marks, joins and divides them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from participation.activities.domain.findings import Finding
from participation.reports.domain.exhibiting.ideas import share
from participation.reports.domain.exhibiting.parts import counted, people
from participation.reports.domain.exhibits import Cell, Chart, Exhibit, Kind, Row, Series, Table
from participation.reports.domain.measures import called, label_of
from participation.reports.domain.said import Unit, phrase

Part = Mapping[str, Any]
BY_GROUP, OF_ALL = ("together", "against", "divided"), ("agreed", "rejected", "uncertain")
UNTOLD = "\N{EN DASH}"


def groups(finding: Finding) -> Exhibit:
    """Show groups with their sizes, then lists of ideas; or say what there is too little of."""
    figures, title = finding.figures, phrase("opinion_groups")
    if "lack" in figures:
        why = phrase(f"groups_lack_{figures['lack']}", needed=figures["needed"])
        return Exhibit(title=title, base=(), hidden=why)
    rows = {row["code"]: row for row in figures["rows"]}
    return Exhibit(
        title=title,
        base=(counted("base_grouped", finding.answered),),
        charts=(_sizes(finding),),
        tables=(_size_table(finding), *_marks(figures, rows), *_lists(figures, rows)),
        notes=(
            phrase("groups_note"),
            phrase(f"groups_clear_{figures['clear']}"),
            phrase("groups_limits"),
        ),
    )


def _sizes(finding: Finding) -> Chart:
    options = finding.figures["options"]
    values = tuple(option["count"] / finding.answered for option in options)
    first = max(options, key=lambda option: option["count"])
    largest = share(first["count"] / finding.answered)
    return Chart(
        kind=Kind.BARS,
        title=phrase("opinion_groups"),
        categories=tuple(called(option) for option in options),
        series=(Series(name=phrase("share"), values=values),),
        unit=Unit.SHARE,
        answered=finding.answered,
        alternative=(phrase("most_common", label=called(first), share=largest),),
    )


def _size_table(finding: Finding) -> Table:
    return Table(
        title=phrase("opinion_groups"),
        stub=phrase("group"),
        columns=(phrase("people"), phrase("share")),
        rows=tuple(
            Row(
                head=called(option),
                cells=(people(option["count"]), share(option["count"] / finding.answered)),
            )
            for option in finding.figures["options"]
        ),
    )


def _marks(figures: Part, rows: Mapping[str, Part]) -> Iterator[Table]:
    """Show by group the ideas that set it apart: how many of it say so, and of everybody."""
    found = [
        Row(head=label_of(mark), cells=_marked(group, mark, rows[mark["code"]]))
        for group in figures["options"]
        for mark in group["marks"]
        if group["code"] in rows.get(mark["code"], {}).get("groups", {})
    ]
    if found:
        columns = (phrase("group"), phrase("answer"), phrase("groups_in_group"))
        yield Table(
            title=phrase("groups_marks"),
            stub=phrase("idea"),
            columns=(*columns, phrase("everybody")),
            rows=tuple(found),
        )


def _marked(group: Part, mark: Part, row: Part) -> tuple[Cell, ...]:
    what = "agree" if mark["agrees"] else "disagree"
    return (
        called(group),
        phrase(what),
        _share(row["groups"][group["code"]], what),
        _share(row["counts"], what),
    )


def _share(counts: Mapping[str, int] | None, what: str) -> Cell:
    number = sum(counts.values()) if counts else 0
    return share(counts[what] / number) if counts and number else UNTOLD


def _lists(figures: Part, rows: Mapping[str, Part]) -> Iterator[Table]:
    for name in (*BY_GROUP, *OF_ALL):
        shown = [rows[code] for code in figures["lists"].get(name, ()) if code in rows]
        if shown:
            yield _by_group(name, figures, shown) if name in BY_GROUP else _of_all(name, shown)


def _by_group(name: str, figures: Part, shown: Sequence[Part]) -> Table:
    options = figures["options"]
    return Table(
        title=phrase(f"groups_{name}"),
        stub=phrase("idea"),
        columns=(*(called(option) for option in options), phrase("everybody")),
        rows=tuple(
            Row(
                head=label_of(row),
                cells=(
                    *(_share(row["groups"].get(option["code"]), "agree") for option in options),
                    _share(row["counts"], "agree"),
                ),
            )
            for row in shown
        ),
    )


def _of_all(name: str, shown: Sequence[Part]) -> Table:
    whats = ("agree", "pass", "disagree")
    return Table(
        title=phrase(f"groups_{name}"),
        stub=phrase("idea"),
        columns=(*(phrase(what) for what in whats), phrase("evaluations")),
        rows=tuple(
            Row(
                head=label_of(row),
                cells=(*(_share(row["counts"], what) for what in whats), people(row["answered"])),
            )
            for row in shown
        ),
    )
