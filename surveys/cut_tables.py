"""The figures of a cut as one long table: of everybody, of each group, weighted and not."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from participation.activities.domain.findings import Finding
from participation.reports.tables import Column, Row, Table
from surveys.cut_words import CutWords
from surveys.domain.counting.variables import Variable
from surveys.services.analysing import Analysed
from surveys.summaries import summary_rows
from surveys.wording import Speaker

WIDE, NARROW = 40, 12
PARTS = ("asked", "answered", "missing", "figures")


def figures_table(shown: Analysed, speaker: Speaker) -> Table:
    """Give every number of a cut; it says in each line of whom the number is."""
    words = CutWords(speaker, shown.known.variables)
    wide = (
        _("Only these answers"),
        _("Question"),
        _("Grouped by"),
        pgettext("people", "Group"),
        _("Statement"),
        _("Answer"),
    )
    columns = [Column(title=title, width=WIDE) for title in wide]
    columns.append(Column(title=pgettext("count", "People"), width=NARROW))
    columns.append(Column(title=_("Share"), width=NARROW, is_share=True))
    return Table(name=_("Figures"), columns=columns, rows=_rows(shown, words))


def _rows(shown: Analysed, words: CutWords) -> Iterator[Row]:
    only = words.short(shown.cut)
    for finding in shown.findings:
        for by, group, part in _parts(finding, shown.by, words):
            for name, each in _weighted(group, part):
                for question, *rest in summary_rows([each], words.speaker):
                    yield only, question, by, name, *rest


def _parts(
    finding: Finding, by: Variable | None, words: CutWords
) -> Iterator[tuple[str, str, Finding]]:
    """Yield everybody, and each group with the figures of its own."""
    yield "", _("Everybody"), finding
    if by is None:
        return
    name = words.variable(by)
    for group in finding.figures["by"]["groups"]:
        part = replace(finding, **{each: group[each] for each in PARTS})
        yield name, words.value(by, group["code"]), part


def _weighted(name: str, finding: Finding) -> Iterator[tuple[str, Finding]]:
    """Yield plain figures, and weighted ones if there are any."""
    figures: Mapping[str, Any] = finding.figures
    if "unweighted" not in figures:
        yield name, finding
        return
    yield name, replace(finding, figures=figures["unweighted"])
    yield _("%(group)s, weighted", group=name), finding
