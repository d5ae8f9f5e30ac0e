"""The first page, in the three languages, on a phone and a desk, light and dark."""

import pytest

from tests.factories import make_activity


@pytest.fixture(autouse=True)
def something_open(app):
    make_activity()


@pytest.mark.parametrize(
    ("language", "habits"),
    [("fi", {}), ("sv", {"phone": True}), ("en", {"dark": True}), ("fi", {"width": 320})],
)
def test_the_first_page_is_for_everybody(person, language, habits):
    visitor = person(**habits).open(f"/{language}/")
    assert visitor.page.locator("html").get_attribute("lang") == language
    visitor.picture("home")


@pytest.mark.parametrize(
    ("locale", "language"), [("sv-FI", "sv"), ("en-GB", "en"), ("de-DE", "fi")]
)
def test_the_root_leads_to_a_language_the_visitor_reads(person, locale, language):
    visitor = person(locale=locale).open("/")
    assert visitor.page.url.endswith(f"/{language}/")


def test_a_keyboard_reaches_the_content_in_two_presses(person):
    visitor = person().open("/en/").type_key("Tab")
    assert visitor.focused().inner_text() == "Skip to main content"
    visitor.type_key("Enter")
    assert visitor.focused().get_attribute("id") == "main"


def test_everything_is_there_without_javascript(person):
    visitor = person(phone=True, javascript=False).open("/fi/")
    visitor.follow("Svenska")
    assert visitor.page.url.endswith("/sv/")


def test_an_unknown_address_says_what_to_do(person):
    person().open("/fi/no-such-page", expect=404).picture("not-found")
