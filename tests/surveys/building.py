"""Surveys being written, for tests of the workspace."""

from typing import Any

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Process
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.models import Survey
from tests.factories import make_activity, save, text

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
