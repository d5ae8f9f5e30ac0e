"""Weigh ideas of others: which comes next, and what is said of it."""

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

import numpy as np
import sqlalchemy as sa

from participation.brainstorming import queries
from participation.brainstorming.domain import routing
from participation.brainstorming.domain.weighing import Counts, Said
from participation.brainstorming.group_models import OpinionMember
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState
from participation.brainstorming.models import Brainstorm, Scale
from participation.brainstorming.refusals import NotNow, NotShown, OwnIdea
from participation.brainstorming.services.participants import Arrival, join
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed

COUNTED = tuple(Counts.__dataclass_fields__)
COUNTS = tuple(getattr(Idea, name) for name in COUNTED)


def counts_of(idea: Idea) -> Counts:
    """Return what the evaluations of an idea add up to, as the idea keeps it."""
    return Counts(*(getattr(idea, name) for name in COUNTED))


def next_idea(brainstorm: Brainstorm, arrival: Arrival, chance: Callable[[], float]) -> str | None:
    """Draw an idea that this person has neither written nor weighed; return its public id."""
    wanted = sa.select(Idea.public_id, Idea.receipt_hash, Idea.extremity, Idea.table_name, *COUNTS)
    rows = db.session.execute(wanted.where(*_open_to(brainstorm, arrival)).order_by(Idea.id)).all()
    even = np.ones(len(rows))
    weights = routing.shared(
        routing.priority(_known(rows)) if brainstorm.is_routed else even,
        [row.receipt_hash for row in rows],
        [row.table_name for row in rows],
    )
    index = routing.draw(weights, chance())
    return None if index is None else str(rows[index].public_id)


def _known(rows: Sequence[Any]) -> routing.Known:
    every = [Counts(*row[4:]) for row in rows]
    return routing.Known(
        [each.seen for each in every],
        [each.passed for each in every],
        [each.favour for each in every],
        [row.extremity for row in rows],
    )


def _open_to(brainstorm: Brainstorm, arrival: Arrival) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        Idea.brainstorm_id == brainstorm.activity_id,
        queries.SHOWN,
        sa.not_(queries.written_by(arrival.receipt_hash)),
        sa.not_(queries.weighed(arrival.participant)),
    )


def evaluation_key(arrival: Arrival, idea: Idea) -> bytes:
    """Return the key of what one participant says of one idea: there can be one only."""
    return keyed("evaluation", arrival.participant + idea.id)


def said_before(arrival: Arrival, idea: Idea) -> Evaluation | None:
    """Return what this person has said of an idea."""
    return db.session.get(Evaluation, evaluation_key(arrival, idea))


def number_of(arrival: Arrival) -> int:
    """Count what this person has weighed."""
    return sitting_of(arrival)[0]


def sitting_of(arrival: Arrival, idea: Idea | None = None) -> tuple[int, Said | None]:
    """Return how many ideas this person has weighed, and what they said of one, in one query."""
    key = evaluation_key(arrival, idea) if idea else b""
    said = (Evaluation.opinion, Evaluation.importance, Evaluation.realisation)
    of_it = [sa.func.max(sa.case((Evaluation.id == key, one))) for one in said]
    mine = sa.select(sa.func.count(), *of_it).where(Evaluation.participant == arrival.participant)
    number, *found = db.session.execute(mine).one()
    opinion, importance, realisation = found
    if not any(one is not None for one in found):
        return number, None
    return number, Said(opinion=opinion, importance=importance, realisation=realisation)


