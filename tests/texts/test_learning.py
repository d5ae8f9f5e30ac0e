"""Themes learned from people, and all pairs of texts that are alike."""

from participation.texts.learning import FEWEST_TEXTS, STRONG, learned
from participation.texts.similar import Index, pairs
from participation.texts.themes import suggested
from participation.texts.words import Said

BENCHES = [f"Lisää penkkejä ja istuimia {place}" for place in
           ("torille", "rantaan", "puistoon", "asemalle", "kirkolle", "satamaan")]  # fmt: skip
LIGHTS = [f"Katuvalot ja valaistus kuntoon {place}" for place in
          ("torilla", "rannassa", "puistossa", "asemalla", "kirkolla", "satamassa")]  # fmt: skip
WAYS = [f"Turvallisia pyöräteitä {place}" for place in
        ("kouluille", "keskustaan", "rantaan", "asemalle", "satamaan", "puistoon")]  # fmt: skip
PLAY = [f"Leikkipuisto lapsille ja perheille {place}" for place in
        ("torille", "kirkolle", "rantaan", "asemalle", "satamaan", "keskustaan")]  # fmt: skip


def said(words, start=0):
    return [Said(start + at, one, "fi") for at, one in enumerate(words)]


def test_after_a_few_of_each_theme_others_are_suggested():
    texts = said([*BENCHES, *LIGHTS, "Uusia penkkejä koululle", "Valaistus koululle", "Xyz qwe"])
    given = {at: "benches" if at < 6 else "lights" for at in range(12)}
    found = learned(texts, given)
    assert found[12][0][0] == "benches"
    assert found[13][0][0] == "lights"
    assert found[12][0][1] >= STRONG
    assert 14 not in found
    assert set(found).isdisjoint(given)
    assert learned(texts, given) == found


def test_too_few_texts_teach_nothing():
    texts = said([*BENCHES, *LIGHTS])
    few = {at: "benches" if at < 6 else "lights" for at in range(6 + FEWEST_TEXTS - 1)}
    assert learned(texts, few) == {}
    assert learned([], {}) == {}


def test_pairs_are_those_that_looking_up_finds():
    texts = said([*BENCHES, *LIGHTS])
    index = Index(texts)
    near = {
        tuple(sorted((text.key, like.key)))
        for text in texts
        for like in index.nearest(text.words, 12, 0.45)
        if like.key != text.key
    }
    found = pairs(texts, 0.45)
    assert {tuple(sorted((pair.one, pair.other))) for pair in found} <= near
    assert len(found) > 5
    assert [pair.likeness for pair in found] == sorted(
        (pair.likeness for pair in found), reverse=True
    )


def test_a_flood_of_the_same_words_makes_no_more_pairs_than_texts():
    heard = []
    found = pairs(said(["Osta lippuja täältä!"] * 300 + BENCHES), told=heard.append)
    assert sum(pair.likeness == 1.0 for pair in found) == 299
    assert {pair.one for pair in found if pair.likeness == 1.0} == {0}
    assert heard[-1] == 1.0
    assert pairs([]) == pairs(said(["", "..."])) == []


def test_words_that_staff_leave_out_name_no_theme():
    texts = said([*BENCHES, *LIGHTS, *BENCHES, *LIGHTS])
    words = {
        word for one in suggested(texts, 4, ignored={"valaistus", "penkki"}) for word in one.words
    }
    assert words
    assert words.isdisjoint({"valaistus", "penkkejä"})
