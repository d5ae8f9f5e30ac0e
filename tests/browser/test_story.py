"""A form from elsewhere becomes a survey; three people answer in three languages; all adds up."""

from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa

from participation.activities.models import LedgerEntry
from participation.identity.services.people import add_person
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from surveys.models import Response
from tests.browser import steps
from tests.factories import make_process

FORM = Path(__file__).parents[1] / "data" / "xlsforms" / "all_types_survey.xlsx"
FEWEST_QUESTIONS = 5
EMAIL, PASSWORD = "helmi@example.fi", "lokki ja majakka"


@pytest.fixture
def survey(person, app):
    """A survey that staff made of a form, translated and opened."""
    make_process(slug="strategy")
    with unit_of_work():
        add_person(ANYBODY, EMAIL, "Helmi", PASSWORD, [(Role.ADMINISTRATOR, None)], now())
    staff = person(locale="en-GB")
    steps.sign_in(staff, EMAIL, PASSWORD)
    steps.create_survey(staff, "strategy", "Kysely")
    place = staff.page.url.split("/manage/a/")[1].split("/")[0]
    steps.import_form(staff, FORM)
    staff.picture("questions")
    for language in ("fi", "sv", "en"):
        steps.translate(staff, language)
    staff.picture("translated")
    staff.open(f"/en/manage/a/{place}").picture("gate")
    staff.press("Publish")
    return place, staff


def test_a_form_travels_the_whole_way(survey, person, tmp_path):
    place, staff = survey

    # A phone without JavaScript, in Finnish.
    phone = person(phone=True, javascript=False).open(f"/fi/a/{place}")
    phone.page.locator(".govuk-button--start").click()
    phone.look().picture("phone")
    steps.answer_to_the_end(phone, 0)
    phone.picture("thanks")

    # Somebody changes to Swedish in the middle of a page.
    switcher = person(locale="en-GB").open(f"/en/a/{place}/answer")
    steps.fill(switcher, 1)
    typed = switcher.page.evaluate(VALUES)
    switcher.press("Svenska")
    assert "/sv/" in switcher.page.url
    assert switcher.page.evaluate(VALUES) == typed
    steps.answer_to_the_end(switcher, 1)

    # Somebody's browser sends the last page three times, twice at the same moment.
    doubter = person(locale="en-GB", dark=True).open(f"/en/a/{place}/answer")
    # What is sent behind the page's back stops no autosave, which would come too late.
    doubter.page.route("**/autosave", lambda route: route.fulfill(json={"saved": True}))
    send = doubter.page.get_by_role("button", name="Send my answers")
    while not send.count():
        steps.fill(doubter, 2)
        steps.go_on(doubter)
    steps.fill(doubter, 2)
    doubter.picture("dark")
    assert doubter.page.evaluate(SEND_TWICE) == ["/thanks", "/thanks"]
    steps.go_on(doubter)
    assert doubter.page.url.endswith("/thanks")

    # Results add up.
    responses = db.session.scalars(sa.select(Response)).all()
    assert sorted(response.language for response in responses) == ["en", "fi", "sv"]
    assert db.session.scalar(sa.select(sa.func.count()).select_from(LedgerEntry)) == 3
    staff.open(f"/en/manage/a/{place}/results").picture("results")
    shown = [tuple(row) for row in staff.page.evaluate(FIGURES)]
    assert sum(int(people) for _question, _answer, people in shown) >= 3 * FEWEST_QUESTIONS
    workbook = openpyxl.load_workbook(download(staff, place, tmp_path))
    answers = [row for row in workbook.worksheets[0].iter_rows(values_only=True) if any(row)]
    assert len(answers) == 1 + 3
    words = [cell for row in answers for cell in row if str(cell).startswith("Words of")]
    assert {words.count(f"Words of {number}") for number in range(3)} == {len(words) // 3}
    summary = workbook.worksheets[-1].iter_rows(min_row=2, values_only=True)
    counted = {
        (question, answer): people for question, statement, answer, people, _share in summary
    }
    assert [(q, answer, str(counted.get((q, answer)))) for q, answer, _people in shown] == shown


VALUES = """() => [...document.querySelectorAll("#answer input, #answer textarea")]
  .filter(e => e.type !== "hidden").map(e => [e.id, e.checked ?? false, e.value])"""


# Every figure of the bar charts that count people: question, answer, people.
FIGURES = """() => [...document.querySelectorAll("table.y-bars")]
  .filter(table => table.querySelector("thead .y-numeric").innerText.trim() === "People")
  .flatMap(table => [...table.querySelectorAll("tbody tr")].map(row => [table.caption,
    row.querySelector("th"), row.querySelector("td.y-numeric")].map(cell => cell.innerText.trim())))
"""


SEND_TWICE = """async () => {
  const form = document.querySelector("#answer");
  const send = () => fetch(form.action, {method: "POST", body: new FormData(form)});
  const answers = await Promise.all([send(), send()]);
  return answers.map(answer => answer.url.slice(answer.url.lastIndexOf("/")));
}"""


def download(staff, place: str, folder: Path) -> Path:
    """Download the workbook of answers."""
    staff.open(f"/en/manage/a/{place}/results/download")
    with staff.page.expect_download() as found:
        staff.page.get_by_role("button", name="Download").click()
    file = folder / "answers.xlsx"
    found.value.save_as(file)
    return file
