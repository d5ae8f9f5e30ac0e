"""Suggested themes and near-duplicates: looked for by the worker, decided about by people."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.texts.duplicates import alike
from participation.texts.languages import language_of
from participation.texts.themes import METHOD, STRONG, suggested
from participation.texts.words import Said
from surveys.coding_models import (
    CodeFrame,
    Grouping,
    Reading,
    SuggestedGroup,
    SuggestedMember,
    Theme,
)
from surveys.models import Response
from surveys.services import coding, frames
from surveys.services.open_answers import Asked, asked

NUMBERS = (5, 10, 15)
EXAMPLES, TRIED = 3, 100
ALIKE_METHOD = "minhash 1"
MOST_GROUPS = 40


def ask_for(question: Asked, number: int) -> None:
    """Have the worker look for themes, and for answers that say nearly the same."""
    if number not in NUMBERS:
        raise NotFound
    frames.frame_of(question).wanted = number
    db.session.flush()


def waiting() -> Sequence[int]:
    """Return the frames for which something is to be looked for."""
    return db.session.scalars(sa.select(CodeFrame.id).where(CodeFrame.wanted.is_not(None))).all()


def texts(question: Asked) -> list[Said]:
    """Return all answers with the languages they are likely in, in the order of their keys."""
    rows = db.session.execute(question.answers().order_by(Response.id))
    return [Said(row.id, row.words, language_of(row.words, row.language)) for row in rows]


def texts_of(frame_id: int) -> tuple[list[Said], int]:
    """Return the answers that a frame is for, and how many themes are wanted."""
    frame = db.session.get_one(CodeFrame, frame_id)
    question = asked(db.session.get_one(Activity, frame.survey_id), frame.name)
    return texts(question), frame.wanted or NUMBERS[0]


@dataclass(frozen=True, slots=True)
class Group:
    """A suggestion before it is kept."""

    grouping: Grouping
    terms: Sequence[str]
    language: str
    members: Sequence[tuple[bytes, float]]


def found(said: Sequence[Said], number: int) -> list[Group]:
    """Return suggested themes, and groups of answers that say nearly the same."""
    themes = [
        Group(Grouping.THEME, one.words, one.language,
              [(m.key, m.strength) for m in one.members])
        for one in suggested(said, number)
    ]  # fmt: skip
    same = [
        Group(Grouping.ALIKE, (), one.texts[0].language,
              [(text.key, 1.0) for text in one.texts])
        for one in alike(said)[:MOST_GROUPS]
    ]  # fmt: skip
    return themes + same


def keep(frame_id: int, groups: Sequence[Group], now: datetime) -> int:
    """Keep suggestions in the place of those that nobody has decided about.

    Answers that were erased meanwhile are left out.
    """
    frame = db.session.get_one(CodeFrame, frame_id)
    undecided = sa.delete(SuggestedGroup).where(
        SuggestedGroup.frame_id == frame.id, SuggestedGroup.theme_id.is_(None)
    )
    db.session.execute(undecided.execution_options(synchronize_session=False))
    there = set(
        db.session.scalars(sa.select(Response.id).where(Response.survey_id == frame.survey_id))
    )
    for group in groups:
        members = [(key, strength) for key, strength in group.members if key in there]
        kept = SuggestedGroup(
            frame_id=frame.id,
            grouping=group.grouping,
            terms=list(group.terms),
            language=group.language,
            method=METHOD if group.grouping is Grouping.THEME else ALIKE_METHOD,
        )
        db.session.add(kept)
        db.session.flush()
        rows = [{"group_id": kept.id, "response_id": key, "strength": s} for key, s in members]
        if rows:
            db.session.execute(sa.insert(SuggestedMember), rows)
    frame.wanted, frame.suggested = None, now
    db.session.flush()
    return len(groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A suggestion with how many answers it has and some of them, the strongest first."""

    group: SuggestedGroup
    size: int
    strong: int
    examples: Sequence[tuple[bytes, str, str]]


