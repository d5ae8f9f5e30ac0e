"""What a screen reader is given: the accessibility tree of every question kind, and what is said.

The trees lie in `tests/snapshots/spoken/`. A change of what people hear shows in the diff; record
anew with UPDATE_SNAPSHOTS=1 and read it aloud.
"""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from participation.activities.models import AccessLevel
from surveys.domain.questions.registry import KINDS
from tests.browser.person import Person
from tests.surveys.answering import make_survey
from tests.surveys.samples import SAMPLES, samples

RECORDED = Path(__file__).parents[1] / "snapshots" / "spoken"
# Everything that a live region says, in order, from the moment the page is there.
LISTEN = """() => {
  window.said = [];
  const hear = region => region.textContent.trim() && window.said.push(region.textContent.trim());
  const regions = document.querySelectorAll("[aria-live], [role=status], [role=alert], output");
  for (const region of regions)
    new MutationObserver(() => hear(region)).observe(region,
      {childList: true, subtree: true, characterData: true});
}"""
# Page and place on the page of each kind in `every_kind()`.
PLACE = {
    "single": (1, 0),
    "number": (1, 1),
    "text": (1, 2),
    "multiple": (2, 0),
    "matrix": (2, 1),
    "long_text": (2, 2),
}


def recorded(name: str, words: str) -> None:
    """Compare with what was recorded, or record."""
    file = RECORDED / f"{name}.yaml"
    words = words.rstrip() + "\n"
    if os.environ.get("UPDATE_SNAPSHOTS"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(words)
    assert file.read_text() == words, f"run with UPDATE_SNAPSHOTS=1 and read {file.name}"


@pytest.fixture
def place(app) -> str:
    """An open survey with every kind of question."""
    return make_survey(access=AccessLevel.OPEN).public_id


def trees_of(person: Person, place: str) -> dict[str, str]:
    """Return the accessibility tree of every kind's question, page by page."""
    trees = {}
    for page in (1, 2):
        if page == 1:
            person.open(f"/en/a/{place}/answer")
        else:
            person.page.locator("#answer input[type=radio]").first.check()
            person.press("Continue")
        questions = person.page.locator(".y-question")
        for kind, (on, index) in PLACE.items():
            if on == page:
                trees[kind] = questions.nth(index).aria_snapshot()
    return trees


def test_every_kind_is_recorded():
    assert {*PLACE, *SAMPLES} == {kind.key for kind in KINDS}


def test_what_a_screen_reader_is_given_on_a_desk_and_on_a_phone(person, place):
    desk = trees_of(person(locale="en-GB"), place)
    phone = trees_of(person(locale="en-GB", phone=True), place)
    for kind, tree in desk.items():
        recorded(kind, tree)
        assert names(tree) == names(phone[kind])


def samples_of(person: Person, place: str) -> dict[str, str]:
    """Return the trees of the other kinds, which share a page."""
    person.open(f"/en/a/{place}/answer")
    questions = person.page.locator(".y-question")
    return {kind: questions.nth(n).aria_snapshot() for n, kind in enumerate(SAMPLES)}


def test_the_other_kinds_are_given_alike(app, person):
    place = make_survey(samples(), access=AccessLevel.OPEN).public_id
    desk = samples_of(person(locale="en-GB"), place)
    phone = samples_of(person(locale="en-GB", phone=True), place)
    for kind, tree in desk.items():
        recorded(kind, tree)
        assert names(tree) == names(phone[kind])


def names(tree: str) -> list[str]:
    """Return the fields of a tree with their names; a table may become a list on a phone."""
    return re.findall(r"- ((?:radio|checkbox|textbox|spinbutton) \"[^\"]*\")", tree)


def test_errors_are_in_the_tree(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    one.press("Continue", expect=422)
    recorded("error", one.page.locator(".y-question").first.aria_snapshot())
    assert one.page.locator(":focus").inner_text().startswith("Check your answers")


def test_saving_is_said_once_and_every_failure_is(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    one.page.evaluate(LISTEN)
    region = one.page.locator("[data-autosave-words]")
    choices = one.page.locator("#answer input[type=radio]")
    with one.page.expect_response(lambda found: "autosave" in found.url):
        choices.first.check()
    expect(region).not_to_be_empty()
    with one.page.expect_response(lambda found: "autosave" in found.url):
        choices.nth(1).check()
    one.page.route("**/autosave", lambda route: route.abort())
    choices.first.check()
    expect(region).to_contain_text("could not be saved")
    one.complaints.clear()  # the browser says of itself that the request failed
    recorded("live-region", "\n".join(f"- {words}" for words in one.page.evaluate("window.said")))


def test_what_failed_is_saved_when_the_connection_is_back(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    one.context.set_offline(True)
    one.page.locator("#answer input[type=radio]").first.check()
    expect(one.page.locator("[data-autosave-words]")).to_contain_text("could not be saved")
    one.complaints.clear()  # the browser says of itself that the request failed
    with one.page.expect_response(lambda found: "autosave" in found.url):
        one.context.set_offline(False)
    expect(one.page.locator("[data-autosave-words]")).to_contain_text("being saved")


def test_what_was_given_just_before_leaving_is_kept(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    choice = one.page.locator("#answer input[type=radio]").nth(1)
    choice.check()
    one.page.goto(f"{one.host}/health")
    for _look in range(20):  # what goes on after its page may come a moment after the next one
        one.page.goto(f"{one.host}/en/a/{place}/answer")
        if choice.is_checked():
            break
    expect(choice).to_be_checked()


# What a live region says after a deed on each kind that has one; the others must stay silent.
SILENT = (
    "yesno",
    "rating",
    "grade",
    "recommendation",
    "slider",
    "differential",
    "double",
    "consent",
)
HEARD = {"ranking": "[data-ranking-said]", "budget": "[data-budget] [role=status]"}


def test_what_kinds_say_while_they_are_answered(app, person):
    place = make_survey(samples(), access=AccessLevel.OPEN).public_id
    one = person(locale="en-GB")
    one.page.route("**/autosave", lambda _route: None)  # saving says nothing here
    one.open(f"/en/a/{place}/answer").page.evaluate(LISTEN)
    asked = dict(zip(SAMPLES, one.page.locator(".y-question").all(), strict=True))
    for kind in SILENT:
        asked[kind].locator("input").first.press("Space")
    asked["ranking"].get_by_role("button", name="Add to your order: School").press("Enter")
    expect(one.page.locator(HEARD["ranking"])).not_to_be_empty()
    asked["ranking"].get_by_role("button", name="Remove from your order: School").press("Enter")
    expect(one.page.locator(HEARD["ranking"])).to_contain_text("no longer")
    asked["budget"].get_by_role("textbox", name="Library").fill("600")
    expect(one.page.locator(HEARD["budget"])).to_contain_text("400")
    recorded("said", "\n".join(f"- {words}" for words in one.page.evaluate("window.said")))


def test_what_is_said_of_exclusive_choices_and_of_long_words(person, place):
    one = person(locale="en-GB").open(f"/en/a/{place}/answer")
    one.page.route("**/autosave", lambda _route: None)  # saving says nothing here
    one.page.locator("#answer input[type=radio]").first.check()
    one.press("Continue").page.evaluate(LISTEN)
    multiple, _matrix, long_text = one.page.locator(".y-question").all()
    multiple.get_by_label("Arvo 1 en").check()
    multiple.get_by_label("En mitään en").check()
    expect(multiple.get_by_label("Arvo 1 en")).not_to_be_checked()
    longest = int(long_text.locator("[data-maxlength]").get_attribute("data-maxlength") or 0)
    field = long_text.locator("textarea")
    field.fill("x" * (longest - 3))
    field.press_sequentially("yz")
    told = long_text.locator(".govuk-character-count__sr-status")
    expect(told).to_contain_text(" 1 ")
    recorded("said-of-words", "\n".join(f"- {words}" for words in one.page.evaluate("window.said")))
