"""Giving themes to answers: each coder alone, one answer at a time."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from participation.identity.models import Person
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.coding_models import (
    Coding,
    Grouping,
    Reading,
    SuggestedGroup,
    SuggestedMember,
    Theme,
)
from surveys.domain.coding import Agreement, Counted, agreements, counted, decided
from surveys.models import Response
from surveys.services.frames import frame_of
from surveys.services.open_answers import Answer, Asked, gathered, key_named, readings_of

MOST_ALIKE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a coder has before them: an answer, what was suggested for it, and where one is."""

    answer: Answer | None = None
    mine: frozenset[int] | None = None
    suggested: Mapping[int, float] = field(default_factory=dict)
    alike: Sequence[tuple[bytes, str, str]] = ()
    read: int
    total: int
    before: str = ""


def turn(question: Asked, coder_id: int, name: str = "", after: str = "") -> Turn:
    """Return the answer with a name, or the next that the coder has not read; none when done."""
    place = _place(question, coder_id, name, after)
    if place.key is None:
        return Turn(read=place.read, total=place.total)
    rows = db.session.execute(_with_alike(question, place.key)).all()
    mine = next((row for row in rows if row.id == place.key), None)
    if mine is None:
        raise NotFound
    readings, suggested = _about(question, place.key)
    return Turn(
        answer=Answer(key=mine.id, words=mine.words, language=mine.language, readings=readings),
        mine=readings.get(coder_id),
        suggested=suggested,
        alike=[(row.id, row.words, row.language) for row in rows if row is not mine],
        read=place.read,
        total=place.total,
        before=place.before.hex() if place.before else "",
    )


def _place(question: Asked, coder_id: int, name: str, after: str) -> sa.Row[Any, Any, Any, Any]:
    """Return which answer comes, the one before it, how many there are and the coder has read."""
    every = question.answers().with_only_columns(Response.id).cte("every")
    read = sa.exists().where(
        Reading.frame_id == question.frame_id,
        Reading.response_id == every.c.id,
        Reading.coder_id == coder_id,
    )
    first = sa.select(sa.func.min(every.c.id)).where(~read)
    following = first.where(every.c.id > key_named(after)).scalar_subquery()
    chosen: Any = sa.func.coalesce(following, first.scalar_subquery())
    if name:
        chosen = sa.literal(key_named(name), sa.LargeBinary)
    one = sa.select(chosen.label("key")).cte("one")
    count = sa.select(sa.func.count()).select_from(every)
    before = sa.select(sa.func.max(every.c.id)).where(every.c.id < one.c.key)
    return db.session.execute(
        sa.select(
            one.c.key,
            before.scalar_subquery().label("before"),
            count.scalar_subquery().label("total"),
            count.where(read).scalar_subquery().label("read"),
        )
    ).one()


def _about(
    question: Asked, key: bytes
) -> tuple[dict[int | None, frozenset[int]], dict[int, float]]:
    """Return the themes of an answer by coder, and those suggested with how strongly."""
    given = (
        sa.select(Reading.coder_id, Coding.theme_id, sa.literal(0.0).label("strength"))
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .where(Reading.frame_id == question.frame_id, Reading.response_id == key)
    )
    guessed = (
        sa.select(sa.literal(None), SuggestedGroup.theme_id, SuggestedMember.strength)
        .join(SuggestedMember, SuggestedMember.group_id == SuggestedGroup.id)
        .where(
            SuggestedGroup.frame_id == question.frame_id,
            SuggestedGroup.grouping == Grouping.THEME,
            SuggestedGroup.theme_id.is_not(None),
            SuggestedMember.response_id == key,
        )
    )
    rows = db.session.execute(given.union_all(guessed)).all()
    read = gathered((key, coder, theme) for coder, theme, strength in rows if not strength)
    return read.get(key, {}), {theme: strength for _coder, theme, strength in rows if strength}


def _with_alike(question: Asked, key: bytes) -> sa.Select[bytes, str, str]:
    """Select an answer and the others that say nearly the same, where nobody said they differ."""
    group = (
        sa.select(SuggestedGroup.id)
        .join(SuggestedMember, SuggestedMember.group_id == SuggestedGroup.id)
        .where(
            SuggestedGroup.frame_id == question.frame_id,
            SuggestedGroup.grouping == Grouping.ALIKE,
            SuggestedGroup.is_dropped.is_(False),
            SuggestedMember.response_id == key,
        )
    )
    members = sa.select(SuggestedMember.response_id).where(SuggestedMember.group_id.in_(group))
    wanted = question.answers().where(sa.or_(Response.id == key, Response.id.in_(members)))
    return wanted.order_by(Response.id != key, Response.id).limit(MOST_ALIKE)


def code(
    question: Asked,
    keys: Collection[bytes],
    themes: Collection[Theme],
    *,
    coder_id: int,
    method: str = "",
) -> None:
    """Say which themes answers have, in the eyes of one coder; none is an answer too."""
    frame = frame_of(question)
    mine = sa.select(Reading).where(
        Reading.frame_id == frame.id,
        Reading.coder_id == coder_id,
        Reading.response_id.in_(keys),
    )
    old = sa.delete(Reading).where(Reading.id.in_(mine.with_only_columns(Reading.id)))
    db.session.execute(old.execution_options(synchronize_session=False))
    readings = [
        Reading(frame_id=frame.id, response_id=key, coder_id=coder_id, method=method)
        for key in keys
    ]
    db.session.add_all(readings)
    db.session.flush()
    given = [
        {"reading_id": reading.id, "theme_id": theme.id} for reading in readings for theme in themes
    ]
    if given:
        db.session.execute(sa.insert(Coding), given)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far coding has come: what is counted by theme, and how well coders agree."""

    counted: Counted
    agreements: Sequence[Agreement]
    coders: Mapping[int, str]
    answers: Sequence[frozenset[str]]


def standing(question: Asked) -> Standing:
    """Count themes over all answers read, and compare the coders."""
    known = {theme.id: theme.public_id for theme in question.themes}
    order = list(known.values())
    given = {
        key: {
            coder or 0: frozenset(known[theme] for theme in themes) for coder, themes in by.items()
        }
        for key, by in readings_of(question).items()
    }
    answers = [decided(list(by.values())) for by in given.values()]
    ids = {coder for by in given.values() for coder in by}
    people = sa.select(Person.id, Person.name).where(Person.id.in_(ids))
    return Standing(
        counted=counted(answers, order),
        agreements=agreements(given.values(), order),
        coders={row[0]: row[1] for row in db.session.execute(people)} if ids else {},
        answers=answers,
    )


def with_alike(question: Asked, answer: Answer, *, wanted: bool) -> list[bytes]:
    """Return the key of an answer and, if wanted, of those that say nearly the same."""
    if not wanted:
        return [answer.key]
    return [row.id for row in db.session.execute(_with_alike(question, answer.key))]
