"""What staff did with the ideas of the closed round: hid, joined, translated, sorted."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from participation.brainstorming.domain.weighing import Counts
from participation.brainstorming.idea_models import (
    Idea,
    IdeaDecision,
    IdeaMerge,
    IdeaState,
    IdeaTranslation,
    Origin,
    Reason,
)
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.theme_models import IdeaAssignment, IdeaTheme
from participation.demo.ideas.rows import Drawn, insert
from participation.demo.ideas.sketches import MERGED, Sketch, sketches, translations
from participation.identity.models import Person
from participation.platform import clock
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.transactions import connection

MODERATOR = "moderator@example.fi"
LOOKED, JOINED = time(9, 40), timedelta(days=3)
SORTED = 0.9  # of the ideas; the others are still without a theme
UNTYPICAL = "other"


def moment(day: Any, after: timedelta = timedelta(days=1)) -> datetime:
    """Return when staff come to something of a day."""
    return clock.at_local(datetime.combine(day + after, LOOKED))


def moderator() -> int:
    """Return who looks at ideas."""
    wanted = sa.select(Person.id).where(Person.email == MODERATOR)
    return db.session.scalars(wanted).one()


def looked_at(hidden: Sequence[Drawn]) -> dict[bytes, Mapping[str, Any]]:
    """Return the state of ideas that are not shown."""
    return {
        one.key: {"state": IdeaState.HIDDEN, "reason": Reason(one.sketch.about)} for one in hidden
    }


def decided(hidden: Sequence[Drawn]) -> None:
    """Write down who hid ideas, and when."""
    who = moderator()
    insert(
        IdeaDecision,
        (
            {
                "idea_id": one.key,
                "person_id": who,
                "made": moment(one.day),
                "before": IdeaState.PUBLISHED,
                "was_reviewed": False,
                "after": IdeaState.HIDDEN,
                "reason": Reason(one.sketch.about),
            }
            for one in hidden
        ),
    )


def alike(heads: Sequence[Sketch]) -> list[Sketch]:
    """Return ideas that say the same as another, about which people feel the same."""
    said = [one for one in sketches("closed") if one.topic.key == MERGED]
    return [replace(one, about=head_of(one, heads).about) for one in said]


def head_of(sketch: Sketch, heads: Sequence[Sketch]) -> Sketch:
    """Return the idea that a later one was joined to."""
    return next(
        one
        for one in heads
        if one.language == sketch.language and one.words.startswith(sketch.about)
    )


@dataclass(frozen=True, slots=True)
class Joined:
    """Ideas that were joined to others: (idea, what stands for it)."""

    pairs: Sequence[tuple[Drawn, Drawn]]

    def states(self) -> dict[bytes, Mapping[str, Any]]:
        """Return what the ideas that stand for others count: everybody once."""
        found: dict[bytes, Mapping[str, Any]] = {}
        for head in {id(head): head for _one, head in self.pairs}.values():
            behind = [one for one, into in self.pairs if into is head]
            said = dict(head.said)
            for one in behind:
                said = {**one.said, **said}
            counts = Counts.total(said.values())
            found[head.key] = {
                **asdict(counts),
                "support": counts.support,
                "division": counts.division,
                "joined": len(behind),
            }
        return found

    def write(self) -> None:
        """Join them, and write down who did and when."""
        table = Idea.__table__
        joined = sa.update(table).where(table.c.id == sa.bindparam("key"))  # type: ignore[arg-type]
        connection().execute(
            joined.values(merged_into_id=sa.bindparam("into")),
            [{"key": one.key, "into": head.key} for one, head in self.pairs],
        )
        who = moderator()
        insert(
            IdeaMerge,
            (
                {
                    "idea_id": one.key,
                    "into_id": head.key,
                    "person_id": who,
                    "made": moment(max(one.day, head.day), JOINED),
                }
                for one, head in self.pairs
            ),
        )


def joined(made: Sequence[Drawn]) -> Joined:
    """Find which ideas are joined to which."""
    beginnings = {one.words: one.about for one in sketches("closed") if one.topic.key == MERGED}
    by_words = {one.sketch.words: one for one in made}
    heads = [one.sketch for one in made if one.sketch.words not in beginnings]
    pairs = []
    for one in made:
        if one.sketch.words in beginnings:
            like = replace(one.sketch, about=beginnings[one.sketch.words])
            pairs.append((one, by_words[head_of(like, heads).words]))
    return Joined(pairs)


def translated(made: Sequence[Drawn]) -> None:
    """Put some ideas into other languages."""
    insert(
        IdeaTranslation,
        (
            {
                "idea_id": one.key,
                "language": each.into,
                "words": each.words,
                "origin": Origin.STAFF,
                "is_reviewed": True,
            }
            for each in translations()
            for one in made
            if one.sketch.language == each.language and one.sketch.words.startswith(each.beginning)
        ),
    )


def sorted_by_staff(
    chance: Random, brainstorm: Brainstorm, made: Sequence[Drawn], actor: Actor
) -> None:
    """Sort most ideas into the themes that staff named; what is untypical stays without one."""
    topics = dict.fromkeys(one.sketch.topic for one in made)
    themes = {}
    kept = (one for one in topics if one.key not in (UNTYPICAL, MERGED))
    for position, topic in enumerate(sorted(kept, key=lambda one: one.key), 1):
        theme = IdeaTheme(
            brainstorm_id=brainstorm.activity_id, words=topic.words, position=position
        )
        db.session.add(theme)
        themes[topic.key] = theme
    db.session.flush()
    insert(
        IdeaAssignment,
        (
            {
                "idea_id": one.key,
                "theme_id": themes[one.sketch.topic.key].id,
                "accepted_by": actor.person_id,
                "at": moment(one.day, JOINED),
            }
            for one in made
            if one.sketch.topic.key in themes and chance.random() < SORTED
        ),
    )
