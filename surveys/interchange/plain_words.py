"""Words that come as HTML, as words; and which of their marks are lost."""

from collections.abc import Iterable
from html.parser import HTMLParser

LINES = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol"})
UNHEARD = frozenset({"script", "style", "iframe", "object", "svg", "video", "audio"})
# Marks that say nothing themselves.
SILENT = LINES | {"span", "font", "tbody", "thead", "html", "body", "small", "big", "center"}
LONGEST = 100_000


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self.lost: set[str] = set()
        self.unheard: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in LINES:
            self.said.append("\n")
        if tag not in SILENT:
            self.lost.add(tag)
        if tag in UNHEARD:
            self.unheard.append(tag)
        alt = dict(attrs).get("alt") if tag == "img" else None
        self.said.append(alt or "")

    def handle_endtag(self, tag: str) -> None:
        if self.unheard and self.unheard[-1] == tag:
            self.unheard.pop()
        if tag in LINES and tag != "br":
            self.said.append("\n")
        if tag == "td":
            self.said.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.unheard:
            self.said.append(data)


def plain(html: str) -> tuple[str, frozenset[str]]:
    """Return the words, and the names of the marks that are lost."""
    if "<" not in html and "&" not in html:
        return _tidy(html.splitlines()), frozenset()
    reader = _Words()
    reader.feed(html[:LONGEST])
    reader.close()
    return _tidy("".join(reader.said).splitlines()), frozenset(reader.lost)


def _tidy(lines: Iterable[str]) -> str:
    """Take out what is blank, but for one empty line between paragraphs."""
    found: list[str] = []
    for line in (" ".join(line.split()) for line in lines):
        if line or (found and found[-1]):
            found.append(line)
    return "\n".join(found).strip()
