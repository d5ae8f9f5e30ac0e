"""Let a machine put ideas into the other languages, for a person to check.

Nothing of it is shown to anybody but staff until one of them has looked. Only ideas that a
moderator has looked at and shown leave this service, so that nobody's personal data does.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea, IdeaState, IdeaTranslation, Origin
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.platform.translation.service import AT_ONCE, NotTranslated, Translator

CALLS_A_RUN = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """An idea that has no words in a language that its brainstorm offers."""

    key: bytes
    words: str


def work(service: Translator, _now: datetime) -> int:
    """Put some ideas into languages they lack; return how many. A failing service ends the run."""
    done = 0
    pairs = ((source, target) for source in LANGUAGES for target in LANGUAGES if source != target)
    for source, target in islice(pairs, CALLS_A_RUN):
        some = _waiting(source, target)
        db.session.rollback()
        if not some:
            continue
        try:
            found = service.translate([one.words for one in some], source, target)
        except NotTranslated:
            break
        with unit_of_work():
            done += _keep(some, found, target)
    return done


def _waiting(source: str, target: str) -> Sequence[Waiting]:
    has_one = sa.exists().where(
        IdeaTranslation.idea_id == Idea.id, IdeaTranslation.language == target
    )
    wanted = (
        sa.select(Idea.id, Idea.words, Activity.languages)
        .join(Activity, Activity.id == Idea.brainstorm_id)
        .where(
            queries.REAL,
            Idea.state == IdeaState.PUBLISHED,
            Idea.is_reviewed.is_(True),
            Idea.merged_into_id.is_(None),
            Idea.language == source,
            sa.not_(has_one),
            sa.cast(Activity.languages, sa.Text).contains(f'"{target}"'),
        )
        .order_by(Idea.id)
        .limit(AT_ONCE)
    )
    return [Waiting(row[0], row[1]) for row in db.session.execute(wanted)]


def _keep(some: Sequence[Waiting], found: Sequence[str], language: str) -> int:
    """Keep what came, but for ideas that went, or that somebody put so meanwhile."""
    keys = [one.key for one in some]
    there = set(db.session.scalars(sa.select(Idea.id).where(Idea.id.in_(keys))))
    mine = IdeaTranslation.idea_id.in_(keys), IdeaTranslation.language == language
    known = set(db.session.scalars(sa.select(IdeaTranslation.idea_id).where(*mine)))
    made = [
        IdeaTranslation(idea_id=one.key, language=language, words=words, origin=Origin.MACHINE)
        for one, words in zip(some, found, strict=True)
        if one.key in there - known and words.strip()
    ]
    db.session.add_all(made)
    db.session.flush()
    return len(made)
