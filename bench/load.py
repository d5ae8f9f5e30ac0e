"""Answer a survey as browsers do: fetch the form, fill it in, send it, follow; check every page."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import aiohttp

AT_ONCE = 8
PATIENCE = aiohttp.ClientTimeout(total=60)
MOST_PAGES = 20


@dataclass
class Form(HTMLParser):
    """The answer form of a page."""

    action: str = ""
    hidden: list[tuple[str, str]] = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)
    words: list[tuple[str, str]] = field(default_factory=list)
    inside: bool = False
    found: bool = False

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect the fields of the form."""
        given = {name: value or "" for name, value in attrs}
        if tag == "form" and given.get("id") == "answer":
            self.inside, self.found, self.action = True, True, given.get("action", "")
        elif self.inside and given.get("name") and tag in ("input", "textarea"):
            self._collect(given, given.get("type", "text"))

    def _collect(self, given: dict[str, str], kind: str) -> None:
        name, value = given["name"], given.get("value", "")
        if kind == "hidden":
            self.hidden.append((name, value))
        elif kind in ("radio", "checkbox"):
            self.choices.setdefault(name, []).append(value)
        elif kind in ("text", "number"):
            self.words.append((name, given.get("inputmode", "")))

    def handle_endtag(self, tag: str) -> None:
        """Notice the end of the form."""
        if tag == "form":
            self.inside = False

    def filled(self, number: int) -> list[tuple[str, str]]:
        """Return the form as somebody (the one with this number) fills it in."""
        chosen = [
            (name, values[number % len(values)])
            for name, values in self.choices.items()
            if not name.endswith("~missing")
        ]
        written = [
            (name, "42" if mode in ("numeric", "decimal") else signature(number))
            for name, mode in self.words
        ]
        return [*self.hidden, *chosen, *written]


def signature(number: int) -> str:
    """Return the words by which somebody's answer is recognised in the database."""
    return f"respondent {number}"


class Wrong(Exception):
    """The service said something else than it should."""


def form_on(html: str) -> Form | None:
    """Return the answer form of a page, if it has one."""
    form = Form()
    form.feed(html)
    return form if form.found else None


def address(number: int) -> str:
    """Return an address of somebody's own, so that limits per address see many people."""
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


class Respondent:
    """Somebody with a fresh browser."""

    def __init__(self, host: str, start: str, number: int, pool: aiohttp.BaseConnector) -> None:
        self.host, self.start, self.number = host, start, number
        jar = aiohttp.CookieJar(unsafe=True)
        self.browser = aiohttp.ClientSession(
            host,
            cookie_jar=jar,
            timeout=PATIENCE,
            connector=pool,
            connector_owner=False,
            headers={"X-Forwarded-For": address(number)},
        )

    async def get(self, path: str) -> str:
        """Open a page; it must be there."""
        async with self.browser.get(path) as response:
            words = await response.text()
            if response.status != 200:
                raise Wrong(f"GET {path}: {response.status}")
            return words

    async def post(self, form: Form) -> str:
        """Send a form; return where it leads."""
        data = form.filled(self.number)
        async with self.browser.post(form.action, data=data, allow_redirects=False) as response:
            if response.status not in (302, 303):
                raise Wrong(f"POST {form.action}: {response.status}")
            return str(response.headers["Location"])

    async def open(self) -> Form:
        """Open the survey's first page."""
        form = form_on(await self.get(self.start))
        if form is None:
            raise Wrong(f"no form on {self.start}")
        return form

    async def answer(self) -> str:
        """Answer every page; return the address of the page that says thank you."""
        form: Form | None = await self.open()
        where = self.start
        for _page in range(MOST_PAGES):
            if form is None:
                return where
            where = await self.post(form)
            form = form_on(await self.get(where))
        raise Wrong("the survey does not end")

    async def leave(self) -> None:
        """Close the browser."""
        await self.browser.close()


async def everybody(
    deeds: Sequence[Callable[[], Awaitable[Any]]], at_once: int = AT_ONCE
) -> list[Any]:
    """Do all deeds, some at once; an exception is a result too."""
    gate = asyncio.Semaphore(at_once)

    async def in_turn(deed: Callable[[], Awaitable[Any]]) -> Any:
        async with gate:
            return await deed()

    return await asyncio.gather(*(in_turn(deed) for deed in deeds), return_exceptions=True)
