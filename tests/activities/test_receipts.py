"""Response codes: four words that lead back."""

from unicodedata import normalize

import pytest
from flask import Flask

from participation.activities import receipts

TOKEN = bytes(range(16))


@pytest.mark.usefixtures("app")
def test_a_code_is_four_words_and_always_the_same() -> None:
    assert len(receipts.code_for(TOKEN, "fi").split()) == 4
    assert receipts.code_for(TOKEN, "fi") == receipts.code_for(TOKEN, "fi")
    assert receipts.code_for(TOKEN, "fi") != receipts.code_for(TOKEN[::-1], "fi")


@pytest.mark.usefixtures("app")
def test_the_code_leads_to_the_same_place_in_every_language() -> None:
    hashes = {receipts.read_code(receipts.code_for(TOKEN, code)) for code in ("fi", "sv", "en")}
    assert hashes == {receipts.hash_for(TOKEN)}


@pytest.mark.usefixtures("app")
def test_languages_may_be_mixed() -> None:
    words = [receipts.code_for(TOKEN, code).split() for code in ("fi", "sv", "en", "fi")]
    mixed = " ".join(words[place][place] for place in range(4))
    assert receipts.read_code(mixed) == receipts.hash_for(TOKEN)


def _plain(words: str) -> str:
    return words.translate(str.maketrans("äöåÄÖÅ", "aoaAOA"))


@pytest.mark.parametrize(
    "typed",
    [
        str.upper,
        str.title,
        lambda code: code.replace(" ", "-"),
        lambda code: code.replace(" ", "  ,\n"),
        lambda code: normalize("NFD", code),
        lambda code: "1. {} 2. {} 3. {} 4. {}.".format(*code.split()),
    ],
)
def test_a_code_may_be_typed_in_many_ways(app: Flask, typed: object) -> None:
    code = receipts.code_for(TOKEN, "fi")
    assert receipts.read_code(typed(code)) == receipts.hash_for(TOKEN)  # type: ignore[operator]


@pytest.mark.usefixtures("app")
def test_dots_and_rings_may_be_left_out_where_only_one_word_can_be_meant() -> None:
    words = receipts.word_list("fi")
    everything = [word for code in ("fi", "sv", "en") for word in receipts.word_list(code)]
    plain = [_plain(word) for word in everything]
    dotted = next(w for w in words if _plain(w) != w and plain.count(_plain(w)) == 1)
    rest = " ".join(words[:3])
    assert receipts.read_code(f"{_plain(dotted)} {rest}") == receipts.read_code(f"{dotted} {rest}")


@pytest.mark.usefixtures("app")
def test_an_ambiguous_word_is_not_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {"käki": 1, "kaki": 2, "muu": 3}, {"kaki": {1, 2}, "muu": {3}}
    monkeypatch.setattr(receipts, "_known", lambda _folder: known)
    assert receipts.unknown_words("káki kaki käki muu") == ["káki"]


@pytest.mark.parametrize("typed", ["", "kissa", "zzzz zzzz zzzz zzzz", "1 2 3 4", "x " * 10_000])
def test_what_is_no_code_leads_nowhere(app: Flask, typed: str) -> None:
    assert receipts.read_code(typed) is None


@pytest.mark.usefixtures("app")
def test_five_words_are_no_code() -> None:
    words = receipts.word_list("sv")[:5]
    assert receipts.read_code(" ".join(words[:4])) is not None
    assert receipts.read_code(" ".join(words)) is None
    assert receipts.unknown_words(" ".join(words)) == []


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_words_name_one_number_each(app: Flask, language: str) -> None:
    exact, _plain_words = receipts._known(receipts.FOLDER)
    for index, word in enumerate(receipts.word_list(language)):
        assert exact[word] == index
