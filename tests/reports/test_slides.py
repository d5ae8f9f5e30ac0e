"""Slides that can be shown as they are: none is nearly empty, and no number is cut."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches, Pt

from participation.platform.lazy import load
from participation.reports.domain.automatic import automatic
from participation.reports.domain.laid import LaidHeading, LaidParagraph, LaidQuote, Run
from participation.reports.drawing.letters import width
from participation.reports.writers import REPORTS
from tests.reports.conftest import FACE
from tests.reports.exhibited import document
from tests.reports.exhibited_counts import HIDDEN, MULTIPLE, OPEN, SINGLE
from tests.reports.exhibited_parts import MOMENT
from tests.reports.exhibited_rows import MATRIX
from tests.reports.reading import exhibits
from tests.reports.test_documents import ABOUT

LANGUAGES = ("fi", "sv", "en")
LEDE = "Kyselyyn vastasi tuhat ihmistä. He pitävät kunnastaan."


def paragraph(words, **more):
    return LaidParagraph(runs=(Run(words=words),), **more)


def slides_of(laid):
    content = load(REPORTS["pptx"].writer)(laid, FACE, MOMENT)
    return list(Presentation(BytesIO(content)).slides)


def said_on(slide):
    foot = Inches(6.9)
    return [
        line.text
        for shape in slide.shapes
        if shape.has_text_frame and shape.top < foot and shape != slide.shapes.title
        for line in shape.text_frame.paragraphs
        if line.text
    ]


def has(slide, kind):
    return sum(bool(getattr(shape, f"has_{kind}")) for shape in slide.shapes)


@pytest.fixture
def composed(lay):
    """Return a report as staff compose it: words, findings, quotes, words."""

    def found(language):
        laid = lay(language, document((SINGLE, OPEN, HIDDEN, MULTIPLE)))
        single, written, hidden, multiple = exhibits(laid)
        parts = (
            paragraph(LEDE, is_lede=True),
            LaidHeading(words="Lyhyesti", level=1),
            *(paragraph(f"Kohta {n}", is_point=True) for n in range(4)),
            LaidHeading(words="Miten kysyttiin", level=1),
            paragraph("Kyselyyn vastasi 40 ihmistä.", is_point=True),
            LaidHeading(words="Tulokset", level=1),
            paragraph("Luvut ovat vastanneista."),
            *(single, written, replace(written, title="Mitä muuttaisit?"), hidden, multiple),
            LaidQuote(words="Kaunis ranta.", by=""),
            LaidHeading(words="Miten lukuja luetaan", level=1),
            paragraph("Jokainen päätti itse."),
            LaidHeading(words="Mitä seuraavaksi", level=1),
            paragraph("Tulokset päätetään."),
        )
        return replace(laid, parts=parts, about=("Kyselyyn vastasi 40 ihmistä.",))

    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_slide_of_a_composed_report_is_nearly_empty(composed, language):
    for slide in slides_of(composed(language))[1:]:
        told = len(said_on(slide))
        assert has(slide, "chart") or has(slide, "table") or told > 2, said_on(slide)


def test_words_stand_beside_the_chart_they_are_about(composed):
    quoted = [slide for slide in slides_of(composed("fi")) if "Kaunis ranta" in str(said_on(slide))]
    assert [has(slide, "chart") for slide in quoted] == [1]


def test_small_tables_and_short_chapters_share_slides(composed):
    slides = slides_of(composed("fi"))
    assert 2 in [has(slide, "table") for slide in slides]
    assert "Mitä seuraavaksi" in said_on(slides[-1])
    assert slides[-1].shapes.title.text_frame.text == "Miten lukuja luetaan"


def test_the_first_slide_opens_the_report_and_is_not_repeated(composed):
    slides = slides_of(composed("fi"))
    assert LEDE in said_on(slides[0])
    assert "Miten kysyttiin" not in [slide.shapes.title.text_frame.text for slide in slides]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_said_is_lost_or_runs_over(composed, lay, language):
    for laid in (composed(language), lay(language, automatic(ABOUT, (SINGLE, OPEN, HIDDEN)))):
        slides = slides_of(laid)
        every = "".join(line for slide in slides for line in said_on(slide))
        words = [part.words for part in laid.parts if isinstance(part, LaidParagraph | LaidQuote)]
        assert [each for each in words if each not in every] == []
        for slide in slides:
            for shape in slide.shapes:
                assert shape.top + shape.height <= Inches(7.5) + Pt(1)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_stand_only_in_parts_that_are_wide_enough(lay, language):
    (slide,) = slides_of(lay(language, document((MATRIX,))))[1:]
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    labelled, widest = 0, Pt(1) * frame.chart.value_axis.maximum_scale
    for series in frame.chart.plots[0].series:
        for place, value in enumerate(series.values):
            if value:
                room = frame.width * 0.67 * value / widest
                shown = f"{round(value * 100)} %"
                is_labelled = _is_labelled(series, place)
                labelled += is_labelled
                assert not is_labelled or room >= width(shown, 11, is_bold=True) * 1.2
    assert labelled


def test_names_of_rows_take_at_most_two_lines(lay):
    laid = lay("fi", document((MATRIX,)))
    (part,) = exhibits(laid)
    (chart, *_others) = part.charts
    long = tuple(
        f"Keskustaan saa rakentaa korkeammin, jotta kaupunki kasvaa {n}"
        for n in range(len(chart.categories))
    )
    found = replace(part, charts=(replace(chart, categories=long),))
    slide = slides_of(replace(laid, parts=(found,)))[1]
    (frame,) = (shape for shape in slide.shapes if shape.has_chart)
    size = frame.chart.category_axis.tick_labels.font.size / Pt(1)
    assert width(long[0], size) <= 2 * frame.width / Pt(1) * 0.3


def _is_labelled(series, place):
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    return any(
        label.find("c:idx", space).get("val") == str(place)
        and label.find("c:showVal", space).get("val") == "1"
        for label in series._element.iterfind("c:dLbls/c:dLbl", space)
    )
