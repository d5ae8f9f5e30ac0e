"""Go through the house as somebody who follows every link and sends every form.

What a form changes is put back, so that every page is met in the same town.
"""

import shutil
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import sqlalchemy as sa
from flask import Flask, template_rendered
from html5lib.html5parser import ParseError
from lxml.html import HtmlElement, document_fromstring
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from participation.activities.models import Activity
from participation.platform import clock
from participation.platform.extensions import db
from tests.databases import Kept
from tests.everywhere.files import files_for
from tests.everywhere.forms import Form, forms_in
from tests.everywhere.words import untranslated
from tests.pages import Page, Visitor

PAGE, FORM, DONE = "page", "form", "done"
AGAIN = "again"  # ends the name of a form that has come back before, with other errors
TELLING = ("part", "kind", "section", "key", "form", "page", "status")
FIXED_SLUGS = ("municipality.standing_page", "municipality.edit_page", "municipality.restore_page")
OF_A_STATE = ("activities.", "surveys_results.public", "surveys.")
PARTS = ("brainstorming.live_part", "brainstorming.screen_part")  # of pages that are looked at
DEEPEST = 6
HOPS = 4


@dataclass(frozen=True)
class Shown:
    """A page as it was answered: a page, a form that came back, or the page after a deed."""

    key: str
    kind: str
    path: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    faults: tuple[str, ...] = ()
    pictures: tuple[tuple[str, str, bytes], ...] = ()

    @property
    def tree(self) -> HtmlElement:
        return document_fromstring(self.body.decode())