def shown(question: Asked) -> list[Shown]:
    """Return the suggestions that nobody has decided about, the largest first."""
    size, strong = _sizes()
    wanted = (
        sa.select(SuggestedGroup, size, strong)
        .join(SuggestedMember, SuggestedMember.group_id == SuggestedGroup.id)
        .where(
            SuggestedGroup.frame_id == question.frame_id,
            SuggestedGroup.theme_id.is_(None),
            SuggestedGroup.is_dropped.is_(False),
        )
        .group_by(SuggestedGroup.id)
        .having(size > 1)
    )
    rows = db.session.execute(wanted.order_by(size.desc(), SuggestedGroup.id)).all()
    examples = _examples(question, [row[0].id for row in rows])
    return [
        Shown(group=group, size=size, strong=strong, examples=examples.get(group.id, ()))
        for group, size, strong in rows
    ]


def _sizes() -> tuple[sa.ColumnElement[int], sa.ColumnElement[int]]:
    strong = sa.func.sum(sa.case((SuggestedMember.strength >= STRONG, 1), else_=0))
    return sa.func.count(SuggestedMember.response_id), strong


def _examples(question: Asked, group_ids: Sequence[int]) -> dict[int, list[tuple[bytes, str, str]]]:
    """Return the first different answers of each group, in one query."""
    place = sa.func.row_number().over(
        partition_by=SuggestedMember.group_id,
        order_by=(SuggestedMember.strength.desc(), SuggestedMember.response_id),
    )
    ranked = (
        sa.select(SuggestedMember.group_id, SuggestedMember.response_id, place.label("place"))
        .where(SuggestedMember.group_id.in_(group_ids))
        .subquery()
    )
    answers = question.answers().subquery()
    wanted = (
        sa.select(ranked.c.group_id, answers.c.id, answers.c.words, answers.c.language)
        .join(answers, answers.c.id == ranked.c.response_id)
        .where(ranked.c.place <= TRIED)
        .order_by(ranked.c.group_id, ranked.c.place)
    )
    examples: dict[int, list[tuple[bytes, str, str]]] = {}
    for group, key, words, language in db.session.execute(wanted):
        chosen = examples.setdefault(group, [])
        if len(chosen) < EXAMPLES and words not in [other for _key, other, _code in chosen]:
            chosen.append((key, words, language))
    return examples


def group_named(question: Asked, public_id: str) -> SuggestedGroup:
    """Return a suggestion that nobody has decided about, or refuse."""
    group = db.session.scalar(
        sa.select(SuggestedGroup).where(
            SuggestedGroup.frame_id == question.frame_id,
            SuggestedGroup.public_id == public_id,
            SuggestedGroup.theme_id.is_(None),
        )
    )
    if group is None:
        raise NotFound
    return group


def drop(question: Asked, public_id: str) -> None:
    """Say no to a suggestion."""
    group_named(question, public_id).is_dropped = True
    db.session.flush()


def accept(
    question: Asked, public_id: str, into: Theme | Text, *, actor: Actor, at_once: bool
) -> Theme:
    """Say yes to a suggested theme: as a new one with a name, or as part of one there is.

    `at_once` gives it to the answers that are strongly about it and that the coder has not read;
    they then count as accepted unread, and every coder may read them again.
    """
    group = group_named(question, public_id)
    theme = into
    if isinstance(theme, Text):
        theme = frames.add_theme(question, theme, actor=actor, method=group.method)
    group.theme_id = theme.id
    db.session.flush()
    if at_once and actor.person_id:
        keys = list(_strong_unread(group, actor.person_id))
        coding.code(question, keys, [theme], coder_id=actor.person_id, method=group.method)
    return theme


def _strong_unread(group: SuggestedGroup, coder_id: int) -> Iterator[bytes]:
    mine = sa.exists().where(
        Reading.frame_id == group.frame_id,
        Reading.coder_id == coder_id,
        Reading.response_id == SuggestedMember.response_id,
    )
    wanted = sa.select(SuggestedMember.response_id).where(
        SuggestedMember.group_id == group.id, SuggestedMember.strength >= STRONG, ~mine
    )
    yield from db.session.scalars(wanted)
