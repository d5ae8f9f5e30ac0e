"""Set a brainstorm up: its rounds, its questions, its words.

Every edit carries a mark of what its author saw; if somebody changed the same thing meanwhile the
edit is refused, and the page shows both.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from hashlib import sha256
from json import dumps
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity, ResultVisibility
from participation.brainstorming import queries
from participation.brainstorming.models import (
    Asking,
    Brainstorm,
    BrainstormQuestion,
    Moderation,
    Scale,
    Visibility,
)
from participation.brainstorming.refusals import HasIdeas, Outdated
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.files.models import StoredFile
from participation.platform.files.pictures import name_of
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.web.site import site


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What the page of settings of the round edits."""

    moderation: Moderation
    review_days: int
    idea_length: int
    scale: Scale
    visibility: Visibility
    may_write: bool
    may_evaluate: bool
    is_routed: bool
    rules: Text
    thanks: Text
    has_comments: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the page of one question edits."""

    words: Text
    introduction: Text = field(default_factory=Text)
    area_asked: Asking = Asking.OPTIONAL
    place_asked: Asking = Asking.NO
    about_service: bool = False
    picture: StoredFile | None = None
    picture_alt: Text = field(default_factory=Text)


def create(activity: Activity) -> Brainstorm:
    """Add what a brainstorm keeps to a new activity; what comes of it staff see first."""
    made = Brainstorm(activity_id=activity.id)
    activity.results = ResultVisibility.STAFF
    db.session.add(made)
    db.session.flush()
    return made


def locked(activity_id: int) -> Brainstorm:
    """Return the brainstorm, held until the transaction ends so that edits queue."""
    wanted = sa.select(Brainstorm).where(Brainstorm.activity_id == activity_id)
    held = wanted.with_for_update(of=Brainstorm).execution_options(populate_existing=True)
    found: Brainstorm | None = db.session.scalar(held)
    if found is None:
        raise NotFound
    return found


def bump(activity_id: int) -> None:
    """Raise the version of what others see; whoever shows ideas reads them anew."""
    changed = sa.update(Brainstorm).where(Brainstorm.activity_id == activity_id)
    db.session.execute(changed.values(board_version=Brainstorm.board_version + 1))


def mark_of(thing: Brainstorm | BrainstormQuestion) -> str:
    """Return a short mark of what is edited, which changes when it does."""
    kind = Round if isinstance(thing, Brainstorm) else Asked
    said = {one.name: _plain(getattr(thing, one.name)) for one in fields(kind)}
    return sha256(dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def _plain(value: Any) -> Any:
    if isinstance(value, StoredFile):
        return name_of(value)
    return value.to_json() if isinstance(value, Text) else value


def save_round(activity: Activity, wanted: Round, *, mark: str, actor: Actor) -> None:
    """Change the rules and what this phase allows."""
    found = locked(activity.id)
    if mark != mark_of(found):
        raise Outdated
    before = _settings(found)
    _set(found, wanted)
    found.board_version += 1
    db.session.flush()
    _record(actor, "brainstorm.round", activity, before, _settings(found))


def _settings(found: Brainstorm) -> dict[str, Any]:
    return {one.name: _plain(getattr(found, one.name)) for one in fields(Round)}


def _set(thing: Any, wanted: Round | Asked) -> None:
    for one in fields(wanted):
        setattr(thing, one.name, getattr(wanted, one.name))


def _record(
    actor: Actor, deed: str, activity: Activity, before: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    changed = [name for name in after if after[name] != before.get(name)]
    if changed:
        record(
            actor,
            deed,
            activity.public_id,
            process_id=activity.process_id,
            before={name: before[name] for name in changed if name in before},
            after={name: after[name] for name in changed},
        )


def say_next(activity: Activity, words: Text, *, actor: Actor) -> None:
    """Keep what staff say happens with the results."""
    found = locked(activity.id)
    found.next_steps = words
    db.session.flush()
    told = {"languages": sorted(words.translations)}
    place = activity.process_id
    record(actor, "brainstorm.next", activity.public_id, process_id=place, after=told)


def add_question(activity: Activity, wanted: Asked) -> BrainstormQuestion:
    """Add a question at the end, under a code that none had before."""
    found = locked(activity.id)
    found.last_code += 1
    made = BrainstormQuestion(
        brainstorm_id=found.activity_id,
        code=f"q{found.last_code}",
        position=max((one.position for one in found.questions), default=0) + 1,
    )
    _set(made, wanted)
    found.questions.append(made)
    found.board_version += 1
    db.session.flush()
    return made


def save_question(activity: Activity, code: str, wanted: Asked, *, mark: str) -> None:
    """Change a question."""
    found = locked(activity.id)
    question = queries.question_with(found, code)
    if mark != mark_of(question):
        raise Outdated
    _set(question, wanted)
    found.board_version += 1
    db.session.flush()


def move_question(activity: Activity, code: str, step: int) -> None:
    """Move a question one place up (-1) or down (1)."""
    found = locked(activity.id)
    order = sorted(found.questions, key=lambda one: (one.position, one.id))
    at = order.index(queries.question_with(found, code))
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    for position, question in enumerate(order, 1):
        question.position = position
    found.board_version += 1
    db.session.flush()


def remove_question(activity: Activity, code: str) -> None:
    """Delete a question that no idea answers."""
    found = locked(activity.id)
    question = queries.question_with(found, code)
    ideas = db.session.execute(queries.questions_with_ideas(found.activity_id)).all()
    if question.id in {row[0] for row in ideas}:
        raise HasIdeas
    found.questions.remove(question)
    found.board_version += 1
    db.session.flush()


def texts(found: Brainstorm) -> Iterator[Text]:
    """Yield every text of a brainstorm that people read."""
    yield found.rules
    yield found.thanks
    yield found.next_steps
    for question in found.questions:
        yield from (question.words, question.introduction, question.picture_alt)
    yield from (area.name for area in found.areas)


def unfinished(activities: Sequence[Activity]) -> dict[int, dict[str, int]]:
    """Count the texts that are not complete, by activity and language."""
    found = db.session.scalars(queries.brainstorms_of([one.id for one in activities])).unique()
    known = {one.activity_id: list(texts(one)) for one in found}
    return {
        one.id: {
            code: sum(bool(text.unfinished((code,))) for text in known.get(one.id, ()))
            for code in dict.fromkeys((*one.languages, *site().required_languages))
        }
        for one in activities
    }


def languages_of(activity: Activity) -> tuple[str, ...]:
    """Return the languages the activity offers, the municipality's main one first."""
    offered = tuple(code for code in site().languages if code in activity.languages)
    return offered or (site().main_language,)
