"""The form of each kind of piece: filled from a block, and back."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _

from participation.activities.domain.filters import Cut
from participation.activities.domain.findings import Finding
from participation.activities.kinds import kind_of
from participation.platform.web.choices import choices
from participation.platform.web.languages import plain
from participation.reports.domain.blocks import (
    Block,
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    Passage,
    PassageBlock,
    PickedBlock,
    Show,
    Source,
    TextBlock,
)
from participation.reports.domain.composed import spoken_of
from participation.reports.domain.offering import everybody, offers
from participation.reports.domain.said import spoken
from participation.reports.forms import pieces as forms
from participation.reports.models import Report
from participation.reports.services.gathering import Gathered, home_of
from participation.reports.views.rows import passage_title
from participation.reports.views.speaking import title_of, words

LONGEST = 90
FACTS = {"@channel": "channel", "@language": "language"}
FORMS: Mapping[str, type[forms.MarkedForm]] = {
    HeadingBlock.name: forms.HeadingForm,
    TextBlock.name: forms.TextForm,
    FindingBlock.name: forms.FindingForm,
    PickedBlock.name: forms.PickedForm,
    PassageBlock.name: forms.PassageForm,
    BreakBlock.name: forms.BreakForm,
}


def form_of(
    report: Report, kind: str, gathered: Gathered, block: Block | None = None, mark: str = ""
) -> Any:
    """Return the form of a kind of piece; what was typed wins over the block."""
    form = FORMS[kind](data={"mark": mark, **(PRESENT[kind](block) if block else {})})
    if isinstance(form, forms.TextForm):
        form.home, form.findings = home_of(report), gathered.by_source
        form.figure.choices = dict(_offers(report, gathered))
    elif isinstance(form, forms.FindingForm):
        form.finding.choices = dict(_findings(gathered))
        form.by.choices = choices([("", _("No groups")), *_splits(report)])
    elif isinstance(form, forms.PickedForm):
        form.quote.choices = choices(_quotes(gathered))
    elif isinstance(form, forms.PassageForm):
        form.passage.choices = choices(_passages(gathered))
    return form


def block_of(form: Any, report: Report, before: Block | None) -> Block:
    """Return the block that a form says; what was kept of it before stays kept."""
    if isinstance(form, forms.HeadingForm):
        return HeadingBlock(words=form.words.data, level=int(form.level.data))
    if isinstance(form, forms.TextForm):
        return _text(form, report, before)
    if isinstance(form, forms.FindingForm):
        return _finding(form, before)
    if isinstance(form, forms.PickedForm):
        activity, _slash, quote = form.quote.data.partition("/")
        return PickedBlock(activity=activity, quote=quote)
    if isinstance(form, forms.PassageForm):
        activity, _slash, passage = form.passage.data.partition("/")
        return PassageBlock(activity=activity, passage=Passage(passage))
    return BreakBlock()


def _text(form: forms.TextForm, report: Report, before: Block | None) -> TextBlock:
    block = before if isinstance(before, TextBlock) else TextBlock(words=form.words.data)
    block = replace(block, words=form.words.data)
    used = {each.written for each in spoken_of(block, home_of(report))}
    return replace(
        block,
        frozen={name: number for name, number in block.frozen.items() if name in used},
        moments={name: moment for name, moment in block.moments.items() if name in used},
    )


def _finding(form: forms.FindingForm, before: Block | None) -> FindingBlock:
    source = Source.from_key(form.finding.data)
    if form.by.data:
        source = replace(source, cut=Cut(by=form.by.data))
    block = before if isinstance(before, FindingBlock) else FindingBlock(source=source)
    kept = block.kept if block.source == source else None
    show, title = Show(form.show.data), form.title.data
    return replace(block, source=source, kept=kept, show=show, title=title)


PRESENT: Mapping[str, Callable[[Any], dict[str, Any]]] = {
    HeadingBlock.name: lambda block: {"words": block.words, "level": str(block.level)},
    TextBlock.name: lambda block: {"words": block.words},
    FindingBlock.name: lambda block: {
        "finding": replace(block.source, cut=Cut()).key,
        "by": block.source.cut.by,
        "show": block.show.value,
        "title": block.title,
    },
    PickedBlock.name: lambda block: {"quote": f"{block.activity}/{block.quote}"},
    PassageBlock.name: lambda block: {"passage": f"{block.activity}/{block.passage.value}"},
    BreakBlock.name: lambda _block: {},
}


def _cut(said: str) -> str:
    return said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}\N{HORIZONTAL ELLIPSIS}"


def _named(gathered: Gathered, activity: str, title: str) -> str:
    """Put the activity before a title where there are several."""
    if len(gathered.activities) == 1:
        return title
    return f"{_cut(plain(gathered.activities[activity].title))}: {title}"


def _offers(report: Report, gathered: Gathered) -> Iterator[tuple[str, Any]]:
    """Yield the figures there are, question by question."""
    home = home_of(report)
    for activity, findings in gathered.findings.items():
        whole = [(o.written, _offer(o)) for o in everybody(activity, home, findings)]
        yield _named(gathered, activity, _("Everybody")), whole
        for finding in findings:
            offered = [(each.written, _offer(each)) for each in offers(finding, home)]
            yield _named(gathered, activity, _numbered(finding)), offered


def _offer(offer: Any) -> str:
    said, value = spoken(offer.label, words()), words().value(offer.value)
    return f"{_cut(said)}: {value} {offer.written}"


def _numbered(finding: Finding) -> str:
    """Return a title that is told from others alike by the name of its finding."""
    return f"{Source.of(finding).subject}. {_cut(title_of(finding))}"


def _findings(gathered: Gathered) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    for activity, findings in gathered.findings.items():
        named = [(Source.of(each).key, _numbered(each)) for each in findings]
        yield plain(gathered.activities[activity].title), named


def _splits(report: Report) -> list[tuple[str, str]]:
    """Return what a survey can be grouped by; a report of several has no groups in common."""
    if report.activity is None:
        return []
    found = kind_of(report.activity).splits(report.activity)
    facts = {name: words().phrase(key, {}) for name, key in FACTS.items()}
    named = [(each.code, facts.get(each.code) or _cut(plain(each.label))) for each in found]
    return [(code, label) for code, label in named if label]


def _quotes(gathered: Gathered) -> Iterator[tuple[str, str]]:
    for activity, quotes in gathered.quotes.items():
        yield from ((f"{activity}/{each.name}", plain(each.words)) for each in quotes)


def _passages(gathered: Gathered) -> Iterator[tuple[str, str]]:
    for activity in gathered.activities:
        for passage in Passage:
            block = PassageBlock(activity=activity, passage=passage)
            yield f"{activity}/{passage.value}", passage_title(block, gathered)
