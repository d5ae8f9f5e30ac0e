"""Languages, base forms, likeness and near-duplicates of short texts."""

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.texts import duplicates, languages, lemmas, similar
from participation.texts.redaction import MARK, Span, moved, places_of, redacted, spans
from participation.texts.words import Said, plain, tokens

WISHES = (
    "Lisää penkkejä keskustan puistoon",
    "Keskustan puistoon tarvitaan penkkejä",
    "Uimahalli auki sunnuntaisin",
    "Kirjaston aukioloaikoja pidennettävä",
    "Fler bänkar i parken",
)


def said(*words, language="fi"):
    return [Said(number, one, language) for number, one in enumerate(words)]


def test_words_are_taken_without_numbers_and_signs():
    assert tokens("Itä-Suomen 3. bussi, klo 9!") == ["itä-suomen", "bussi", "klo"]
    assert plain("  Bussi  nro 5!! ") == "bussi nro 5"


@pytest.mark.parametrize(
    ("words", "language"),
    [
        ("Lisää penkkejä puistoon", "fi"),
        ("Fler bänkar i parken, tack", "sv"),
        ("More benches in the park", "en"),
        ("Bussit kulkevat liian harvoin", "fi"),
        ("Jag vill ha bättre vägar", "sv"),
        ("The library should be open longer", "en"),
    ],
)
def test_the_language_of_a_short_text_is_told(words, language):
    assert languages.language_of(words) == language
    assert languages.language_of(words, expected="fi") == language


def test_in_doubt_the_expected_language_stays():
    assert languages.language_of("Tennis", expected="sv") == "sv"
    assert languages.language_of("123", expected="en") == "en"
    assert languages.language_of("") in ("fi", "sv", "en")


@pytest.mark.parametrize(
    ("word", "language", "base"),
    [
        ("pyöräteitä", "fi", "pyörätie"),
        ("kirjastossa", "fi", "kirjasto"),
        ("cykelvägarna", "sv", "cykelväg"),
        ("benches", "en", "bench"),
        ("Foo", "xx", "foo"),
    ],
)
def test_words_have_base_forms(word, language, base):
    assert lemmas.lemma(word, language) == base


def test_small_words_tell_of_no_theme():
    assert lemmas.content("Bussit ja junat ovat myöhässä", "fi")[:2] == [
        ("bussi", "bussit"),
        ("juna", "junat"),
    ]


def test_starting_the_service_loads_no_dictionary():
    code = "import participation.app, sys; sys.exit('simplemma' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_similar_texts_are_found_the_likest_first():
    index = similar.Index(said(*WISHES))
    found = index.nearest("Penkkejä keskustan puistoon lisää", least=0.2)
    assert [like.key for like in found][:2] == [0, 1]
    assert found[0].is_close
    assert index.nearest("") == []
    assert similar.Index().nearest("penkki") == []
    assert index.nearest("zzz qqq") == []


def test_texts_come_and_go_in_an_index():
    index = similar.Index(said(*WISHES))
    index.add("new", "Uimahallin sauna kuumemmaksi")
    assert index.nearest("Uimahallin sauna")[0].key == "new"
    index.remove("new")
    assert "new" not in [like.key for like in index.nearest("Uimahallin sauna", least=0)]
    assert len(index) == len(WISHES)
    index.add(0, "Jotain aivan muuta")
    assert index.nearest(WISHES[0])[0].key == 1


@given(st.lists(st.text(max_size=40), min_size=1, max_size=8), st.integers(0, 7))
def test_a_text_is_as_like_itself_as_can_be(texts, place):
    words = texts[place % len(texts)]
    found = similar.Index(said(*texts)).nearest(words, most=99)
    assert all(0 < like.likeness <= 1 for like in found)
    if plain(words):
        assert found[0].likeness == pytest.approx(1)


def test_texts_that_say_nearly_the_same_are_grouped_around_one():
    first = "Keskustaan tarvitaan lisää penkkejä vanhuksille ja lapsiperheille."
    texts = said(first, WISHES[2], first.upper() + "!!", first.replace("lisää ", ""), "", "!")
    (group,) = duplicates.alike(texts)
    assert [text.key for text in group.texts] == [0, 2, 3]


def test_likeness_is_the_share_of_common_groups_of_letters():
    # "abcdef" has abcde and bcdef, "abcdeg" abcde and bcdeg: one of three in common.
    assert duplicates.likeness("abcdef", "abcdeg") == pytest.approx(1 / 3)
    assert duplicates.likeness("sama", "SAMA.") == 1


@given(st.lists(st.text(alphabet="abc ", max_size=30), max_size=12))
def test_every_group_has_a_head_that_all_are_like(texts):
    for group in duplicates.alike(said(*texts)):
        head = group.texts[0].words
        assert all(
            duplicates.likeness(head, text.words) >= duplicates.LEAST for text in group.texts
        )


TEXTS = st.text(alphabet="abc[…] ", max_size=30)
PLACES = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=4)


@given(TEXTS, PLACES)
def test_nothing_of_a_redacted_span_is_left(words, places):
    gone = spans([Span(min(p), max(p)) for p in places], words)
    rest = [
        words[start:end]
        for start, end in zip(
            [0, *(span.end for span in gone)],
            [*(span.start for span in gone), len(words)],
            strict=True,
        )
    ]
    assert redacted(words, gone) == MARK.join(rest)


@given(TEXTS, PLACES, st.integers(0, 30), st.integers(0, 30))
def test_a_span_follows_what_is_left_of_its_words(words, places, one, other):
    gone = spans([Span(min(p), max(p)) for p in places], words)
    span = Span(min(one, other, len(words)), min(max(one, other), len(words)))
    after = moved(span, gone)
    new = redacted(words, gone)
    assert 0 <= after.start <= after.end <= len(new)
    touches = any(each.start < span.end and span.start < each.end for each in gone)
    if not touches and not any(s.start < span.start < s.end for s in gone):
        assert new[after.start : after.end] == words[span.start : span.end]


def test_every_place_of_a_part_is_found():
    assert places_of("ab", "ab ab abab") == [Span(0, 2), Span(3, 5), Span(6, 8), Span(8, 10)]
    assert places_of("", "abc") == []
