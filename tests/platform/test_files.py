import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from participation.platform.extensions import db
from participation.platform.files import images
from participation.platform.files.kinds import Kind, kind_named
from participation.platform.files.models import StoredFile
from participation.platform.files.refusals import (
    FileMissing,
    FileRefused,
    FileTooLarge,
    ImageTooLarge,
    NotWhatItSays,
    WrongKind,
)
from participation.platform.files.services import forget, store
from participation.platform.files.storage import storage
from participation.platform.files.words import explain
from participation.platform.transactions import unit_of_work

MEGABYTE = 1024 * 1024
TYPES = "[Content_Types].xml"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def keep(content, name, allowed=frozenset(Kind), limit=MEGABYTE, **more):
    with unit_of_work():
        return store(io.BytesIO(content), name, allowed, limit, **more)


def picture(form, size=(40, 20), **more):
    stream = io.BytesIO()
    Image.new("RGB", size, "teal").save(stream, form, **more)
    return stream.getvalue()


def package(*names, method=zipfile.ZIP_DEFLATED, content=b"<x/>"):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name in names:
            packed.writestr(name, content)
    return stream.getvalue()


def odt():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr("content.xml", "<x/>")
    return stream.getvalue()


GOOD = {
    "muistio.pdf": lambda: b"%PDF-1.7\n...",
    "kuva.png": lambda: picture("PNG"),
    "kuva.JPG": lambda: picture("JPEG"),
    "kuva.webp": lambda: picture("WEBP"),
    "luonnos.docx": lambda: package(TYPES, "word/document.xml"),
    "taulukko.xlsx": lambda: package(TYPES, "xl/workbook.xml"),
    "esitys.pptx": lambda: package(TYPES, "ppt/presentation.xml"),
    "luonnos.odt": odt,
    "luvut.csv": lambda: "nimi;määrä\nÅ;1\n".encode("cp1252"),
    "luvut.txt": lambda: "Hyvää".encode("utf-16"),
}


@pytest.mark.parametrize("name", GOOD)
def test_what_is_what_it_says_is_kept(app, name):
    file = keep(GOOD[name](), name)
    with storage().open(file.key) as kept:
        content = kept.read()
    assert len(content) == file.size > 0
    assert file.name.endswith(name.lower()[-4:])
    assert not file.public


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (SVG, "kuva.png"),
        (b"<html><script>alert(1)</script>", "muistio.pdf"),
        (b"MZ\x90\x00" + bytes(100), "muistio.txt"),
        (picture("PNG"), "kuva.jpg"),
        (picture("PNG")[:60], "kuva.png"),
        (b"\xff\xd8\xff" + bytes(200), "kuva.jpg"),
        (package(TYPES, "word/document.xml"), "taulukko.xlsx"),
        (package("word/document.xml"), "luonnos.docx"),
        (package(TYPES, "word/document.xml", "word/vbaProject.bin"), "luonnos.docx"),
        (package(TYPES, "word/document.xml", "xl/workbook.xml"), "luonnos.docx"),
        (package(TYPES, "word/document.xml")[:-30], "luonnos.docx"),
        (package("mimetype", "content.xml"), "luonnos.odt"),
        (b"PK\x03\x04" + bytes(300), "taulukko.xlsx"),
    ],
)
def test_what_is_not_what_it_says_is_refused(app, content, name):
    with pytest.raises(NotWhatItSays):
        keep(content, name)


def test_svg_is_never_taken():
    assert kind_named("kuva.svg") is None


@pytest.mark.parametrize("name", ["kuva.svg", "ohjelma.exe", "sivu.html", "pdf", "muistio.pdf.exe"])
def test_other_kinds_are_refused(app, name):
    with pytest.raises(WrongKind):
        keep(SVG, name)


def test_a_kind_that_this_form_does_not_take_is_refused(app):
    with pytest.raises(WrongKind):
        keep(b"%PDF-1.7", "muistio.pdf", allowed={Kind.PNG})


def test_empty_and_large_files_are_refused(app):
    with pytest.raises(FileMissing):
        keep(b"", "muistio.pdf")
    with pytest.raises(FileTooLarge):
        keep(b"%PDF-" + bytes(100), "muistio.pdf", limit=50)


