"""Hold the town's budgets: one that is carried out, one that is voted on, one that takes ideas."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

import sqlalchemy as sa

from budgeting import queries, rule_words
from budgeting.models import Budget, Preset
from budgeting.models import Phase as Stage
from budgeting.project_models import CarryingOut, Milestone
from budgeting.proposal_models import Showing
from budgeting.services import setting_up, voting_count
from budgeting.services.setting_up import AreaWritten, CategoryWritten, RuleWritten
from participation.activities.models import AccessLevel
from participation.activities.services.creating import create_activity
from participation.activities.services.lifecycle import publish
from participation.demo.asked.background import AREAS
from participation.demo.budget import rows, voting, words
from participation.demo.budget.projects import sketches
from participation.demo.process import CONTACTS
from participation.demo.surveys import CLOSES, SEED
from participation.demo.timetable import Days, at, timetable
from participation.demo.town import REQUIRED
from participation.demo.words import text
from participation.identity.models import Person
from participation.platform.access.actor import Actor
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Contact, Phase, Precision, Process
from participation.processes.services.parts import add_part
from participation.processes.services.processes import create_process, publish_process

MORNING = 9
MONEY = {"town": 60_000, "centre": 20_000, "west": 20_000, "inland": 18_000, "islands": 12_000}
HOMES = {"centre": 0.45, "west": 0.25, "inland": 0.2, "islands": 0.1}
VOTERS, VOTERS_NOW = 640, 212
CENTS = 100


def hold_budgets(actor: Actor, now: datetime) -> None:
    """Hold the last one, let people vote on the parks, begin the next."""
    process = create_process(
        words.PROCESS["name"], words.PROCESS["purpose"], slug=words.SLUG, actor=actor
    )
    days = timetable(now)
    spans = ((-1, 0), (1, 2), (3, 12))
    for words_of, (first, last) in zip(words.PHASES, spans, strict=True):
        span = {"starts": days.month(first), "ends": days.month(last)}
        add_part(process, Phase, {**words_of, **span, "precision": Precision.MONTH}, actor)
    add_part(process, Contact, CONTACTS[1], actor)
    publish_process(process, REQUIRED, actor=actor, now=at(days.month(-9), MORNING))
    _hold_last(process, actor, now)
    _hold_parks(process, actor, now)
    _hold_next(process, actor, now)


def _announce(  # noqa: PLR0913 -- what makes one budget another
    process: Process,
    title: Text,
    summary: Text,
    stages: Mapping[Stage, Days | None],
    rule: str,
    *,
    areas: dict[str, int],
    actor: Actor,
) -> Budget:
    """Write a budget with its money, stages and rule, and publish it before it begins."""
    activity = create_activity(process.id, "budget", title, LANGUAGES, actor=actor)
    activity.summary, activity.access = summary, AccessLevel.OPEN
    budget = queries.budget_of(activity.id)
    budget.preset, budget.minimum_age, budget.is_for_residents = Preset.ADVANCED, 12, False
    budget.criteria, budget.thanks = words.CRITERIA, words.THANKS
    for code, euros in areas.items():
        name = words.TOWN if code == "town" else text(*AREAS[code])
        written = AreaWritten(name=name, amount_cents=euros * CENTS, is_whole_town=code == "town")
        setting_up.add_area(budget, code, written)
    for code, name in words.CATEGORIES.items():
        setting_up.add_category(budget, code, CategoryWritten(name=name))
    for phase, days in stages.items():
        opens = at(days.first, MORNING) if days else None
        closes = at(days.last, *CLOSES) if days else None
        setting_up.plan(budget, phase, opens, closes, words.EXPLAINED.get(phase, Text()))
    known = [days for days in stages.values() if days]
    announced = at(known[0].first, MORNING) - timedelta(days=7)
    _adopt(budget, rule, announced)
    activity.opens = at(known[0].first, MORNING)
    vote = stages[Stage.VOTING]
    activity.closes = at(vote.last, *CLOSES) if vote else None
    db.session.flush()  # publishing reads the activity anew
    publish(activity, REQUIRED, actor=actor, now=announced)
    return budget


def _adopt(budget: Budget, rule: str, moment: datetime) -> None:
    offered = rule_words.OFFERED[rule]
    written = RuleWritten(
        key=offered.key,
        parameters=offered.parameters,
        words=rule_words.generated(offered, LANGUAGES),
        adopted_by=words.BOARD,
        adopted=moment.date(),
    )
    setting_up.adopt(budget, written)


def _hold_last(process: Process, actor: Actor, now: datetime) -> None:
    """Go through all of it: sixty ideas, twenty projects, a vote, a count, the carrying out."""
    days, chance = timetable(now), Random(SEED + 200)  # noqa: S311 -- no secret
    ideas = Days(days.month(-8), days.month(-7) - timedelta(days=1))
    checking = Days(days.month(-7), days.month(-5) - timedelta(days=1))
    vote = Days(days.month(-4), days.month(-4) + timedelta(days=20))
    stages = {
        Stage.IDEAS: ideas,
        Stage.CHECKING: checking,
        Stage.VOTING: vote,
        Stage.COUNT: Days(vote.last + timedelta(days=1), vote.last + timedelta(days=3)),
        Stage.CO_DESIGN: Days(days.month(-3), days.month(-2)),
        Stage.CARRYING_OUT: Days(days.month(-2), days.month(8)),
    }
    budget = _announce(
        process, words.LAST_TITLE, words.LAST_SUMMARY, stages, "equal-shares",
        areas=MONEY, actor=actor,
    )  # fmt: skip
    budget.most_choices = None
    every = rows.lines("ideas")
    made = rows.write_ideas(chance, budget, every, ideas)
    rows.decide(made, every, _people(), checking.last)
    projects = sketches("projects")
    rows.write_projects(budget, projects, made, every)
    voting.vote(chance, budget, list(rows.ballots(chance, projects, HOMES, VOTERS)), vote)
    counted = at(vote.last + timedelta(days=2), MORNING)
    voting_count.close(budget, now=counted)
    voting_count.count(budget, now=counted)
    voting_count.publish(budget, now=counted + timedelta(days=1))
    _carry_out(budget, now)


def _people() -> dict[str, int]:
    found = db.session.execute(sa.select(Person.email, Person.id))
    return {row[0].partition("@")[0]: row[1] for row in found}


def _carry_out(budget: Budget, now: datetime) -> None:
    """Tell of some of the chosen projects how they go."""
    today = timetable(now).today
    db.session.expire_all()
    for one in db.session.scalars(queries.projects_of(budget.activity_id)).unique():
        told: Any = words.PROGRESS.get(one.code)
        if told is None or not one.is_chosen:
            continue
        state, spent, progress = told
        one.carrying_out, one.spent_cents = CarryingOut(state), spent * CENTS
        one.progress = progress
        for position, (title, planned, reached) in enumerate(words.STEPS, 1):
            is_done = state == "done"
            last = reached if reached is not None else -10 if is_done else None
            one.milestones.append(
                Milestone(
                    position=position,
                    title=title,
                    planned=today + timedelta(days=-10 if is_done and planned > 0 else planned),
                    reached=None if last is None else today + timedelta(days=last),
                )
            )
    db.session.flush()


def _hold_parks(process: Process, actor: Actor, now: datetime) -> None:
    """Let people vote on eight projects, most votes first."""
    days, chance = timetable(now), Random(SEED + 201)  # noqa: S311 -- no secret
    vote = Days(days.from_today(-9, 0), days.from_today(-9, 0) + timedelta(days=20))
    after = Days(vote.last + timedelta(days=1), vote.last + timedelta(days=7))
    stages = {
        Stage.VOTING: vote,
        Stage.COUNT: after,
        Stage.CARRYING_OUT: Days(after.last + timedelta(days=1), after.last + timedelta(days=300)),
    }
    budget = _announce(
        process, words.PARKS_TITLE, words.PARKS_SUMMARY, stages, "greedy",
        areas={"town": 50_000}, actor=actor,
    )  # fmt: skip
    projects = sketches("parks")
    rows.write_projects(budget, projects)
    most = budget.most_choices or len(projects)
    votes = [
        (home, dict(list(marks.items())[:most]))
        for home, marks in rows.ballots(chance, projects, HOMES, VOTERS_NOW)
    ]
    so_far = Days(vote.first, min(vote.last, days.today - timedelta(days=1)))
    voting.vote(chance, budget, votes, so_far)


def _hold_next(process: Process, actor: Actor, now: datetime) -> None:
    """Take ideas for the next one; the newest wait for a moderator."""
    days, chance = timetable(now), Random(SEED + 202)  # noqa: S311 -- no secret
    ideas = Days(days.from_today(-12, 0), days.from_today(-12, 0) + timedelta(days=34))
    checking = Days(ideas.last + timedelta(days=1), ideas.last + timedelta(days=60))
    vote = Days(checking.last + timedelta(days=8), checking.last + timedelta(days=28))
    stages: dict[Stage, Days | None] = {
        Stage.IDEAS: ideas,
        Stage.CHECKING: checking,
        Stage.VOTING: vote,
        Stage.COUNT: None,
        Stage.CARRYING_OUT: None,
    }
    money = {code: euros * 15 // 13 for code, euros in MONEY.items()}
    budget = _announce(
        process, words.NEXT_TITLE, words.NEXT_SUMMARY, stages, "equal-shares",
        areas=money, actor=actor,
    )  # fmt: skip
    so_far = Days(ideas.first, days.today - timedelta(days=1))
    made = rows.write_ideas(chance, budget, rows.lines("open"), so_far)
    for one in made[-2:]:
        one.showing, one.is_reviewed = Showing.WAITING, False
    budget.proposals_version += len(made)
    db.session.flush()
