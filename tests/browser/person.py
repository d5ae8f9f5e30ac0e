"""A person with a browser who looks closely at every page after every deed."""

import os
import re
from itertools import cycle
from pathlib import Path
from typing import Any, Self

import html5lib
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Request, Response

from participation.platform.config import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RUN_AXE = """async () => {
  const found = await axe.run(document, {resultTypes: ["violations"]});
  return found.violations.map(v => `${v.id}: ${v.help}\\n    ` +
    v.nodes.map(n => n.html.slice(0, 300) + "  " + (n.any[0]?.message ?? "")).join("\\n    "));
}"""
# Everything that axe and a screen go by: elements, what is chosen, whether fields are empty, where
# the focus is. What is typed changes no name, no role and no colour.
FINGERPRINT = """() => [document.documentElement.outerHTML, location.pathname,
  ...[...document.querySelectorAll("input, select, textarea")]
    .map(e => `${e.checked} ${e.value === ""} ${e.selectedIndex} ${e.disabled}`),
  [...document.querySelectorAll("*")].indexOf(document.activeElement)].join("\\n")"""
WIDTHS = "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
CULPRITS = """() => [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(0, 5).map(e => e.outerHTML.slice(0, 200))"""
PICTURES = ROOT / "test-artifacts" / "screens"
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 60_000  # a page that comes ends the wait; a busy machine may take its time


ADDRESSES = cycle(range(256))  # everybody has their own, so limits per address see many people


class Windows:
    """Windows of one browser. To open one takes a second, so what somebody leaves is used again."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.free: dict[tuple[Any, ...], list[BrowserContext]] = {}

    def take(self, *, phone: bool, javascript: bool, locale: str) -> BrowserContext:
        """Return a window that knows nobody: without cookies; pages keep nothing else."""
        free = self.free.get((phone, javascript, locale))
        return free.pop() if free else self._open(phone, javascript, locale)

    def _open(self, phone: bool, javascript: bool, locale: str) -> BrowserContext:
        context = self.browser.new_context(
            has_touch=phone,
            is_mobile=phone,
            java_script_enabled=javascript,
            locale=locale,
            reduced_motion="reduce",
            accept_downloads=True,
            viewport=PHONE if phone else DESK,
        )
        if javascript:
            context.add_init_script(path=AXE)
        return context

    def give_back(self, context: BrowserContext, key: tuple[Any, ...]) -> None:
        """Close what is open in a window and forget who used it."""
        for page in context.pages:
            page.close()
        context.clear_cookies()
        self.free.setdefault(key, []).append(context)


class Person:
    """Opens, clicks and writes; after each, the page must be accessible, fit, and be quiet."""

    def __init__(
        self,
        windows: Windows,
        host: str,
        story: str,
        *,
        phone: bool = False,
        javascript: bool = True,
        dark: bool = False,
        locale: str = "fi-FI",
        width: int = 0,
    ) -> None:
        size = {"width": width, "height": 900} if width else PHONE if phone else DESK
        self.host, self.story, self.javascript = host, story, javascript
        self.windows, self.key = windows, (phone, javascript, locale)
        self.context = windows.take(phone=phone, javascript=javascript, locale=locale)
        self.context.set_extra_http_headers({"X-Forwarded-For": f"10.9.{next(ADDRESSES)}.1"})
        self.page = self.context.new_page()
        self.page.set_viewport_size(size)
        self.page.emulate_media(color_scheme="dark" if dark else "light")
        self.seen = ""
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.status = 0
        self.answered: Response | None = None
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("request", self._watch)
        self.page.on("response", self._note)

    # Deeds

    def open(self, path: str, expect: int = 200) -> Self:
        """Go to an address of the service."""
        self.page.goto(f"{self.host}{path}")
        return self.look(expect)

    def press(self, name: str | re.Pattern[str], expect: int = 200, **more: Any) -> Self:
        """Press a button."""
        self.page.get_by_role("button", name=name, **more).first.click()
        return self.look(expect)

    def follow(self, name: str | re.Pattern[str], expect: int = 200, **more: Any) -> Self:
        """Follow a link."""
        self.page.get_by_role("link", name=name, **more).first.click()
        return self.look(expect)

    def write(self, label: str | re.Pattern[str], words: str, **more: Any) -> Self:
        """Write into the field with a label."""
        self.page.get_by_label(label, **more).first.fill(words)
        return self.look()

    def choose(self, label: str | re.Pattern[str], **more: Any) -> Self:
        """Choose a radio button or tick a box by its label."""
        self.page.get_by_label(label, **more).first.check()
        return self.look()

    def attach(self, label: str | re.Pattern[str], file: Path) -> Self:
        """Choose a file."""
        self.page.get_by_label(label).first.set_input_files(file)
        return self.look()

    def type_key(self, key: str) -> Self:
        """Press a key of the keyboard."""
        self.page.keyboard.press(key)
        return self.look()

    def leave(self) -> None:
        """Leave the window to the next."""
        self.windows.give_back(self.context, self.key)

    # What is seen

    def look(self, expect: int = 200) -> Self:
        """Look at the page as it is now: accessible, no wider than the screen, no errors."""
        self.page.wait_for_load_state()
        self._read()
        assert self.status in (0, expect), f"{self.status} {self.page.url}\n{self.words()[:2000]}"
        seen = self.page.evaluate(FINGERPRINT)
        if seen != self.seen:
            self.inspect()
            self.seen = seen
        if expect >= 400:
            self.complaints = [c for c in self.complaints if "Failed to load resource" not in c]
        assert not self.complaints, f"{self.page.url}: {self.complaints}"
        return self

    def inspect(self) -> None:
        """Ask axe, and compare the page's width with the screen's."""
        if self.javascript:
            faults = self.page.evaluate(RUN_AXE)
            assert not faults, f"{self.page.url}\n" + "\n".join(faults)
        has, fits = self.page.evaluate(WIDTHS)
        assert has <= fits, f"{self.page.url} is {has} wide: {self.page.evaluate(CULPRITS)}"

    def words(self) -> str:
        """Return what can be read on the page."""
        return self.page.locator("body").inner_text()

    def see(self, words: str | re.Pattern[str]) -> Self:
        """Find words on the page."""
        found = self.page.get_by_text(words).first
        found.wait_for(state="visible")
        return self

    def heading(self) -> str:
        """Return the page's first heading."""
        return self.page.locator("h1").inner_text()

    def picture(self, name: str) -> Self:
        """Take a picture of the whole page, when somebody is going to look at it."""
        if os.environ.get("SCREENS"):
            self.page.screenshot(path=PICTURES / f"{self.story}-{name}.png", full_page=True)
        return self

    def focused(self) -> Locator:
        """Return what has the keyboard's focus."""
        return self.page.locator(":focus")

    # What happens behind

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"console: {message.text} {message.location.get('url', '')}")

    def _watch(self, request: Request) -> None:
        if not request.url.startswith((self.host, "data:", "blob:")):
            self.complaints.append(f"third party: {request.url}")

    def _note(self, response: Response) -> None:
        """Keep the answer to read it when somebody looks: now the page may already be closing."""
        if response.request.is_navigation_request():
            self.status, self.answered = response.status, response

    def _read(self) -> None:
        """Check that the HTML of the page is valid."""
        response, self.answered = self.answered, None
        if response is None or response.status >= 300:
            return
        if "html" in response.headers.get("content-type", ""):
            html5lib.HTMLParser(strict=True).parse(response.text())
