"""Staff compose a report in the browser, publish it, and everybody takes it in each language."""

from datetime import UTC, datetime

import pytest

from participation.activities.services.releasing import release_closed
from participation.identity import passwords
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from tests.browser import steps
from tests.factories import make_municipality
from tests.reports.reading import pdf_text
from tests.staff import make_person
from tests.surveys.factories_counting import ONE_ANSWER, closed, make_version, respond

PASSWORD = "kolme kissaa katolla"
SAID = {
    "fi": ("Pohjoisessa asuu {area:north:share}.", "Pohjoisessa asuu 100,0 %."),
    "sv": ("I norr bor {area:north:share}.", "I norr bor 100,0 %."),
    "en": ("In the north live {area:north:share}.", "In the north live 100.0%."),
}
STARTS = {"PDF": b"%PDF", "Word": b"PK", "PowerPoint": b"PK", "Excel": b"PK"}


@pytest.fixture
def survey(app):
    """A survey that twelve people have answered, with a release."""
    make_municipality()
    make_person(Role.EDITOR, password_hash=passwords.hash_of(PASSWORD))
    activity = closed()
    version = make_version(activity)
    for _ in range(12):
        respond(version, ONE_ANSWER)
    release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    return activity.public_id


def taken(person, press):
    """Return what the browser downloads when somebody does something."""
    with person.page.expect_download() as download:
        press()
    return download.value.path().read_bytes()


def words_of(content):
    return " ".join(pdf_text(content).split()).replace("\xa0", " ")


def put_figure(staff, language, words):
    """Write a text with a figure from the list in it."""
    before, written = words[:-1].split("{")
    field = staff.page.locator(f"#words-{language}")
    field.fill(before)
    field.press("End")
    staff.page.select_option("#figure", f"{{{written}")
    staff.press("Put it into the text")
    field.press("End")
    field.type(".")


@pytest.mark.parametrize("javascript", [True, pytest.param(False, marks=pytest.mark.prove)])
def test_a_report_is_composed_published_and_taken_in_three_languages(person, survey, javascript):
    staff = person(locale="en-GB", javascript=javascript)
    steps.sign_in(staff, "liisa@lintukorpi.test", PASSWORD)
    staff.open(f"/en/manage/a/{survey}/reports").picture("none")
    staff.follow("Begin a report").press("Begin").picture("begun")
    place = staff.page.url.split("/en/manage")[1].split("#")[0]
    staff.page.select_option("#kind", "text")
    staff.page.select_option("#after", "b1")
    staff.press("Continue").picture("text")
    if javascript:
        staff.page.get_by_text("Put a figure into the text").click()
        for language, (words, _said) in SAID.items():
            put_figure(staff, language, words)
        assert staff.page.locator("#words-sv").input_value() == SAID["sv"][0]
    else:
        for language, (words, _said) in SAID.items():
            staff.page.locator(f"#words-{language}").fill(words)
    staff.press("Add").see(SAID["en"][1])
    staff.page.locator(".y-piece--text").get_by_role("button", name="Up").click()
    staff.look()
    staff.page.locator(".y-piece--text").get_by_role("button", name="Keep as it is").click()
    staff.look().see("kept: 100.0%")
    staff.picture("kept")
    for language, (_words, said) in SAID.items():
        staff.open(f"/en/manage{place}/read")
        staff.page.get_by_text("Download the report").click()
        staff.page.locator(f"input[name=language][value={language}]").check()
        button = staff.page.get_by_role("button", name="Download")
        assert said in words_of(taken(staff, button.click))
    staff.open(f"/en/manage{place}/publish").picture("publish")
    staff.press("Publish for everybody").see("Everybody can read the report now.")
    for language, (_words, said) in SAID.items():
        reader = person(phone=True, javascript=javascript)
        reader.open(f"/{language}/reports").picture(f"listed-{language}")
        reader.page.locator(f"a[href$='{place.replace('/manage', '')}']").first.click()
        assert said in reader.look().words().replace("\xa0", " ")
        reader.picture(f"read-{language}")
        for name, start in STARTS.items() if language == "fi" else ():
            link = reader.page.get_by_role("link", name=name).first
            assert taken(reader, link.click).startswith(start)
