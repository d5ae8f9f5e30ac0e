"""Every kind on its pages: answering, results, files, paper, and the workspace."""

from io import BytesIO

import pytest
from PIL import Image

from participation.activities.models import AccessLevel
from participation.platform.extensions import db
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.forms.registry import FORMS
from surveys.models import Response, Survey
from tests.staff import sign_in
from tests.surveys.answering import make_survey, url
from tests.surveys.samples import SAMPLES, dropdown, sample, samples

ANSWERS = {
    "q_yesno": "yes",
    "q_rating": "4",
    "q_grade": "10",
    "q_recommendation": "9",
    "q_date.day": "31",
    "q_date.month": "5",
    "q_date.year": "2020",
    "q_month.month": "5",
    "q_month.year": "2020",
    "q_slider": "70",
    "q_differential.r1": "7",
    "q_differential.r2": "~unknown",
    **{f"q_double.{row}": "a1" for row in ("r1", "r2", "r3")},
    **{f"q_double.{row}~second": "b3" for row in ("r1", "r2", "r3")},
    "q_consent": "yes",
}
MINE = (
    *("yesno", "rating", "grade", "recommendation", "date", "month", "slider"),
    *("differential", "double", "consent", "info"),
)


def asked(*, required: bool = False) -> Questionnaire:
    questions = tuple(sample(kind, required=required) for kind in MINE)
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


@pytest.fixture
def place(app):
    return make_survey(asked(), access=AccessLevel.OPEN)


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_every_kind_is_answered_and_kept(visitor, place, language):
    visitor.get(url(place, language=language))
    visitor.follow(url(place, "answer/p1", language), ANSWERS)
    kept = db.session.scalars(db.select(Response)).one().answers
    assert kept["q_date"] == "2020-05-31"
    assert kept["q_slider"] == 70
    assert kept["q_double~second"]["r3"] == "b3"
    assert "q_info" not in kept


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_what_is_missing_is_said_beside_each_question(visitor, language):
    place = make_survey(asked(required=True), access=AccessLevel.OPEN)
    visitor.get(url(place, language=language))
    typed = {"q_date.day": "31", "q_slider": "x", "q_month.month": "13", "q_month.year": "2020"}
    page = visitor.post(url(place, "answer/p1", language), typed, expect=422)
    assert page.text.count("govuk-error-message") >= 14
    for words in typed.values():
        assert f'value="{words}"' in page.text
    for link in page.tree.iterfind(".//{*}a[@href]"):
        target = link.get("href")
        if target.startswith("#q-"):
            assert page.tree.find(f".//*[@id='{target[1:]}']") is not None, target


def test_results_and_files_know_every_kind(visitor, place):
    visitor.get(url(place, language="en"))
    visitor.follow(url(place, "answer/p1", "en"), ANSWERS)
    sign_in(visitor)
    words = visitor.get(f"/en/manage/a/{place.public_id}/results").words()
    assert "Net promoter score" in words
    assert "May 2020" in words
    assert "How important: low" in words or "How important: high" in words
    assert "Old-fashioned – Modern" in words
    assert "What this is for" not in words
    address = f"/en/manage/a/{place.public_id}/results/download"
    for kind in ("csv", "xlsx"):
        data = {"kind": kind, "values": "labels"}
        with visitor.client.post(address, data=data, buffered=True) as answer:
            assert answer.status_code == 200
            assert kind == "xlsx" or "2020-05-31" in answer.text


def test_everybody_prints_what_is_open(visitor, place):
    page = visitor.get(url(place, "print", "en"))
    for words in ("Do you use the library?", "Old-fashioned", "How good", "What this is for"):
        assert words in page.words()
    landing = visitor.get(f"/en/a/{place.public_id}")
    assert f"/en/a/{place.public_id}/print" in landing.text


def test_paper_says_the_limits_of_amounts(visitor, app):
    page = Page(code="p1", questions=(sample("budget"),))
    place = make_survey(Questionnaire(pages=(page,)), access=AccessLevel.OPEN)
    words = visitor.get(url(place, "print", "en")).words().replace("\N{NO-BREAK SPACE}", " ")
    assert "€ Park (From 100 € to 600 €)" in words


