"""Exhibits of brainstorms: who took part, what people think of ideas, themes."""

from collections.abc import Mapping, Sequence
from typing import Any

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.exhibiting.parts import counted, people
from participation.reports.domain.exhibits import (
    Cell,
    Chart,
    Exhibit,
    Fact,
    Kind,
    Row,
    Series,
    Table,
)
from participation.reports.domain.fourfold import Fourfold, fourfold
from participation.reports.domain.measures import label_of
from participation.reports.domain.said import Said, Unit, Value, phrase

Part = Mapping[str, Any]
IMPORTANCE, DONE = phrase("importance"), phrase("done_today")


def amount(number: int) -> Value:
    """Return a number of ideas or evaluations."""
    return Value(number=number, unit=Unit.PEOPLE)


def mean(number: float) -> Value:
    """Return a mean of ratings from 1 to 5."""
    return Value(number=number, unit=Unit.MEAN)


def share(number: float) -> Value:
    """Return a share."""
    return Value(number=number, unit=Unit.SHARE)


def turnout(finding: Finding) -> Exhibit:
    """Show how many took part, wrote and weighed, by question and by language."""
    figures, title = finding.figures, phrase("turnout")
    facts = (
        Fact(name=phrase("participants"), value=people(figures["respondents"])),
        Fact(name=phrase("ideas"), value=amount(figures["ideas"])),
        Fact(name=phrase("evaluations"), value=amount(figures["evaluations"])),
    )
    by_question = Table(
        title=phrase("ideas_by_question"),
        stub=phrase("question"),
        columns=(phrase("ideas"), phrase("evaluations")),
        rows=tuple(
            Row(head=label_of(row), cells=(amount(row["ideas"]), amount(row["evaluations"])))
            for row in figures["rows"]
        ),
    )
    by_language = Table(
        title=phrase("ideas_by_language"),
        stub=phrase("language"),
        columns=(phrase("ideas"),),
        rows=tuple(
            Row(head=label_of({"code": code}), cells=(amount(number),))
            for code, number in figures["languages"].items()
        ),
    )
    return Exhibit(title=title, base=(), facts=facts, tables=(by_question, by_language))


def opinions(finding: Finding) -> Exhibit:
    """Show what people think of ideas: agree, pass, disagree."""
    title = phrase(f"ideas_{finding.figures['order']}", question=finding.label)
    rows, options = finding.figures["rows"], finding.figures["options"]
    return Exhibit(
        title=title,
        base=_base(finding),
        charts=(_stacked(finding, title, rows, options),) if rows else (),
        tables=(_opinion_table(title, rows, options),),
        notes=(phrase("wilson_note"),) if finding.figures["order"] == "support" else (),
    )


def _base(finding: Finding) -> tuple[Said, ...]:
    return (counted("base_weighed", finding.answered),)


def _stacked(finding: Finding, title: Said, rows: Sequence[Part], options: Sequence[Part]) -> Chart:
    return Chart(
        kind=Kind.DIVERGING,
        title=title,
        categories=tuple(label_of(row) for row in rows),
        series=tuple(
            Series(
                name=label_of(option),
                values=tuple(row["counts"][option["code"]] / row["answered"] for row in rows),
            )
            for option in options
        ),
        unit=Unit.SHARE,
        answered=finding.answered,
        alternative=(_first(rows),),
    )


def _first(rows: Sequence[Part]) -> Said:
    """Say what people think of the idea that comes first."""
    row = rows[0]
    shares = {name: share(count / row["answered"]) for name, count in row["counts"].items()}
    return phrase(
        "first_idea", label=label_of(row), agree=shares["agree"], disagree=shares["disagree"]
    )


def _opinion_table(title: Said, rows: Sequence[Part], options: Sequence[Part]) -> Table:
    return Table(
        title=title,
        stub=phrase("idea"),
        columns=(
            *(label_of(option) for option in reversed(options)),
            phrase("evaluations"),
            phrase("at_least_agree"),
        ),
        rows=tuple(
            Row(
                head=label_of(row),
                cells=(
                    *(
                        share(row["counts"][option["code"]] / row["answered"])
                        for option in reversed(options)
                    ),
                    people(row["answered"]),
                    share(row["low"]),
                ),
            )
            for row in rows
        ),
    )


def ratings(finding: Finding) -> Exhibit:
    """Show how important ideas are to people, or that beside how well they are done today."""
    is_fourfold = finding.figures["order"] == "fourfold"
    return _beside(finding) if is_fourfold else _important(finding)


def _important(finding: Finding) -> Exhibit:
    title, rows = phrase("ideas_importance", question=finding.label), finding.figures["rows"]
    chart = Chart(
        kind=Kind.BARS,
        title=title,
        categories=tuple(label_of(row) for row in rows),
        series=(Series(name=IMPORTANCE, values=tuple(row["drawn"] for row in rows)),),
        unit=Unit.MEAN,
        answered=finding.answered,
        alternative=tuple(
            phrase("highest_mean", label=label_of(row), value=mean(row["drawn"]))
            for row in rows[:1]
        ),
    )
    return Exhibit(
        title=title,
        base=_base(finding),
        charts=(chart,) if rows else (),
        tables=(_important_table(title, rows),),
        notes=(phrase("drawn_note"),),
    )


