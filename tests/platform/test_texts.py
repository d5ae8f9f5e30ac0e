"""Text: words in several languages and how far each has come."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform.i18n.text import STATES, Text, TextState, TextType

LANGUAGES = ("fi", "sv", "en")
words = st.text(max_size=20)
texts = st.builds(
    Text,
    st.dictionaries(st.sampled_from(LANGUAGES), words),
    st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(TextState)),
)

PARK = Text({"fi": "Puisto", "sv": "Park", "en": "Park"})


@given(texts)
def test_a_text_survives_being_stored(text):
    assert Text.from_json(text.to_json()) == text


@given(texts)
def test_a_text_survives_the_database_type(text):
    kind = TextType()

    assert kind.process_result_value(kind.process_bind_param(text, None), None) == text


@given(texts)
def test_equal_texts_have_equal_hashes_and_copies(text):
    assert pickle.loads(pickle.dumps(text)) == text  # noqa: S301 -- our own
    assert hash(Text.from_json(text.to_json())) == hash(text)


@given(texts, st.sampled_from(LANGUAGES))
def test_a_language_is_missing_exactly_when_it_has_no_words(text, language):
    assert (text.state(language) is TextState.MISSING) == (language not in text.translations)


@given(texts, texts, st.sampled_from(LANGUAGES))
def test_an_edit_never_changes_words_or_drops_drafts(old, new, source):
    edited = old.edited(new, source)

    assert edited.translations == new.translations
    drafts = {code for code, mark in new.marks.items() if mark is TextState.DRAFT}
    assert {code for code in drafts if edited.state(code) is TextState.DRAFT} == drafts


@given(texts, texts, st.sampled_from(LANGUAGES))
def test_an_edit_never_marks_the_source_as_stale(old, new, source):
    if new.state(source) is not TextState.STALE:
        assert old.edited(new, source).state(source) is not TextState.STALE


@given(texts, st.sampled_from(LANGUAGES))
def test_editing_nothing_changes_nothing(text, source):
    assert text.edited(text, source) == text


def test_nothing_is_stored_as_nothing():
    assert TextType().process_bind_param(None, None) is None
    assert TextType().process_result_value(None, None) is None
    assert Text.from_json(None) == Text()


def test_empty_words_are_no_words():
    text = Text({"fi": "  \n", "sv": "Park"}, {"fi": TextState.DRAFT})

    assert dict(text.translations) == {"sv": "Park"}
    assert dict(text.marks) == {}
    assert not Text({"fi": " "})


def test_marks_are_kept_beside_the_words():
    text = Text({"fi": "Puisto", "sv": "Park"}, {"sv": TextState.STALE})

    assert text.to_json() == {"fi": "Puisto", "sv": "Park", STATES: {"sv": "stale"}}
    assert STATES not in PARK.to_json()


@pytest.mark.parametrize(
    ("mark", "state"),
    [
        (TextState.DRAFT, TextState.DRAFT),
        (TextState.STALE, TextState.STALE),
        (TextState.APPROVED, TextState.APPROVED),
        (TextState.MISSING, TextState.APPROVED),
    ],
)
def test_words_are_approved_unless_marked(mark, state):
    assert Text({"fi": "Puisto"}, {"fi": mark}).state("fi") is state


def test_a_translation_that_did_not_follow_the_source_is_stale():
    edited = PARK.edited(Text({"fi": "Metsä", "sv": "Skog", "en": "Park"}), "fi")

    assert [edited.state(code) for code in LANGUAGES] == ["approved", "approved", "stale"]


def test_a_change_of_a_translation_makes_nothing_stale():
    edited = PARK.edited(Text({"fi": "Puisto", "sv": "Parken", "en": "Park"}), "fi")

    assert edited.unfinished(LANGUAGES) == ()


def test_a_draft_that_did_not_follow_stays_a_draft():
    old = Text({"fi": "Puisto", "sv": "Park"}, {"sv": TextState.DRAFT})
    new = Text({"fi": "Metsä", "sv": "Park"}, {"sv": TextState.DRAFT})

    assert old.edited(new, "fi").state("sv") is TextState.DRAFT


def test_the_first_words_make_nothing_stale():
    assert Text().edited(PARK, "fi") == PARK


@pytest.mark.parametrize(
    ("language", "fallbacks", "shown"),
    [
        ("fi", (), "fi"),
        ("de", ("sv", "en"), "sv"),
        ("de", ("nb", "en"), "en"),
        ("de", (), "fi"),
    ],
)
def test_words_fall_back_in_order_and_then_to_any(language, fallbacks, shown):
    assert PARK.language_for(language, *fallbacks) == shown
    assert PARK.in_(language, *fallbacks) == PARK.translations[shown]


def test_no_words_fall_back_to_nothing():
    assert Text().in_("fi", "sv") == ""
    assert Text().language_for("fi") == ""


def test_unfinished_languages_are_those_not_approved():
    text = Text({"fi": "Puisto", "sv": "Park"}, {"sv": TextState.STALE})

    assert text.unfinished(LANGUAGES) == ("sv", "en")
    assert text.unfinished(["fi"]) == ()


def test_a_text_that_was_left_out_is_not_unfinished():
    assert Text().unfinished(LANGUAGES) == ()


def test_the_later_of_two_texts_wins():
    both = Text({"fi": "Puisto", "sv": "Park"}) | Text({"sv": "Skog"}, {"sv": TextState.DRAFT})

    assert both == Text({"fi": "Puisto", "sv": "Skog"}, {"sv": TextState.DRAFT})


def test_a_text_cannot_be_changed():
    with pytest.raises(TypeError):
        PARK.translations["fi"] = "Metsä"  # type: ignore[index]
    with pytest.raises(AttributeError):
        PARK.translations = {}  # type: ignore[misc]
