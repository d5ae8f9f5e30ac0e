"""The check list: what is in the way, what to think of, how long it takes, plain language."""

import pytest

from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain.minutes import minutes, seconds
from surveys.domain.plain import Reason, hints
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.services import building, commenting, publishing
from tests.factories import make_municipality, text
from tests.staff import actor_of, sign_in
from tests.surveys.building import make_survey, question, questionnaire


def address(survey, language="en"):
    return f"/{language}/manage/a/{survey.public_id}/check"


def asking(*questions):
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


def told(words, language="fi", part="label"):
    changes = {part: Text({language: words})}
    return [h.reason for h in hints(asking(question("q1", **changes)), (language,))]


@pytest.mark.parametrize(
    ("language", "words", "reason"),
    [
        ("fi", "Mitä mieltä olet kirjastosta ja uimahallista?", Reason.TWO_QUESTIONS),
        ("fi", "Onko kirjasto sekä hyvä?", Reason.TWO_QUESTIONS),
        ("sv", "Vad tycker du om bibliotek och park?", Reason.TWO_QUESTIONS),
        ("en", "Do you like the library and the park?", Reason.TWO_QUESTIONS),
        ("fi", "Eikö kirjasto ei ole auki?", Reason.TWO_NEGATIONS),
        ("sv", "Ska man inte använda inga bilar?", Reason.TWO_NEGATIONS),
        ("en", "Should nobody not come?", Reason.TWO_NEGATIONS),
        ("fi", " ".join(["sana"] * 21) + "?", Reason.LONG_SENTENCE),
        ("fi", "Osallistuvan budjetoinninkehittämistyöryhmä?", Reason.LONG_WORD),
        ("sv", "Kommunstrategiarbete?", Reason.LONG_WORD),
    ],
)
def test_words_that_are_hard_to_answer_are_noticed(language, words, reason):
    assert told(words, language) == [reason]


@pytest.mark.parametrize(
    ("language", "words", "part"),
    [
        ("fi", "Missä asut?", "label"),
        ("fi", " ".join(["sana"] * 20) + ". " + " ".join(["sana"] * 20), "label"),
        ("fi", "Kunta-alan työehto-sopimusneuvottelija", "label"),
        ("fi", "Kerro kirjastosta ja uimahallista.", "hint"),
        ("fi", "En tiedä. Ei haittaa.", "label"),
        ("fi", "https://www.lintukorpi.example/erittainpitkaosoitejokaeiolesana", "hint"),
        ("de", "Und nicht ohne nicht?", "label"),
    ],
)
def test_plain_words_are_left_alone(language, words, part):
    assert told(words, language, part) == []


def test_statements_are_answered_and_options_are_not():
    matrix = question("q1", "matrix")
    rows = (matrix.rows[0].__class__(code="r1", label=text("Kirjasto ja puisto", "A", "B")),)
    found = list(hints(asking(question("q1", "matrix", rows=rows)), ("fi",)))
    assert [(h.reason, h.address) for h in found] == [(Reason.TWO_QUESTIONS, "q1.row.r1")]
    options = (matrix.options[0].__class__(code="a", label=text("Kirjasto ja puisto", "A", "B")),)
    assert list(hints(asking(question("q1", "single", options=options)), ("fi",))) == []


def test_time_is_words_read_and_answers_given():
    words = Text({"fi": " ".join(["sana"] * 161)})
    assert minutes(Questionnaire(), "fi") == 1
    assert minutes(asking(question("q1", "single", label=words, options=())), "fi") == 2
    assert minutes(asking(*(question(f"q{n}", "long_text") for n in range(12))), "fi") == 9
    assert seconds(question("q1", "matrix")) * 2 == seconds(
        question("q1", "matrix", rows=question("q1", "matrix").rows * 2)
    )
    assert seconds(question("q1", "info")) == 0
    assert seconds(question("q1", "ranking", options=question("q1", "single").options)) == 15
    assert seconds(question("q1", "never heard of")) > 0


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_a_good_survey_has_nothing_in_the_way(editor, language):
    survey = make_survey(working=asking(question("q1", "single"), question("q2")))
    page = editor.get(address(survey, language))
    assert page.one("html").get("lang") == language
    if language == "en":
        words = page.words()
        assert "Nothing is in the way." in words
        assert "about 1 minute" in words
        assert "Suomi: " in words


def test_what_blocks_and_what_is_advice_are_told_apart(editor):
    bad = asking(
        question("q1", label=Text({"fi": "Puisto ja kirjasto?"}), required=True),
        question("q2", label=Text()),
    )
    survey = make_survey(working=bad, closes=None)
    page = editor.get(address(survey))
    sections = {s.get("aria-labelledby"): " ".join(s.itertext()) for s in page.all("section")}
    assert "Question q2 has no words" in sections["blocking"]
    assert "missing or not approved" in sections["blocking"]
    assert "No closing time" in sections["advice"]
    assert "controller" in sections["advice"]
    assert "No closing time" not in sections["blocking"]
    assert "two questions in one" in sections["plain"]
    links = {a.get("href") for a in page.all("a")}
    assert any(link and link.endswith("/question/q1") for link in links)
    listed = editor.get(f"/en/manage/a/{survey.public_id}/questions")
    assert "see the check list" in listed.words()


def test_a_long_and_strict_survey_is_advised_against(editor):
    many = asking(*(question(f"q{n}", "long_text", required=True) for n in range(20)))
    words = editor.get(address(make_survey(working=many))).words()
    assert "20 of 20 questions must be answered" in words
    assert "People find ten minutes ideal." in words
    assert "20 questions ask for words of one’s own" in words


def test_an_open_survey_leads_to_its_changes(editor):
    survey = make_survey("text", published=now())
    publishing.publish(db.session.get(Activity, survey.id), now())
    building.duplicate_question(survey, "q1")
    db.session.commit()
    assert "Look through the changes" in editor.get(address(survey)).words()
    survey = db.session.get(Activity, survey.id)
    survey.closes = now()
    db.session.commit()
    editor.get(address(survey))


def test_long_quotes_are_shortened_and_pages_are_mended_where_they_are(editor):
    endless = " ".join(["pitkästi"] * 30)
    whole = asking(question("q1", "single"))
    page = type(whole.pages[0])(code="p1", intro=text(endless), questions=whole.pages[0].questions)
    shown = editor.get(address(make_survey(working=type(whole)(pages=(page,)))))
    assert "pitkästi …”" in shown.words()
    links = {a.get("href") or "" for a in shown.all("a")}
    assert any(link.endswith("/page/p1") for link in links)


def test_what_the_municipality_and_colleagues_have_not_done_is_said(visitor):
    make_municipality(phone="", email="")
    survey = make_survey("text")
    person = sign_in(visitor)
    commenting.comment(survey, "q1", "Hei", actor=actor_of(person), now=now())
    db.session.commit()
    words = visitor.get(address(survey)).words()
    assert "Nobody is named whom people can call" in words
    assert "1 comment of a colleague is open." in words


def test_everybody_who_works_on_it_reads_the_list(visitor):
    make_municipality()
    survey = make_survey(working=questionnaire("single", "text"))
    sign_in(visitor, Role.MODERATOR)
    page = visitor.get(address(survey))
    assert "/changes" not in page.text
