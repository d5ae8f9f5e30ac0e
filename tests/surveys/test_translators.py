"""A translator's file: what leaves, what comes back, and what has changed meanwhile."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain import editing
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.services import building
from tests.factories import make_municipality
from tests.pages import Page as Shown
from tests.pages import Visitor
from tests.staff import sign_in
from tests.surveys.building import make_survey, question, working_of

TARGET = 4


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


@pytest.fixture
def survey(editor) -> Activity:
    words = {"q1": "Ensimmäinen", "q2": "Hei {q1}", "q3": "Kolmas", "q4": "Neljäs"}
    questions = tuple(question(code, label=Text({"fi": each})) for code, each in words.items())
    pages = (Page(code="p1", questions=questions),)
    return make_survey(working=Questionnaire(pages=pages), title=Text({"fi": "Kysely"}))


def place(survey: Activity, what: str) -> str:
    return f"/en/manage/a/{survey.public_id}/translate/{what}"


def book_of(editor: Visitor, survey: Activity):
    with editor.raw("GET", place(survey, "file?to=sv")) as response:
        return load_workbook(BytesIO(response.data))


def write(book, **words: str) -> None:
    for row in book.active.iter_rows(min_row=2):
        if (code := row[0].value.removesuffix(".label")) in words:
            row[TARGET - 1].value = words[code]


def send(editor: Visitor, survey: Activity, book, expect: int = 302) -> Shown:
    file = BytesIO()
    book.save(file)
    file.seek(0)
    data = {"file": (file, "texts.xlsx")}
    return editor.post(
        place(survey, "upload"), data, expect=expect, content_type="multipart/form-data"
    )


def label(survey: Activity, code: str) -> Text:
    return working_of(survey).question(code).label


def relabel(survey: Activity, code: str, after: Text) -> None:
    building.edit(survey, lambda q: editing.with_texts(q, {f"{code}.label": after}))
    db.session.commit()


def test_what_a_translator_wrote_is_saved_by_key_in_any_order(editor, survey):
    book = book_of(editor, survey)
    write(book, q1="Första", q2="Hej {q1}")
    book.active.move_range(f"A2:F{book.active.max_row}", rows=1)
    send(editor, survey, book)
    assert label(survey, "q1") == Text({"fi": "Ensimmäinen", "sv": "Första"})
    assert label(survey, "q2").translations["sv"] == "Hej {q1}"
    assert "sv" not in label(survey, "q3").translations


def test_a_file_that_comes_back_untouched_changes_nothing(editor, survey):
    before = working_of(survey)
    send(editor, survey, book_of(editor, survey))
    assert working_of(survey) == before


def test_a_changed_source_makes_the_translation_stale_and_is_told(editor, survey):
    book = book_of(editor, survey)
    write(book, q1="Första", q3="Tredje")
    relabel(survey, "q1", Text({"fi": "Ihan muuta"}))
    page = send(editor, survey, book, expect=200)
    assert label(survey, "q1") == Text({"fi": "Ihan muuta", "sv": "Första"}, {"sv": "stale"})
    assert label(survey, "q3").state("sv") == "approved"
    words = page.words()
    assert "to be checked" in words
    assert "Första" in words
    assert "Tredje" not in words


def test_what_was_translated_here_meanwhile_is_kept(editor, survey):
    book = book_of(editor, survey)
    write(book, q1="Första")
    relabel(survey, "q1", Text({"fi": "Ensimmäinen", "sv": "Nummer ett"}))
    page = send(editor, survey, book, expect=200)
    assert label(survey, "q1").translations["sv"] == "Nummer ett"
    for words in ("Ensimmäinen", "Nummer ett", "Första"):
        assert words in page.words()


def test_the_place_of_an_answer_may_not_get_lost(editor, survey):
    book = book_of(editor, survey)
    write(book, q2="Hej du", q3="Tredje {q1}")
    page = send(editor, survey, book, expect=200)
    assert "sv" not in label(survey, "q2").translations
    assert "sv" not in label(survey, "q3").translations
    assert "Hej du" in page.words()


@pytest.mark.parametrize("words", ["100\N{NO-BREAK SPACE}000 euro", "slut ", "=1+1", "två\nrader"])
def test_a_row_that_nobody_touched_changes_nothing(editor, survey, words):
    relabel(survey, "q1", Text({"fi": "Ensimmäinen", "sv": words}))
    send(editor, survey, book_of(editor, survey))
    assert label(survey, "q1") == Text({"fi": "Ensimmäinen", "sv": words})


def test_another_language_may_say_answers_in_another_order(editor, survey):
    relabel(survey, "q4", Text({"fi": "{q1} ja {q2}"}))
    book = book_of(editor, survey)
    write(book, q4="{q2} och {q1}")
    send(editor, survey, book)
    assert label(survey, "q4").translations["sv"] == "{q2} och {q1}"


def test_a_text_that_is_gone_is_told(editor, survey):
    book = book_of(editor, survey)
    write(book, q1="Första", q4="Fjärde")
    building.edit(survey, lambda q: editing.remove_question(q, "q4"))
    db.session.commit()
    page = send(editor, survey, book, expect=200)
    assert "Fjärde" in page.words()
    assert label(survey, "q1").translations["sv"] == "Första"


@pytest.mark.parametrize("spoil", ["headers", "languages", "bytes"])
def test_another_file_is_refused_beside_the_field(editor, survey, spoil):
    book = book_of(editor, survey)
    if spoil == "headers":
        book.active["A1"].value = "code"
    if spoil == "languages":
        book.active["D1"].value = "de (translation)"
    if spoil == "bytes":
        data = {"file": (BytesIO(b"\x00\x01"), "texts.xlsx")}
        page = editor.post(
            place(survey, "upload"), data, expect=200, content_type="multipart/form-data"
        )
    else:
        page = send(editor, survey, book, expect=200)
    assert 'id="file-error"' in page.text


def test_words_that_look_like_formulas_stay_words(editor, survey):
    relabel(survey, "q1", Text({"fi": '=HYPERLINK("http://a")', "sv": "+1"}))
    sheet = book_of(editor, survey).active
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value)[:1] in "=+"]
    assert {cell.data_type for cell in cells} == {"s"}
