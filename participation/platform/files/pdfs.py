"""PDF files without scripts, attachments and what tells of their author."""

import io
from typing import BinaryIO

import pikepdf

from participation.platform.files.refusals import NotWhatItSays

MOST_PAGES = 1_000
OF_DOCUMENT = ("/OpenAction", "/AA", "/Metadata", "/PieceInfo", "/Collection", "/SpiderInfo")
OF_NAMES = ("/JavaScript", "/EmbeddedFiles")
# Annotations that carry files or players, and actions that do more than lead somewhere.
CARRIERS = ("/FileAttachment", "/Movie", "/Screen", "/Sound", "/RichMedia", "/3D")
HARMLESS_ACTIONS = ("/GoTo", "/URI", "/Named")
# What qpdf says of broken files comes as many kinds of errors.
BROKEN = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    RuntimeError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
)


def stripped(stream: BinaryIO) -> io.BytesIO:
    """Return the file saved anew, or refuse one that is locked or broken."""
    stream.seek(0)
    written = io.BytesIO()
    try:
        with pikepdf.open(stream) as pdf:
            if pdf.is_encrypted or not 0 < len(pdf.pages) <= MOST_PAGES:
                raise NotWhatItSays
            _strip(pdf)
            pdf.save(written)
    except BROKEN:
        raise NotWhatItSays from None
    written.seek(0)
    return written


def _strip(pdf: pikepdf.Pdf) -> None:
    if "/Info" in pdf.trailer:
        del pdf.trailer["/Info"]
    _without(pdf.Root, OF_DOCUMENT)
    if "/Names" in pdf.Root:
        _without(pdf.Root["/Names"], OF_NAMES)
    if "/AcroForm" in pdf.Root:
        _without(pdf.Root["/AcroForm"], ("/XFA",))
    for page in pdf.pages:
        page.obj["/Annots"] = pikepdf.Array(_harmless(page.obj.get("/Annots", ())))
    for each in pdf.objects:
        if isinstance(each, (pikepdf.Dictionary, pikepdf.Stream)):
            _without(each, ("/AA", "/Metadata", "/PieceInfo", "/LastModified"))


def _harmless(annotations: pikepdf.Object | tuple[()]) -> list[pikepdf.Object]:
    """Return the annotations that stay, without what they would start."""
    kept = []
    for annotation in list(annotations):
        if annotation.get("/Subtype") in CARRIERS:
            continue
        action = annotation.get("/A")
        if action is not None and action.get("/S") not in HARMLESS_ACTIONS:
            del annotation["/A"]
        _without(annotation, ("/AA",))
        kept.append(annotation)
    return kept


def _without(thing: pikepdf.Object, names: tuple[str, ...]) -> None:
    for name in names:
        if name in thing:
            del thing[name]
