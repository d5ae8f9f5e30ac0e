"""The pieces of a composed report, and figures in texts as staff write them."""

from dataclasses import replace

import pytest

from participation.platform.i18n.text import Text, TextState
from participation.reports.domain.automatic import automatic, belongs, passage
from participation.reports.domain.blocks import (
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    Passage,
    PassageBlock,
    PickedBlock,
    PointsBlock,
    QuoteBlock,
    Source,
    TextBlock,
)
from participation.reports.domain.composed import (
    Composed,
    NoSuchPiece,
    spoken_of,
    unfinished,
    unkept,
    written_in_full,
)
from participation.reports.domain.document import Document
from participation.reports.domain.laid import LaidExhibit, LaidQuote
from participation.reports.domain.live import figure, in_full, is_known, mistaken, references
from participation.reports.domain.offering import everybody, offers
from participation.reports.domain.said import language_of
from tests.reports.exhibited import EVERY
from tests.reports.exhibited_counts import HIDDEN, OPEN, SINGLE
from tests.reports.exhibited_parts import text
from tests.reports.test_documents import ABOUT, FINDINGS

HOME = SINGLE.activity
WRITTEN = "{park:trees:share}"


def words(fi):
    return Text({"fi": fi})


def composed(*blocks):
    found = Composed()
    for block in blocks:
        found = found.added(block)
    return found


THREE = composed(HeadingBlock(words=words("A")), TextBlock(words=words("B")), BreakBlock())


def names(found):
    return [piece.name for piece in found.pieces]


def test_pieces_keep_their_names_wherever_they_go():
    assert names(THREE) == ["b1", "b2", "b3"]
    assert names(THREE.moved("b3", -1)) == ["b1", "b3", "b2"]
    assert names(THREE.moved("b1", -1)) == ["b1", "b2", "b3"]
    assert names(THREE.moved("b3", 5)) == ["b1", "b2", "b3"]
    assert names(THREE.removed("b3").added(BreakBlock(), "b1")) == ["b1", "b4", "b2"]
    assert names(THREE.added(BreakBlock(), "gone")) == ["b1", "b2", "b3", "b4"]


@pytest.mark.parametrize("deed", [Composed.named, Composed.removed])
def test_a_piece_that_is_gone_is_not_found(deed):
    with pytest.raises(NoSuchPiece):
        deed(THREE, "b9")


def test_a_report_is_kept_and_read_again():
    every = composed(
        FindingBlock(source=Source.of(SINGLE), kept=SINGLE),
        TextBlock(words=words(WRITTEN), frozen={WRITTEN: 0.5}, moments={WRITTEN: "2026-11-22"}),
        PickedBlock(activity=HOME, quote="q"),
        PassageBlock(activity=HOME, passage=Passage.SHORT),
    )
    every = replace(every, aside={HOME: ("age",)})
    assert Composed.from_json(every.to_json()) == every


def test_a_mark_changes_with_the_piece_alone():
    changed = THREE.changed("b2", TextBlock(words=words("C")))
    assert changed.named("b1").mark == THREE.named("b1").mark
    assert changed.named("b2").mark != THREE.named("b2").mark


def test_a_report_names_what_it_is_made_from():
    found = composed(
        FindingBlock(source=Source(activity=HOME, subject="q1")),
        TextBlock(words=Text({"fi": WRITTEN, "sv": "{answers} {b:answers}"})),
        PickedBlock(activity="c", quote="q"),
    )
    assert found.sources(HOME) == (f"{HOME}:q1", f"{HOME}:park", f"{HOME}:")
    assert found.activities(HOME) == (HOME, "c")


def test_figures_are_read_with_and_without_the_name_of_the_activity():
    whole = f"{{{HOME}:park:trees:share}}"
    assert in_full(f"a {WRITTEN} b {{answers}}", HOME) == f"a {whole} b {{{HOME}:answers}}"
    (short,), (full,) = references(WRITTEN, HOME), references(whole)
    assert figure(short, FINDINGS) == figure(full, FINDINGS) is not None


def test_how_many_took_part_is_a_figure():
    (reference,) = references("{answers}", HOME)
    found = figure(reference, FINDINGS)
    assert found.number == max(f.figures["respondents"] for f in FINDINGS.values())
    (other,) = references("{elsewhere:answers}")
    assert figure(other, FINDINGS) is None


@pytest.mark.parametrize(
    "wrong",
    ["{jotain}", "{park:trees:much}", "{}", "{share}", "{park share}", "{park:trees:share", "{{}"],
)
def test_what_stands_in_braces_and_is_no_figure_is_a_mistake(wrong):
    assert mistaken(f"x {wrong} y", HOME)
    assert not mistaken(f"x {WRITTEN} y", HOME)


