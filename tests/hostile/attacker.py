"""Somebody who sends what no browser of ours would, and looks at what comes back."""

import re
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from werkzeug.test import TestResponse

from tests.pages import HTML, Visitor

WRITES = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER", "REPLACE")
MARK = "x-evil"
RUNS = re.compile(r"\s*(javascript|vbscript|data)\s*:", re.IGNORECASE)
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "xlink:href", "srcset")


class Attacker(Visitor):
    """A visitor to whom any answer is an answer."""

    def send(self, method: str, url: str, **more: Any) -> TestResponse:
        return self.raw(method, url, None, buffered=True, **more)

    @property
    def writes(self) -> list[str]:
        """What the last request wrote into the database."""
        return [query for query in self.queries if query.split()[0].upper() in WRITES]


def is_page(response: TestResponse) -> bool:
    return response.mimetype == "text/html"


def tree_of(response: TestResponse) -> Element:
    found: Element = html5lib.parse(response.text)
    return found


def injected(response: TestResponse) -> list[str]:
    """Name every element and attribute of a page that somebody's words have made."""
    if not is_page(response) or not (MARK in response.text or "alert" in response.text):
        return []
    found = []
    for element in tree_of(response).iter():
        if isinstance(element.tag, str):
            name = element.tag.removeprefix(HTML)
            found += [f"<{name}>"] * _is_foreign(name, element)
            found += [
                f"<{name} {key}={value}>" for key, value in element.items() if _is_bad(key, value)
            ]
    return found


def _is_foreign(name: str, element: Element) -> bool:
    inline = name in ("script", "style") and bool((element.text or "").strip())
    return MARK in name or inline or name in ("iframe", "object", "embed", "base", "foreignObject")


def _is_bad(key: str, value: str) -> bool:
    key = str(key).lower()
    runs = key in ADDRESSES and RUNS.match(value) and not value.startswith("data:image/")
    return MARK in key or key.startswith("on") or key in ("style", "srcdoc") or bool(runs)
