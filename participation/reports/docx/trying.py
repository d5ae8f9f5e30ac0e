"""Try a template: write a small report into it."""

from datetime import UTC, datetime

from participation.platform.i18n.text import Text
from participation.reports.docx.writer import docx
from participation.reports.domain.exhibits import RowKind
from participation.reports.domain.laid import (
    Laid,
    LaidCell,
    LaidExhibit,
    LaidHeading,
    LaidParagraph,
    LaidRow,
    LaidTable,
    Run,
)
from participation.reports.face import Face


def tried(template: bytes) -> bytes:
    """Return a document in the template, or fail as the template makes it fail."""
    row = LaidRow(head="x", cells=(LaidCell(shown="1", number=1.0),), kind=RowKind.PLAIN)
    table = LaidTable(title="x", stub="x", columns=("x",), rows=(row,), notes=())
    parts = (
        LaidHeading(words="x", level=1),
        LaidParagraph(runs=(Run(words="x"),), is_point=True),
        LaidExhibit(
            title="x",
            level=2,
            only="",
            base="x",
            hidden="",
            facts=(),
            charts=(),
            tables=(table,),
            notes=(),
        ),
    )
    laid = Laid(
        title="x",
        subtitle="x",
        about=("x",),
        language="fi",
        moment="",
        labels={"stale": ""},
        codebook=table,
        parts=parts,
    )
    return docx(laid, Face(name=Text({"fi": "x"})), datetime(2026, 1, 1, tzinfo=UTC), template)
