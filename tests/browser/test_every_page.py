"""Every page that a link leads to, in the demo town: narrow and wide, light and dark."""

from urllib.parse import urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from participation.demo.load import load
from participation.demo.people import ADMINISTRATOR, PASSWORD
from participation.platform import clock
from tests.browser import steps

LINKS = "() => [...document.querySelectorAll('a[href]')].map(a => a.href)"
NO_PAGES = {"static", "activities.qr"}
ENOUGH = 150


@pytest.fixture(autouse=True)
def town(app):
    """The demo town."""
    with app.test_request_context():
        load(clock.now())


def is_file(visitor, path: str) -> bool:
    """Tell whether a link leads to something to save, not to look at."""
    headers = visitor.page.request.head(f"{visitor.host}{path}").headers
    is_page = headers.get("content-type", "").startswith("text/html")
    return not is_page or headers.get("content-disposition", "").startswith("attachment")


def crawl(visitor, app, start: str) -> dict[str, str]:
    """Open one page of every route that links lead to; return their addresses by endpoint."""
    routes = app.url_map.bind("yhes.test")
    found: dict[str, str] = {}
    waiting = [start]
    while waiting and len(found) < ENOUGH:
        path = waiting.pop(0)
        try:
            endpoint, values = routes.match(urlsplit(path).path)
        except HTTPException:
            continue
        key = f"{endpoint} {values.get('part', '')}{values.get('kind', '')}{values.get('slug', '')}"
        if endpoint in NO_PAGES or key in found or is_file(visitor, path):
            continue
        visitor.open(path)
        found[key] = path
        links = [urlsplit(link) for link in visitor.page.evaluate(LINKS)]
        host = urlsplit(visitor.host).netloc
        language = f"/{path.split('/')[1]}/"
        waiting += [
            f"{link.path}?{link.query}" if link.query else link.path
            for link in links
            if link.netloc == host and link.path.startswith(language)
        ]
    return found


def look_again(visitor, found: dict[str, str], language: str, name: str) -> None:
    """Open the same pages in another language, and take pictures."""
    for key, path in found.items():
        visitor.open(f"/{language}/{path.split('/', 2)[2]}")
        visitor.picture(f"{name}-{key.replace(' ', '-').strip('-')}")


def test_residents_pages(person, app):
    found = crawl(person(), app, "/fi/")
    assert len(found) > 10
    look_again(person(width=320), found, "sv", "narrow")
    look_again(person(phone=True, dark=True), found, "en", "dark")


def test_staff_pages(person, app):
    staff = person(locale="en-GB")
    steps.sign_in(staff, ADMINISTRATOR, PASSWORD)
    found = crawl(staff, app, "/en/manage/")
    assert len(found) > 25
    narrow = person(width=320, dark=True)
    steps.sign_in(narrow, ADMINISTRATOR, PASSWORD)
    look_again(narrow, {k: p for k, p in found.items() if "/manage/" in p}, "fi", "narrow-dark")
