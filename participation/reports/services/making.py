"""Make files of reports. The only place where a document, a language and a writer meet.

Callers need an app context, as words of ours are looked up in its catalogues; figures, words and
files are all there when a function returns.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.activities.domain.findings import Finding
from participation.municipality.queries import settings
from participation.platform.i18n.text import Text
from participation.platform.lazy import load
from participation.reports.domain.automatic import NO_QUOTES, About, Quotes, automatic, deck
from participation.reports.domain.document import Document
from participation.reports.domain.laid import Laid, LaidChart
from participation.reports.domain.laying import laid_out
from participation.reports.drawing.chart import drawn_alone
from participation.reports.face import Face
from participation.reports.services.template import content_of_present
from participation.reports.tables import file_name
from participation.reports.wording import words_in
from participation.reports.writers import REPORTS, ReportKind

SLIDES, WORD = "pptx", "docx"
PICTURE = "participation.reports.pdf.writer:png"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A finished file."""

    content: bytes
    name: str
    mimetype: str


def face() -> Face:
    """Return the municipality's face for files."""
    found = settings()
    if found is None:
        return Face(name=Text())
    return Face(
        name=found.name,
        brand=found.brand,
        brand_dark=found.brand_dark,
        tint=found.tint,
        accent=found.accent,
        main_language=found.languages[0],
    )


def laid(document: Document, language: str, own: Face) -> Laid:
    """Return a document in a language, whatever that of the page."""
    with words_in(language, own.main_language) as words:
        return laid_out(document, language, words)


def made(document: Document, kind: str, language: str, own: Face, moment: datetime) -> File:
    """Make a file of a document."""
    return written(laid(document, language, own), kind, own, moment)


def written(found: Laid, kind: str, own: Face, moment: datetime) -> File:
    """Write a laid document as a kind of file."""
    how: ReportKind = REPORTS[kind]
    more = (content_of_present(),) if kind == WORD else ()
    content: bytes = load(how.writer)(found, own, moment, *more)
    words = f"{found.title} {found.subtitle} {found.language}"
    return File(content=content, name=file_name(words, kind), mimetype=how.mimetype)


def automatic_report(  # noqa: PLR0913, PLR0917 -- of what, as what, for whom and when
    about: About,
    findings: Sequence[Finding],
    kind: str,
    language: str,
    moment: datetime,
    quotes: Quotes = NO_QUOTES,
) -> File:
    """Make the automatic report of a survey: slides for the council, or the whole report.

    Slides have no room for the quotes that were picked.
    """
    is_deck = kind == SLIDES
    document = deck(about, findings) if is_deck else automatic(about, findings, quotes)
    return made(document, kind, language, face(), moment)


def chart_file(chart: LaidChart, kind: str, own: Face, source: str) -> File:
    """Make a file of one chart, which says where it is from: `svg` or `png`."""
    drawing = drawn_alone(chart, own.brand, source)
    name = file_name(chart.title, kind)
    if kind == "svg":
        return File(content=drawing.svg.encode(), name=name, mimetype="image/svg+xml")
    content: bytes = load(PICTURE)(drawing)
    return File(content=content, name=name, mimetype="image/png")
