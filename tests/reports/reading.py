"""What people read in a file: every number and word of it, by other libraries than wrote it."""

import contextlib
from io import BytesIO

import html5lib
import openpyxl
import pypdfium2
from docx import Document
from pptx import Presentation

from participation.reports.domain.laid import LaidExhibit

SPACES = dict.fromkeys(map(ord, " \N{NO-BREAK SPACE}\n\r\t\N{SOFT HYPHEN}\x02\ufffe-"), None)


def bare(words):
    """Return words without spaces and hyphens, as lines break in other places in every file."""
    return words.translate(SPACES)


def pdf_words(content):
    return bare(pdf_text(content))


def pdf_text(content):
    """Return the words of a PDF file; every part is closed, as the library wants it."""
    found = []
    with contextlib.closing(pypdfium2.PdfDocument(content)) as file:
        for number in range(len(file)):
            with (
                contextlib.closing(file[number]) as page,
                contextlib.closing(page.get_textpage()) as words,
            ):
                found.append(words.get_text_range())
    return "".join(found)


def docx_tables(content):
    return [
        [[cell.text for cell in row.cells] for row in table.rows]
        for table in Document(BytesIO(content)).tables
    ]


def page_of(words):
    page = f"<!doctype html><title>x</title>{words}"
    return html5lib.parse(page, treebuilder="etree", namespaceHTMLElements=False)


def html_words(words):
    return "".join(page_of(words).itertext())


def html_tables(words):
    tree = page_of(words)
    return [
        [
            ["".join(cell.itertext()) for cell in row if cell.tag in ("td", "th")]
            for row in table.iter("tr")
        ]
        for table in tree.iter("table")
    ]


def pptx_charts(content):
    return [
        (shape.chart, slide)
        for slide in Presentation(BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_chart
    ]


def pptx_words(content):
    return [
        shape.text_frame.text
        for slide in Presentation(BytesIO(content)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    ]


def workbook(content):
    return openpyxl.load_workbook(BytesIO(content))


def exhibits(laid):
    return [part for part in laid.parts if isinstance(part, LaidExhibit)]


def tables(laid):
    return [table for part in exhibits(laid) for table in part.tables]


def charts(laid):
    return [chart for part in exhibits(laid) for chart in part.charts]
