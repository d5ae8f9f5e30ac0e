"""Ideas: write, list one's own, follow and erase by code."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.activities import receipts
from participation.activities.models import Activity, Channel
from participation.activities.occasions import Occasion
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaMerge, IdeaState
from participation.brainstorming.models import Brainstorm, BrainstormQuestion, Moderation
from participation.brainstorming.refusals import NotNow
from participation.brainstorming.services import building, joining
from participation.brainstorming.services.participants import Arrival, join
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.texts.languages import language_of
from participation.texts.points import Point
from participation.texts.words import plain

KEY_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """An idea as it was typed, in answer to a question."""

    question: BrainstormQuestion
    words: str
    place: str = ""
    area: str = ""
    point: Point | None = None
    table_name: str = ""


def key_of(arrival: Arrival, written: Written) -> bytes:
    """Return the key of an idea: the same words from the same browser are the same idea.

    So a double click, a second window and a reply that was lost make no second one. The same wish
    for another place is another idea.
    """
    said = f"{arrival.activity.public_id}.{written.question.code}.{plain(written.words)}"
    if written.place or written.area or written.point:
        said += f".{written.area}.{plain(written.place)}.{written.point or ''}"
    return keyed("idea", arrival.token + said.encode())[:KEY_BYTES]


def write(
    brainstorm: Brainstorm, arrival: Arrival, written: Written, *, language: str, now: datetime
) -> None:
    """Take an idea in, unless it is there already; show it at once where the rules say so."""
    if not brainstorm.takes_ideas:
        raise NotNow
    key = key_of(arrival, written)
    if db.session.get(Idea, key) is not None:
        return
    join(arrival)
    is_shown = brainstorm.moderation is not Moderation.BEFORE
    idea = Idea(
        id=key,
        brainstorm_id=brainstorm.activity_id,
        question_id=written.question.id,
        channel_id=_channel(arrival),
        receipt_hash=arrival.receipt_hash,
        language=language_of(written.words, language),
        words=written.words,
        place=written.place,
        area=written.area,
        latitude=written.point.latitude if written.point else None,
        longitude=written.point.longitude if written.point else None,
        table_name=written.table_name,
        day=local(now).date(),
        state=IdeaState.PUBLISHED if is_shown else IdeaState.WAITING,
    )
    db.session.add(idea)
    if is_shown:
        building.bump(brainstorm.activity_id)
    db.session.flush()


def _channel(arrival: Arrival) -> int | None:
    """Return the link that somebody came by, else that of those who come without one."""
    wanted = (
        sa.select(Channel.id)
        .where(
            Channel.activity_id == arrival.activity.id,
            Channel.source.is_(None),
            sa.or_(Channel.code == arrival.channel, Channel.is_default),
        )
        .order_by((Channel.code == arrival.channel).desc())
        .limit(1)
    )
    found: int | None = db.session.scalar(wanted)
    return found


def own(activity: Activity | Occasion, receipt_hash: bytes) -> Sequence[Idea]:
    """Return what one person wrote."""
    return db.session.scalars(queries.own_ideas(activity.id, receipt_hash)).all()


def has_written(activity: Activity | Occasion, token: bytes) -> bool:
    """Tell whether the browser with a token has written ideas."""
    return bool(own(activity, receipts.hash_for(token)))


def behind(receipt_hash: bytes) -> Sequence[Idea]:
    """Return the ideas to which a code leads, the newest day first."""
    wanted = sa.select(Idea).where(Idea.receipt_hash == receipt_hash)
    return db.session.scalars(wanted.order_by(Idea.day.desc(), Idea.id)).all()


def erase(receipt_hash: bytes) -> bool:
    """Erase the ideas to which a code leads, with what others said of them."""
    found = behind(receipt_hash)
    keys = [idea.id for idea in found]
    if keys:
        for board in {idea.brainstorm_id for idea in found}:
            building.bump(board)
        joining.release(keys)
        merges = sa.or_(IdeaMerge.idea_id.in_(keys), IdeaMerge.into_id.in_(keys))
        db.session.execute(sa.delete(IdeaMerge).where(merges))
        db.session.execute(sa.delete(Evaluation).where(Evaluation.idea_id.in_(keys)))
        db.session.execute(sa.delete(Idea).where(Idea.id.in_(keys)))
        db.session.expire_all()
    return bool(keys)


def forget_trials(activity: Activity) -> None:
    """Erase ideas that staff wrote to try the brainstorm out."""
    tried = Idea.brainstorm_id == activity.id, Idea.is_test.is_(True)
    db.session.execute(sa.delete(Idea).where(*tried))
