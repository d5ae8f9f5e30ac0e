"""The forms of a page, and ways to fill them in: well, not at all, wrongly, and too late."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin

from lxml.html import HtmlElement

Fields = dict[str, list[str]]
TYPED = {
    "text": "Sana",
    "textarea": "Sanoja",
    "email": "new@example.fi",
    "tel": "020 555 0100",
    "date": "2026-11-22",
    "time": "12:00",
    "number": "3",
    "search": "puisto",
    "url": "https://example.fi/",
    "password": "lokki ja majakka",
}
WRONG = dict.fromkeys(TYPED, "x") | {
    "number": "-7,77",
    "date": "1999-12-31",
    "text": "",
    "time": "",
    "tel": "x",
}
TRAPS = ("website",)  # which only programs fill in
BUTTONS = ".//button[not(@type) or @type='submit'] | .//input[@type='submit']"


@dataclass(frozen=True)
class Form:
    """A form that posts: where to, and what the page has filled in already."""

    action: str
    shown: Fields
    kinds: dict[str, str]
    choices: Fields
    buttons: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()
    inputs: dict[str, str] = field(default_factory=dict)

    def names(self) -> tuple[str, ...]:
        return tuple(sorted({*self.shown, *self.kinds, *self.choices}))

    def well(self) -> dict[str, Any]:
        """Keep what is there, and fill in the rest with something sensible."""
        filled: dict[str, Any] = dict(self.shown)
        for name, kind in self.kinds.items():
            if name not in TRAPS and not any(self.shown.get(name, [])):
                filled[name] = [self._sensible(name, kind)]
        for name, values in self.choices.items():
            if not self.shown.get(name):
                filled[name] = values[:1]
        return filled

    def _sensible(self, name: str, kind: str) -> str:
        """Guess from the field's name and keyboard what it wants."""
        if self.inputs.get(name) in ("numeric", "decimal"):
            return {"year": "2027", "month": "2"}.get(name.rpartition(".")[2], "4")
        return TYPED.get(kind, "")

    def empty(self) -> dict[str, Any]:
        """Leave everything out that can be left out."""
        typed = {name: [""] for name in self.kinds}
        hidden = {n: v for n, v in self.shown.items() if n not in {*self.kinds, *self.choices}}
        return hidden | typed

    def wrong(self) -> dict[str, Any]:
        """Write what no field can mean."""
        return self.well() | {name: [WRONG.get(kind, "")] for name, kind in self.kinds.items()}

    def late(self) -> dict[str, Any] | None:
        """Send a page that somebody has changed meanwhile, where the form can tell."""
        marks = {name: ["0"] for name in ("revision", "mark") if name in self.shown}
        return self.well() | marks if "mark" in marks else None

    def ways(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield every way to send the form, with a name."""
        first, *others = self.buttons or (("", ""),)
        yield "well", self.well() | _pressed(first)
        yield "empty", self.empty() | _pressed(first)
        if late := self.late():
            yield "late", late | _pressed(first)
        yield "wrong", self.wrong() | _pressed(first)
        for button in others:
            yield _named("well", button), self.well() | _pressed(button)


def _named(way: str, button: tuple[str, str]) -> str:
    return " ".join(filter(None, (way, *button)))


def _pressed(button: tuple[str, str]) -> dict[str, list[str]]:
    name, value = button
    return {name: [value]} if name else {}


def forms_in(tree: HtmlElement, path: str) -> Iterator[Form]:
    """Yield the forms of a page that post; what only the language switch sends is left out."""
    for element in tree.iter("form"):
        if (element.get("method") or "").lower() == "post":
            yield _read(tree, element, path)


def _read(tree: HtmlElement, element: HtmlElement, path: str) -> Form:
    action = urljoin(path, element.get("action") or "")
    form = Form(action, {}, {}, {}, _buttons(tree, element))
    files = []
    for control in _controls(tree, element):
        name, kind = control.get("name"), control.get("type", "text")
        if kind == "file":
            files.append(name)
        elif name and kind not in ("submit", "button"):
            form.inputs[name] = control.get("inputmode", "")
            _note(form, control, name, control.tag if control.tag != "input" else kind)
    object.__setattr__(form, "files", tuple(files))
    return form


def _controls(tree: HtmlElement, element: HtmlElement) -> Iterator[HtmlElement]:
    yield from element.iter("input", "textarea", "select")
    if element.get("id"):
        yield from tree.xpath(
            "//input[@form=$form] | //textarea[@form=$form] | //select[@form=$form]",
            form=element.get("id"),
        )


def _note(form: Form, control: HtmlElement, name: str, kind: str) -> None:
    if kind == "select":
        options = control.findall(".//option")
        chosen = [o.get("value", "") for o in options if o.get("selected") is not None]
        form.shown[name] = chosen or [o.get("value", "") for o in options[:1]]
    elif kind in ("radio", "checkbox"):
        value = control.get("value", "on")
        if kind == "radio" or "~" not in name:
            form.choices.setdefault(name, []).append(value)
        if control.get("checked") is not None:
            form.shown.setdefault(name, []).append(value)
    elif kind == "textarea":
        form.kinds[name] = kind
        form.shown[name] = [(control.text or "").removeprefix("\n")]
    else:
        if kind != "hidden":
            form.kinds[name] = kind
        form.shown.setdefault(name, []).append(control.get("value", ""))


def _buttons(tree: HtmlElement, element: HtmlElement) -> tuple[tuple[str, str], ...]:
    """Return names and values of the buttons, but not of those that change the language."""
    found = [b for b in element.xpath(BUTTONS) if b.get("form") in (None, element.get("id"))]
    if element.get("id"):
        found += tree.xpath("//button[@form=$form]", form=element.get("id"))
    pairs = {
        (b.get("name") or "", b.get("value") or ""): None
        for b in found
        if b.get("name") != "_switch" and b.get("formaction") is None
    }
    return tuple(pairs)