def evaluate(
    brainstorm: Brainstorm, arrival: Arrival, idea: Idea, said: Said, *, now: datetime
) -> None:
    """Keep what a person says of an idea, in place of what they said before."""
    if not brainstorm.takes_evaluations:
        raise NotNow
    join(arrival)
    # Held, so that its counts are those of its rows whoever else weighs it meanwhile.
    db.session.refresh(idea, with_for_update=True)
    if queries.is_written_by(idea, arrival.receipt_hash):
        raise OwnIdea
    if idea.state is not IdeaState.PUBLISHED or idea.merged_into_id is not None:
        raise NotShown
    before = said_before(arrival, idea)
    counts = counts_of(idea) + Counts.of(said)
    if before is None:
        before = Evaluation(
            id=evaluation_key(arrival, idea),
            brainstorm_id=brainstorm.activity_id,
            idea_id=idea.id,
            participant=arrival.participant,
        )
        db.session.add(before)
    else:
        counts -= Counts.of(said_in(before))
    before.opinion, before.importance = said.opinion, said.importance
    before.realisation, before.day = said.realisation, local(now).date()
    keep_counts(idea, counts)
    db.session.flush()
    if idea.joined:
        recount([idea.id])


def said_in(kept: Evaluation) -> Said:
    """Return what an evaluation says."""
    return Said(opinion=kept.opinion, importance=kept.importance, realisation=kept.realisation)


def keep_counts(idea: Idea, counts: Counts) -> None:
    """Write what evaluations add up to into an idea, with the order that follows from it."""
    for name in COUNTED:
        setattr(idea, name, getattr(counts, name))
    idea.support, idea.division = counts.support, counts.division


def recount(keys: Collection[bytes]) -> None:
    """Count the evaluations of ideas that are held, with those of the ideas joined to each.

    Who weighed several of them counts once: what they said of the idea that stands goes first,
    then of the joined one with the smallest key. Opinion groups go by the same rule.
    """
    head = sa.func.coalesce(Idea.merged_into_id, Idea.id)
    of = (Evaluation.opinion, Evaluation.importance, Evaluation.realisation)
    rows = db.session.execute(
        sa.select(Idea.id, Idea.merged_into_id, Evaluation.participant, *of)
        .join(Evaluation, Evaluation.idea_id == Idea.id)
        .where(sa.or_(head.in_(keys), Idea.id.in_(keys)))
        .order_by(Idea.merged_into_id.is_not(None), Idea.id)
    ).all()
    said: dict[bytes, dict[bytes, Said]] = {key: {} for key in keys}
    for key, into, who, *parts in rows:
        one = Said(**dict(zip(("opinion", "importance", "realisation"), parts, strict=True)))
        for counted in (key, into):
            if counted in said:
                said[counted].setdefault(who, one)
    for idea in db.session.scalars(sa.select(Idea).where(Idea.id.in_(keys))):
        keep_counts(idea, Counts.total(said[idea.id].values()))
    db.session.flush()


def forget(arrival: Arrival) -> int:
    """Erase what this browser has said of ideas; return how many evaluations those were."""
    mine = sa.select(Evaluation.idea_id).where(Evaluation.participant == arrival.participant)
    keys = set(db.session.scalars(mine))
    heads = sa.select(Idea.merged_into_id).where(
        Idea.id.in_(keys), Idea.merged_into_id.is_not(None)
    )
    keys |= set(db.session.scalars(heads))
    held = sa.select(Idea).where(Idea.id.in_(keys)).order_by(Idea.id).with_for_update()
    known = {idea.id: idea for idea in db.session.scalars(held)}
    # What was joined or weighed while the lock was waited for is read only now.
    found = db.session.scalars(
        sa.select(Evaluation).where(
            Evaluation.participant == arrival.participant, Evaluation.idea_id.in_(known)
        )
    ).all()
    for one in found:
        idea = known[one.idea_id]
        keep_counts(idea, counts_of(idea) - Counts.of(said_in(one)))
        db.session.delete(one)
    group = OpinionMember.participant == arrival.participant
    db.session.execute(sa.delete(OpinionMember).where(group))
    db.session.flush()
    if joined := [key for key, idea in known.items() if idea.joined]:
        recount(joined)
    return len(found)


def supporting(brainstorm: Brainstorm) -> Said | None:
    """Return what "I support this" says on the scale of a brainstorm, where it says enough."""
    return Said(opinion=1) if brainstorm.scale is Scale.AGREE else None
