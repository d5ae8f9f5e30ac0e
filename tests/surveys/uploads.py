"""Files to send with answers, and what is kept of them."""

import io
import zipfile

import pikepdf
from PIL import Image

from participation.platform.extensions import db
from participation.platform.files.storage import storage
from surveys.models import AnswerFile
from tests.surveys.answering import url
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