def test_a_figure_there_is_not_is_not_known_unless_nobody_has_answered():
    (wrong,) = references("{park:pelts:share}", HOME)
    assert not is_known(wrong, FINDINGS)
    empty = replace(SINGLE, answered=0, asked=0)
    (share,) = references("{park:share}", HOME)
    assert is_known(share, {Source.of(empty).key: empty})


@pytest.mark.parametrize("finding", [f for f in EVERY if not f.by], ids=lambda f: f.subject)
def test_every_figure_on_offer_can_be_written(finding):
    known = {Source.of(finding).key: finding}
    for offer in offers(finding, HOME):
        (reference,) = references(offer.written, HOME)
        assert figure(reference, known) == offer.value
        assert not mistaken(offer.written, HOME)


def test_a_hidden_finding_offers_how_many_answered_to_nobody():
    assert list(offers(HIDDEN, HOME)) == []


def test_a_report_of_several_activities_names_them():
    offered = [*everybody(HOME, "", [SINGLE]), *offers(SINGLE, "")]
    assert all(offer.written.startswith(f"{{{HOME}:") for offer in offered)


def test_frozen_figures_keep_their_number_when_they_are_written_in_full():
    block = TextBlock(words=words(WRITTEN), frozen={WRITTEN: 0.25})
    assert written_in_full(block, HOME).frozen == {f"{{{HOME}:park:trees:share}}": 0.25}
    assert [each.written for each in spoken_of(block, HOME)] == [WRITTEN]


def test_nothing_kept_is_left_for_everybody():
    block = TextBlock(words=words(WRITTEN), frozen={WRITTEN: 0.25}, moments={WRITTEN: "x"})
    kept = composed(block, FindingBlock(source=Source.of(SINGLE), kept=SINGLE), BreakBlock())
    text_, finding, _break = (piece.block for piece in unkept(kept.pieces))
    assert (text_.frozen, text_.moments, finding.kept) == ({}, {}, None)


def test_a_finding_that_was_kept_is_stale_when_its_numbers_are_others():
    block = FindingBlock(source=Source.of(SINGLE), kept=SINGLE)
    assert not block.is_stale({Source.of(SINGLE).key: SINGLE})
    assert block.is_stale({Source.of(SINGLE).key: replace(SINGLE, answered=1)})
    assert block.is_stale({})
    assert not FindingBlock(source=Source.of(SINGLE)).is_stale({})


@pytest.mark.parametrize("is_stale", [False, True])
def test_a_finding_that_was_kept_says_of_what_day_it_is(lay, is_stale):
    now = replace(SINGLE, answered=SINGLE.answered + 1) if is_stale else SINGLE
    block = FindingBlock(source=Source.of(SINGLE), kept=SINGLE)
    (part,) = lay(
        "en", Document(title=words("O"), blocks=(block,), findings={Source.of(SINGLE).key: now})
    ).parts
    assert isinstance(part, LaidExhibit)
    assert any(note.startswith("Figures of ") for note in part.notes)
    assert any("have changed since" in note for note in part.notes) is is_stale


def test_languages_are_complete_when_every_text_is():
    pieces = composed(HeadingBlock(words=Text({"fi": "A", "sv": "A"}, {"sv": TextState.STALE})))
    found = unfinished(text("T", "T", "T"), pieces.pieces, ["fi", "sv", "en"])
    assert found == {"fi": 0, "sv": 1, "en": 1}


def test_picked_quotes_stand_after_what_they_were_said_about(lay):
    quotes = {Source.of(OPEN).subject: [words("Lisää penkkejä.")]}
    parts = lay("fi", automatic(ABOUT, [SINGLE, OPEN], quotes)).parts
    (place,) = (n for n, part in enumerate(parts) if isinstance(part, LaidQuote))
    assert parts[place].words == "Lisää penkkejä."
    assert parts[place - 1].title == OPEN.label.in_("fi")


@pytest.mark.parametrize(
    ("language", "mark"),
    [("fi", ""), ("sv", "Språk: finska"), ("en", "Language: Finnish")],
)
def test_a_quote_in_another_language_says_in_which(lay, language, mark):
    quotes = {Source.of(OPEN).subject: [Text({"fi": "Lisää penkkejä."})]}
    parts = lay(language, automatic(ABOUT, [OPEN], quotes)).parts
    (quote,) = (part for part in parts if isinstance(part, LaidQuote))
    assert (quote.by, language_of(quote.words)) == (mark, "fi" if mark else "")


def test_quotes_about_other_follow_the_question_itself():
    assert belongs([SINGLE, OPEN], ["park~other"]) == {"park~other": Source.of(SINGLE).key}
    assert belongs([SINGLE], ["gone"]) == {}


@pytest.mark.parametrize("which", Passage)
def test_each_passage_of_the_automatic_report_stands_alone(which):
    assert all(isinstance(b, PointsBlock | TextBlock) for b in passage(which, ABOUT, [SINGLE]))
    assert QuoteBlock not in map(type, passage(which, ABOUT, []))
