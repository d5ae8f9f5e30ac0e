"""Files sent with answers: taken by what is inside, kept apart, published one by one, forgotten."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from PIL import Image

from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.transactions import unit_of_work
from surveys.domain.questions.upload import UPLOAD, Sent
from surveys.jobs import forget_lonely_files
from surveys.models import Response, ResponseDraft, Verdict
from surveys.services import answer_files, drafts, responses
from tests.factories import make_municipality
from tests.images import picture
from tests.staff import sign_in
from tests.surveys.answering import make_survey, url
from tests.surveys.building import make_survey as make_draft
from tests.surveys.building import typed_on, working_of
from tests.surveys.factories_counting import questionnaire
from tests.surveys.uploads import (
    ONE,
    TWO,
    content_of,
    docx,
    files,
    jpeg_with_place,
    kept,
    pdf,
    send,
)


def test_a_picture_is_kept_without_place_and_camera(visitor):
    survey = make_survey(ONE)
    send(visitor, survey, (jpeg_with_place(), "Liisan kuva.jpg"))
    (file,) = kept()
    answers = db.session.query(Response).one().answers
    assert answers == {"photo": [file.id]}
    assert b"Liisa" not in content_of(file)
    with Image.open(io.BytesIO(content_of(file))) as image:
        assert not dict(image.getexif())
    assert (file.content_type, file.verdict) == ("image/jpeg", Verdict.WAITING)
    assert file.draft_id is None


def test_what_is_inside_decides_not_the_name(visitor):
    survey = make_survey(ONE)
    send(visitor, survey, (jpeg_with_place(), "holiday.pdf.exe"))
    assert kept()[0].content_type == "image/jpeg"


def test_a_pdf_loses_author_scripts_and_attachments(visitor):
    survey = make_survey(ONE)
    send(visitor, survey, (pdf(), "letter.pdf"))
    (file,) = kept()
    with pikepdf.open(io.BytesIO(content_of(file))) as found:
        assert "/OpenAction" not in found.Root
        assert "/EmbeddedFiles" not in found.Root.get("/Names", {})
        assert not dict(found.docinfo)
        assert len(found.pages) == 1


def test_a_document_loses_its_author(visitor):
    survey = make_survey(ONE)
    send(visitor, survey, (docx(word__media__a=jpeg_with_place().getvalue()), "note.docx"))
    with zipfile.ZipFile(io.BytesIO(content_of(kept()[0]))) as packed:
        assert b"Liisa" not in b"".join(packed.read(name) for name in packed.namelist())
        assert packed.read("word/document.xml") == b"<w/>"


def bomb() -> io.BytesIO:
    return docx(word__big=b"\0" * 90_000_000)


OUTSIDE = b'<Relationship Type="x/attachedTemplate" Target="//evil" TargetMode="External"/>'
HOSTILE = {
    "a zip bomb": (bomb, "bomb.docx"),
    "a picture with a program": (lambda: picture(b"<svg onload=alert(1)>"), "a.svg"),
    "a page": (lambda: picture(b"<html><script>alert(1)</script>"), "a.png"),
    "a script": (lambda: picture(b"#!/bin/sh\nrm -rf /\n"), "a.jpg"),
    "a broken picture": (lambda: picture(b"\x89PNG\r\n\x1a\n" + b"\0" * 50), "a.png"),
    "a broken PDF": (lambda: picture(b"%PDF-1.7\nnonsense"), "a.pdf"),
    "a locked PDF": (
        lambda: pdf(encryption=pikepdf.Encryption(owner="a", user="b")),
        "locked.pdf",
    ),
    "an object of another program": (lambda: docx(word__embeddings__a="x"), "a.docx"),
    "a template from elsewhere": (lambda: docx(**{"word___rels__a.rels": OUTSIDE}), "a.docx"),
    "a program in a document": (lambda: docx(**{"word__evil.exe": b"MZ"}), "a.docx"),
    "a macro": (lambda: docx(**{"word__vbaProject.bin": b"x"}), "a.docx"),
    "a way out": (lambda: docx(**{"..__..__etc__passwd": b"x"}), "a.docx"),
    "a broken package": (lambda: picture(b"PK\x03\x04" + b"\0" * 60), "a.docx"),
    "an empty file": (lambda: picture(b""), "a.png"),
    "plain text": (lambda: picture(b"hello"), "a.txt"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_what_is_hostile_or_broken_is_refused_beside_the_field(visitor, kind):
    survey = make_survey(ONE)
    make, name = HOSTILE[kind]
    page = send(visitor, survey, (make(), name), expect=422)
    assert f"“{name}” was not taken." in page.words()
    assert not kept()


def test_a_picture_of_endless_size_is_refused(visitor):
    survey = make_survey(ONE)
    wide = picture(size=(20_000, 3_000))
    page = send(visitor, survey, (wide, "wide.png"), expect=422)
    assert "million pixels" in page.words()


def test_a_picture_that_is_something_else_as_well_is_only_a_picture(visitor):
    survey = make_survey(ONE)
    both = picture(picture().getvalue() + docx().getvalue() + b"<script>alert(1)</script>")
    send(visitor, survey, (both, "both.png"))
    assert b"script" not in content_of(kept()[0])
    assert b"PK\x03\x04" not in content_of(kept()[0])


def test_a_file_larger_than_staff_allow_is_refused(app):
    survey, question = make_survey(ONE), files(largest=1)
    found = answer_files.take(survey.id, question, picture(b"%PDF-" + b"0" * 1_100_000), "a.pdf")
    assert found == Sent("", 0, "a.pdf", "too_large")


def test_only_the_kinds_that_staff_chose_are_taken(visitor):
    survey = make_survey(questionnaire(files(kinds=["pdf"])))
    page = send(visitor, survey, (picture(), "a.png"), expect=422)
    assert "Choose a file of one of these kinds: .pdf" in page.words()


@pytest.mark.parametrize("name", ["../../etc/passwd.png", "a\tb.png", "<b>.png", "x" * 400])
def test_names_harm_nobody(visitor, name):
    survey = make_survey(TWO)
    page = send(visitor, survey, (picture(), name), expect=422)
    assert "<b>.png" not in page.text
    (file,) = kept()
    assert file.key.startswith("answers/")


def test_more_files_than_allowed_are_told_and_can_be_removed(visitor):
    survey = make_survey(TWO)
    sent = [(picture(), f"{n}.png") for n in range(3)]
    page = send(visitor, survey, *sent, expect=422, name="x")
    assert "There can be at most 2 files." in page.words()
    remove = [b.get("value") for b in page.all("button") if b.get("name") == "_remove"]
    shown = visitor.follow(url(survey, "answer/p1", "en"), {"_remove": remove[0], "name": "x"})
    assert len([b for b in shown.all("button") if b.get("name") == "_remove"]) == 2
    assert len(kept()) == 2
    visitor.post(url(survey, "answer/p1", "en"), {"name": "x"})
    assert len(db.session.query(Response).one().answers["photo"]) == 2


def test_the_file_stays_when_something_else_is_wrong(visitor):
    survey = make_survey(TWO)
    page = send(visitor, survey, (picture(), "park.png"), expect=422)
    assert "park.png" in page.words()
    visitor.post(url(survey, "answer/p1", "en"), {"name": "Liisa"})
    (file,) = kept()
    assert db.session.query(Response).one().answers["photo"] == [file.id]
    assert file.response_id is not None


def test_a_file_that_was_refused_is_forgotten_when_one_goes_on(visitor):
    survey = make_survey(ONE)
    send(visitor, survey, (picture(b""), "a.png"), expect=422)
    visitor.post(url(survey, "answer/p1", "en"), {})
    assert db.session.query(Response).one().answers == {"photo": "~none"}


def test_saving_as_one_types_touches_no_files(visitor):
    survey = make_survey(TWO)
    send(visitor, survey, (picture(), "park.png"), expect=422)
    visitor.raw("POST", url(survey, "answer/p1/autosave", "en"), data={"name": "x"})
    assert len(kept()) == 1
    assert db.session.query(ResponseDraft).one().answers["photo"]


def test_nobody_takes_the_file_of_another_by_its_name(visitor, app):
    survey = make_survey(TWO)
    send(visitor, survey, (picture(), "park.png"), expect=422)
    (file,) = kept()
    other = type(visitor)(app)
    line = Sent(file.id, 1, "mine.png").line()
    other.post(url(survey, "answer/p1", "en"), {"photo": line, "name": "Thief"})
    assert db.session.query(Response).one().answers["photo"] == "~none"
    other.post(url(survey, "answer/p1", "en"), {"_remove": f"photo {file.id}"}, expect=302)
    assert len(kept()) == 1


def test_erasing_an_answer_erases_its_files(visitor):
    survey = make_survey(ONE)
    send(visitor, survey, (picture(), "park.png"))
    (file,) = kept()
    key = file.key
    with unit_of_work():
        responses.erase(db.session.query(Response).one().receipt_hash, now())
    assert not kept()
    assert not storage().exists(key)


def test_files_of_drafts_that_expire_are_swept(visitor):
    survey = make_survey(TWO)
    send(visitor, survey, (picture(), "park.png"), expect=422)
    key = kept()[0].key
    drafts.forget_untouched(now().date() + timedelta(days=40))
    db.session.commit()
    assert forget_lonely_files(now()) == 1
    assert not kept()
    assert not storage().exists(key)


def test_lines_of_files_are_read_as_they_were_written():
    sent = Sent("0" * 32, 12, "a b.png")
    assert Sent.read(sent.line()) == sent
    assert Sent.read(Sent("", 0, "a b.png", "empty").line()).reason == "empty"
    assert UPLOAD.refill(files(), {"photo": ["0" * 32]}) == {"photo": [f"{'0' * 32} 0 {'0' * 32}"]}
    assert UPLOAD.faults(files(kinds=["film"])) == ["no_kinds_of_files"]


def test_files_of_a_trial_go_with_it(visitor):
    make_municipality()
    survey = make_survey(ONE, opens=now() + timedelta(days=1))
    sign_in(visitor)
    page = visitor.get(f"/en/manage/a/{survey.public_id}/try")
    (form,) = [f for f in page.all("form") if f.get("id") == "answer"]
    hidden = {i.get("name"): i.get("value") or "" for i in form.iter() if i.get("type") == "hidden"}
    place = form.get("action")
    sent = {"photo~upload": (picture(), "park.png"), "_attach": "1"}
    assert "park.png" in visitor.follow(place, hidden | sent).words()
    assert kept()[0].draft_id is not None
    visitor.post(place, hidden)
    assert forget_lonely_files(now()) == 1
    assert not kept()


def test_staff_choose_what_can_be_sent(visitor):
    make_municipality()
    sign_in(visitor)
    survey = make_draft("upload")
    place = f"/en/manage/a/{survey.public_id}/question/q1"
    form = typed_on(visitor.get(place))
    visitor.follow(place, form | {"kinds": ["pictures", "office"]})
    assert working_of(survey).question("q1").settings["kinds"] == ["pictures", "office"]
    del form["kinds"]
    assert "Choose at least one kind" in visitor.post(place, form, expect=200).words()
