import io
import json

import pytest

from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.services import publishing
from tests.factories import make_municipality, make_process
from tests.staff import sign_in
from tests.surveys.building import codes_of, make_survey, working_of
from tests.surveys.xlsforms import HERE, files, markdown

EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def address(survey: Activity, rest: str = "import") -> str:
    return f"/en/manage/a/{survey.public_id}/{rest}"


def upload(editor, survey: Activity, content: bytes, name: str, expect: int = 200):
    data = {"file": (io.BytesIO(content), name)}
    return editor.post(address(survey), data, expect=expect, content_type="multipart/form-data")


def parcel_of(page) -> dict[str, str]:
    return {i.get("name"): i.get("value") for i in page.all("input") if i.get("name") == "parcel"}


@pytest.mark.parametrize("file", files(), ids=lambda file: file.name)
def test_every_form_is_reported_and_imported_or_refused(editor, file):
    survey = make_survey()
    page = upload(editor, survey, file.read_bytes(), file.name)
    parcel = parcel_of(page)
    assert codes_of(survey) == [[], []]
    if not parcel:
        assert "Two columns have the header" in page.words()
        return
    page = editor.follow(address(survey, "import/confirm"), parcel)
    assert "The form is imported" in page.words()
    assert len(list(working_of(survey).questions())) == page.text.count("data-question=")
    editor.get(address(survey, "preview"))
    editor.get(address(survey, "translate"))


def test_an_import_replaces_the_questions_and_can_be_undone(editor):
    survey = make_survey("text")
    page = upload(editor, survey, (HERE / "group.md").read_bytes(), "group.md")
    assert "1 question is replaced" in page.words()
    page = editor.follow(address(survey, "import/confirm"), parcel_of(page))
    assert codes_of(survey) == [["family_name"], ["phone_number", "age"]]
    assert "The questions were replaced" in page.words()
    assert "Deleted" not in page.words()
    editor.follow(address(survey, "questions/undo"), {})
    assert codes_of(survey) == [["q1"], []]


def test_the_report_is_read_in_another_language_without_the_file(editor):
    survey = make_survey("text")
    page = upload(editor, survey, (HERE / "group.md").read_bytes(), "group.md")
    told = page.text.count("y-report__group")
    there = address(survey).replace("/en/", "/fi/")
    page = editor.post(there, {**parcel_of(page), "_switch": "fi"}, expect=200)
    assert '<html lang="fi"' in page.text
    assert told == page.text.count("y-report__group") > 0
    editor.follow(address(survey, "import/confirm"), parcel_of(page))
    assert codes_of(survey) == [["family_name"], ["phone_number", "age"]]


def test_a_report_that_is_too_old_is_not_read_in_another_language(editor):
    survey = make_survey("text")
    page = editor.follow(address(survey), {"parcel": "forged", "_switch": "en"})
    assert "read too long ago" in page.words()


def test_a_parcel_for_another_survey_or_forged_is_refused(editor):
    survey, other = make_survey("text"), make_survey("text", process=make_process(slug="toinen"))
    page = upload(editor, survey, (HERE / "group.md").read_bytes(), "group.md")
    for parcel in (parcel_of(page), {"parcel": "forged"}, {}):
        editor.post(address(other, "import/confirm"), parcel)
        assert codes_of(other) == [["q1"], []]


def test_an_import_over_newer_edits_is_refused(editor):
    survey = make_survey("text")
    page = upload(editor, survey, (HERE / "group.md").read_bytes(), "group.md")
    editor.follow(address(survey, "question/q1/duplicate"), {})
    editor.post(address(survey, "import/confirm"), parcel_of(page), expect=409)
    assert codes_of(survey) == [["q1", "q2"], []]


def test_a_published_survey_is_not_imported_into(editor):
    survey = make_survey("text")
    page = upload(editor, survey, (HERE / "group.md").read_bytes(), "group.md")
    publishing.publish(db.session.get(Activity, survey.id), now())
    db.session.commit()
    assert "new survey instead" in editor.get(address(survey)).words()
    editor.post(address(survey, "import/confirm"), parcel_of(page), expect=409)