def test_nobody_but_staff_prints_what_is_not_open(visitor, app):
    place = make_survey(samples(), published=None)
    visitor.get(url(place, "print", "en"), expect=404)
    sign_in(visitor)
    assert "How is the library?" in visitor.get(url(place, "print", "en")).words()
    assert "/print" in visitor.get(f"/en/manage/a/{place.public_id}").text


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("{q_yesno} = 'yes'", "your answer to question 1 is “Yes”"),
        ("{q_yesno} != 'no'", "your answer to question 1 is not “No”"),
        ("not selected({q_yesno}, 'no') and {q_rating} >= 4", "question 2 is at least 4"),
        ("answered({q_yesno}) or not answered({q_rating})", "or you did not answer question 2"),
        ("({q_rating} > 1 or {q_rating} < 5) and {q_rating} <= 4", "(your answer to question 2 is"),
        ("selected({q_yesno}, 'yes')", "you chose “Yes” in question 1"),
        ("{q_double.r1} = 'a1'", "question 3, “The library (How important)” is “Not important”"),
        ("{q_double~second.r1} = 'b1'", "question 3, “The library (How good)” is “Poor”"),
        ("not ({q_rating} = 4)", "only if it concerns you"),
        ("length('a') = 1", "only if it concerns you"),
        ("{q_rating} + 1 = 2", "only if it concerns you"),
        ("{q_rating} = ", "only if it concerns you"),
    ],
)
def test_paper_says_when_to_answer(visitor, condition, words):
    before = (sample("yesno"), sample("rating"), sample("double"))
    page = Page(code="p1", questions=(*before, sample("grade", condition=condition)))
    place = make_survey(Questionnaire(pages=(page,)), access=AccessLevel.OPEN)
    assert words in visitor.get(url(place, "print", "en")).words()


def form_values(page) -> dict[str, str]:
    """Return what a browser would send from a form as it stands."""
    found = {}
    for control in (*page.all("input"), *page.all("textarea")):
        ticked = control.get("type") not in ("checkbox", "radio") or "checked" in control.attrib
        if control.get("name") and ticked and control.get("type") != "file":
            words = (control.text or "").removeprefix("\n")
            found[control.get("name")] = control.get("value") or words
    return found


@pytest.fixture
def editor(visitor):
    sign_in(visitor)
    return visitor


@pytest.mark.parametrize("kind", FORMS)
def test_the_form_of_every_kind_opens(editor, place, kind):
    editor.get(f"/en/manage/a/{place.public_id}/page/p1/add/{kind}")


@pytest.mark.parametrize("kind", MINE)
def test_saving_a_question_unchanged_changes_nothing(editor, kind):
    place = make_survey(asked())
    before = db.session.get(Survey, place.id).working
    address = f"/en/manage/a/{place.public_id}/question/q_{kind}"
    editor.follow(address, form_values(editor.get(address)))
    db.session.expire_all()
    assert db.session.get(Survey, place.id).working == before


def picture() -> BytesIO:
    kept = BytesIO()
    Image.new("RGB", (8, 8), "red").save(kept, "PNG")
    kept.seek(0)
    return kept


def test_a_picture_is_kept_with_its_words(editor, app):
    place = make_survey(Questionnaire(pages=(Page(code="p1", questions=(dropdown(),)),)))
    address = f"/en/manage/a/{place.public_id}/question/where"
    form = form_values(editor.get(address))
    form |= {
        "options-0-alt-fi": "Kirkko",
        "options-0-alt-sv": "Kyrka",
        "options-0-alt-en": "Church",
    }
    form["look"] = "images"
    sent = form | {"options-0-file": (picture(), "church.png")}
    answer = editor.client.post(address, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 302
    option = db.session.get(Survey, place.id).working["pages"][0]["questions"][0]["options"][0]
    assert option["image"].endswith("/church.png")
    assert option["alt"]["sv"] == "Kyrka"
    with editor.client.get(f"/files/{option['image']}") as file:
        assert file.status_code == 200


def test_a_file_that_is_no_picture_is_refused(editor, app):
    place = make_survey(Questionnaire(pages=(Page(code="p1", questions=(dropdown(),)),)))
    address = f"/en/manage/a/{place.public_id}/question/where"
    form = form_values(editor.get(address))
    sent = form | {"options-0-file": (BytesIO(b"<script>"), "church.png")}
    answer = editor.client.post(address, data=sent, content_type="multipart/form-data")
    assert "something else than its name says" in answer.text


def test_a_long_dropdown_is_searchable_and_a_short_one_plain(visitor):
    short = dropdown(code="short", options=dropdown().options[:3])
    page = Page(code="p1", questions=(dropdown(), short))
    place = make_survey(Questionnaire(pages=(page,)), access=AccessLevel.OPEN)
    found = visitor.get(url(place, language="en"))
    assert found.text.count("data-searchable") == 1
    assert found.text.count("dropdown.js") == 1


def test_the_menu_offers_the_common_kinds_first(editor, place):
    page = editor.get(f"/en/manage/a/{place.public_id}/questions").text
    assert page.index("add/rating") < page.index("More kinds") < page.index("add/slider")
    assert set(SAMPLES) <= set(FORMS)
