"""A brainstorm in the browser: a round that is moderated, and a session in a hall."""

import re

import pytest

from participation.brainstorming.idea_models import IdeaState
from participation.brainstorming.models import Moderation
from participation.identity.services.people import add_person
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place
from tests.browser import steps
from tests.factories import make_municipality

EMAIL, PASSWORD = "helmi@example.fi", "lokki ja majakka"
TABLES = ("Pöytä 1", "Pöytä 2", "Pöytä 3")
SOON = 20_000  # milliseconds; a page asks every three seconds


@pytest.fixture
def staff(person, app):
    """A moderator who is signed in."""
    make_municipality()
    with unit_of_work():
        add_person(ANYBODY, EMAIL, "Helmi", PASSWORD, [(Role.ADMINISTRATOR, None)], now())
    someone = person(locale="en-GB")
    steps.sign_in(someone, EMAIL, PASSWORD)
    return someone


def send(one, words: str) -> None:
    """Write an idea and send it, though others are like it."""
    one.page.locator("#words").fill(words)
    one.press(re.compile("^(Lähetä ideani|Send my idea|Skicka min idé)"))
    if one.page.get_by_text("Mine is different").count():
        one.press("Mine is different")


def test_an_idea_is_written_weighed_hidden_and_followed_by_its_code(staff, person):
    activity = make_brainstorm(moderation=Moderation.AFTER)
    make_idea(activity, "Lisää penkkejä torille")
    make_idea(activity, "Fler träd på torget", language="sv")
    make_idea(activity, "A fountain in the middle", language="en")

    # On a phone, without JavaScript.
    phone = person(phone=True, javascript=False, locale="en-GB")
    phone.open(f"/en/a/{activity.public_id}").follow(re.compile("^Start"))
    send(phone, "Lisää penkkejä torille, varjoon")
    assert "Your response code" in phone.words()
    code = phone.picture("code").page.locator(".y-code").first.inner_text()
    phone.follow("Weigh ideas of others")
    for answer in ("I agree", "I disagree", "I cannot say"):
        phone.press(answer, exact=True)
    assert "No ideas to weigh" in phone.words()
    own, *others = sorted(ideas_of(activity), key=lambda idea: "varjoon" not in idea.words)
    assert sum(idea.agreed + idea.disagreed + idea.passed for idea in others) == 3
    assert own.agreed + own.disagreed + own.passed == 0

    # A reader, by keyboard, in Swedish; ideas of other languages say which they are in.
    reader = person(locale="sv-FI").open(place(activity, "", "sv"))
    assert reader.page.locator("[lang=fi] >> text=varjoon").count()
    reader.page.locator("#show").focus()
    reader.type_key("ArrowDown").type_key("Tab")
    with reader.page.expect_navigation():
        reader.page.keyboard.press("Enter")
    reader.look().picture("browse")
    assert "show=support" in reader.page.url

    # The moderator hides it with a reason; it is gone for everybody, and the code tells why.
    staff.open(f"/en/manage/a/{activity.public_id}/ideas/moderation")
    staff.follow(re.compile("varjoon")).picture("case")
    staff.choose("Hide it").choose("It insults somebody")
    staff.press("Save the decision")
    assert next(idea for idea in ideas_of(activity) if idea.public_id == own.public_id).state is (
        IdeaState.HIDDEN
    )
    reader.open(place(activity, "", "sv"))
    assert "varjoon" not in reader.words()
    author = person(phone=True, locale="en-GB").open("/en/r")
    author.page.locator("input[type=text]").first.fill(" ".join(code.split()))
    author.page.locator("main form button").first.click()
    author.look().picture("followed")
    assert "varjoon" in author.words()
    assert "insults somebody" in author.words()


def test_a_session_is_led_on_a_screen_with_tables_and_phones(staff, person):
    activity = make_brainstorm(moderation=Moderation.AFTER)
    staff.open(f"/en/manage/a/{activity.public_id}/ideas/live").press("Begin a live session")
    staff.picture("remote")
    joining = re.search(r"/j/(\S+)", staff.words())
    wall = staff.page.get_by_role("link", name="Open the screen").get_attribute("href")
    screen = person(locale="en-GB", dark=True).open(wall).picture("join")
    assert screen.page.get_by_role("img", name=re.compile("QR")).count() == 1

    staff.follow("Tables of a workshop").write("Names of the tables", "\n".join(TABLES))
    staff.press("Save").picture("tables")
    codes = re.findall(r"/j/(\S+)", staff.words())
    assert len(codes) == len(TABLES)
    tables = [person(locale="en-GB").open(f"/j/{code}") for code in codes]
    phone = person(phone=True, locale="fi-FI").open(f"/j/{joining[1]}").picture("waiting")

    # They write; nobody sees the others’ ideas yet.
    staff.open(f"/en/manage/a/{activity.public_id}/ideas/live").press(re.compile("^Next: "))
    for number, table in enumerate(tables):
        table.page.locator("#words").wait_for(state="visible", timeout=SOON)
        send(table, f"Suihkulähde ja {number + 2} penkkiä")
    phone.page.locator("#words").wait_for(state="visible", timeout=SOON)
    assert "Suihkulähde" not in phone.look().words()

    # They read: what came is shown by itself, with the name of the table.
    staff.press(re.compile("^Next: "))
    for one in (phone, screen):
        one.page.get_by_text("Suihkulähde ja 2 penkkiä").first.wait_for(timeout=SOON)
        one.look().picture("read")
    assert "Pöytä 1" in phone.words()

    # What comes later waits behind a button on the phone, and is told politely.
    send(tables[0], "Valot puihin")
    new = phone.page.get_by_role("button", name=re.compile(r"^Näytä 1 uusi idea"))
    new.wait_for(timeout=SOON)
    assert "Valot puihin" not in phone.words()
    new.press("Enter")
    phone.look().see("Valot puihin").picture("new")

    # They weigh, by keyboard; then the session ends.
    staff.press(re.compile("^Next: "))
    phone.page.get_by_role("link", name="Arvioi muiden ideoita").wait_for(timeout=SOON)
    phone.follow("Arvioi muiden ideoita").picture("weigh")
    phone.page.locator("#first").press("Enter")
    phone.look()
    assert sum(idea.agreed for idea in ideas_of(activity)) == 1
    staff.press("Hide ideas for the moment")
    screen.page.get_by_text("Suihkulähde ja 2 penkkiä").first.wait_for(
        state="detached", timeout=SOON
    )
    staff.press("End the session").picture("ended")
