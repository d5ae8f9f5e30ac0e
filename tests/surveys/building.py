"""Surveys being written, for tests of the workspace."""

from typing import Any

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Process
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.models import Survey
from tests.factories import make_activity, save, text
from tests.pages import HTML
from tests.pages import Page as Shown

ABC = tuple(Option(code=code, label=text(code.upper())) for code in "abc")


def question(code: str, kind: str = "text", **changes: Any) -> Question:
    """A question that can be published."""
    parts: dict[str, Any] = {"label": text(f"Kysymys {code}")}
    if kind in ("single", "multiple", "matrix"):
        parts["options"] = ABC
    if kind == "matrix":
        parts["rows"] = (Row(code="r1", label=text("Rivi")),)
    return Question(code=code, kind=kind, **parts | changes)


def questionnaire(*kinds: str) -> Questionnaire:
    """A page with questions q1, q2 … of the kinds named, and a second page with words only."""
    made = tuple(question(f"q{n}", kind) for n, kind in enumerate(kinds, 1))
    return Questionnaire(
        pages=(
            Page(code="p1", title=text("Alku"), questions=made),
            Page(code="p2", intro=text("Lopuksi")),
        )
    )


def make_survey(
    *kinds: str,
    process: Process | None = None,
    working: Questionnaire | None = None,
    **changes: Any,
) -> Activity:
    """An unpublished survey with questions of the kinds named."""
    activity = make_activity(process, **{"published": None} | changes)
    written = working or questionnaire(*kinds)
    save(Survey(activity_id=activity.id, working=written.to_json(), thanks=Text()))
    return activity


def typed_on(page: Shown) -> dict[str, str]:
    """What the main form of a page would post as it stands; ticked boxes only."""
    form = next(each for each in page.all("form") if each.get("id") == "question")
    found = {}
    for control in form.iter(f"{HTML}input"):
        is_off = control.get("type") in ("checkbox", "radio") and control.get("checked") is None
        if control.get("name") and not is_off:
            found[control.get("name", "")] = control.get("value") or ""
    for area in form.iter(f"{HTML}textarea"):
        found[area.get("name", "")] = area.text or ""
    for select in form.iter(f"{HTML}select"):
        chosen = [o for o in select.iter(f"{HTML}option") if o.get("selected") is not None]
        found[select.get("name", "")] = chosen[0].get("value", "") if chosen else ""
    return found


def working_of(activity: Activity) -> Questionnaire:
    """The questionnaire as it is stored now."""
    db.session.expire_all()
    survey = db.session.get(Survey, activity.id)
    assert survey
    return Questionnaire.from_json(survey.working)


def codes_of(activity: Activity) -> list[list[str]]:
    """The codes of the questions of each page, as stored now."""
    return [[q.code for q in page.questions] for page in working_of(activity).pages]


def revision_of(activity: Activity) -> int:
    """The revision stored now."""
    db.session.expire_all()
    survey = db.session.get(Survey, activity.id)
    assert survey
    return survey.revision


def form_on(page: Shown, name: str = "") -> dict[str, str]:
    """What a browser would send from the form of a page that has an id, untouched."""
    found = {}
    for form in page.all("form"):
        if form.get("id") != name:
            continue
        for field in form.iter():
            tag = str(field.tag).rpartition("}")[2]
            if not field.get("name") or tag == "button":
                continue
            if field.get("type") in ("checkbox", "radio") and "checked" not in field.attrib:
                continue
            words = (field.text or "").lstrip("\n") if tag == "textarea" else field.get("value")
            found[field.get("name")] = words or ""
    return found
