"""Markdown for standing pages: no HTML, no images, links to pages, mail and telephones only."""

from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markupsafe import Markup

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


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    parser.core.ruler.push("fit_the_page", _fit_the_page)
    return parser


_PARSER = _parser()


def rendered(source: str) -> Markup:
    """Return Markdown as HTML that holds nothing but text, headings, lists, tables and links."""
    return Markup(_PARSER.render(source))  # noqa: S704 -- the parser escapes all HTML
