"""Small PDF files of plain text: a heading, subheadings and paragraphs on A4 pages."""

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import wrap

WIDTH, HEIGHT = 595, 842
LEFT, TOP, BOTTOM = 64, 776, 72
# Points, letters a line, space above; F1 is Helvetica, F2 its bold.
STYLES = {"title": ("F2", 22, 44, 0), "heading": ("F2", 14, 66, 14), "body": ("F1", 11, 88, 6)}
LEADING = 1.4
FIRST_PAGE = 6
FONTS = "/Font<</F1 3 0 R/F2 4 0 R>>"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What a file says: `sections` are headings with their paragraphs."""

    title: str
    language: str
    sections: tuple[tuple[str, tuple[str, ...]], ...]


def written(paper: Paper) -> bytes:
    """Return the paper as a PDF file."""
    pages = list(_pages(paper))
    kids = " ".join(f"{FIRST_PAGE + 2 * number} 0 R" for number in range(len(pages)))
    catalogue = f"/Type/Catalog/Pages 2 0 R/Lang({paper.language})"
    objects = [
        f"<<{catalogue}/ViewerPreferences<</DisplayDocTitle true>>>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>",
        f"<</Title{_string(paper.title)}/Producer(Yhes)>>",
    ]
    for number, content in enumerate(pages):
        box = f"/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]"
        drawing = f"/Contents {FIRST_PAGE + 1 + 2 * number} 0 R"
        length = len(content.encode("cp1252"))
        objects.append(f"<</Type/Page{box}{drawing}/Resources<<{FONTS}>>>>")
        objects.append(f"<</Length {length}>>\nstream\n{content}\nendstream")
    return _file(objects)


def _file(objects: list[str]) -> bytes:
    """Return the objects with the table of where each begins."""
    found = b"%PDF-1.7\n"
    places = []
    for number, words in enumerate(objects, 1):
        places.append(len(found))
        found += f"{number} 0 obj\n{words}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    tail = (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {size}/Root 1 0 R/Info 5 0 R>>\nstartxref\n{len(found)}\n%%EOF\n"
    )
    return found + tail.encode("ascii")


def _pages(paper: Paper) -> Iterator[str]:
    """Yield the drawing of each page."""
    height = float(TOP)
    drawn: list[str] = []
    for style, words in _lines(paper):
        font, points, _letters, above = STYLES[style]
        step = points * LEADING + above
        if height - step < BOTTOM:
            yield "\n".join(drawn)
            height, drawn = float(TOP), []
        height -= step
        drawn.append(f"BT /{font} {points} Tf {LEFT} {height:.1f} Td {_string(words)} Tj ET")
    yield "\n".join(drawn)


def _lines(paper: Paper) -> Iterator[tuple[str, str]]:
    yield from (("title", line) for line in wrap(paper.title, STYLES["title"][2]))
    for heading, paragraphs in paper.sections:
        yield from (("heading", line) for line in wrap(heading, STYLES["heading"][2]))
        for paragraph in paragraphs:
            yield from (("body", line) for line in wrap(paragraph, STYLES["body"][2]))


def _string(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"({escaped})"
