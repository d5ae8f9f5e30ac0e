"""Documents: blocks kept as JSON, figures in texts, headings, what findings tell."""

from dataclasses import replace

import pytest

from participation.activities.domain.filters import Condition, Cut, Filter
from participation.platform.i18n.text import Text
from participation.reports.domain.automatic import MOST_SLIDES, About, automatic, deck
from participation.reports.domain.blocks import (
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    PointsBlock,
    QuoteBlock,
    Show,
    Source,
    TextBlock,
    ThemeBlock,
)
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.exhibits import Hidden
from participation.reports.domain.laid import (
    LaidBreak,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidTable,
    portions,
)
from participation.reports.domain.live import figure, frozen, is_stale, references
from participation.reports.domain.said import Unit, Value, language_of, phrase
from participation.reports.domain.telling import tell, told
from participation.reports.face import Face
from tests.reports.exhibited import EVERY, SPLIT
from tests.reports.exhibited_counts import HIDDEN, NPS, NUMBER, OPEN, SCALE, SINGLE, VEILED
from tests.reports.exhibited_parts import finding, text
from tests.reports.exhibited_rows import ALLOCATION, DOUBLE, MATRIX, PLAIN_MATRIX, RANKING

BY = {**SPLIT.figures["by"], "groups": SPLIT.figures["by"]["groups"][:2]}
OPEN_SPLIT = replace(SPLIT, figures={**SPLIT.figures, "by": BY})
FINDINGS = {Source.of(each).key: each for each in EVERY if not each.by}
CUT = Cut(
    filter=Filter.of([Condition(variable="age", values=("a b", "c:d"))]), by="q1", weights="w&x"
)


def words(fi):
    return Text({"fi": fi})


def block_of(fi, **more):
    return TextBlock(words=words(fi), **more)


def one(lay, *blocks, findings=None):
    found = Document(title=words("Otsikko"), blocks=blocks, findings=findings or FINDINGS)
    return lay("fi", found)


@pytest.mark.parametrize("cut", [Cut(), CUT, Cut(by="q1")])
def test_a_source_is_read_from_its_name(cut):
    source = Source(activity="kysely", subject="park~2", cut=cut)
    assert Source.from_key(source.key) == source


def test_findings_of_two_cuts_have_two_names():
    assert Source.of(SINGLE).key == "kysely:park"
    assert Source.of(SPLIT).key == "kysely:park?by=age"


def test_a_report_is_kept_and_read_again():
    blocks = (
        FindingBlock(source=Source.of(SINGLE), show=Show.CHART, title=words("Puistot"), level=3),
        HeadingBlock(words=words("Luku"), level=1),
        TextBlock(words=words("Sanoja"), frozen={"{kysely:park:trees:share}": 0.5}, is_lede=True),
        PointsBlock(points=(words("Yksi"), words("Kaksi"))),
        QuoteBlock(words=words("Hyvä."), by=words("Asukas")),
        ThemeBlock(title=words("Luonto"), about=words("Puista"), people=4, quotes=(words("Puu"),)),
        BreakBlock(),
    )
    made = Document(
        title=words("Otsikko"), subtitle=words("Ala"), about=(words("n"),), blocks=blocks
    )
    assert Document.from_json(made.to_json(), {}) == made


def test_words_of_ours_are_never_stored_in_one_language():
    with pytest.raises(TypeError):
        HeadingBlock(words=phrase("contents")).to_json()
    with pytest.raises(TypeError):
        Document(title=phrase("contents"), blocks=()).to_json()


def test_a_report_knows_which_findings_it_needs():
    found = Document(
        title=words("x"),
        blocks=(
            FindingBlock(source=Source.of(SPLIT)),
            block_of("{muu:q9:mean} ja {kysely:grade:mean}"),
        ),
    )
    assert found.sources() == ("kysely:park?by=age", "muu:q9", "kysely:grade")