class Walker(Visitor):
    """Somebody who goes everywhere."""

    def __init__(
        self, app: Flask, file: Path, language: str, sends: Callable[[str, str], bool]
    ) -> None:
        super().__init__(app)
        self.file, self.language, self.sends = file, language, sends
        self.shown: dict[str, Shown] = {}
        self.met: set[Any] = set()
        self.endpoints: set[str] = set()
        self.templates: list[str] = []
        folder = Path(app.config["SETTINGS"].storage_dir)
        self.files = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        self.routes = app.url_map.bind("yhes.test")
        self.states = {
            activity.public_id: str(activity.state(clock.now()))
            for activity in db.session.scalars(sa.select(Activity))
        }

    def walk(self, starts: Iterable[str]) -> None:
        """Follow every link from where one starts."""
        waiting = deque(starts)
        while waiting:
            path = waiting.popleft()
            key = self.key_of(path)
            if key and key not in self.met:
                self.met.add(key)
                waiting += self.visit(key, path)

    def visit(self, key: str, path: str) -> list[str]:
        """Open a page, send its forms, and return where it leads."""
        response, path = self.follow_on(self.fetch("GET", path), path)
        if not is_page(response) or self.endpoint_of(path) in PARTS:
            return []
        if self.key_of(path) != key:  # it led on to another page
            return [path]
        shown = self.keep(key, PAGE, path, response)
        self.send_forms(shown, 0)
        return list(self.links(shown))

    def send_forms(self, shown: Shown, depth: int) -> None:
        """Send every form of a page in every way; go on from new pages that only a form opens."""
        for form in forms_in(shown.tree, urlsplit(shown.path).path):
            for way, data in self.ways(form):
                key = self.key_of(form.action)
                meeting = (key, form.names(), way)
                if key and meeting not in self.met and self.sends(key, way):
                    self.met.add(meeting)
                    with self.as_it_was(depth):
                        self.send(form, way, data, depth)

    def ways(self, form: Form) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the ways to send a form, and if it takes files every file for it."""
        yield from form.ways()
        for file in files_for(self.endpoint_of(form.action), form.action) if form.files else ():
            content = file.content(self)
            sent = {name: (BytesIO(content), file.name) for name in form.files}
            yield f"file {file.name}", form.well() | sent

    def send(self, form: Form, way: str, data: dict[str, Any], depth: int) -> None:
        """Send a form, keep what is shown then, and go on from there if it is new."""
        first = self.fetch("POST", form.action, data=data)
        response, path = self.follow_on(first, form.action)
        if not is_page(response):
            return
        place, came_back = self.key_of(path), first is response
        looks = (place, response.status_code, came_back, *self.templates[:1], *form.names())
        again = f" {AGAIN}" if looks in self.met and came_back else ""
        key = f"{self.key_of(form.action)} {way}{again}"
        shown = self.keep(key, FORM if came_back else DONE, path, response)
        if depth < DEEPEST and looks not in self.met and place not in self.met:
            self.met.add(looks)
            self.send_forms(shown, depth + 1)
        self.met.add(looks)

    # What is opened, and what is remembered

    def fetch(self, method: str, path: str, **more: Any) -> TestResponse:
        self.templates = []
        with template_rendered.connected_to(self._hear):
            response = self.raw(method, path, None, buffered=True, **more)
        endpoint = self.endpoint_of(path)
        assert response.status_code < 500 or endpoint == "fails", f"{method} {path}"
        self.endpoints.add(endpoint)
        return response

    def _hear(self, _app: Flask, template: Any, **_more: Any) -> None:
        self.templates.insert(0, template.name or "")

    def follow_on(self, response: TestResponse, path: str) -> tuple[TestResponse, str]:
        """Follow redirects; return what is shown in the end, and its address."""
        for _hop in range(HOPS):
            if not 300 <= response.status_code < 400:
                break
            place = urlsplit(response.location)
            path = f"{place.path}?{place.query}" if place.query else place.path
            response = self.fetch("GET", path)
        return response, path

    def keep(self, key: str, kind: str, path: str, response: TestResponse) -> Shown:
        """Remember a page, and what is wrong with it."""
        headers = tuple((n, v) for n, v in response.headers if n != "Set-Cookie")
        shown = Shown(key, kind, path, response.status_code, headers, response.data)
        if key not in self.shown:
            faults, pictures = tuple(self.faults(shown, response)), tuple(self.pictures(shown))
            self.shown[key] = replace(shown, faults=faults, pictures=pictures)
        return shown

    def pictures(self, shown: Shown) -> Iterator[tuple[str, str, bytes]]:
        """Yield the pictures that came with a deed, which is put back before anybody looks."""
        for picture in shown.tree.iter("img") if shown.kind != PAGE else ():
            place = picture.get("src") or ""
            if self.endpoint_of(place) == "platform.file":
                response = self.raw("GET", place, None, buffered=True)
                if response.status_code == 200:
                    yield place, response.mimetype, response.data

    def faults(self, shown: Shown, response: TestResponse) -> Iterator[str]:
        """Yield what every page must be free of: invalid HTML, other languages, lost words."""
        if not shown.key.endswith(AGAIN) or self.sends(shown.key, AGAIN):
            try:
                Page(response).check()
            except (AssertionError, ParseError) as error:
                yield f"{error!r}"[:500]
        language = shown.path.split("/")[1]  # saving one's own language leads to a page in it
        if (said := shown.tree.get("lang")) != language:
            yield f"the page is in {said}"
        yield from untranslated(shown.tree, language)
        for place in shown.tree.xpath("//button[@name='_switch']/@formaction"):
            if not self.routes.test(urlsplit(place).path, method="POST"):
                yield f"changing the language loses what is typed: {place}"

    @contextmanager
    def as_it_was(self, depth: int) -> Iterator[None]:
        """Put the town and the visitor's cookies back afterwards."""
        kept = self.file.with_suffix(f".{depth}")
        db.session.remove()
        Kept.let_go()  # what is not in the file yet is written into it
        shutil.copyfile(self.file, kept)
        cookies = dict(self.client._cookies or {})
        yield
        db.session.remove()
        Kept.let_go()
        for suffix in ("-wal", "-shm"):
            Path(f"{self.file}{suffix}").unlink(missing_ok=True)
        shutil.copyfile(kept, self.file)
        for path, content in self.files.items():
            if not path.exists():  # it was deleted with what it belonged to
                path.write_bytes(content)
        self.client._cookies = cookies

    # Where things are

    def match(self, path: str) -> tuple[str, dict[str, Any]]:
        try:
            return self.routes.match(urlsplit(path).path)
        except HTTPException:
            try:
                return self.routes.match(urlsplit(path).path, method="POST")
            except HTTPException:
                return "", {}

    def endpoint_of(self, path: str) -> str:
        return self.match(path)[0]

    def key_of(self, path: str) -> str:
        """Name a page by its route and by what makes it another page; nothing for other places."""
        endpoint, values = self.match(path)
        if not endpoint or values.get("lang", self.language) != self.language:
            return ""
        if endpoint == "surveys_manage.add_question":
            values = values | {"page": ""}  # which is the same form on each page
        telling = [str(values[name]) for name in TELLING if values.get(name)]
        if endpoint in FIXED_SLUGS:
            telling.append(values["slug"])
        if endpoint.startswith(OF_A_STATE) and "activity" in values:
            telling.append(self.states.get(values["activity"], ""))
        return " ".join([endpoint, *telling])

    def links(self, shown: Shown) -> Iterator[str]:
        for link in shown.tree.iter("a"):
            place = urlsplit(link.get("href") or "")
            if place.path.startswith("/") and place.netloc in ("", "yhes.test"):
                yield f"{place.path}?{place.query}" if place.query else place.path


def is_page(response: TestResponse) -> bool:
    """Tell whether something is to be looked at, not to be saved."""
    return response.mimetype == "text/html" and "Content-Disposition" not in response.headers