@pytest.mark.parametrize("name", ["form.exe", "../../etc/passwd", "form.xlsx", EVIL])
def test_a_file_that_is_no_form_is_refused_with_words(editor, name):
    page = upload(editor, make_survey(), b"MZ\0\0", name)
    assert "This is not a form we can read." in page.words()


def test_no_file_is_refused_with_words(editor):
    page = editor.post(address(make_survey()), {}, expect=200)
    assert "Choose a file." in page.words()


def test_hostile_words_of_a_form_stay_words(editor):
    form = markdown(
        f"""type | name | label::Suomi (fi) | label::Svenska (sv) | label::English (en) | {EVIL}
        begin group | g | {EVIL} | {EVIL} | {EVIL} |
        select_one l | q<b> | {EVIL} | {EVIL} | {EVIL} | x
        geopoint | {EVIL} | {EVIL} | | |
        end group | | | | |
        note | n | {EVIL} | {EVIL} | {EVIL} |""",
        f"""list_name | name | label::Suomi (fi)
        l | {EVIL} | {EVIL}
        l | b | {EVIL}""",
        f"form_title | style\n{EVIL} | {EVIL}",
    )
    survey = make_survey()
    page = upload(editor, survey, form.encode(), "form.md")
    pages = [page, editor.follow(address(survey, "import/confirm"), parcel_of(page))]
    for language in ("fi", "sv", "en"):
        for rest in ("questions", "preview", "translate", "question/q_b_", "page/g", "thanks"):
            place = f"/{language}/manage/a/{survey.public_id}/{rest}"
            pages.append(editor.get(place))
    for page in pages:
        assert "<script>alert" not in page.text
        assert not [e for e in page.tree.iter() if "onerror" in getattr(e, "attrib", {})]


@pytest.mark.parametrize(
    "name",
    [
        "limesurvey/all_types_survey.tsv",
        "limesurvey/a_rather_interesting_questionnaire_for_testing.lss",
        "surveyjs/test_survey_schema.json",
    ],
)
def test_surveys_of_other_programs_are_taken_in(editor, name):
    survey, file = make_survey(), HERE.parent / name
    page = upload(editor, survey, file.read_bytes(), file.name)
    page = editor.follow(address(survey, "import/confirm"), parcel_of(page))
    assert len(list(working_of(survey).questions())) == page.text.count("data-question=")
    editor.get(address(survey, "translate"))


@pytest.mark.parametrize("form", ["xlsform", "limesurvey", "surveyjs", "json"])
def test_a_questionnaire_is_handed_over(editor, form):
    survey = make_survey("text")
    assert address(survey, f"export/{form}") in editor.get(address(survey)).text
    response = editor.client.get(address(survey, f"export/{form}"))
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]
    name = "form" + {"xlsform": ".xlsx"}.get(form, ".txt")
    page = upload(editor, make_survey(process=make_process(slug="toinen")), response.data, name)
    assert parcel_of(page)


def test_there_is_no_other_format(editor):
    assert editor.client.get(address(make_survey(), "export/doc")).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "The file declares things no form needs."),
        (b"<document><a>", "The file is damaged"),
        (b'{"pages": [', "The file is damaged"),
        (b'{"pages": "many"}', "This is not a form we can read."),
        ('<a b="ä"/>'.encode("latin-1"), "The file is not in UTF-8."),
        (b'{"questionnaire": {"pages": [{"code": "A"}]}}', "a questionnaire that is whole"),
    ],
)
def test_hostile_and_damaged_files_end_in_one_sentence(editor, content, words):
    survey = make_survey("text")
    page = upload(editor, survey, content, "survey.lss")
    assert words in page.words()
    assert codes_of(survey) == [["q1"], []]


def test_hostile_words_of_other_programs_stay_words(editor):
    survey = make_survey()
    element = {"type": "radiogroup", "name": EVIL, "title": EVIL, "choices": [EVIL, "b"]}
    content = json.dumps({"title": EVIL, "elements": [element], EVIL: EVIL}).encode()
    page = upload(editor, survey, content, "a.json")
    pages = [page, editor.follow(address(survey, "import/confirm"), parcel_of(page))]
    pages += [editor.get(address(survey, rest)) for rest in ("preview", "translate")]
    for each in pages:
        assert "<script>alert" not in each.text
        assert not [e for e in each.tree.iter() if "onerror" in getattr(e, "attrib", {})]
