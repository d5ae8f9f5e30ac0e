"""Every form of the house, filled in with what nobody would write: told, never a fault of ours."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from werkzeug.test import TestResponse

from tests.hostile.attacker import Attacker, injected, is_page, tree_of
from tests.hostile.town import Town, addresses
from tests.hostile.words import EVIL
from tests.pages import HTML

GOOD = {
    "text": "Sana",
    "textarea": "Sanoja",
    "email": "a@b.test",
    "tel": "020 555 0100",
    "date": "2026-11-22",
    "time": "12:00",
    "number": "3",
    "password": "",
}
# What is checked letter by letter keeps what the page shows, so that the rest is looked at.
KEPT = ("slug", "code", "phone", "link", "brand", "brand_dark", "tint", "accent")
PARTS = ("-code", "-was", "-state")
ODD = (
    "a\0b \x01\x08\x0b\x1b\x7f\x85\ufeff\ufffe\U0010ffff \r\nc\nd\re\u2028 %(x)s %s {0} {x!r} ${x}"
    "'\"`\\'; DROP TABLE person; --\N{NO-BREAK SPACE}\N{ZERO WIDTH SPACE}²١"
)
NUL, LONG, MANY = "\0", "[](" * 10_000, "9" * 5_000
TEXTS = ("text", "textarea")
WORDS = (EVIL,)  # ODD fills whole forms below
MORE_WORDS = (ODD, NUL, LONG, "1e999999999")
DAYS = ("2026-02-30", "9999-12-31")
MORE_DAYS = ("0001-01-01", MANY)
TIMES = ("24:00",)
MORE_TIMES = ("23:59:59.999",)
NUMBERS = ("-1", MANY)
MORE_NUMBERS = ("9" * 400, "NaN", "²")


@dataclass
class Form:
    """A form as a page shows it: where it goes, what is written, what is chosen."""

    action: str
    typed: dict[str, str] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    chosen: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, kinds: tuple[str, ...], words: str) -> dict[str, Any]:
        """Return good data, but hostile words in the fields of some kinds."""
        data: dict[str, Any] = dict(self.chosen)
        for name, kind in self.typed.items():
            good = "13:00" if (name, kind) == ("ends", "time") else GOOD.get(kind, "")
            data[name] = words if not kinds or kind in kinds else good
            if kinds and (name in KEPT or name.endswith(PARTS)):
                data[name] = self.shown[name]
        return data

    def note(self, tag: str, control: Element) -> None:
        """Remember a control."""
        name, kind = control.get("name"), control.get("type", "text")
        if not name or kind in ("submit", "file"):
            return
        if tag == "textarea" or (tag == "input" and kind in GOOD):
            self.typed[name] = "textarea" if tag == "textarea" else kind
            self.shown[name] = control.get("value", "")
        elif tag == "select":
            options = [option.get("value", "") for option in control.iter(f"{HTML}option")]
            self.chosen[name] = options[-1:]
        elif tag == "input" and (kind in ("hidden", "radio") or control.get("checked") is not None):
            self.chosen.setdefault(name, [control.get("value", "")])


def forms_on(page: TestResponse) -> Iterator[Form]:
    for element in tree_of(page).iter(f"{HTML}form"):
        if element.get("method") == "post":
            form = Form(element.get("action") or page.request.path)
            for control in element.iter():
                form.note(str(control.tag).removeprefix(HTML), control)
            yield form


def all_forms(attacker: Attacker, town: Town) -> list[Form]:
    """Find every form in which something can be written."""
    found: dict[tuple[str, ...], Form] = {}
    for state in ("written", "open"):
        for rule, place in addresses(attacker.app, town, language="en", state=state):
            if state == "written" or rule.rule.startswith("/<language:lang>/a/"):
                page = attacker.send("GET", place)
                if is_page(page):
                    found |= {(f.action, *f.typed): f for f in forms_on(page) if f.typed}
    return list(found.values())


def broken(attacker: Attacker, town: Town, fillings: list[tuple[tuple[str, ...], str]]) -> Any:
    """Send every form filled in every way, then open every page; return what broke."""
    forms, found = all_forms(attacker, town), {}
    assert len(forms) > 25
    for kinds, words in fillings:
        for form in forms:
            if not kinds or set(kinds) & set(form.typed.values()):
                page = attacker.send("POST", form.action, data=form.filled(kinds, words))
                bad = injected(page) if words == EVIL else []
                if page.status_code >= 500 or bad:
                    found[form.action, words[:20]] = (page.status_code, bad)
    for _rule, place in addresses(attacker.app, town, language="en", state="written"):
        page = attacker.send("GET", place)
        if page.status_code >= 500 or injected(page):
            found[place, "afterwards"] = (page.status_code, injected(page))
    return found


def of_each(**wanted: Sequence[str]) -> list[tuple[tuple[str, ...], str]]:
    """Return fillings: words for each kind of field."""
    return [((kind,), words) for kind, several in wanted.items() for words in several]


LONGER = pytest.mark.prove


@pytest.mark.parametrize("tried", [WORDS, pytest.param(MORE_WORDS, marks=LONGER)])
def test_no_words_break_a_form(boss, town, tried):
    assert broken(boss, town, [(TEXTS, words) for words in tried]) == {}


@pytest.mark.parametrize(
    ("fillings", "whole"),
    [
        (of_each(date=DAYS, time=TIMES, number=NUMBERS), (ODD,)),
        pytest.param(
            of_each(date=MORE_DAYS, time=MORE_TIMES, number=MORE_NUMBERS),
            (MANY, "-1"),
            marks=LONGER,
        ),
    ],
)
def test_no_number_and_no_day_breaks_a_form(boss, town, fillings, whole):
    assert broken(boss, town, fillings + [((), words) for words in whole]) == {}


def test_days_that_calendars_cannot_count_from_are_refused(boss, town):
    good = {"title-en": "A", "title-fi": "A", "audience": "everyone", "body": ""}
    place = f"/en/manage/p/{town.slug}/events/new"
    for day, time in (("9999-12-31", ""), ("0001-01-01", "00:00"), ("1999-12-31", "")):
        page = boss.send("POST", place, data=good | {"day": day, "starts": time})
        assert (page.status_code, boss.writes) == (200, []), day
    assert boss.send("POST", place, data=good | {"day": "2999-12-31"}).status_code == 302
    assert boss.send("GET", f"/en/p/{town.slug}/calendar.ics").status_code == 200
