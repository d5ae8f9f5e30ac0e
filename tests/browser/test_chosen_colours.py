"""Pages in the colours that a person has chosen for everything, and on paper."""

import pytest

from participation.activities.models import AccessLevel
from participation.identity import passwords
from participation.platform.access.actor import Role
from tests.browser.steps import sign_in
from tests.factories import make_municipality
from tests.staff import make_person
from tests.surveys.answering import make_survey
from tests.surveys.samples import samples

PASSWORD = "kolme kissaa katolla"
STYLE = "(e, name) => getComputedStyle(e)[name]"


@pytest.fixture
def place(app):
    return make_survey(samples(), access=AccessLevel.OPEN).public_id


@pytest.mark.parametrize("dark", [False, True])
def test_what_is_chosen_can_be_told_apart(person, place, dark):
    one = person(locale="en-GB", width=320, dark=dark)
    one.page.emulate_media(forced_colors="active")
    one.page.goto(f"{one.host}/en/a/{place}/answer")  # axe does not see these colours
    for kind in (".y-scale__input", ".y-matrix__input"):
        chosen, other = (one.page.locator(kind).nth(n) for n in range(2))
        chosen.check(force=True)
        borders = [
            field.locator("+ label").evaluate(STYLE, "borderTopColor") for field in (chosen, other)
        ]
        assert borders[0] != borders[1], kind


def test_the_open_tab_can_be_told_apart(person, place):
    make_municipality()
    make_person(Role.EDITOR, password_hash=passwords.hash_of(PASSWORD))
    staff = person(locale="en-GB")
    staff.page.emulate_media(forced_colors="active")
    sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    staff.open(f"/en/manage/a/{place}/questions")
    tabs = staff.page.locator(".y-tabs a").all()
    lines = {
        tab.get_attribute("aria-current"): tab.evaluate(STYLE, "borderBottomColor") for tab in tabs
    }
    assert lines["page"] != lines[None]


def test_paper_has_neither_menus_nor_buttons(person, place):
    make_municipality()
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    one.page.emulate_media(media="print")
    for unneeded in (".y-languages", ".govuk-button", ".y-footer nav", ".govuk-skip-link"):
        assert not one.page.locator(unneeded).first.is_visible(), unneeded
    assert one.page.get_by_text("You can also call").is_visible()
