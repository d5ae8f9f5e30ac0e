"""Ideas as rows for files: what everybody may read, or what staff have. Names nobody."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.theme_models import IdeaAssignment, IdeaTheme, ThemeState
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.web.site import site

AT_ONCE = 500
PUBLIC = ("code", "question", "language", "words")
PLACED = ("place", "latitude", "longitude", "area", "theme", "day")
STAFF = (
    "state", "reason", "is_reviewed", "joined_to", "source", "table", "agreed", "disagreed",
    "passed", "rated", "importance_mean", "realised", "realisation_mean",
)  # fmt: skip
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ideas:
    """Ideas on their way into a file; `rows` is read once."""

    columns: Sequence[str]
    rows: Iterator[Row]


def for_everybody(activity: Activity) -> Ideas:
    """Return the ideas that everybody may read; figures of them are in findings."""
    columns = (*PUBLIC, *_translations(), *PLACED)
    wanted = queries.shown_ideas(activity.id)
    return Ideas(columns=columns, rows=_rows(activity, wanted, columns))


def for_staff(activity: Activity, *, actor: Actor) -> Ideas:
    """Return every idea, hidden and joined ones too, and write down who takes them."""
    record(
        actor,
        "brainstorm.download",
        activity.public_id,
        process_id=activity.process_id,
        after={"ideas": "all"},
    )
    columns = (*PUBLIC, *_translations(), *PLACED, *STAFF)
    wanted = sa.select(Idea).where(Idea.brainstorm_id == activity.id, queries.REAL)
    return Ideas(columns=columns, rows=_rows(activity, wanted, columns))


def _translations() -> tuple[str, ...]:
    return tuple(f"words_{code}" for code in site().languages)


def _rows(activity: Activity, wanted: sa.Select[Idea], columns: Sequence[str]) -> Iterator[Row]:
    """Yield ideas, some hundred at a time, in an order that tells nothing."""
    questions = {one.id: one.code for one in queries.brainstorm_of(activity.id).questions}
    found = (
        wanted.add_columns(IdeaTheme.words)
        .outerjoin(IdeaAssignment, IdeaAssignment.idea_id == Idea.id)
        .outerjoin(
            IdeaTheme,
            sa.and_(IdeaTheme.id == IdeaAssignment.theme_id, IdeaTheme.state == ThemeState.KEPT),
        )
        .options(selectinload(Idea.translations))
        .order_by(Idea.public_id)
        .execution_options(yield_per=AT_ONCE)
    )
    joined = _codes_of_joined(activity) if "joined_to" in columns else {}
    main = site().main_language
    for idea, theme in db.session.execute(found):
        known = _known(idea, questions, theme, main) | _of_staff(idea, joined)
        yield {name: known.get(name) for name in columns}


def _codes_of_joined(activity: Activity) -> dict[bytes, str]:
    """Return the codes of ideas that others were joined to."""
    joined = sa.select(Idea.merged_into_id).where(Idea.brainstorm_id == activity.id)
    wanted = sa.select(Idea.id, Idea.public_id).where(Idea.id.in_(joined))
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _known(
    idea: Idea, questions: Mapping[int, str], theme: Text | None, main: str
) -> dict[str, Any]:
    others = {f"words_{one.language}": one.words for one in idea.translations if one.is_reviewed}
    return {
        "code": idea.public_id,
        "question": questions[idea.question_id],
        "language": idea.language,
        "words": idea.words,
        **others,
        "place": idea.place,
        "latitude": idea.latitude,
        "longitude": idea.longitude,
        "area": idea.area_name.in_(main),
        "theme": theme.in_(main) if theme else None,
        "day": idea.day,
    }


def _of_staff(idea: Idea, joined: Mapping[bytes, str]) -> dict[str, Any]:
    return {
        "state": idea.state.value,
        "reason": idea.reason.value if idea.reason else None,
        "is_reviewed": int(idea.is_reviewed),
        "joined_to": joined.get(idea.merged_into_id) if idea.merged_into_id else None,
        "source": idea.source.value if idea.source else None,
        "table": idea.table_name,
        "agreed": idea.agreed,
        "disagreed": idea.disagreed,
        "passed": idea.passed,
        "rated": idea.rated,
        "importance_mean": idea.importance_sum / idea.rated if idea.rated else None,
        "realised": idea.realised,
        "realisation_mean": idea.realisation_sum / idea.realised if idea.realised else None,
    }


def note_report(activity: Activity, kind: str, *, actor: Actor) -> None:
    """Write down who takes a report of figures that are not public."""
    record(
        actor,
        "brainstorm.download",
        activity.public_id,
        process_id=activity.process_id,
        after={"report": kind},
    )
