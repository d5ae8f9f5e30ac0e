"""Files sent with answers as staff see them: listed, looked at, published one by one, scanned."""

from datetime import timedelta

import pytest

from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.files import scanning
from surveys.models import AnswerFile, Response
from surveys.services import answer_files
from tests.factories import make_municipality, make_process
from tests.images import picture
from tests.staff import sign_in
from tests.surveys.answering import make_survey
from tests.surveys.uploads import ONE, kept, pdf, send


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


def test_many_files_come_in_pages_with_as_many_statements(visitor, monkeypatch):
    monkeypatch.setattr(answer_files, "FILES_A_PAGE", 3)
    make_municipality()
    survey = make_survey(ONE)
    send(visitor, survey, (picture(), "park.png"))
    response = db.session.query(Response).one().id
    sign_in(visitor)
    place = f"/en/manage/a/{survey.public_id}/results/files/photo"
    visitor.get(place)
    few = len(visitor.queries)
    add_files(survey, response, 6)
    first = visitor.get(place)
    many = len(visitor.queries)
    assert numbers_on(first) == [1, 2, 3]
    assert numbers_on(visitor.get(f"{place}?page=3")) == [7]
    assert numbers_on(visitor.get(f"{place}?page=99")) == [7]
    assert "7 files." in first.words()
    assert many == few


def add_files(survey, response, count):
    row = {"content_type": "image/png", "size": 1, "question": "photo"}
    db.session.add_all(
        AnswerFile(survey_id=survey.id, response_id=response, **row) for _ in range(count)
    )
    db.session.commit()


def numbers_on(page):
    links = [a.text for a in page.all("a") if "/results/file/" in a.get("href")]
    return [int(words.removeprefix("File ")) for words in links]


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
