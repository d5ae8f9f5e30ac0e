"""Markdown for standing pages: no HTML, no images, links to pages, mail and telephones only."""

import re
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from markupsafe import Markup

EMAIL = re.compile(r"([\w.+-]+@[\w-]+(?:\.[\w-]+)+)")
SCHEMES = frozenset({"", "http", "https", "mailto", "tel"})


def _is_safe(url: str) -> bool:
    """Tell whether a link leads somewhere a browser opens without running anything."""
    try:
        return urlsplit(url.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _fit_the_page(state: StateCore) -> None:
    """Keep the first level of headings for the page's title, and give tables the house's face."""
    for token in state.tokens:
        if token.type in ("heading_open", "heading_close") and token.tag == "h1":
            token.tag = "h2"
        if token.type == "table_open":
            token.attrSet("class", "govuk-table")


def _link_addresses(state: StateCore) -> None:
    """Make links of e-mail addresses that were typed as words."""
    for token in state.tokens:
        if token.type == "inline" and "@" in token.content:
            token.children = list(_with_links(token.children or []))


def _with_links(parts: list[Token]) -> Iterator[Token]:
    depth = 0
    for part in parts:
        depth += (part.type == "link_open") - (part.type == "link_close")
        if part.type != "text" or depth:
            yield part
            continue
        for number, words in enumerate(EMAIL.split(part.content)):
            is_address = number % 2
            if is_address:
                yield Token(
                    "link_open", "a", 1, attrs={"href": f"mailto:{quote(words, safe='@+')}"}
                )
            if words:
                yield Token("text", "", 0, content=words)
            if is_address:
                yield Token("link_close", "a", -1)


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    parser.core.ruler.push("fit_the_page", _fit_the_page)
    parser.core.ruler.push("link_addresses", _link_addresses)
    return parser


_PARSER = _parser()


def rendered(source: str) -> Markup:
    """Return Markdown as HTML that holds nothing but text, headings, lists, tables and links."""
    return Markup(_PARSER.render(source))  # noqa: S704 -- the parser escapes all HTML
