"""The figures of a release as tables for files: the same numbers as on the page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import pgettext

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.services.published import Published
from participation.platform.i18n import locales
from participation.platform.i18n.text import Text
from participation.reports.domain.exhibiting.beside import pairs
from participation.reports.domain.said import spoken
from participation.reports.tables import Column, Row, Table
from participation.reports.wording import ReportWords
from surveys.public_splits import PublicSplit
from surveys.summaries import summary_rows
from surveys.wording import Speaker

WIDE, NARROW = 40, 12


def figures_table(shown: Published, speaker: Speaker) -> Table:
    """Give every number that is told, of everybody and of groups."""
    titles = (
        _("Question"),
        _("Grouped by"),
        pgettext("people", "Group"),
        _("Statement"),
        _("Answer"),
        pgettext("count", "People"),
        _("Share"),
    )
    narrow = {pgettext("count", "People"), _("Share")}
    columns = [
        Column(title=t, width=NARROW if t in narrow else WIDE, is_share=t == _("Share"))
        for t in titles
    ]
    return Table(name=_("Figures"), columns=columns, rows=_rows(shown, speaker))


def _rows(shown: Published, speaker: Speaker) -> Iterator[Row]:
    for finding in shown.shown:
        if not finding.by:
            yield from _lines(finding, "", _("Everybody"), speaker)
            yield from _weighted(finding, speaker)
            continue
        split = PublicSplit(finding, _words(speaker))
        for group, head in zip(split.told, split.groups[1:], strict=True):
            parts = {name: group[name] for name in ("asked", "answered", "missing", "figures")}
            yield from _lines(replace(finding, **parts), split.variable, head.name, speaker)
        for name in split.hidden:
            label = speaker.say(finding.label)
            yield label, split.variable, name, "", "", pgettext("number", "hidden"), None


def _lines(finding: Finding, by: str, group: str, speaker: Speaker) -> Iterator[Row]:
    for question, *rest in summary_rows([finding], speaker):
        yield question, by, group, *rest


def _weighted(finding: Finding, speaker: Speaker) -> Iterator[Row]:
    """Yield weighted shares, and of how many equal answers they are worth."""
    words, question = _words(speaker), speaker.say(finding.label)
    head = (question, "", _("Everybody, weighted"))
    for each in pairs(finding):
        share = each.weighted.number if each.weighted else None
        people = None if each.weighted else pgettext("number", "hidden")
        yield *head, spoken(each.row, words), spoken(each.answer, words), people, share
    if "weighted" in finding.figures:
        effective = finding.figures["weighted"]["n_effective"]
        yield *head, "", _("Effective number of answers"), effective, None


def _words(speaker: Speaker) -> ReportWords:
    return ReportWords(language=speaker.language, main=speaker.main)


def notes_table(shown: Published, speaker: Speaker) -> Table:
    """Say what the figures are: which release, of how many, what was corrected."""
    columns = [Column(title="", width=28), Column(title="", width=80)]
    return Table(name=_("About"), columns=columns, rows=list(_notes(shown, speaker)))


def _notes(shown: Published, speaker: Speaker) -> Iterator[Row]:
    release = shown.release
    yield _("Survey"), speaker.say(release.activity.title)
    yield _("Release"), release.number
    yield _("Published"), locales.day(release.published, speaker.language)
    yield _("State"), _("Final results") if release.is_final else _("Preliminary results")
    yield _("Answers"), release.responses
    yield (
        pgettext("number", "hidden"),
        _(
            "Numbers of few people are not told, and neither are others from which they could be "
            "worked out."
        ),
    )
    if weights := release.document.get("weights"):
        yield from _about_weights(weights, speaker)
    yield "SHA-256", release.checksum
    labels = {key(finding): speaker.say(finding.label) for finding in shown.findings}
    for correction in release.corrections:
        said = _("taken back") if correction.is_withdrawal else correction.after
        words = f"{correction.before} \N{RIGHTWARDS ARROW} {said}" if correction.before else said
        reason = speaker.say(Text.from_json(correction.reason.to_json()))
        yield labels.get(correction.subject, correction.subject), f"{words}: {reason}"


def _about_weights(weights: Mapping[str, Any], speaker: Speaker) -> Iterator[Row]:
    """Say what the weights are, what they cost, and what they cannot mend."""
    names = [speaker.say(Text.from_json(label)) for label in weights["subjects"]]
    yield _("Weighted by"), ", ".join(names)
    if "n_effective" in weights:
        yield _("Effective number of answers"), weights["n_effective"]
        yield _("Design effect"), weights["design_effect"]
    yield (
        _("Weighted"),
        _(
            "Those who answered chose themselves to: weighted figures are no measurement of all "
            "residents either."
        ),
    )