@pytest.mark.parametrize(
    ("written", "number", "unit"),
    [
        ("{kysely:park:trees:share}", 17 / 38, Unit.SHARE),
        ("{kysely:park:trees:count}", 17, Unit.PEOPLE),
        ("{kysely:park:answered}", 38, Unit.PEOPLE),
        ("{kysely:park:share}", 38 / 40, Unit.SHARE),
        ("{kysely:recommend:score}", 600 / 38, Unit.SCORE),
        ("{kysely:claims:bus:net}", -1000 / 38, Unit.NET),
        ("{kysely:claims:bus.5:share}", 3 / 38, Unit.SHARE),
        ("{kysely:services:lib.second:mean}", 98 / 38, Unit.MEAN),
        ("{kysely:order:hall:first}", 20 / 38, Unit.SHARE),
        ("{kysely:order:hall:borda}", 67.1, Unit.SCORE),
        ("{kysely:years:median}", 15.5, Unit.AMOUNT),
    ],
)
def test_texts_hold_figures(written, number, unit):
    (reference,) = references(f"Osuus on {written}.")
    found = figure(reference, FINDINGS)
    assert found.number == pytest.approx(number)
    assert found.unit is unit


@pytest.mark.parametrize(
    "written",
    [
        "{kysely:rare:share}",  # hidden
        "{kysely:veiled:b:share}",  # a hidden part
        "{kysely:often:sauna:mean}",  # a hidden row
        "{kysely:gone:share}",
        "{kysely:park:gone:share}",
        "{kysely:park:mean}",
        "{kysely:park:score}",
        "{kysely:claims:bus:first}",
    ],
)
def test_a_figure_that_is_not_there_says_so(lay, written):
    (part,) = one(lay, block_of(written)).parts
    (run,) = part.runs
    assert run.reference == written
    assert not any(letter.isdecimal() for letter in run.words)


def test_braces_that_name_no_figure_are_words(lay):
    (part,) = one(lay, block_of("{a:b:nonsense} {} {x}")).parts
    assert part.words == "{a:b:nonsense} {} {x}"


def test_live_figures_follow_and_frozen_ones_stay_and_are_flagged(lay):
    written = "{kysely:park:trees:share}"
    kept = frozen(f"{written} {{kysely:rare:share}}", FINDINGS)
    assert kept == {written: 17 / 38}
    options = [
        {**o, "count": 19 if o["code"] == "trees" else o["count"]}
        for o in SINGLE.figures["options"]
    ]
    newer = {"kysely:park": replace(SINGLE, figures={**SINGLE.figures, "options": options})}
    laid = one(lay, block_of(written), block_of(written, frozen=kept), findings=newer)
    live, still = (part.runs[0] for part in laid.parts)
    assert (live.words, live.is_stale) == ("50,0\N{NO-BREAK SPACE}%", False)
    assert (still.words, still.is_stale) == ("44,7\N{NO-BREAK SPACE}%", True)
    assert laid.stale == (written,)
    assert one(lay, block_of(written, frozen=kept)).stale == ()
    assert is_stale(0.5, None)
    assert not is_stale(0.5, Value(number=0.5 + 1e-12, unit=Unit.SHARE))


def test_text_is_parted_into_paragraphs_and_points(lay):
    laid = one(lay, block_of("Ensin\r\nsama\n\nToinen\n- yksi\n- kaksi\n\n"))
    said = [(part.words, part.is_point) for part in laid.parts]
    assert said == [("Ensin sama", False), ("Toinen", False), ("yksi", True), ("kaksi", True)]


def test_headings_go_down_one_level_at_a_time(lay):
    laid = one(
        lay,
        FindingBlock(source=Source.of(SINGLE), level=4),
        HeadingBlock(words=words("a"), level=3),
        HeadingBlock(words=words("b"), level=1),
        ThemeBlock(title=words("c")),
        BreakBlock(),
    )
    levels = [part.level for part in laid.parts if not isinstance(part, LaidBreak)]
    assert levels == [1, 2, 1, 2]


def test_a_finding_that_is_gone_says_so(lay):
    (part,) = one(lay, FindingBlock(source=Source(activity="x", subject="y"))).parts
    assert part.hidden
    assert not part.charts


