"""Suggested themes: the same every time, named by words people wrote."""

from json import loads

import numpy as np
import pytest

from participation.platform.config import ROOT
from participation.texts.factors import factors
from participation.texts.matrix import Sparse, tfidf
from participation.texts.themes import Member, suggested
from participation.texts.words import Said


@pytest.fixture(scope="module")
def remarks():
    """The demo town's remarks about what to improve, with the theme of each."""
    known = loads((ROOT / "participation/demo/asked/remarks.json").read_text("utf-8"))
    found = []
    for themes in known.values():
        for theme, languages in themes.items():
            for language, (openings, endings) in languages.items():
                found += [
                    (Said((theme, o, e), f"{o} {e}".strip(), language), theme)
                    for o in openings
                    for e in endings
                ]
    return found


def test_themes_are_the_same_every_time_and_pure_enough(remarks):
    texts = [text for text, _theme in remarks]
    first = suggested(texts, 12)
    assert first == suggested(texts, 12)
    right = [
        max(
            [member.key[0] for member in one.members].count(theme)
            for theme in {m.key[0] for m in one.members}
        )
        for one in first
    ]
    assert sum(right) / sum(len(one.members) for one in first) > 0.6
    assert {one.language for one in first} == {"fi", "sv", "en"}


def test_names_of_themes_are_words_that_people_wrote(remarks):
    texts = [text for text, _theme in remarks if text.language == "fi"]
    every = " ".join(text.words for text in texts).lower()
    for one in suggested(texts, 5):
        assert all(word in every for word in one.words)
        strengths = [member.strength for member in one.members]
        assert strengths == sorted(strengths, reverse=True)


def test_too_few_texts_have_no_themes():
    assert suggested([Said(1, "Lisää penkkejä", "fi")], 5) == []
    assert suggested([Said(n, "…", "fi") for n in range(30)], 5) == []


def test_rows_have_length_one_and_rare_and_common_terms_are_left_out():
    texts = [{"a": 1, "b": 2}, {"a": 1, "b": 1, "c": 1}, {"a": 3}, {"d": 1, "a": 1}]
    table, terms = tfidf(texts, 2, 0.9)
    assert terms == ["b"]
    assert table.shape == (4, 1)
    assert table.values.tolist() == pytest.approx([1, 1])


def test_a_sparse_table_multiplies_as_a_dense_one():
    random = np.random.default_rng(3)
    dense = random.random((7, 5)) * (random.random((7, 5)) > 0.6)
    rows, columns = np.nonzero(dense)
    table = Sparse(rows, columns, dense[rows, columns], dense.shape)
    other = random.random((5, 2))
    assert np.allclose(table.times(other), dense @ other)
    assert np.allclose(table.turned().times(dense @ other), dense.T @ dense @ other)


def test_factors_find_a_table_that_is_a_product():
    random = np.random.default_rng(1)
    left = np.kron(np.eye(3), np.ones((6, 1))) * random.uniform(0.5, 1.5, (18, 1))
    right = np.kron(np.eye(3), np.ones((4, 1))) * random.uniform(0.5, 1.5, (12, 1))
    dense = left @ right.T
    rows, columns = np.nonzero(dense)
    table = Sparse(rows, columns, dense[rows, columns], dense.shape)
    texts, terms = factors(table, 3)
    assert np.abs(texts @ terms.T - dense).max() < 1e-4
    assert (texts >= 0).all()
    assert (terms >= 0).all()


def test_a_table_of_less_than_was_asked_for_has_factors_too():
    rows = np.arange(4)
    table = Sparse(rows, np.zeros(4, np.int64), np.ones(4), (4, 3))
    texts, terms = factors(table, 2)
    assert np.allclose(texts @ terms.T, [[1, 0, 0]] * 4, atol=1e-6)
    empty = Sparse(rows[:0], rows[:0], np.zeros(0), (4, 3))
    assert empty.times(np.ones((3, 2))).tolist() == [[0, 0]] * 4


def test_members_are_strong_when_they_are_mostly_about_a_theme():
    assert Member("a", 0.5).is_strong
    assert not Member("a", 0.3).is_strong
