"""Corners of documents: little is known of a survey, codes repeat, themes of open answers."""

from dataclasses import replace

import pytest

from participation.platform.i18n.text import Text
from participation.reports.domain.automatic import About, automatic, deck
from participation.reports.domain.blocks import QuoteBlock, TextBlock
from participation.reports.domain.codebook import codebook
from participation.reports.domain.composed import written_in_full
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.beside import pairs
from participation.reports.domain.exhibiting.compared import widest
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.measures import measures
from participation.reports.domain.said import phrase
from participation.reports.domain.telling import TELLERS
from tests.reports.exhibited_counts import NPS, SCALE, SINGLE
from tests.reports.exhibited_parts import finding, option, text
from tests.reports.exhibited_rows import DOUBLE, MATRIX

NAME = text("Nimi", "Namn", "Name")


@pytest.mark.parametrize("found", [NPS, SCALE, MATRIX, SINGLE])
def test_a_finding_tells_one_thing_only(found):
    assert len(list(TELLERS[found.figures["shape"]](found))) == 1


def test_a_survey_of_which_little_is_known_has_a_report(lay):
    about = About(title=NAME, municipality=NAME, answers=1, moment="2026-11-22", is_open=True)
    laid = lay("fi", automatic(about, [replace(SINGLE, answered=3)]))
    assert len(laid.about) == 2
    told = replace(about, channels=((NAME, 1), (NAME, 0)), languages={"fi": 1, "sv": 0})
    assert lay("fi", deck(told, ())).title == "Nimi"


def test_sums_of_rows_that_tell_nothing_tell_nothing():
    rows = [{**row, "mean": 1.0, "second": {"mean": 2.0}} for row in MATRIX.figures["rows"]]
    figures = {"shape": "double", "first": {}, "second": {}, "options": [], "rows": rows}
    assert list(TELLERS["double"](finding("x", NAME, figures))) == []
    number = {"shape": "number", "classes": []}
    assert list(TELLERS["number"](finding("x", NAME, number))) == []


def test_a_quote_and_a_figure_after_words(lay):
    blocks = (
        QuoteBlock(words=NAME, by=NAME),
        TextBlock(words=Text({"fi": "Alku {kysely:park:answered} loppu"})),
    )
    laid = lay("fi", Document(title=NAME, blocks=blocks, findings={"kysely:park": SINGLE}))
    assert (laid.parts[0].words, laid.parts[0].by) == ("Nimi", "Nimi")
    assert [run.words for run in laid.parts[1].runs] == ["Alku ", "38", " loppu"]


def test_a_code_of_an_option_and_a_row_is_named_once():
    rows = [{**MATRIX.figures["rows"][0], "code": "1"}]
    found = replace(MATRIX, figures={**MATRIX.figures, "rows": rows})
    assert [row.head for row in codebook([found]).rows].count("claims.1") == 1


def test_an_only_option_is_the_most_common_and_not_the_least():
    found = finding(
        "x", NAME, {"shape": "single", "options": [option("a", "A", "A", "A", count=38)]}
    )
    assert len(exhibit(found).charts[0].alternative) == 1


def test_reasons_that_nobody_gave_are_left_out():
    found = replace(SINGLE, missing={"no_answer": 0, "dont_know": 0, "prefer_not": 2})
    heads = [row.head.key for row in exhibit(found).tables[0].rows if row.kind == "missing"]
    assert heads == ["no_answer", "prefer_not"]


def test_phrases_are_things_to_keep_in_sets():
    assert len({phrase("mean"), phrase("mean"), phrase("median")}) == 2


def test_themes_of_open_answers_are_bars():
    options = [option("a", "Puistot", "Parker", "Parks", count=8)]
    found = exhibit(finding("x", NAME, {"shape": "themes", "options": options}, answered=10))
    assert found.charts


def test_rows_that_all_tie_have_neither_first_nor_last():
    rows = [{**row, "net": 0.0} for row in MATRIX.figures["rows"]]
    found = replace(MATRIX, figures={**MATRIX.figures, "rows": rows})
    assert list(TELLERS["matrix"](found)) == []
    assert "highest_net" not in [each.key for each in exhibit(found).charts[0].alternative]


def test_of_orders_that_tie_nothing_is_told():
    rows = [{"code": code, "label": {"fi": code}, "borda": 1.0, "ranked": 9} for code in "abc"]
    ranking = finding("x", NAME, {"shape": "ranking", "rows": rows})
    assert list(TELLERS["ranking"](ranking)) == []


def test_words_of_the_house_hold_no_figures_to_write_in_full():
    block = TextBlock(words=phrase("mean"))
    assert written_in_full(block, "kysely") is block


def test_weighted_rows_of_two_scales_stand_beside_the_plain_ones():
    codes = [option["code"] for option in DOUBLE.figures["options"]]
    first = DOUBLE.figures["rows"][0]["code"]
    told = {"n_effective": 30, "design_effect": 1.2, "rows": {first: dict.fromkeys(codes, 0.2)}}
    found = list(pairs(replace(DOUBLE, figures={**DOUBLE.figures, "weighted": told})))
    assert [each.weighted.number for each in found] == [0.2] * len(codes)
    assert all(each.row.key == "row_scale" for each in found)


def test_the_widest_difference_is_not_told_of_groups_that_tie_with_more_than_two():
    counts = ((30, 10), (30, 10), (30, 10), (10, 30))
    labels = [option(str(at), str(at), str(at), str(at)) for at in range(2)]
    groups = [
        {
            "code": f"g{at}",
            "label": {"fi": f"g{at}"},
            "asked": 40,
            "answered": 40,
            "missing": {},
            "figures": {
                "shape": "single",
                "options": [{**o, "count": n} for o, n in zip(labels, some, strict=True)],
            },
        }
        for at, some in enumerate(counts)
    ]
    figures = {
        "shape": "single",
        "options": [{**o, "count": 80} for o in labels],
        "by": {"variable": "v", "label": {"fi": "V"}, "groups": groups},
    }
    found = finding("x", NAME, figures, by="v", asked=160, answered=160)
    assert widest(found, measures(figures, 160, 160)[:1]) is None
