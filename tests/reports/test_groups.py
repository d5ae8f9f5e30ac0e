"""Findings split into groups and weighted, of every shape; corners of exhibits."""

from dataclasses import replace
from io import BytesIO

import docx as word
import pytest

from participation.reports.docx.pages import ORDER, TIGHT
from participation.reports.docx.writer import docx
from participation.reports.domain.automatic import About, automatic
from participation.reports.domain.blocks import FindingBlock, Source
from participation.reports.domain.codebook import codebook
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.exhibits import Hidden, Kind
from participation.reports.domain.measures import class_of
from participation.reports.domain.said import Phrase, Unit, Value
from participation.reports.domain.telling import tell
from participation.reports.html import html
from participation.reports.pdf.writer import pdf
from participation.reports.workbook import workbook
from tests.reports import reading
from tests.reports.conftest import FACE
from tests.reports.exhibited import EVERY
from tests.reports.exhibited_counts import HIDDEN, NPS, NUMBER, OPEN, SINGLE, VEILED
from tests.reports.exhibited_parts import MOMENT, said, text
from tests.reports.exhibited_rows import ALLOCATION, DOUBLE, MATRIX, PLAIN_MATRIX, RANKING

WHOLE = [each for each in EVERY if not each.by and not each.weights and each is not HIDDEN]


def group(code, figures, answered=19):
    missing = {"no_answer": 1}
    base = {"asked": answered + 1, "answered": answered, "missing": missing, "figures": figures}
    return {"code": code, "label": said("R", "G", "G") if code == "a" else {}, **base}


def split(found, codes=("a", "~none"), **more):
    groups = [group(code, found.figures) for code in codes]
    by = {"variable": "@language", "label": {}, "part": {}, "groups": groups, "tests": {}, **more}
    return replace(found, by="@language", figures={**found.figures, "by": by})


def laid_of(lay, *findings):
    named = {Source.of(each).key: each for each in findings}
    blocks = tuple(FindingBlock(source=Source.from_key(key)) for key in named)
    return lay("en", Document(title=text("a", "b", "c"), blocks=blocks, findings=named))


@pytest.mark.parametrize("found", WHOLE, ids=lambda each: each.subject)
def test_groups_of_every_shape_stand_side_by_side(lay, found):
    laid = laid_of(lay, split(found))
    (part,) = laid.parts
    (table,) = part.tables
    assert table.columns == ("Everybody", "G", "No answer")
    assert part.groups
    ends = {each.title.rpartition(" \N{EN DASH} ")[2] for each in part.groups}
    assert ends == {"G", "No answer"}
    for row in table.rows[:-1]:
        assert row.cells[1].shown == row.cells[2].shown
    for chart in part.charts:
        assert chart.kind is Kind.GROUPED
        assert [series.name for series in chart.series] == ["G", "No answer"]
    assert "Language" in part.title


@pytest.mark.parametrize("found", WHOLE, ids=lambda each: each.subject)
def test_weighted_figures_of_every_shape_have_the_unweighted_beside(lay, found):
    weighted = replace(found, figures={**found.figures, "unweighted": found.figures})
    (part,) = laid_of(lay, weighted).parts
    table = part.tables[-1]
    assert table.columns == ("Weighted", "Unweighted")
    for row in table.rows:
        assert row.cells[0].shown == row.cells[1].shown


def test_all_of_them_are_drawn_and_printed(lay):
    laid = laid_of(lay, *(split(found) for found in WHOLE))
    assert "y-drawing" in html(laid, FACE)
    assert pdf(laid, FACE, MOMENT).startswith(b"%PDF")


def test_tables_in_word_are_described_in_the_order_of_the_standard(lay):
    written = docx(laid_of(lay, *EVERY), FACE, MOMENT)
    tables = word.Document(BytesIO(written)).tables
    assert any(len(table.columns) > TIGHT for table in tables)
    for table in tables:
        places = [ORDER.index(part.tag) for part in table._tbl.tblPr]
        assert places == sorted(places)


def test_only_a_workbook_has_a_table_of_each_group_by_itself(lay):
    laid = laid_of(lay, split(WHOLE[0]))
    (part,) = laid.parts
    titles = [table.title for table in part.groups]
    assert titles
    assert not [title for title in titles if title in html(laid, FACE)]
    book = reading.workbook(workbook(laid, FACE, MOMENT))
    written = {cell.value for sheet in book for row in sheet.rows for cell in row}
    assert written.issuperset(titles)


def test_too_many_groups_are_read_as_a_table():
    assert exhibit(split(SINGLE, codes=[f"g{n}" for n in range(9)])).charts == ()
    assert exhibit(split(NPS, codes=[f"g{n}" for n in range(8)])).charts == ()


def test_how_many_of_each_group_wrote_something_is_no_result(lay):
    about = About(
        title=text("a", "b", "c"), municipality=text("a", "b", "c"), answers=40, moment=""
    )
    shown = (OPEN, split(OPEN), split(SINGLE))
    blocks = [each for each in automatic(about, shown).blocks if isinstance(each, FindingBlock)]
    assert [each.source for each in blocks] == [Source.of(each) for each in (OPEN, shown[2])]


