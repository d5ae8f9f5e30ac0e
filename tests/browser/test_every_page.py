"""Every page, and every page that only a form leads to: three languages, three widths, two themes.

`make test` meets every page in Finnish and looks at a tenth of them with a browser, in changing
widths and themes; `make prove` does so in every language, and looks at all of them on the narrowest
screen and on one of the others, another in each language.
With SCREENS=1, pictures are taken into test-artifacts/screens/every-page.
"""

import os
import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from zlib import crc32

import pytest
from flask import Flask, abort

from participation.platform.access.routes import public
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.web.errors import PAGES
from tests.browser.person import PICTURES, Person, Windows
from tests.databases import Database
from tests.everywhere.shelf import Shelf, standing
from tests.everywhere.stale import send_stale_forms
from tests.everywhere.town import administrator, doors, furnish, places
from tests.everywhere.walk import AGAIN, DONE, FORM, PAGE, Shown, Walker
from tests.hostile.conftest import house_with
from tests.pages import Visitor
from tests.staff import sign_in

# Neighbours differ in width and in theme.
SCREENS = tuple(zip((390, 1280, 320) * 2, ("light", "dark") * 3, strict=True))
Screen = tuple[int, str]
NARROW = tuple(screen for screen in SCREENS if screen[0] == 320)
WIDER = tuple(screen for screen in SCREENS if screen not in NARROW)
MANY, OFTEN = 100, 10
UNFOLD = "() => document.querySelectorAll('details').forEach((fold) => { fold.open = true; })"


class Looker(Person):
    """Somebody signed in who looks at pages that were kept, on a screen of any size."""

    def sign_in(self, app: Flask) -> None:
        """Come in, so that pictures only staff may see are shown."""
        visitor = Visitor(app)
        sign_in(visitor, person=administrator())
        kept = visitor.client.get_cookie("yhes")
        assert kept
        self.context.add_cookies([{"name": kept.key, "value": kept.value, "url": self.host}])

    def look_at(self, shelf: Shelf, shown: Shown, screen: Screen, name: str) -> str:
        """Look at a page with everything unfolded; return what is wrong with it."""
        width, theme = screen
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
        self.page.goto(shelf.put(shown))
        self.page.evaluate(UNFOLD)
        if os.environ.get("SCREENS"):
            self.take_picture(f"every-page/{name}-{width}-{theme}", shown.key)
        try:
            self.look(shown.status)
        except AssertionError as error:
            self.complaints.clear()
            return f"{name} {width} {theme} {shown.key}: {error}"
        return ""

    def take_picture(self, folder: str, key: str) -> None:
        path = PICTURES / folder / f"{re.sub(r'[^a-z0-9]+', '-', key.lower())[:120]}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        self.page.screenshot(path=path, full_page=True)

    def _read(self) -> None:
        """Read nothing: the HTML was checked when the page was kept."""


@pytest.fixture
def file(database: Database, tmp_path: Path) -> Path:
    """A database of its own: the one of the service is in use."""
    file = Path(database.empty().removeprefix("sqlite:///"))
    shutil.copyfile(database.template.removeprefix("sqlite:///"), file)
    return file


@pytest.fixture
def house_of_its_own(house: Flask, file: Path, tmp_path: Path) -> Iterator[Flask]:
    place = {"database_url": f"sqlite:///{file}", "storage_dir": str(tmp_path / "storage")}
    app = house_with(house, settings=place, PROPAGATE_EXCEPTIONS=True, MOMENT=0)
    app.add_url_rule("/<language:lang>/fails/<int:status>", "fails", fail)
    with app.app_context():
        yield app
        db.session.remove()


@public
def fail(status: int) -> None:
    """Fail in a way that has a page of its own."""
    abort(status)


def turn(key: str) -> int:
    """Return a number that stays with a page, to take turns by."""
    return crc32(key.encode())


