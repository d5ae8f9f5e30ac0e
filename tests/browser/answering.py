"""Two ways to answer a page of questions: with the keyboard alone, and by touch alone.

What is wanted comes as form fields, name → values, as the question kinds themselves refill them.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator

from tests.browser.person import Person

Wanted = Mapping[str, list[str]]
MOST_STEPS = 400
ACTIVE = """() => {
  const e = document.activeElement, option = e.closest("[data-ranking] li");
  return {
    type: e.type ?? "", name: e.name ?? "", id: e.id, value: e.value ?? "",
    checked: e.checked ?? false, place: option?.querySelector("select").name ?? "",
    adds: option ? e === option.deeds.add : false,
    sends: e === document.querySelector("#answer .y-actions button"),
    values: e.type === "radio"
      ? [...e.form.querySelectorAll("input[type=radio]")].filter(r => r.name === e.name)
        .map(r => r.value)
      : [],
  };
}"""


class Keyboard:
    """Answers with Tab, arrows, Space, Enter and letters."""

    def __init__(self, person: Person, wanted: Wanted, files: Mapping[str, Path]) -> None:
        self.person, self.wanted, self.files = person, wanted, files
        self.keys = person.page.keyboard
        self.used: set[str] = set()
        # From the start: a chooser that opens while the listener is on its way is never heard of.
        person.page.on("filechooser", lambda _chooser: None)

    def answer_page(self) -> None:
        """Go through the page from its top to the button that sends it, without pressing it."""
        self.used.clear()
        self.press("Tab").press("Enter")  # the link that skips to the content
        while not self.reached(lambda now: self.is_ours(now) or now["sends"])["sends"]:
            self.answer(self.active())

    def send(self) -> None:
        """Press the button that has the focus."""
        assert self.active()["sends"]
        with self.person.page.expect_navigation():
            self.press("Enter")
        self.person.look()

    def is_ours(self, now: Mapping[str, Any]) -> bool:
        """Tell whether the focus is where something is still to be answered."""
        if now["type"] == "checkbox":
            return now["value"] in self.wanted.get(now["name"], ()) and not now["checked"]
        if now["type"] == "range":
            return now["id"] not in self.used
        return self.is_new(now["place"] if now["adds"] else now["name"], now)

    def is_new(self, name: str, now: Mapping[str, Any]) -> bool:
        if name in self.used or name not in self.wanted:
            return False
        return (
            now["adds"]
            or now["type"] == "file"
            or now["value"] != self.wanted[name][0]
            or (now["type"] == "radio" and not now["checked"])
        )

    def answer(self, now: Mapping[str, Any]) -> None:
        """Answer where the focus is."""
        if now["adds"]:
            self.rank(now["place"].partition(".")[0])
        elif now["type"] == "checkbox":
            self.press("Space")
        elif now["type"] == "radio":
            self.choose(now)
        elif now["type"] == "range":
            self.slide(now)
        elif now["type"] == "select-one":
            self.pick(now["name"])
        elif now["type"] == "file":
            self.attach(now["name"])
        else:
            self.used.add(now["name"])
            self.keys.type(self.wanted[now["name"]][0])

    def choose(self, now: Mapping[str, Any]) -> None:
        """Go along the radio buttons to the one that is wanted."""
        self.used.add(now["name"])
        steps = now["values"].index(self.wanted[now["name"]][0]) - now["values"].index(now["value"])
        if not steps:
            self.press("Space")
        for _step in range(steps):
            self.press("ArrowDown")

    def pick(self, name: str) -> None:
        """Go down the list to the option that is wanted."""
        self.used.add(name)
        while self.active()["value"] != self.wanted[name][0]:
            self.press("ArrowDown")

    def slide(self, now: Mapping[str, Any]) -> None:
        """Take the slider where it stands, then move it."""
        self.used.add(now["id"])
        goal = int(self.wanted[now["id"].removeprefix("q-").removesuffix("-range")][0])
        self.press("Space")
        while (at := int(self.active()["value"])) != goal:
            self.press("ArrowRight" if at < goal else "ArrowLeft")

    def rank(self, question: str) -> None:
        """Add options to the order, the first one first; what is left stands below the order."""
        names = [name for name in self.wanted if name.startswith(f"{question}.")]
        for name in sorted(names, key=lambda name: int(self.wanted[name][0])):
            self.used.add(name)
            self.reached(lambda now, name=name: now["place"] == name and now["adds"])
            self.press("Enter")

    def attach(self, name: str) -> None:
        """Open the file chooser, and choose."""
        self.used.add(name)
        with self.person.page.expect_file_chooser() as chooser:
            self.press("Enter")
        chooser.value.set_files(self.files[name])

    def reached(self, is_there: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
        """Press Tab until the focus is there."""
        for _step in range(MOST_STEPS):
            now = self.active()
            if is_there(now):
                return now
            self.press("Tab")
        raise AssertionError(f"not reached by Tab on {self.person.page.url}")

    def active(self) -> Mapping[str, Any]:
        """Return what has the focus."""
        found: Mapping[str, Any] = self.person.page.evaluate(ACTIVE)
        return found

    def press(self, key: str) -> "Keyboard":
        self.keys.press(key)
        return self


class Finger:
    """Answers by tapping; a text is tapped and then written."""

    def __init__(self, person: Person, wanted: Wanted, files: Mapping[str, Path]) -> None:
        self.person, self.wanted, self.files = person, wanted, files

    def answer_page(self) -> None:
        """Answer what is on the page; what an answer brings up comes later in the order."""
        for name, values in self.wanted.items():
            for value in values:
                self.answer(name, value)

    def send(self) -> None:
        """Tap the button that sends the page."""
        with self.person.page.expect_navigation():
            self.tap(self.person.page.locator("#answer .y-actions button").first)
        self.person.look()

    def answer(self, name: str, value: str) -> None:
        """Answer in one field, if the page has it."""
        fields = self.person.page.locator(f"#answer [name='{name}']")
        if not fields.count():
            return
        field = fields.first
        kind = field.get_attribute("type") or field.evaluate("e => e.localName")
        if kind in ("radio", "checkbox"):
            self.choose(name, value)
        elif kind == "file":
            field.set_input_files(self.files[name])
        elif kind == "select":
            self.pick(field, value)
        elif field.evaluate("e => Boolean(e.closest('[data-budget]'))"):
            self.add_up(field, value)
        else:
            self.write(name, field, value)

    def choose(self, name: str, value: str) -> None:
        """Tap the words beside a button or box that is not chosen yet."""
        chosen = self.person.page.locator(f"#answer [name='{name}'][value='{value}']")
        if not chosen.is_checked():
            self.tap(self.person.page.locator(f"label[for='{chosen.get_attribute('id')}']"))

    def pick(self, field: Locator, value: str) -> None:
        """Choose from a list, or add to an order whose lists are out of sight."""
        if field.is_hidden():
            self.tap(field.locator("xpath=ancestor::li").get_by_role("button").first)
        else:
            field.select_option(value)

    def write(self, name: str, field: Locator, value: str) -> None:
        """Tap a slider in its middle; else write."""
        slider = self.person.page.locator(f"[id='q-{name}-range']")
        if slider.count():
            self.tap(slider)
            return
        self.tap(field)
        self.person.page.keyboard.insert_text(value)

    def add_up(self, field: Locator, value: str) -> None:
        """Tap the button that adds a step, until the amount is there."""
        more = field.locator("xpath=..").get_by_role("button").last
        while field.input_value() != value:
            self.tap(more)

    def tap(self, place: Locator) -> None:
        """Tap in the middle, whatever lies there."""
        place.scroll_into_view_if_needed()
        box = place.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        self.person.page.touchscreen.tap(x, y)
