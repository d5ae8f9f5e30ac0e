"""What people do on several pages, as one step of a story."""

import re
from pathlib import Path
from typing import Any

from tests.browser.person import Person

DATE = {"day": "1", "month": "2", "year": "2027"}
WRITE_THE_REST = """(said) => document.querySelectorAll(".y-translate__row").forEach((row, n) => {
  const field = row.querySelector("textarea"), draft = row.querySelector("input[type=checkbox]");
  if (!draft.checked && field.value.trim()) return;
  field.value = `${said} ${n + 1}`;
  draft.checked = false;
})"""
GROUPS = """() => {
  const groups = {};
  for (const e of document.querySelectorAll("#answer input, #answer textarea")) {
    if (!e.id || ["hidden", "submit"].includes(e.type)) continue;
    const hints = (e.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean)
      .map(id => document.getElementById(id)?.textContent ?? "").join(" ");
    (groups[e.name] ??= {type: e.type, mode: e.inputMode, ids: [], hints}).ids.push(e.id);
  }
  return groups;
}"""


def sign_in(staff: Person, email: str, password: str) -> None:
    """Sign in through the form."""
    staff.open("/en/sign-in")
    staff.write("E-mail address", email).write("Password", password, exact=True)
    staff.press("Sign in")


def create_survey(staff: Person, slug: str, title: str) -> None:
    """Begin a survey in a process."""
    staff.open(f"/en/manage/p/{slug}/new/survey")
    for language in ("fi", "sv", "en"):
        staff.page.locator(f"#title-{language}").fill(f"{title} ({language})")
    staff.look().press("Continue")


def import_form(staff: Person, file: Path) -> None:
    """Read an XLSForm, look at the report, and import what can be carried."""
    place = staff.page.url.split("/manage/a/")[1].split("/")[0]
    staff.open(f"/en/manage/a/{place}/import")
    staff.page.locator("input[type=file]").set_input_files(file)
    staff.look().press("Read the file").picture("report")
    staff.press("Import what can be carried")


def translate(staff: Person, language: str) -> None:
    """Write every unfinished text of a language, as a translator would, and save."""
    place = staff.page.url.split("/manage/a/")[1].split("/")[0]
    staff.open(f"/en/manage/a/{place}/translate?to={language}")
    staff.page.evaluate(WRITE_THE_REST, language)
    staff.look().press("Save")


def fill(person: Person, number: int) -> None:
    """Answer every question of the page, each person in their own way."""
    groups: dict[str, Any] = person.page.evaluate(GROUPS)
    for name, found in groups.items():
        if name.endswith("~missing"):
            continue
        if found["type"] in ("radio", "checkbox"):
            chosen = found["ids"][number % min(2, len(found["ids"]))]
            person.page.locator(f"[id='{chosen}']").check()
        elif not name.endswith("~other"):
            words = DATE.get(name.rpartition(".")[2], f"Words of {number}")
            if words not in DATE.values() and found["mode"] in (
                "numeric",
                "decimal",
            ):  # the least that the hint allows, or an age
                words = next(iter(re.findall(r"\d+", found["hints"])), "42")
            person.page.locator(f"[id='{found['ids'][0]}']").fill(words)
    person.look()


def go_on(person: Person) -> None:
    """Press the one primary button of the answer page."""
    person.page.locator("#answer .y-actions button").first.click()
    person.look()


def is_answering(person: Person) -> bool:
    """Tell whether the page has questions."""
    return person.page.locator("#answer").count() > 0


def answer_to_the_end(person: Person, number: int) -> None:
    """Answer every page that is left."""
    while is_answering(person):
        fill(person, number)
        go_on(person)
    assert person.page.url.endswith("/thanks"), person.page.url
