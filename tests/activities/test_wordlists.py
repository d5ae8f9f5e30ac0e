"""The words of response codes can be read aloud and written down without being mistaken."""

from collections import defaultdict
from itertools import combinations
from pathlib import Path
from re import fullmatch

import pytest

from participation.platform.config import LANGUAGES, ROOT

FOLDER = Path(ROOT / "participation" / "activities" / "wordlists")
ALPHABET = {"fi": "[a-zäö]{4,8}", "sv": "[a-zåäö]{4,8}", "en": "[a-z]{4,8}"}
WORDS = {
    code: FOLDER.joinpath(f"{code}.txt").read_text(encoding="utf-8").split("\n")[:-1]
    for code in LANGUAGES
}


def one_slip_apart(one, other):
    """Tell whether a letter too many, too few, changed, or two exchanged turn one into other."""
    if one == other:
        return True
    if len(one) == len(other):
        places = [i for i in range(len(one)) if one[i] != other[i]]
        exchanged = (
            len(places) == 2
            and places[1] == places[0] + 1
            and one[places[0]] == other[places[1]]
            and one[places[1]] == other[places[0]]
        )
        return len(places) == 1 or exchanged
    shorter, longer = sorted((one, other), key=len)
    return len(longer) == len(shorter) + 1 and shorter in without_a_letter(longer)


def without_a_letter(word):
    return {word[:i] + word[i + 1 :] for i in range(len(word))}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_list_has_4096_different_words_in_order(code):
    assert len(WORDS[code]) == len(set(WORDS[code])) == 4096
    assert WORDS[code] == sorted(WORDS[code])


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_are_short_and_use_the_letters_of_their_language(code):
    assert [word for word in WORDS[code] if not fullmatch(ALPHABET[code], word)] == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_slip_of_the_pen_turns_one_word_into_another(code):
    # Words one slip apart share a form with at most one letter taken out, so only those meet.
    alike = defaultdict(set)
    for word in WORDS[code]:
        for form in {word} | without_a_letter(word):
            alike[form].add(word)
    pairs = {pair for words in alike.values() for pair in combinations(sorted(words), 2)}
    assert [pair for pair in pairs if one_slip_apart(*pair)] == []


def test_a_word_tells_its_language():
    for one, other in combinations(LANGUAGES, 2):
        assert set(WORDS[one]).isdisjoint(WORDS[other])


@pytest.mark.parametrize(
    ("one", "other"), [("kala", "pala"), ("kala", "kaal"), ("kala", "kalat"), ("kala", "ala")]
)
def test_the_measure_knows_every_slip(one, other):
    assert one_slip_apart(one, other)
    assert one_slip_apart(other, one)


def test_the_measure_knows_two_slips():
    assert not one_slip_apart("kala", "puro")
    assert not one_slip_apart("kala", "kahva")
    assert not one_slip_apart("kala", "laka")
