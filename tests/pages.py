"""A visitor whose browser complains about bad pages."""

import os
from collections.abc import Mapping
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import sqlalchemy as sa
from flask import Flask
from werkzeug.test import TestResponse

from participation.platform.extensions import db

MOST_QUERIES = 8
# Pages are the same whichever database they were read from, and reading one takes long.
IS_READ_CLOSELY = os.environ.get("TEST_DATABASE") != "postgresql"
HTML = "{http://www.w3.org/1999/xhtml}"


class Page:
    """A page as the visitor sees it."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.text = response.text

    @cached_property
    def tree(self) -> Element:
        """The page, read strictly: a fault in its HTML is an error."""
        return html5lib.HTMLParser(strict=True).parse(self.text)

    def all(self, tag: str) -> list[Element]:
        return list(self.tree.iter(f"{HTML}{tag}"))

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    def words(self, tag: str = "body") -> str:
        return " ".join(" ".join(self.one(tag).itertext()).split())

    def check(self) -> None:
        """Fail when the page has a fault every page must be free of."""
        assert self.one("html").get("lang"), "no language"
        heading, title = self.words("h1"), self.words("title")
        assert title.startswith(heading), f"title {title!r} does not start with h1 {heading!r}"
        ids = [e.get("id") for e in self.tree.iter() if isinstance(e.tag, str) and e.get("id")]
        assert len(ids) == len(set(ids)), (
            f"ids twice: {sorted({i for i in ids if ids.count(i) > 1})}"
        )
        assert not [e for e in self.tree.iter() if isinstance(e.tag, str) and e.get("style")]
        assert all(image.get("alt") is not None for image in self.all("img"))
        for link in self.all("a"):
            target = link.get("href", "")
            assert not target.startswith("#") or target[1:] in ids, f"dead anchor {target}"
        self._check_labels(set(ids))

    def _check_labels(self, ids: set[str | None]) -> None:
        labelled = {label.get("for") for label in self.all("label")}
        assert labelled <= ids, f"labels of nothing: {labelled - ids}"
        for control in (*self.all("input"), *self.all("textarea"), *self.all("select")):
            if control.get("type") in ("hidden", "submit"):
                continue
            named = control.get("id") in labelled or control.get("aria-label")
            assert named or control.get("aria-labelledby"), f"no label: {control.attrib}"
        for form in self.all("form"):
            assert form.get("action") is not None, "form without action"


class Visitor:
    """Somebody with a browser.

    Every request gets an application context of its own, as in production: a context left open
    by a fixture would be reused by Flask 3.1, and `g` (the locale, the session) would leak.
    """

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()
        self.queries: list[str] = []

    def get(self, url: str, *, expect: int = 200, queries: int = MOST_QUERIES, **more: Any) -> Page:
        page = self._page(self.raw("GET", url, expect, **more))
        assert len(self.queries) <= queries, "\n".join(self.queries)
        assert not [q for q in self.queries if q.split()[0] in ("INSERT", "UPDATE", "DELETE")]
        return page

    def post(
        self, url: str, data: Mapping[str, Any] | None = None, *, expect: int = 302, **more: Any
    ) -> Page:
        """Post a form; expects a redirect unless told otherwise."""
        response = self.raw("POST", url, expect, data=dict(data or {}), **more)
        page = Page.__new__(Page)
        page.response, page.status, page.text = response, response.status_code, response.text
        return page if response.location else self._page(response)

    def follow(self, url: str, data: Mapping[str, Any] | None = None, **more: Any) -> Page:
        """Post a form and open the page it leads to."""
        return self.get(self.post(url, data, **more).response.location)

    def raw(self, method: str, url: str, expect: int | None = 200, **more: Any) -> TestResponse:
        """Make a request and return the bare response, whatever its status if none is expected."""
        self.queries = []
        with self.app.app_context():
            engine = db.engine
            sa.event.listen(engine, "before_cursor_execute", self._note)
            try:
                response = self.client.open(url, method=method, **more)
            finally:
                sa.event.remove(engine, "before_cursor_execute", self._note)
        db.session.rollback()  # forget what the test knew before the request
        db.session.expire_all()
        assert expect in (None, response.status_code), (
            f"{response.status_code} {response.text[:3000]}"
        )
        return response

    def _note(self, _c: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        if not statement.startswith(("PRAGMA", "BEGIN")):
            self.queries.append(statement)

    def _page(self, response: TestResponse) -> Page:
        page = Page(response)
        if IS_READ_CLOSELY:
            page.check()
        return page
