"""Rows of the brainstorms: written in bulk, the same every time from the same seed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from itertools import islice
from random import Random
from typing import Any

import sqlalchemy as sa

from participation.brainstorming.domain.weighing import Counts, Said
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaState, Participant
from participation.brainstorming.models import Brainstorm, BrainstormQuestion
from participation.demo.asked.residents import drawn
from participation.demo.ideas.sketches import AREAS_OF_TOWN, Sketch, area_of, place_of, point_of
from participation.demo.ideas.voices import seen
from participation.platform.database import public_id
from participation.platform.transactions import connection

AT_ONCE = 2_000
KEY, LONG_KEY = 16, 32
WRITES_AGAIN, TELLS_PLACE = 0.25, 0.7


@dataclass(slots=True, kw_only=True)
class Drawn:
    """An idea about to be written down, with what is said of it."""

    sketch: Sketch
    day: date
    key: bytes
    author: bytes
    place: str
    said: dict[bytes, Said] = field(default_factory=dict)
    name: str = field(default_factory=public_id)


def ideas(chance: Random, sketches: Sequence[Sketch], busy: Mapping[str, float]) -> list[Drawn]:
    """Let ideas be written, most of them early; some people write several."""
    made: list[Drawn] = []
    days = sorted(min(_day(chance, busy), _day(chance, busy)) for _one in sketches)
    order = chance.sample(list(sketches), len(sketches))
    author = chance.randbytes(LONG_KEY)
    for day, sketch in zip(days, order, strict=True):
        if chance.random() > WRITES_AGAIN:
            author = chance.randbytes(LONG_KEY)
        place = place_of(sketch.words) if chance.random() < TELLS_PLACE else ""
        made.append(
            Drawn(sketch=sketch, day=day, key=chance.randbytes(KEY), author=author, place=place)
        )
    return made


def _day(chance: Random, busy: Mapping[str, float]) -> date:
    return date.fromisoformat(drawn(chance, busy))


def people(
    chance: Random, number: int, ideas: Sequence[Drawn], busy: Mapping[str, float]
) -> list[tuple[bytes, date, list[Drawn]]]:
    """Return who comes on which day, and which of the ideas so far they weigh."""
    found = []
    for _one in range(number):
        day = _day(chance, busy)
        there = sum(idea.day <= day for idea in ideas)
        weighed = [ideas[at] for at in seen(chance, range(there))]
        found.append((chance.randbytes(LONG_KEY), day, weighed))
    return found


def write_ideas(
    question: BrainstormQuestion,
    every: Sequence[Drawn],
    *states: Mapping[bytes, Mapping[str, Any]],
) -> None:
    """Add ideas with what their evaluations add up to; `states` say what else is known of some."""
    known = {key: facts for some in states for key, facts in some.items()}
    named = zip(AREAS_OF_TOWN, question.brainstorm.areas, strict=True)
    codes = {"": ""} | {key: area.code for key, area in named}
    insert(
        Idea,
        (
            {
                **_idea(question, one),
                "area": codes[area_of(one.place)],
                **known.get(one.key, {}),
            }
            for one in every
        ),
    )


def _idea(question: BrainstormQuestion, one: Drawn) -> dict[str, Any]:
    counts = Counts.total(one.said.values())
    latitude, longitude = point_of(one.place, one.key)
    return {
        "id": one.key,
        "public_id": one.name,
        "brainstorm_id": question.brainstorm_id,
        "question_id": question.id,
        "receipt_hash": one.author,
        "language": one.sketch.language,
        "words": one.sketch.words,
        "place": one.place,
        "latitude": latitude,
        "longitude": longitude,
        "day": one.day,
        "state": IdeaState.PUBLISHED,
        "is_reviewed": True,
        "reason": None,
        "joined": 0,
        **asdict(counts),
        "support": counts.support,
        "division": counts.division,
    }


def write_evaluations(
    chance: Random, brainstorm: Brainstorm, came: Mapping[bytes, date], every: Iterable[Drawn]
) -> None:
    """Add who took part, and what they said."""
    board = brainstorm.activity_id
    insert(Participant, ({"id": key, "brainstorm_id": board} for key in came))
    insert(
        Evaluation,
        (
            {
                "id": chance.randbytes(LONG_KEY),
                "brainstorm_id": board,
                "idea_id": one.key,
                "participant": who,
                "opinion": said.opinion,
                "importance": said.importance,
                "realisation": said.realisation,
                "day": came[who],
            }
            for one in every
            for who, said in one.said.items()
        ),
    )


def insert(model: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    """Add rows, many at a time."""
    left = iter(rows)
    while some := list(islice(left, AT_ONCE)):
        connection().execute(sa.insert(model), some)
