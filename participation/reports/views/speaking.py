"""What reports say in the language of the page."""

from collections.abc import Mapping
from dataclasses import replace

from markupsafe import Markup

from participation.activities.domain.findings import Finding
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.reports.domain.blocks import Block
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.laying import laid_exhibit, laid_out
from participation.reports.domain.said import NOTHING, Said, spoken
from participation.reports.face import Face
from participation.reports.html import exhibit_html, html, said
from participation.reports.wording import ReportWords

UNDER_PIECES = 2


def words() -> ReportWords:
    """Return who speaks the language of the page."""
    return ReportWords(language=current_language(), main=site().main_language)


def shown(words_of: Said) -> Markup:
    """Return words as a page shows them, marked where they are in another language."""
    return said(spoken(words_of, words()))


def title_of(finding: Finding) -> str:
    """Return what a finding is called."""
    return spoken(exhibit(finding).title, words())


def block_html(block: Block, findings: Mapping[str, Finding]) -> Markup:
    """Return one block as it is read."""
    document = Document(title=NOTHING, blocks=(block,), findings=findings)
    return html(
        laid_out(document, current_language(), words()), Face(name=site().name), UNDER_PIECES
    )


def tables_html(finding: Finding) -> Markup:
    """Return the numbers of a finding, without its picture."""
    found = replace(laid_exhibit(exhibit(finding), words()), charts=(), notes=())
    return exhibit_html(found, Face(name=site().name), is_titled=False)


def report_html(document: Document) -> Markup:
    """Return a whole report below the title of a page; pictures take the page's colours."""
    return html(laid_out(document, current_language(), words()), Face(name=site().name))
