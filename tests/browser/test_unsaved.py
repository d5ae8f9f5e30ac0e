"""What staff have typed is not lost by a link: the browser asks before it leaves."""

import pytest

from participation.identity import passwords
from participation.platform.access.actor import Role
from tests.browser.steps import sign_in
from tests.factories import make_municipality
from tests.staff import make_person
from tests.surveys.building import make_survey

PASSWORD = "kolme kissaa katolla"


@pytest.fixture
def translator(app, person):
    make_municipality()
    make_person(Role.EDITOR, password_hash=passwords.hash_of(PASSWORD))
    place = f"/en/manage/a/{make_survey('text', 'single').public_id}"
    staff = person()
    sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    return staff.open(f"{place}/translate?to=sv")


@pytest.fixture
def asked(translator):
    """What the browser asked; it is told to stay."""
    questions = []

    def stay(dialog):
        questions.append(dialog.type)
        dialog.dismiss()

    translator.page.on("dialog", stay)
    return questions


def click(staff, name):
    staff.page.get_by_role("link", name=name, exact=True).first.click(no_wait_after=True)


def test_another_language_to_translate_into_waits_for_what_is_not_saved(translator, asked):
    field = translator.page.locator("textarea").first
    field.fill("Halvfärdigt")
    before = translator.page.url
    with translator.page.expect_event("dialog"):
        click(translator, "English")
    assert (asked, translator.page.url) == (["beforeunload"], before)
    assert field.input_value() == "Halvfärdigt"


def test_the_language_of_the_page_takes_along_what_is_not_saved(translator, asked):
    translator.page.locator("textarea").first.fill("Halvfärdigt")
    translator.press("Suomi", exact=True)
    assert translator.page.locator("textarea").first.input_value() == "Halvfärdigt"
    assert asked == []
    with translator.page.expect_event("dialog"):  # it is still not saved
        click(translator, "Kysymykset")


def test_nothing_is_asked_when_nothing_is_lost(translator, asked):
    translator.page.locator("textarea").first.fill("Färdigt")
    translator.press("Save the translations")
    click(translator, "English")
    translator.page.wait_for_url("**to=en*")
    translator.look()
    assert asked == []
