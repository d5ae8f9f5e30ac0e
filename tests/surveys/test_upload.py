"""Files sent with answers: taken by what is inside, kept apart, published one by one, forgotten."""

import io
import zipfile
from datetime import timedelta

import pikepdf
import pytest
from PIL import Image

from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.files import scanning
from participation.platform.files.storage import storage
from participation.platform.transactions import unit_of_work
from surveys.domain.questions.upload import UPLOAD, Sent
from surveys.jobs import forget_lonely_files
from surveys.models import AnswerFile, Response, ResponseDraft, Verdict
from surveys.services import answer_files, drafts, responses
from tests.factories import make_municipality, make_process
from tests.images import picture
from tests.staff import sign_in
from tests.surveys.answering import make_survey, url
from tests.surveys.factories_counting import ask, questionnaire


def files(**settings):
    return ask("photo", "upload", settings=settings, dont_know=True)


NAME = ask("name", "text", required=True)
ONE = questionnaire(files())
TWO = questionnaire(files(max=2), NAME)


def jpeg_with_place() -> io.BytesIO:
    stream = io.BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "Camera of Liisa"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (30, 20), "navy").save(stream, "JPEG", exif=exif)
    stream.seek(0)
    return stream


def pdf(**open_action) -> io.BytesIO:
    stream = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Author"] = "Liisa Lahtinen"
        made.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        made.attachments["evil.exe"] = b"MZ"
        made.save(stream, **open_action)
    stream.seek(0)
    return stream


def docx(**parts: bytes) -> io.BytesIO:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("word/document.xml", "<w/>")
        packed.writestr("docProps/core.xml", "<creator>Liisa Lahtinen</creator>")
        for name, content in parts.items():
            packed.writestr(name.replace("__", "/"), content)
    stream.seek(0)
    return stream


def send(visitor, survey, *sent, expect=302, **fields):
    data = {"photo~upload": [(stream, name) for stream, name in sent], **fields}
    return visitor.post(url(survey, "answer/p1", "en"), data, expect=expect)


def kept() -> list[AnswerFile]:
    db.session.expire_all()
    return db.session.query(AnswerFile).order_by(AnswerFile.size).all()


def content_of(file: AnswerFile) -> bytes:
    with storage().open(file.key) as stream:
        return stream.read()


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


def sent_and_closed(visitor):
    make_municipality()
    survey = make_survey(ONE)
    send(visitor, survey, (picture(), "park.png"))
    survey = db.session.merge(survey)
    survey.closes = now() - timedelta(minutes=1)
    db.session.commit()
    return survey, kept()[0].id


def test_a_file_is_public_only_when_staff_say_so_and_describe_it(visitor, app):
    survey, name = sent_and_closed(visitor)
    anybody = type(visitor)(app)
    place = f"/en/a/{survey.public_id}/results/files/{name}"
    anybody.get(place, expect=404)
    sign_in(visitor)
    page = visitor.get(f"/en/manage/a/{survey.public_id}/results/files/photo")
    assert "Files are not scanned for viruses here." in page.words()
    judge = f"/en/manage/a/{survey.public_id}/results/file/{name}"
    told = visitor.post(judge, {"verdict": "approved"}, expect=200)
    assert "Say in every language of the survey what the picture shows." in told.words()
    words = {f"alt-{code}": "Puisto" for code in ("fi", "sv", "en")}
    visitor.post(judge, words | {"verdict": "nonsense"})
    anybody.get(place, expect=404)
    visitor.post(judge, words | {"verdict": "approved"})
    sent = anybody.raw("GET", place)
    assert sent.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert sent.headers["X-Content-Type-Options"] == "nosniff"
    sent.close()
    visitor.post(judge, words | {"verdict": "rejected"})
    anybody.get(place, expect=404)


def test_documents_are_handed_out_as_attachments_to_staff_only(visitor, app):
    make_municipality()
    survey = make_survey(ONE)
    send(visitor, survey, (pdf(), "letter.pdf"))
    place = f"/en/manage/a/{survey.public_id}/results/file/{kept()[0].id}/content"
    assert visitor.raw("GET", place, None).status_code in (302, 303, 401, 403)
    sign_in(visitor, Role.ANALYST)
    sent = visitor.raw("GET", place)
    assert sent.headers["Content-Disposition"].startswith("attachment; filename=photo-")
    assert "letter" not in sent.headers["Content-Disposition"]
    assert sent.headers["Cache-Control"] == "private, no-store"
    sent.close()


def test_files_of_one_survey_are_not_shown_in_another(visitor):
    make_municipality()
    survey = make_survey(ONE)
    send(visitor, survey, (picture(), "park.png"))
    name = kept()[0].id
    other = make_survey(ONE, process=make_process(slug="other"))
    sign_in(visitor)
    visitor.get(f"/en/manage/a/{other.public_id}/results/file/{name}", expect=404)


class Line:
    """What clamd answers, instead of a connection to it."""

    def __init__(self, answer):
        self.answer, self.heard = answer, b""

    def sendall(self, data):
        self.heard += data

    def recv(self, _size):
        answer, self.answer = self.answer, b""
        return answer

    def close(self):
        pass


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (b"stream: OK\0", ""),
        (b"stream: Eicar-Test FOUND\0", "The file has a virus."),
        (b"INSTREAM size limit exceeded. ERROR\0", "could not be checked for viruses"),
        (b"", "could not be checked for viruses"),
    ],
)
def test_clamd_has_the_last_word_where_there_is_one(visitor, monkeypatch, answer, words):
    survey = make_survey(ONE)
    line = Line(answer)
    monkeypatch.setattr(scanning, "address", lambda: "clamd.test:3310")
    monkeypatch.setattr(scanning, "_connected", lambda _where: line)
    page = send(visitor, survey, (picture(), "park.png"), expect=422 if words else 302)
    assert words in (page.text if words else "")
    assert line.heard.startswith(b"zINSTREAM\0")
    assert line.heard.endswith(b"\0\0\0\0")


def test_without_an_answer_from_clamd_no_file_is_taken(visitor, monkeypatch):
    survey = make_survey(ONE)
    monkeypatch.setattr(scanning, "address", lambda: "127.0.0.1:1")
    page = send(visitor, survey, (picture(), "park.png"), expect=422)
    assert "could not be checked for viruses" in page.words()


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
