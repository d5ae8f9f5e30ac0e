"""Pages that are the same for everybody but for a few words, such as a token or a code.

They are what a flood of visitors asks for, so each is written once, with marks where a person's own
words belong.
"""

from collections.abc import Callable, Hashable, Mapping
from secrets import token_hex
from typing import Any

from flask import current_app, request, session
from markupsafe import escape

from participation.platform.web.languages import current_language
from participation.platform.web.site import site

# Addresses are anybody's to make up; the pages of a long questionnaire are large.
MOST_KEPT, MOST_CHARACTERS = 256, 32_000_000
KEPT: dict[Hashable, str] = {}
# What a kept page may not ask for: the answer would be somebody's own.
PERSONAL = ("actor", "config", "csrf_token", "g", "session", "staff_menu")


def mark(name: str) -> str:
    """Return a mark that nobody can have typed into a title or an address: it is random."""
    return f"{name}-{token_hex(16)}"


def may_be_kept() -> bool:
    """Tell whether no message waits for whoever sees the next page."""
    return "_flashes" not in session


def page(key: Hashable, own: Mapping[str, str], write: Callable[[Mapping[str, Any]], str]) -> str:
    """Return the page of a key with a person's own words, by mark.

    `write` makes the page from `key` alone, given what its template must not learn. The address,
    the language and the municipality belong to every key.
    """
    whole = key, _address(), current_language(), site()
    found = KEPT.get(whole)
    if found is None:
        found = write(_nobody())
        _keep(whole, found)
    html = found
    for place, words in own.items():
        html = html.replace(place, escape(words))
    return html


def _keep(whole: Hashable, html: str) -> None:
    """Keep a page; what is kept never grows beyond what memory there is for it."""
    if len(KEPT) >= MOST_KEPT or sum(map(len, list(KEPT.values()))) + len(html) > MOST_CHARACTERS:
        KEPT.clear()
    KEPT[whole] = html


def _address() -> Hashable:
    """Return what the address of this page is made of; putting it together takes longer."""
    root, query = request.root_path, request.query_string
    return request.scheme, request.host, root, request.path, query


def _nobody() -> Mapping[str, Any]:
    hint = "a page that is kept may not ask who sees it"
    return {name: current_app.jinja_env.undefined(hint) for name in PERSONAL}
