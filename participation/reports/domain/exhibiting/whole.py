"""The exhibit of any finding."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from participation.activities.domain.findings import Finding
from participation.reports.domain.exhibiting.beside import beside_table
from participation.reports.domain.exhibiting.compared import (
    split_chart,
    split_table,
    split_title,
    weighted_table,
)
from participation.reports.domain.exhibiting.counts import (
    areas,
    choice,
    months,
    numbers,
    themes,
    words,
)
from participation.reports.domain.exhibiting.ideas import opinions, ratings, turnout
from participation.reports.domain.exhibiting.ideas import themes as idea_themes
from participation.reports.domain.exhibiting.opinion_groups import groups as opinion_groups
from participation.reports.domain.exhibiting.parts import base, threshold_of
from participation.reports.domain.exhibiting.rows import allocation, double, matrix, ranking
from participation.reports.domain.exhibits import Exhibit, Table
from participation.reports.domain.measures import label_of
from participation.reports.domain.said import NOTHING, Said, phrase

BY_SHAPE: Mapping[str, Callable[[Finding], Exhibit]] = {
    "single": choice,
    "multiple": choice,
    "themes": themes,
    "matrix": matrix,
    "double": double,
    "ranking": ranking,
    "allocation": allocation,
    "point": areas,
    "number": numbers,
    "date": months,
    "turnout": turnout,
    "ideas": opinions,
    "idea_ratings": ratings,
    "idea_themes": idea_themes,
    "idea_groups": opinion_groups,
}


def exhibit(finding: Finding, only: Said = NOTHING) -> Exhibit:
    """Show a finding whole. `only` says in words which answers it is made from."""
    if "hidden" in finding.figures:
        threshold = threshold_of(finding.figures)
        is_few = finding.figures["hidden"].get("reason") != "protected" and threshold
        why = phrase("hidden_finding", threshold=threshold) if is_few else phrase("hidden_other")
        return Exhibit(title=finding.label, base=(), hidden=why, only=only)
    found = BY_SHAPE.get(finding.figures["shape"], words)(finding)
    if "by" in finding.figures:
        found = _split(finding, found)
    if "unweighted" in finding.figures:
        found = replace(found, tables=(*found.tables, weighted_table(finding)))
    if "weighted" in finding.figures and not finding.by:
        found = replace(found, tables=(*found.tables, beside_table(finding)))
    return replace(found, only=only)


def _split(finding: Finding, found: Exhibit) -> Exhibit:
    """Show groups in place of the whole, which stands in the table beside them."""
    return Exhibit(
        title=split_title(finding),
        base=base(finding),
        charts=tuple(split_chart(finding)),
        tables=(split_table(finding),),
        groups=tuple(_of_groups(finding)),
        notes=found.notes,
    )


def _of_groups(finding: Finding) -> Iterator[Table]:
    """Yield the tables of each group by itself; of a hidden one nothing is told."""
    for group in finding.figures["by"]["groups"]:
        if "hidden" in group["figures"] or not group["answered"]:
            continue
        parts = {name: group[name] for name in ("asked", "answered", "missing", "figures")}
        own = replace(finding, by="", **parts)
        for table in BY_SHAPE.get(own.figures["shape"], words)(own).tables:
            title = phrase("table_of_group", title=table.title, group=label_of(group))
            yield replace(table, title=title)
