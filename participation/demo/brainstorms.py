"""Hold the town's two brainstorms: one of three weeks that has closed, and one under way."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from participation.activities.models import ResultVisibility
from participation.activities.services.creating import create_activity
from participation.activities.services.lifecycle import publish
from participation.brainstorming.domain.weighing import Said
from participation.brainstorming.models import Asking, Brainstorm, BrainstormQuestion, Scale
from participation.brainstorming.services import areas, building, grouping
from participation.demo.asked.background import AREAS
from participation.demo.asked.money import MAP_ALT
from participation.demo.chart import stored_map
from participation.demo.ideas import remarks, rounds, rows, staff, voices
from participation.demo.ideas.rows import Drawn
from participation.demo.ideas.sketches import AREAS_OF_TOWN, HIDDEN, MERGED, Sketch, sketches
from participation.demo.surveys import CLOSES, OPENS, SEED, rush
from participation.demo.timetable import Days, at, timetable
from participation.demo.town import REQUIRED
from participation.demo.words import text
from participation.platform import clock
from participation.platform.access.actor import Actor
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.files.pictures import picture_named
from participation.processes.models import Process

PEOPLE_CLOSED, PEOPLE_OPEN = 748, 83
UNREVIEWED, JUDGES_REALISATION = 5, 0.85


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """A brainstorm: its words and days, who comes, and what they think."""

    title: Any
    summary: Any
    asked: building.Asked
    days: Days
    scale: Scale
    people: int
    said: Callable[[Random, int, Sketch], Said]


def hold_brainstorms(process: Process, actor: Actor, now: datetime) -> None:
    """Hold the one of three weeks, then begin the one under way."""
    days = timetable(now)
    closed = Round(
        title=rounds.CLOSED_TITLE,
        summary=rounds.CLOSED_SUMMARY,
        asked=building.Asked(
            words=rounds.CLOSED_QUESTION,
            introduction=rounds.CLOSED_INTRODUCTION,
            place_asked=Asking.OPTIONAL,
            picture=picture_named(stored_map()),
            picture_alt=MAP_ALT,
        ),
        days=days.closed_round,
        scale=Scale.AGREE,
        people=PEOPLE_CLOSED,
        said=lambda chance, kind, idea: Said(opinion=voices.opinion(chance, kind, idea.about)),
    )
    under_way = Round(
        title=rounds.OPEN_TITLE,
        summary=rounds.OPEN_SUMMARY,
        asked=building.Asked(
            words=rounds.OPEN_QUESTION,
            introduction=rounds.OPEN_INTRODUCTION,
            about_service=True,
            place_asked=Asking.OPTIONAL,
            picture=picture_named(stored_map()),
            picture_alt=MAP_ALT,
        ),
        days=days.open_round,
        scale=Scale.IMPORTANCE,
        people=PEOPLE_OPEN,
        said=_rated,
    )
    _hold_closed(process, closed, actor, now)
    _hold_open(process, under_way, actor, now)


def _rated(chance: Random, _kind: int, idea: Sketch) -> Said:
    importance, realisation = idea.about[0], idea.about[1]
    return Said(
        importance=voices.rating(chance, importance),
        realisation=voices.rating(chance, realisation)
        if chance.random() < JUDGES_REALISATION
        else None,
    )


def _hold_closed(process: Process, held: Round, actor: Actor, now: datetime) -> None:
    """Write it whole: some ideas hidden, some joined, sorted into themes, groups worked out."""
    chance = Random(SEED + 100)  # noqa: S311 -- no secret
    brainstorm, question = _announced(process, held, actor, now)
    brainstorm.next_steps = rounds.NEXT_STEPS
    brainstorm.activity.results = ResultVisibility.AFTER_CLOSING
    brainstorm.shows_themes, brainstorm.has_comments = True, True
    every = sketches("closed")
    heads = [one for one in every if one.topic.key not in (HIDDEN, MERGED)]
    busy = rush(held.days.first, held.days.last)
    made = rows.ideas(chance, [*heads, *staff.alike(heads)], busy)
    came = _weighed(chance, held, made, busy)
    hidden = rows.ideas(chance, [one for one in every if one.topic.key == HIDDEN], busy)
    joined = staff.joined(made)
    rows.write_ideas(question, [*made, *hidden], staff.looked_at(hidden), joined.states())
    rows.write_evaluations(chance, brainstorm, came, made)
    joined.write()
    staff.decided(hidden)
    staff.translated(made)
    staff.sorted_by_staff(chance, brainstorm, made, actor)
    remarks.comment(chance, brainstorm, made, held.days.last)
    brainstorm.board_version += len(made)
    db.session.flush()
    grouping.work_out_at_once(brainstorm.activity, now)


def _hold_open(process: Process, held: Round, actor: Actor, now: datetime) -> None:
    """Begin it; the newest ideas wait for a moderator."""
    chance = Random(SEED + 101)  # noqa: S311 -- no secret
    brainstorm, question = _announced(process, held, actor, now)
    busy = rush(held.days.first, min(held.days.last, clock.local(now).date()))
    made = rows.ideas(chance, sketches("open"), busy)
    came = _weighed(chance, held, made, busy)
    waiting = {one.key: {"is_reviewed": False} for one in made[-UNREVIEWED:]}
    rows.write_ideas(question, made, waiting)
    rows.write_evaluations(chance, brainstorm, came, made)
    brainstorm.board_version += len(made)


def _announced(
    process: Process, held: Round, actor: Actor, now: datetime
) -> tuple[Brainstorm, BrainstormQuestion]:
    """Write a brainstorm and publish it some days before it opens."""
    activity = create_activity(process.id, "brainstorm", held.title, LANGUAGES, actor=actor)
    activity.summary = held.summary
    activity.opens = at(held.days.first, *OPENS)
    activity.closes = at(held.days.last, *CLOSES)
    question = building.add_question(activity, held.asked)
    for key in AREAS_OF_TOWN:
        areas.add_area(activity, text(*AREAS[key]))
    brainstorm = building.locked(activity.id)
    brainstorm.scale, brainstorm.rules = held.scale, rounds.RULES
    brainstorm.thanks = rounds.THANKS
    announced = min(now, activity.opens) - timedelta(days=3)
    publish(activity, REQUIRED, actor=actor, now=announced)
    activity.created = announced - timedelta(days=14)
    return brainstorm, question


def _weighed(
    chance: Random, held: Round, made: Sequence[Drawn], busy: Mapping[str, float]
) -> dict[bytes, Any]:
    """Let people weigh ideas; return who came on which day."""
    came = {}
    for who, day, ideas in rows.people(chance, held.people, made, busy):
        kind = voices.kind(chance)
        came[who] = day
        for idea in ideas:
            idea.said[who] = held.said(chance, kind, idea.sketch)
    return came