def test_an_answer_of_which_nothing_is_told_has_no_place_in_the_chart(lay):
    found = split(SINGLE)
    first, *others = SINGLE.figures["options"]
    veiled = {**SINGLE.figures, "options": [{**first, "count": None, "hidden": {}}, *others]}
    groups = [{**each, "figures": veiled} for each in found.figures["by"]["groups"]]
    figures = {**found.figures, "by": {**found.figures["by"], "groups": groups}}
    (whole,), (part,) = (
        laid_of(lay, each).parts for each in (found, replace(found, figures=figures))
    )
    assert part.charts[0].categories == whole.charts[0].categories[1:]
    assert len(part.tables[0].rows) == len(whole.tables[0].rows)


def test_a_table_of_groups_says_when_one_person_is_in_several():
    part = exhibit(split(SINGLE, overlap=True, part=said("osa", "del", "part")))
    assert [note.key for note in part.tables[0].notes] == ["overlap_note"]
    assert isinstance(part.title.values["variable"], Phrase)


def test_means_of_groups_are_marked():
    means = {"means": {"a": {"than": "more"}}}
    rows = exhibit(split(NUMBER, tests=means)).tables[0].rows
    assert rows[0].cells[1].is_more


def test_a_measure_that_a_group_has_not_is_a_dash():
    found = split(NUMBER)
    groups = [dict(each) for each in found.figures["by"]["groups"]]
    groups[1]["figures"] = {k: v for k, v in NUMBER.figures.items() if k not in ("mean", "median")}
    groups[0]["figures"] = {**SINGLE.figures, "options": []}
    by = {**found.figures["by"], "groups": groups}
    cells = exhibit(replace(found, figures={**found.figures, "by": by})).tables[0].rows[0].cells
    assert cells[1:] == ("–", "–")


def test_hidden_parts_of_rows_stay_hidden():
    counts = {"w": None, "m": 20, "n": None}
    rows = [{**PLAIN_MATRIX.figures["rows"][0], "counts": counts}]
    found = replace(PLAIN_MATRIX, figures={**PLAIN_MATRIX.figures, "rows": rows})
    assert [isinstance(c, Hidden) for c in exhibit(found).tables[0].rows[0].cells[:3]] == [
        True,
        False,
        True,
    ]
    assert exhibit(found).charts == ()
    assert tell(found) is None


def test_hidden_rows_of_orders_and_sums_stay_hidden():
    why = {"reason": "few_answers", "threshold": 5}
    for whole in (RANKING, ALLOCATION, DOUBLE):
        first, *rest = whole.figures["rows"]
        gone = {"code": first["code"], "label": first["label"], "hidden": why}
        figures = {k: v for k, v in whole.figures.items() if k != "total"}
        found = replace(whole, figures={**figures, "rows": [gone, *rest]})
        for table in exhibit(found).tables[-2:]:
            assert isinstance(table.rows[0].cells[0], Hidden)
        assert tell(found) is None


def test_a_row_of_a_hidden_place_has_no_first_choices():
    row = {**RANKING.figures["rows"][0], "first": None}
    row.pop("borda")
    found = replace(RANKING, figures={**RANKING.figures, "rows": [row]})
    assert isinstance(exhibit(found).tables[0].rows[0].cells[1], Hidden)
    assert exhibit(found).charts == ()


def test_nothing_is_drawn_or_told_when_nobody_answered():
    nobody = replace(SINGLE, answered=0, asked=0, missing={})
    part = exhibit(nobody)
    assert part.charts == ()
    assert part.tables[0].rows[0].cells[1] == "–"
    matrix = {**MATRIX.figures, "rows": [{**MATRIX.figures["rows"][0], "answered": 0}]}
    assert exhibit(replace(MATRIX, figures=matrix)).charts == ()
    empty = replace(SINGLE, figures={**SINGLE.figures, "options": []})
    assert tell(empty) is None
    assert exhibit(empty).charts == ()


def test_those_not_asked_are_told():
    found = replace(SINGLE, figures={**SINGLE.figures, "respondents": 60})
    assert [words.key for words in exhibit(found).base] == ["base_answered", "base_not_asked"]


def test_a_veiled_recommendation_has_groups_but_no_score():
    nps = {"promoters": None, "passives": 14, "detractors": None, "hidden": {"reason": "protected"}}
    found = replace(NPS, figures={**NPS.figures, "nps": nps})
    assert [fact.name.key for fact in exhibit(found).facts] == ["passives"]
    assert tell(found).sentence.key == "tells_most"


@pytest.mark.parametrize(
    ("ends", "key"), [((None, 5), "or_less"), ((5, None), "or_more"), ((1, 4), "between")]
)
def test_classes_have_one_end_or_two(ends, key):
    assert class_of({"from": ends[0], "to": ends[1]}).key == key
    assert class_of({"from": 3, "to": 3}) == Value(number=3, unit=Unit.AMOUNT)


def test_a_fourfold_table_needs_two_rows():
    one = {**DOUBLE.figures, "rows": DOUBLE.figures["rows"][:1]}
    part = exhibit(replace(DOUBLE, figures=one))
    assert part.charts == ()
    assert len(part.tables) == 2


def test_very_long_scales_are_read_as_tables():
    options = [{"code": str(n), "label": said("x", "x", "x")} for n in range(9)]
    found = replace(MATRIX, figures={**MATRIX.figures, "options": options})
    assert exhibit(found).charts == ()


def test_a_codebook_names_a_code_once():
    heads = [row.head for row in codebook([DOUBLE, VEILED]).rows]
    assert len(heads) == len(set(heads))
    assert "services.p1" in heads
