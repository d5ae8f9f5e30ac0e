"""What reports show and tell of brainstorms, from figures made by hand."""

from dataclasses import replace

import pytest

from participation.activities.domain.disclosure import disclosed
from participation.brainstorming.domain import figures
from participation.brainstorming.domain.figures import Counted
from participation.brainstorming.domain.weighing import Counts, Said
from participation.reports.domain.blocks import FindingBlock, Source
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.measures import measures
from participation.reports.domain.telling import TELLERS
from tests.reports.exhibited_parts import finding, option, said, text

QUESTION = text("Mikä kotikaupungissa on hyvää?", "Vad är bra?", "What is good?")


def idea(code, agreed=0, disagreed=0, passed=0, theme=None):
    counts = Counts(agreed, disagreed, passed)
    return Counted(code=code, question=1, language="fi", counts=counts, theme=theme)


def rated(code, importance, done=()):
    every = [Said(importance=value) for value in importance[len(done) :]]
    every += [Said(importance=v, realisation=d) for v, d in zip(importance, done, strict=False)]
    return Counted(code=code, question=1, language="sv", counts=Counts.total(every))


def labelled(told):
    """Put words to the codes, as whoever shows a release does."""
    for row in told.get("rows", ()):
        row["label"] = said(row["code"], row["code"], row["code"])
    for theme in told.get("options", ()):
        for typical in theme.get("typical", ()):
            typical["label"] = said(typical["code"], typical["code"], typical["code"])
    return finding("ideas", QUESTION, told, kind="brainstorm", asked=20, answered=20)


def keys(found):
    return [each.key for each, _weight in TELLERS[found.figures["shape"]](found)]


IDEAS = [idea("puisto", 16, 2, 2, theme=1), idea("tori", 8, 7, 5, theme=1), idea("silta", 9, 1, 0)]
TURNOUT = labelled(figures.turnout(20, {1: ("q1", {})}, IDEAS))
SUPPORTED = labelled(figures.supported(20, IDEAS, 5))
DIVIDED = labelled(figures.divided(20, IDEAS, 5))
RATED = [
    rated("koulu", [5, 5, 4, 5, 4, 5], [2, 1, 2, 3, 2, 1]),
    rated("bussi", [3, 2, 4, 3, 2, 3], [4, 4, 5, 3, 4, 4]),
    rated("sama", [4, 4, 4, 4, 4, 4], [4, 4, 4, 4, 4, 4]),
]
IMPORTANT = labelled(figures.important(20, RATED, 5))
FOURFOLD = labelled(figures.fourfold(20, RATED, 5))
THEMES = labelled(figures.themes(20, {1: ("t1", said("Viihtyisyys", "Trivsel", "Comfort"))}, IDEAS))
EVERY = (TURNOUT, SUPPORTED, DIVIDED, IMPORTANT, FOURFOLD, THEMES)


def test_turnout_tells_of_ideas_and_evaluations():
    shown = exhibit(TURNOUT)
    assert [fact.value.number for fact in shown.facts] == [20, 3, 50]
    assert keys(TURNOUT) == ["tells_turnout"]
    assert [(m.code, m.value.number) for m in measures(TURNOUT.figures, 20, 20)] == [
        ("ideas", 3),
        ("evaluations", 50),
    ]


def test_opinions_tell_what_most_support_and_what_divides():
    assert [row.head.translations["fi"] for row in exhibit(SUPPORTED).tables[0].rows] == [
        "silta",  # nine of ten are surely more than sixteen of twenty
        "puisto",
        "tori",
    ]
    assert keys(SUPPORTED) == ["tells_idea"]
    assert keys(DIVIDED) == ["tells_divided"]
    assert measures(SUPPORTED.figures, 20, 20)[0].value.number == 0.9


def test_importance_is_told_with_its_interval_where_there_is_one():
    shown = exhibit(IMPORTANT)
    intervals = [row.cells[2] for row in shown.tables[0].rows]
    assert [cell if isinstance(cell, str) else cell.key for cell in intervals] == [
        "between",
        "–",
        "between",
    ]
    assert keys(IMPORTANT) == ["tells_important"]
    assert measures(IMPORTANT.figures, 20, 20)[0].value.number == pytest.approx(28 / 6)