@pytest.mark.parametrize(
    ("show", "charts", "tables"), [("chart", 1, 0), ("table", 0, 1), ("both", 1, 1)]
)
def test_a_block_shows_what_is_wanted(lay, show, charts, tables):
    (part,) = one(lay, FindingBlock(source=Source.of(SINGLE), show=Show(show))).parts
    assert (len(part.charts), len(part.tables)) == (charts, tables)


def test_a_table_stands_in_for_a_chart_that_there_is_not(lay):
    (part,) = one(lay, FindingBlock(source=Source.of(OPEN), show=Show.CHART)).parts
    assert part.tables


def test_words_in_another_language_are_marked(lay):
    laid = one(lay, HeadingBlock(words=Text({"sv": "Bara på svenska"})))
    assert language_of(laid.parts[0].words) == "sv"
    assert language_of(laid.title) == ""


def test_hidden_findings_say_why_and_show_nothing(lay):
    (part,) = one(lay, FindingBlock(source=Source.of(HIDDEN))).parts
    assert "5" in part.hidden
    assert (part.charts, part.tables, part.facts) == ((), (), ())
    protected = replace(
        HIDDEN, figures={**HIDDEN.figures, "hidden": {"reason": "protected", "threshold": 5}}
    )
    (other,) = one(
        lay, FindingBlock(source=Source.of(HIDDEN)), findings={"kysely:rare": protected}
    ).parts
    assert other.hidden != part.hidden


def test_hidden_numbers_are_never_worked_out_nor_spoken_of():
    found = exhibit(VEILED)
    cells = [cell for row in found.tables[0].rows[:3] for cell in row.cells]
    assert [isinstance(cell, Hidden) for cell in cells] == [False, False, True, True, True, True]
    assert found.charts[0].series[0].values == (30 / 38, None, None)
    assert found.charts[0].alternative == ()
    assert tell(VEILED) is None
    (said,) = exhibit(PLAIN_MATRIX).charts[0].alternative
    assert said.key == "left_out_note"  # which row is missing, and not which one is highest
    assert tell(PLAIN_MATRIX) is None


def test_a_hidden_group_has_no_number_anywhere():
    table = exhibit(SPLIT).tables[0]
    assert all(isinstance(row.cells[3], Hidden) for row in table.rows)
    assert len(exhibit(SPLIT).charts[0].series) == 2


def test_tests_mark_what_groups_say_more_often(lay):
    by = {
        **SPLIT.figures["by"],
        "tests": {"columns": {"trees": {"young": {"than": "less"}, "old": {"than": "more"}}}},
    }
    marked = replace(SPLIT, figures={**SPLIT.figures, "by": by})
    (part,) = one(
        lay, FindingBlock(source=Source.of(SPLIT)), findings={"kysely:park?by=age": marked}
    ).parts
    first = part.tables[0].rows[0].cells
    assert [cell.shown[-1] for cell in first[:3]] == ["%", "▼", "▲"]
    assert part.tables[0].notes


def test_wide_tables_are_parted_whole():
    table = LaidTable(title="t", stub="s", columns=tuple("abcdefg"), rows=(), notes=("n",))
    parts = list(portions(table, 3))
    assert ["".join(part.columns) for part in parts] == ["abc", "def", "g"]
    assert [part.notes for part in parts] == [(), (), ("n",)]


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (SINGLE, "tells_most"),
        (SCALE, "tells_mean"),
        (NPS, "tells_nps"),
        (MATRIX, "tells_rows_net"),
        (RANKING, "tells_borda"),
        (ALLOCATION, "tells_share"),
        (NUMBER, "tells_number"),
        (DOUBLE, "tells_gap"),
        (OPEN_SPLIT, "tells_groups"),
    ],
)
def test_findings_tell_something_in_one_sentence(found, key):
    assert tell(found).sentence.key == key


def test_groups_are_not_compared_in_words_where_a_number_is_hidden():
    assert tell(SPLIT) is None
    assert exhibit(SPLIT).charts[0].alternative == ()
    assert exhibit(OPEN_SPLIT).charts[0].alternative


