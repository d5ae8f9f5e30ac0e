"""Words of forms are plain: what other programs draw as bold or as a link is no part of them."""

import pytest

from surveys.interchange.xlsform.reading import read_form
from surveys.interchange.xlsform.unmarked import plainly
from surveys.interchange.xlsform.writing import write_form
from tests.surveys.xlsforms import OFFERED, entry, read

MARKED = """type | name | label | hint
text | q1 | **Mitä** <span style="color:red">sinulle</span><br>kuuluu? | Katso [ohje](https://a.fi)
select_one l | q2 | # Valitse _yksi_ |
"""
LIST = """list_name | name | label
l | a | <b>Yksi</b> & toinen
l | b | Kaksi
"""


@pytest.mark.parametrize(
    ("marked", "words", "lost"),
    [
        ("**Tärkeä** kysymys", "Tärkeä kysymys", {"**"}),
        ("## Otsikko\nTeksti", "Otsikko\nTeksti", {"#"}),
        ("_Kursiivi_ ja *toinen* ja __lihava__", "Kursiivi ja toinen ja lihava", {"_", "*", "__"}),
        ("[Lue](https://a.fi/x) ensin", "Lue (https://a.fi/x) ensin", {"[]()"}),
        ("<p>Hei</p><p>maailma<script>alert(1)</script></p>", "Hei\n\nmaailma", {"script"}),
        ("Kahvi&nbsp;& tee", "Kahvi & tee", set()),
    ],
)
def test_marks_are_taken_off_and_named(marked, words, lost):
    assert plainly(marked) == (words, lost)


@pytest.mark.parametrize(
    "words",
    [
        "5 * 3 * 2 = 30", "Nimi: ____", "${my_long_name} ja ${_toinen_}", "Kirjoita <nimi>",
        "a < b ja c > d", "snake_case_nimi", "Pakollinen*, myös tämä*", "#1 Mitä? C# vai F#?",
        "Rivi\ntoinen  rivi", "A & B", "[valinta](b)", "** **", "2*x*y",
    ],
)  # fmt: skip
def test_what_is_no_mark_stays(words):
    assert plainly(words) == (words, frozenset())


def test_a_form_is_read_in_plain_words_and_says_what_is_lost():
    imported = read(MARKED, LIST)
    first, second = imported.questionnaire.questions()
    assert first.label.in_("fi") == "Mitä sinulle\nkuuluu?"
    assert first.hint.in_("fi") == "Katso ohje (https://a.fi)"
    assert second.label.in_("fi") == "Valitse yksi"
    assert second.options[0].label.in_("fi") == "Yksi & toinen"
    told = [e for e in imported.report.entries if e.reason == "markup"]
    assert {e.name: e.facts["marks"] for e in told} == {"q1": "**, []()", "q2": "#, _", "a": "b"}


def test_words_that_were_only_marks_are_missing():
    imported = read("type | name | label\ntext | q1 | <b></b>")
    assert entry(imported, "label_from_name").name == "q1"


def test_what_people_here_wrote_comes_back_with_its_stars():
    imported = read("type | name | label\ntext | q1 | x")
    question = next(imported.questionnaire.questions())
    starred = imported.questionnaire.to_json()
    starred["pages"][0]["questions"][0]["label"] = {"fi": "**Näin** <b>kirjoitettiin</b>"}
    written = type(imported.questionnaire).from_json(starred)
    content = write_form(written, imported.title, imported.thanks, OFFERED)
    again = read_form(content, "form.xlsx", OFFERED)
    assert next(again.questionnaire.questions()).label.in_("fi") == "**Näin** <b>kirjoitettiin</b>"
    assert question.label.in_("fi") == "x"


def test_parameters_that_mean_nothing_here_are_told_of():
    imported = read(
        "type | name | label | parameters\n"
        "image | q1 | Kuva | max-pixels=1024\n"
        "range | q2 | Liuku | start=0 end=5 step=1\n"
        "text | q3 | Sana | rows=5"
    )
    told = [e.facts["expression"] for e in imported.report.entries if e.reason == "parameter"]
    assert told == ["max-pixels=1024", "rows=5"]
