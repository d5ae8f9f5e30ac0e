"""A published survey of two pages, and the moves of somebody who answers it."""

from pathlib import Path
from typing import Any

import pytest

from participation.activities import receipts
from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.models import QuestionnaireVersion, Survey
from tests.factories import make_activity, save, text

AREAS = (
    Option(code="north", label=text("Pohjoinen", "Norr", "North")),
    Option(code="south", label=text("Etelä", "Söder", "South")),
)
SCALE = tuple(Option(code=f"s{n}", label=text(f"Arvo {n}")) for n in range(1, 4))
ROWS = (Row(code="r1", label=text("Kirjasto")), Row(code="r2", label=text("Puisto")))


def every_kind() -> Questionnaire:
    """Two pages with every kind of question."""
    first = Page(
        code="p1",
        title=text("Taustat", "Bakgrund", "Background"),
        questions=(
            Question(
                code="area",
                kind="single",
                label=text("Missä asut?", "Var bor du?", "Where do you live?"),
                required=True,
                options=AREAS,
                other=True,
                dont_know=True,
            ),
            Question(
                code="age",
                kind="number",
                label=text("Ikä", "Ålder", "Age"),
                settings={"min": 0, "max": 120, "unit": "v"},
                prefer_not=True,
            ),
            Question(code="name", kind="text", label=text("Kylä"), settings={"longest": 20}),
        ),
    )
    second = Page(
        code="p2",
        title=text("Mielipiteet", "Åsikter", "Opinions"),
        questions=(
            Question(
                code="uses",
                kind="multiple",
                label=text("Mitä käytät?"),
                options=(*SCALE, Option(code="none", label=text("En mitään"), exclusive=True)),
                settings={"max": 2},
            ),
            Question(
                code="views",
                kind="matrix",
                label=text("Arvioi"),
                options=SCALE,
                rows=ROWS,
                dont_know=True,
            ),
            Question(code="free", kind="long_text", label=text("Sana on vapaa")),
        ),
    )
    return Questionnaire(pages=(first, second))


def publish(activity: Activity, questionnaire: Questionnaire, number: int = 1) -> None:
    """Publish a version without the workspace."""
    save(
        QuestionnaireVersion(
            survey_id=activity.id,
            number=number,
            document=questionnaire.to_json(),
            checksum=questionnaire.checksum(),
            published=now(),
        )
    )


def make_survey(questionnaire: Questionnaire | None = None, **changes: Any) -> Activity:
    """An open survey with one published version."""
    activity = make_activity(**changes)
    questionnaire = questionnaire or every_kind()
    save(Survey(activity_id=activity.id, working=questionnaire.to_json()))
    publish(activity, questionnaire)
    db.session.refresh(activity)
    return activity


@pytest.fixture
def wordlists(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Lists of made-up words, so that tests do not depend on the real ones."""
    letters = "abdeghijklmnoprs"
    for language in ("fi", "sv", "en"):
        words = [
            f"{language}{letters[n >> 8]}{letters[n >> 4 & 15]}{letters[n & 15]}"
            for n in range(4096)
        ]
        (tmp_path / f"{language}.txt").write_text("\n".join(words), "utf-8")
    monkeypatch.setattr(receipts, "FOLDER", tmp_path)
    return tmp_path


PAGE_1 = {"area": "north", "age": "42", "name": "Kylä"}
PAGE_2 = {"uses": ["s1", "s2"], "views.r1": "s1", "views.r2": "~unknown", "free": "Moi\r\nhei"}


def url(activity: Activity, rest: str = "answer", language: str = "fi") -> str:
    """Return the address of one of the activity's pages."""
    return f"/{language}/a/{activity.public_id}/{rest}"
