"""Brainstorms and ideas for tests."""

from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity, ResultVisibility
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.models import Brainstorm, BrainstormQuestion
from participation.brainstorming.theme_models import IdeaTheme, ThemeSuggestion
from participation.platform.clock import today
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.processes.models import Process
from tests.factories import make_activity, save, text
from tests.pages import Visitor

OF_ACTIVITY = ("access", "opens", "closes", "published", "results", "languages", "channels")


def make_brainstorm(process: Process | None = None, **changes: Any) -> Activity:
    """An open brainstorm with one question; changes go to the activity or to the brainstorm."""
    of_activity = {name: changes.pop(name) for name in OF_ACTIVITY if name in changes}
    values = {"results": ResultVisibility.STAFF, "title": text("Ideoita", "Idéer", "Ideas")}
    made = make_activity(process, kind="brainstorm", **values | of_activity)
    save(Brainstorm(activity_id=made.id, last_code=1, **changes))
    words = text("Mikä tekisi torista paremman?", "Vad gör torget bättre?", "A better square?")
    save(BrainstormQuestion(brainstorm_id=made.id, code="q1", position=1, words=words))
    return made


def make_idea(activity: Activity, words: str = "Lisää penkkejä torille", **changes: Any) -> Idea:
    """A published idea of somebody else."""
    question = db.session.scalars(
        sa.select(BrainstormQuestion).filter_by(brainstorm_id=activity.id)
    ).first()
    assert question
    values: dict[str, Any] = {
        "id": random_key(),
        "brainstorm_id": activity.id,
        "question_id": question.id,
        "receipt_hash": random_key() * 2,
        "language": "fi",
        "words": words,
        "day": today(),
        "state": IdeaState.PUBLISHED,
    }
    return save(Idea(**values | changes))


def make_comment(idea: Idea, words: str = "Hyvä ajatus", **changes: Any) -> IdeaComment:
    """A comment that others see, of somebody else."""
    values: dict[str, Any] = {
        "id": random_key(),
        "brainstorm_id": idea.brainstorm_id,
        "idea_id": idea.id,
        "receipt_hash": random_key() * 2,
        "language": "fi",
        "words": words,
        "day": today(),
        "state": IdeaState.PUBLISHED,
    }
    return save(IdeaComment(**values | changes))


def make_theme(activity: Activity, suggested_for: Idea | None = None, **changes: Any) -> IdeaTheme:
    """A theme of a brainstorm; suggested for an idea if one is given."""
    values = {"words": text("Penkit", "Bänkar", "Benches")} | changes
    made = save(IdeaTheme(brainstorm_id=activity.id, **values))
    if suggested_for is not None:
        of = {"idea_id": suggested_for.id, "theme_id": made.id}
        save(ThemeSuggestion(**of, score=0.9, method="nmf-lemmas", version="1"))
    return made


def ideas_of(activity: Activity) -> list[Idea]:
    """Every idea of a brainstorm, as the database has it now."""
    db.session.expire_all()
    return list(db.session.scalars(sa.select(Idea).filter_by(brainstorm_id=activity.id)))


def place(activity: Activity, rest: str, language: str = "fi") -> str:
    """The address of a page of a brainstorm."""
    return f"/{language}/a/{activity.public_id}/ideas{rest}"


def write(visitor: Visitor, activity: Activity, words: str, **more: Any) -> Any:
    """Send an idea, looked at already if need be."""
    return visitor.post(place(activity, "/write/q1"), {"words": words}, **more)