def test_a_package_that_would_burst_is_refused(app):
    bomb = package(TYPES, "xl/workbook.xml", content=bytes(9 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    with pytest.raises(NotWhatItSays):
        keep(bomb, "taulukko.xlsx")


def test_a_package_that_claims_more_parts_than_it_holds_is_refused(app):
    content = bytearray(package(TYPES, "xl/workbook.xml", method=zipfile.ZIP_STORED))
    entry = content.index(b"PK\x01\x02")
    content[entry + 20 : entry + 24] = (10 * MEGABYTE).to_bytes(4, "little")
    with pytest.raises(NotWhatItSays):
        keep(bytes(content), "taulukko.xlsx")


def test_images_lose_place_camera_and_comments(app):
    exif = Image.Exif()
    exif[0x010E] = "secret description"
    exif.get_ifd(0x8825)[1] = "N"
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Comment", "secret comment")
    for content, name in (
        (picture("JPEG", exif=exif, comment=b"secret comment"), "a.jpg"),
        (picture("PNG", exif=exif, pnginfo=texts), "a.png"),
        (picture("WEBP", exif=exif, xmp=b"secret xmp"), "a.webp"),
    ):
        assert b"secret" in content
        with storage().open(keep(content, name).key) as kept:
            found = kept.read()
        assert b"secret" not in found
        with Image.open(io.BytesIO(found)) as image:
            assert not image.getexif()


def test_images_are_turned_upright(app):
    exif = Image.Exif()
    exif[0x0112] = 6
    file = keep(picture("JPEG", exif=exif), "a.jpg")
    with storage().open(file.key) as kept, Image.open(kept) as image:
        assert image.size == (20, 40)


def test_transparency_stays(app):
    stream = io.BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(stream, "PNG")
    with storage().open(keep(stream.getvalue(), "a.png").key) as kept, Image.open(kept) as image:
        assert image.convert("RGBA").getpixel((0, 0))[3] == 0


@pytest.mark.parametrize(("form", "mode"), [("JPEG", "CMYK"), ("PNG", "I;16"), ("PNG", "P")])
def test_unusual_colours_are_drawn_too(app, form, mode):
    stream = io.BytesIO()
    Image.new(mode, (4, 4)).save(stream, form)
    keep(stream.getvalue(), f"a.{form.lower()}")


def test_huge_images_are_refused_before_they_are_drawn(app, monkeypatch):
    monkeypatch.setattr(images, "MOST_PIXELS", 500)
    with pytest.raises(ImageTooLarge):
        keep(picture("PNG"), "a.png")
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(ImageTooLarge):
        keep(picture("PNG"), "a.png")


def test_every_refusal_has_a_sentence(app):
    with app.test_request_context("/en/"):
        found = {
            explain(refusal)
            for refusal in (
                FileMissing(),
                FileTooLarge(limit=MEGABYTE),
                ImageTooLarge(limit=50_000_000),
                WrongKind(allowed={Kind.PDF, Kind.PNG}),
                NotWhatItSays(),
            )
        }
    assert len(found) == 5
    assert all(issubclass(kind, FileRefused) for kind in (FileMissing, WrongKind))


def test_a_failed_transaction_leaves_no_file(app):
    with pytest.raises(LookupError), unit_of_work():
        key = store(io.BytesIO(b"%PDF-1"), "a.pdf", {Kind.PDF}, MEGABYTE).key
        assert storage().exists(key)
        raise LookupError
    assert not storage().exists(key)


def test_a_forgotten_file_is_gone_once_that_is_certain(app):
    file = keep(b"%PDF-1", "a.pdf")
    key = file.key
    with pytest.raises(LookupError), unit_of_work():
        forget(file)
        raise LookupError
    assert storage().exists(key)
    with unit_of_work():
        forget(db.session.get_one(StoredFile, file.id))
    assert not storage().exists(key)


def test_a_public_document_is_handed_out_as_a_download(app, visitor):
    file = keep(b"%PDF-1.7 sisus", "Muistio ä.pdf", public=True)
    answer = visitor.raw("GET", f"/files/{file.public_id}/{file.name}")
    assert answer.data == b"%PDF-1.7 sisus"
    assert answer.content_type == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert "max-age" in answer.headers["Cache-Control"]
    answer.close()


def test_a_public_image_is_shown(app, visitor):
    file = keep(picture("PNG"), "logo.png", public=True)
    answer = visitor.raw("GET", f"/files/{file.public_id}/logo.png")
    assert answer.headers["Content-Disposition"].startswith("inline")
    answer.close()


def test_other_files_and_other_names_are_not_there(app, visitor):
    secret, shown = keep(b"%PDF-1", "a.pdf"), keep(b"%PDF-2", "b.pdf", public=True)
    for address in (
        f"{secret.public_id}/a.pdf",
        f"{shown.public_id}/other.pdf",
        "nothing/a.pdf",
        "../../etc/passwd",
    ):
        visitor.raw("GET", f"/files/{address}", 404)


def test_a_file_lost_from_the_disk_is_not_there(app, visitor):
    file = keep(b"%PDF-2", "b.pdf", public=True)
    Path(app.config["SETTINGS"].storage_dir, file.key).unlink()
    visitor.raw("GET", f"/files/{file.public_id}/b.pdf", 404)