def test_a_matrix_without_means_tells_of_its_last_step():
    rows = [row for row in PLAIN_MATRIX.figures["rows"] if "hidden" not in row]
    second = {**rows[0], "code": "b", "counts": {"w": 0, "m": 8, "n": 30}}
    found = replace(PLAIN_MATRIX, figures={**PLAIN_MATRIX.figures, "rows": [*rows, second]})
    sentence = tell(found).sentence
    assert sentence.key == "tells_last_step"
    assert sentence.values["high_value"].number == 30 / 38


def test_nothing_is_told_of_a_handful_of_answers():
    assert tell(replace(SINGLE, answered=9)) is None


def test_the_most_telling_come_in_the_order_of_the_questions():
    chosen = [EVERY.index(one.finding) for one in told(EVERY, 3)]
    assert len(chosen) == 3
    assert chosen == sorted(chosen)


ABOUT = About(
    title=text("Kysely", "Enkät", "Survey"),
    municipality=text("Lintukorpi", "Fågelmarken", "Lintukorpi"),
    answers=40,
    moment="2026-11-22",
    opened="2026-09-07",
    closed="2026-09-27",
    process=text("Strategia", "Strategi", "Strategy"),
    channels=((text("Verkko", "Webb", "Web"), 30), (phrase("removed_link"), 0)),
    languages={"fi": 35, "sv": 5},
    address="https://kunta.example/fi/a/x/results",
    aside=("grade",),
)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_automatic_report_says_everything_in_order(lay, language):
    laid = lay(language, automatic(ABOUT, EVERY))
    heads = [part.words for part in laid.parts if isinstance(part, LaidHeading)]
    assert len(heads) == len(set(heads)) == 5
    assert sum(isinstance(part, LaidExhibit) for part in laid.parts) == len(EVERY)
    said = " ".join(part.words for part in laid.parts if isinstance(part, LaidParagraph))
    assert "https://kunta.example" in said
    assert "40" in laid.about[0]


def test_a_report_of_no_answers_begins_with_how_people_were_asked(lay):
    laid = lay("en", automatic(replace(ABOUT, answers=0, is_open=True, is_public=True), ()))
    assert laid.parts[0].words == lay("en", automatic(ABOUT, EVERY)).parts[7].words


def test_slides_and_short_words_are_of_everybody_not_of_groups(lay):
    laid = lay("en", deck(replace(ABOUT, channels=()), [SINGLE, OPEN_SPLIT]))
    shown = [part.title for part in laid.parts if isinstance(part, LaidExhibit)]
    assert shown == ["What matters most in parks?"]
    assert len([part for part in laid.parts if isinstance(part, LaidHeading)]) == 3
    assert exhibit(OPEN_SPLIT).title.key == "split_by"


def test_a_deck_has_at_most_fifteen_slides_and_only_charts(lay):
    many = [replace(SINGLE, subject=f"q{n}") for n in range(40)]
    laid = lay("en", deck(ABOUT, [*many, *EVERY]))
    shown = [part for part in laid.parts if isinstance(part, LaidExhibit)]
    assert len(shown) == MOST_SLIDES - 5
    assert all(part.charts and not part.tables for part in shown)


def test_filters_and_weights_are_told(lay):
    weighted = [replace(SCALE, weights={"name": "population"})]
    laid = lay(
        "en", automatic(replace(ABOUT, only="Area: North", is_self_selected=False), weighted)
    )
    assert "Area: North" in laid.about
    (part,) = (part for part in laid.parts if isinstance(part, LaidExhibit))
    assert part.only == "Area: North"
    assert "Area: North" in part.charts[0].caption
    assert "Area: North" in part.charts[0].alternative


def test_colours_that_are_none_never_enter_a_file():
    face = Face(name=Text(), brand='red"/><script>', accent="#ABCDEF")
    assert (face.brand, face.accent) == ("#00437c", "#abcdef")


def test_a_finding_of_an_unknown_shape_still_says_how_many_answered():
    found = exhibit(finding("x", words("Uusi"), {"shape": "brand_new"}))
    assert found.tables[0].rows


def test_moments_are_at_the_foot(lay):
    assert lay("fi", automatic(ABOUT, EVERY)).moment.endswith("22.11.2026")