def test_importance_beside_how_it_is_done_lies_in_four_fields():
    shown = exhibit(FOURFOLD)
    (chart,) = shown.charts
    assert len(chart.middle) == 2
    assert shown.tables[0].rows[0].cells[-1].key == "field_high_low"
    assert keys(FOURFOLD) == ["tells_gap_idea"]


def test_a_single_idea_has_no_fields_and_no_gap_where_it_is_done_as_well_as_it_matters():
    alone = replace(FOURFOLD, figures={**FOURFOLD.figures, "rows": [FOURFOLD.figures["rows"][1]]})
    shown = exhibit(alone)
    assert shown.charts == ()
    assert shown.tables[0].rows[0].cells[-1] == "–"
    assert keys(alone) == []


def test_themes_tell_their_sizes():
    shown = exhibit(THEMES)
    assert [row.cells[0].number for row in shown.tables[0].rows] == [2, 1]
    assert keys(THEMES) == ["tells_theme"]
    assert measures(THEMES.figures, 20, 20)[0].value.number == 0.1
    empty = {**THEMES.figures["options"][0], "count": 0}
    none = replace(THEMES, figures={**THEMES.figures, "options": [empty]})
    assert keys(none) == []
    assert exhibit(none).charts == ()


@pytest.mark.parametrize("order", ["support", "importance"])
def test_of_no_idea_nothing_is_drawn_and_nothing_told(order):
    found = SUPPORTED if order == "support" else IMPORTANT
    none = replace(found, figures={**found.figures, "rows": []})
    assert exhibit(none).charts == ()
    assert keys(none) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_they_are_laid_out_in_every_language(lay, language):
    named = {f"kysely:{number}": found for number, found in enumerate(EVERY)}
    blocks = tuple(FindingBlock(source=Source.from_key(key)) for key in named)
    laid = lay(language, Document(title=QUESTION, blocks=blocks, findings=named))
    assert len(laid.parts) >= len(EVERY)


def test_too_few_evaluations_are_hidden_whole_and_ideas_of_few_by_themselves():
    (few,) = disclosed([replace(SUPPORTED, answered=4)], (), 5).findings
    assert few.figures["hidden"] == {"threshold": 5}
    rare = labelled(figures.supported(20, [*IDEAS, idea("harva", 3)], 1))
    (told,) = disclosed([rare], (), 5).findings
    assert "harva" not in [row["code"] for row in told.figures["rows"]]
    assert all("label" not in row for row in told.figures["rows"])


SET_APART = option("i1", "Penkit", "Bänkar", "Benches", agrees=True)


def opinion_groups(marks, lists, rows):
    """Make figures of two groups, of which the first is set apart by an idea."""
    options = [
        {"code": "1", "count": 12, "name": SET_APART, "marks": marks},
        {"code": "2", "count": 8, "name": None, "marks": []},
    ]
    told = {"shape": "idea_groups", "options": options, "rows": rows, "lists": lists}
    clear = {"clear": "well", "n": 20}
    return finding("groups", QUESTION, told | clear, kind="brainstorm", asked=20, answered=20)


def test_groups_of_opinion_tell_their_sizes_and_what_all_support():
    counts = {"agree": 6, "disagree": 4, "pass": 0}
    groups = {"1": {"agree": 4, "disagree": 0, "pass": 1}, "2": None}
    row = option("i1", "Penkit", "Bänkar", "Benches", counts=counts, groups=groups)
    found = opinion_groups([SET_APART], {"together": ["i1"]}, [row])
    assert [m.value.number for m in measures(found.figures, 20, 20)] == [0.6, 0.4]
    assert keys(found) == ["tells_groups"]
    marked = exhibit(found).tables[1].rows[0]
    assert [cell.number for cell in marked.cells[2:]] == [0.8, 0.6]


def test_groups_that_nothing_sets_apart_or_joins_tell_only_their_sizes():
    found = opinion_groups([], {}, [])
    assert len(exhibit(found).tables) == 1
    assert keys(found) == []
