"""Previews, and who may do what with a survey being written."""

from dataclasses import replace

import pytest

from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.models import Survey
from tests.factories import make_municipality, make_process
from tests.staff import sign_in
from tests.surveys.building import codes_of, make_survey, question, questionnaire, working_of

KINDS = ("text", "long_text", "number", "single", "multiple", "matrix")


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def address(activity: Activity, rest: str, language: str = "en") -> str:
    return f"/{language}/manage/a/{activity.public_id}/{rest}"


def test_the_preview_shows_each_page_and_saves_nothing(editor):
    survey = make_survey(*KINDS)
    page = editor.get(address(survey, "preview"))
    assert "Preview: nothing is saved" in page.words()
    assert "/answer/" not in page.text
    editor.get(address(survey, "preview/p2", "sv"))
    editor.get(address(survey, "preview/p9"), expect=404)


def test_the_preview_says_what_is_shown_in_another_language(editor):
    whole = make_survey("text")
    assert "is shown in another" not in editor.get(address(whole, "preview", "sv")).words()
    asked = question("q1", label=Text({"fi": "Missä asut?"}))
    (first, *_more) = questionnaire().pages
    only_finnish = type(questionnaire())(pages=(replace(first, questions=(asked,)),))
    survey = make_survey(process=make_process(slug="toinen"), working=only_finnish)
    page = editor.get(address(survey, "preview"))
    assert "1 text is missing in this language and is shown in another." in page.words("aside")
    (link,) = [a.get("href") for a in page.one("aside").iter() if "to=en" in a.get("href", "")]
    assert "Missä asut?" in editor.get(link).words()
    survey.languages = ["fi", "sv"]
    db.session.commit()
    assert "not offered this language" in editor.get(address(survey, "preview")).words("aside")


def test_the_preview_says_when_it_shows_what_some_will_not_see(editor):
    told = "What depends on answers of other pages is all shown here."
    first = Page(code="p1", questions=(question("q1"),))
    later = replace(question("q2"), condition="answered({q1})")
    asked = Questionnaire(pages=(first, Page(code="p2", questions=(later,))))
    survey = make_survey(working=asked)
    assert told not in editor.get(address(survey, "preview/p1")).words()
    page = editor.get(address(survey, "preview/p2"))
    assert told in page.words("aside")
    assert any((a.get("href") or "").endswith("/try") for a in page.all("a"))
    assert "Kysymys q2" in page.words()


def test_the_preview_shows_residents_problems(editor):
    survey = make_survey(
        working=type(questionnaire())(
            pages=(
                type(questionnaire().pages[0])(
                    code="p1", questions=(question("q1", required=True),)
                ),
            )
        )
    )
    page = editor.post(address(survey, "preview/p1"), {"q1": ""}, expect=200)
    assert "Write an answer." in page.words()
    page = editor.follow(address(survey, "preview/p1"), {"q1": "Vastaus"})
    assert "That was the last page" in page.words()


def test_a_preview_of_nothing_leads_to_the_questions(editor):
    survey = make_survey(working=type(questionnaire())())
    page = editor.get(editor.raw("GET", address(survey, "preview"), 302).location)
    assert "Add a page" in page.words()


@pytest.mark.parametrize(
    ("kind", "typed", "reason"),
    [
        ("number", {"least": "5", "most": "4"}, "at least the smallest number"),
        ("number", {"least": "viisi"}, "Write a number, or leave the field empty."),
        ("number", {"decimals": "9"}, "Write a number from 0 to 6."),
        ("text", {"longest": "0"}, "Write a number from 1 to 10 000."),
        ("multiple", {"least": "3", "most": "2"}, "at least the number above"),
        ("single", {"options-0-label-sv": "Bara"}, "Write words for each of them"),
        ("single", {"options-0-label-fi": "A", "options-0-code": "Å"}, "cannot be a code"),
        (
            "single",
            {f"options-{n}-{part}": "a" for n in range(2) for part in ("label-fi", "code")},
            "is there twice",
        ),
        ("text", {"label-fi": "x" * 1001}, "Shorten the words"),
    ],
)
def test_settings_that_cannot_be_are_refused_with_words(editor, kind, typed, reason):
    survey = make_survey()
    data = {"label-fi": "Kysymys", "decimals": "0", "options-0-code": "", "options-1-code": ""}
    page = editor.post(address(survey, f"page/p1/add/{kind}"), data | typed, expect=200)
    assert reason in page.words()
    assert codes_of(survey) == [[], []]


def test_a_number_is_written_as_people_write_it(editor):
    survey = make_survey()
    data = {"label-fi": "K", "least": "-1,5", "most": "1 000", "decimals": "1", "unit-fi": "km"}
    editor.follow(address(survey, "page/p1/add/number", "fi"), data)
    settings = working_of(survey).question("q1").settings
    assert settings == {"min": -1.5, "max": 1000, "decimals": 1, "unit": {"fi": "km"}}


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR])
def test_others_see_the_questions_and_cannot_change_them(visitor, role):
    make_municipality()
    survey = make_survey("text")
    sign_in(visitor, role)
    page = visitor.get(address(survey, "questions"))
    assert "/delete" not in page.text
    visitor.get(address(survey, "preview"))
    visitor.get(address(survey, "translate"))
    for rest in ("question/q1", "page/p1", "thanks", "import", "page/p1/add/text"):
        visitor.get(address(survey, rest), expect=403)
    for rest in (
        "question/q1/delete",
        "question/q1/move",
        "page/p1/delete",
        "questions/undo",
        "question/q1/duplicate",
        "page/p1/move",
        "translate",
        "import/confirm",
        "questions/changes",
    ):
        visitor.post(address(survey, rest), {}, expect=403)


def test_an_editor_of_another_process_is_kept_out(visitor):
    make_municipality()
    survey = make_survey("text")
    sign_in(visitor, Role.EDITOR, process=make_process(slug="toinen"))
    visitor.get(address(survey, "questions"), expect=403)
    visitor.post(address(survey, "question/q1/delete"), {"revision": "0"}, expect=403)
    assert codes_of(survey) == [["q1"], []]


def test_another_kind_of_activity_has_no_questions(editor):
    survey = make_survey("text", kind="brainstorm")
    editor.get(address(survey, "questions"), expect=404)


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}"


def test_hostile_words_in_every_text_and_language_stay_words(editor):
    evil = Text(dict.fromkeys(("fi", "sv", "en"), EVIL))
    every = tuple(
        question(
            f"q{n}",
            kind,
            label=evil,
            hint=evil,
            options=tuple(
                type(option)(code=option.code, label=evil) for option in question("x", kind).options
            ),
            rows=tuple(type(row)(code=row.code, label=evil) for row in question("x", kind).rows),
        )
        for n, kind in enumerate(KINDS)
    )
    page_type = type(questionnaire().pages[0])
    survey = make_survey(
        working=type(questionnaire())(
            pages=(page_type(code="p1", title=evil, intro=evil, questions=every),)
        ),
        title=evil,
        summary=evil,
    )
    db.session.get(Survey, survey.id).thanks = evil
    db.session.commit()
    rests = [
        "questions",
        "preview",
        "translate",
        "page/p1",
        "thanks",
        "import",
        *(f"question/q{n}" for n in range(6)),
    ]
    for language in ("fi", "sv", "en"):
        for rest in rests:
            page = editor.get(address(survey, rest, language))
            assert "<script>alert" not in page.text, rest
            assert "<img src=x" not in page.text, rest
            assert not [e for e in page.tree.iter() if "onerror" in getattr(e, "attrib", {})]
