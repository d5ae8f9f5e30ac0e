"""Office documents without what tells of their author, and without what reaches outside them."""

import io
import re
import zipfile
import zlib
from typing import IO

from participation.platform.files import images
from participation.platform.files.kinds import IMAGES, kinds_inside
from participation.platform.files.refusals import FileRefused, NotWhatItSays

MOST_UNPACKED = 64 * 1024 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
CORE = b"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/"
EMPTY = {
    "docProps/core.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<cp:coreProperties xmlns:cp="'
    + CORE
    + b'"/>',
    "docProps/app.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<Properties xmlns="'
    + OFFICE
    + b'extended-properties"/>',
    "docProps/custom.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<Properties xmlns="'
    + OFFICE
    + b'custom-properties"/>',
    "meta.xml": b'<?xml version="1.0" encoding="UTF-8"?>\n<office:document-meta '
    b'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"/>',
}
# Programs and objects of other programs, as their folders and names say.
PROGRAMS = re.compile(r"(^|/)(activex|ctrlprops|basic|scripts)/|\.(exe|js|vbs|ole)$", re.IGNORECASE)
EMBEDDED = re.compile(r"(^|/)embeddings/", re.IGNORECASE)
OF_OFFICE = re.compile(r"\.(docx|xlsx|pptx)$", re.IGNORECASE)
OUTSIDE = re.compile(
    rb"<Relationship\b[^>]*TargetMode\s*=\s*[\"']External[\"'][^>]*>", re.IGNORECASE
)
LINK = re.compile(rb"/relationships/hyperlink[\"']", re.IGNORECASE)


def stripped(stream: IO[bytes], *, is_inner: bool = False) -> io.BytesIO:
    """Return the document packed anew, or refuse one that is broken or brings programs.

    A document may have others in it, such as the numbers of a chart; these have none.
    """
    stream.seek(0)
    written = io.BytesIO()
    try:
        with zipfile.ZipFile(stream) as old, zipfile.ZipFile(written, "w") as new:
            entries = [entry for entry in old.infolist() if not entry.is_dir()]
            _refuse(entries, is_inner=is_inner)
            for entry in entries:
                _pack(new, entry.filename, _part(entry.filename, old.read(entry)))
    except BROKEN:
        raise NotWhatItSays from None
    written.seek(0)
    return written


def _refuse(entries: list[zipfile.ZipInfo], *, is_inner: bool) -> None:
    names = [entry.filename for entry in entries]
    inner = [name for name in names if EMBEDDED.search(name)]
    if (
        sum(entry.file_size for entry in entries) > MOST_UNPACKED
        or len(names) != len(set(names))
        or any(is_inner or not OF_OFFICE.search(name) for name in inner)
        or any(PROGRAMS.search(name) or ".." in name.split("/") for name in names)
    ):
        raise NotWhatItSays


def _part(name: str, content: bytes) -> bytes:
    """Return what a part may hold: nothing of its author, nothing loaded from elsewhere."""
    if name in EMPTY:
        return EMPTY[name]
    if name.endswith(".rels"):
        outside = OUTSIDE.findall(content)
        if any(not LINK.search(each) for each in outside):
            raise NotWhatItSays
    if EMBEDDED.search(name):
        return stripped(io.BytesIO(content), is_inner=True).getvalue()
    return _redrawn(content) if "media/" in name or name.startswith("Pictures/") else content


def _redrawn(content: bytes) -> bytes:
    """Return a picture without place and camera; drawings of other kinds stay as they are."""
    found = io.BytesIO(content)
    kinds = kinds_inside(found) & IMAGES
    if not kinds:
        return content
    try:
        (kind,) = kinds
        return images.redrawn(found, kind).getvalue()
    except FileRefused:
        raise NotWhatItSays from None


def _pack(new: zipfile.ZipFile, name: str, content: bytes) -> None:
    """Add a part without the moment it was written; OpenDocument wants its type unpacked."""
    packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
    new.writestr(zipfile.ZipInfo(name), content, compress_type=packing)