def gone_through(app: Flask, file: Path, language: str, *, whole: bool) -> list[Shown]:
    """Open every page as a resident and as an administrator, and send every form."""

    def sends(key: str, way: str) -> bool:
        """Tell whether a form is sent in this way."""
        by_all = way != AGAIN and "add_question" not in key and way in ("well", "empty", "late")
        return whole or by_all or turn(f"{key} {way}") % 3 == 0

    town = furnish(app)
    found: list[Shown] = []
    endpoints: set[str] = set()
    for staff in (False, True):
        walker = Walker(app, file, language, sends)
        if staff:  # what residents saw looks the same
            walker.met |= {
                shown.key for shown in found if (shown.kind, shown.status) == (PAGE, 200)
            }
            sign_in(walker, person=administrator())
        walker.walk([*doors(language, staff=staff), *(f"/{language}/fails/{n}" for n in PAGES)])
        walker.walk(list(places(app, town, language, staff=staff)))
        if not staff:
            send_stale_forms(walker)
        found += walker.shown.values()
        endpoints |= walker.endpoints
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    missed = {rule.endpoint for rule in rules} - endpoints - {"static", "platform.tile"}
    # The workspace offers no budgets yet; once it does, the town has one.
    assert not {endpoint for endpoint in missed if not endpoint.startswith("budgeting")}
    return found


def slice_of(pages: Iterable[Shown]) -> Iterator[tuple[Shown, Screen]]:
    """Choose what is looked at in passing, and on which screen."""
    for shown in pages:
        if turn(shown.key) % rarely(shown) == 0:
            yield shown, SCREENS[turn(shown.key) // OFTEN % len(SCREENS)]


def rarely(shown: Shown) -> int:
    """Tell in how many turns a page is looked at; what looks much like others, seldom."""
    is_much_like = shown.kind == DONE or shown.key.endswith(AGAIN)
    is_of_many_kinds = "add_question" in shown.key and shown.kind != PAGE
    return 4 * OFTEN if is_much_like or is_of_many_kinds else OFTEN


def whole_of(pages: Iterable[Shown], language: str) -> Iterator[tuple[Shown, Screen]]:
    """Choose everything: where words have least room, and on a screen that changes by language."""
    mine = LANGUAGES.index(language)
    for shown in pages:
        place = turn(shown.key) // OFTEN + mine
        yield shown, NARROW[place % len(NARROW)]
        if rarely(shown) == OFTEN:
            yield shown, WIDER[place % len(WIDER)]


def faults_of(
    windows: Windows, app: Flask, looks: Iterable[tuple[Shown, Screen]], language: str
) -> list[str]:
    """Look at pages; return what is wrong with them."""
    with standing(app) as shelf:
        looker = Looker(windows, shelf.host, "every-page", locale=f"{language}-FI")
        looker.sign_in(app)
        in_turn = sorted(looks, key=lambda look: SCREENS.index(look[1]))
        found = [looker.look_at(shelf, shown, screen, language) for shown, screen in in_turn]
        looker.leave()
    return list(filter(None, found))


def faults_in(pages: Iterable[Shown]) -> dict[str, list[str]]:
    """Return what is wrong with pages as they were answered, and with which."""
    found: dict[str, list[str]] = {}
    for shown in pages:
        for fault in shown.faults:
            found.setdefault(fault, []).append(shown.key)
    return found


def test_every_page_is_for_everybody(windows, house_of_its_own, file):
    pages = gone_through(house_of_its_own, file, "fi", whole=False)
    assert len([shown for shown in pages if shown.kind == FORM]) > MANY
    seen = faults_of(windows, house_of_its_own, slice_of(pages), "fi")
    assert (faults_in(pages), seen) == ({}, [])


@pytest.mark.prove
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_for_everybody_in_every_language(windows, house_of_its_own, file, language):
    pages = gone_through(house_of_its_own, file, language, whole=True)
    seen = faults_of(windows, house_of_its_own, whole_of(pages, language), language)
    assert (faults_in(pages), seen) == ({}, [])