def _important_table(title: Said, rows: Sequence[Part]) -> Table:
    return Table(
        title=title,
        stub=phrase("idea"),
        columns=(
            phrase("drawn_mean"),
            phrase("mean"),
            phrase("interval"),
            phrase("evaluations"),
        ),
        rows=tuple(
            Row(
                head=label_of(row),
                cells=(
                    mean(row["drawn"]),
                    mean(row["mean"]),
                    _interval(row),
                    people(row["answered"]),
                ),
            )
            for row in rows
        ),
    )


def _interval(row: Part) -> Cell:
    if "low" not in row:
        return "\N{EN DASH}"
    return phrase("between", low=mean(row["low"]), high=mean(row["high"]))


def _beside(finding: Finding) -> Exhibit:
    title = phrase("ideas_fourfold", question=finding.label)
    placed = fourfold(finding.figures["rows"])
    return Exhibit(
        title=title,
        base=_base(finding),
        charts=(_fields(finding, title, placed),) if placed else (),
        tables=(_beside_table(finding, title, placed),),
        notes=(phrase("fourfold_ideas_note"),),
    )


def _fields(finding: Finding, title: Said, placed: Fourfold) -> Chart:
    return Chart(
        kind=Kind.FOURFOLD,
        title=title,
        categories=tuple(Text.from_json(point.label) for point in placed.points),
        series=(
            Series(name=IMPORTANCE, values=tuple(point.first for point in placed.points)),
            Series(name=DONE, values=tuple(point.second for point in placed.points)),
        ),
        unit=Unit.MEAN,
        answered=finding.answered,
        middle=(placed.first, placed.second),
        alternative=(phrase("fourfold_alternative", first=IMPORTANCE, second=DONE),),
    )


def _beside_table(finding: Finding, title: Said, placed: Fourfold | None) -> Table:
    rows = finding.figures["rows"]
    fields = [point.field for point in placed.points] if placed else []
    return Table(
        title=title,
        stub=phrase("idea"),
        columns=(
            IMPORTANCE,
            phrase("interval"),
            DONE,
            phrase("interval"),
            phrase("gap"),
            phrase("field"),
        ),
        rows=tuple(
            Row(
                head=phrase("numbered", number=number, label=label_of(row)),
                cells=(
                    mean(row["mean"]),
                    _interval(row),
                    mean(row["second"]["mean"]),
                    _interval(row["second"]),
                    mean(row["gap"]),
                    _field(fields, number),
                ),
            )
            for number, row in enumerate(rows, 1)
        ),
    )


def _field(fields: Sequence[str], number: int) -> Cell:
    if not fields:
        return "\N{EN DASH}"
    return phrase(f"field_{fields[number - 1]}", first=IMPORTANCE, second=DONE)


def themes(finding: Finding) -> Exhibit:
    """Show themes with their sizes and ideas that tell what each is about."""
    options, title = finding.figures["options"], phrase("ideas_themes")
    shown = [option for option in options if option["count"]]
    chart = Chart(
        kind=Kind.BARS,
        title=title,
        categories=tuple(label_of(option) for option in shown),
        series=(
            Series(
                name=phrase("share"),
                values=tuple(option["count"] / finding.asked for option in shown),
            ),
        ),
        unit=Unit.SHARE,
        answered=finding.asked,
        alternative=tuple(
            phrase(
                "most_common",
                label=label_of(option),
                share=share(option["count"] / finding.asked),
            )
            for option in shown[:1]
        ),
    )
    table = Table(
        title=title,
        stub=phrase("theme"),
        columns=(phrase("ideas"), phrase("share"), phrase("typical_idea")),
        rows=(
            *(_theme(option, finding.asked) for option in options),
            *_untold(finding),
        ),
    )
    return Exhibit(
        title=title,
        base=(phrase("base_ideas", n=finding.asked, ideas=amount(finding.asked)),),
        charts=(chart,) if shown else (),
        tables=(table,),
        notes=(phrase("themes_note"),),
    )


def _theme(option: Part, total: int) -> Row:
    first: Cell = next((label_of(idea) for idea in option["typical"]), "\N{EN DASH}")
    cells = (amount(option["count"]), share(option["count"] / total), first)
    return Row(head=label_of(option), cells=cells)


def _untold(finding: Finding) -> tuple[Row, ...]:
    untold = finding.figures["untold"]
    if not untold:
        return ()
    cells = (amount(untold), share(untold / finding.asked), "\N{EN DASH}")
    return (Row(head=phrase("no_theme"), cells=cells),)
