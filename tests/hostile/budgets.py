"""Budgets of the town: one that takes ideas, one that is voted on, one that was counted."""

from datetime import timedelta
from typing import Any

from werkzeug.routing.rules import Rule

from budgeting.models import Budget, Phase
from budgeting.project_models import Milestone
from budgeting.proposal_models import Check, Outcome
from budgeting.services import (
    idea_pictures,
    setting_up,
    voting,
    voting_codes,
    voting_count,
    voting_paper,
)
from budgeting.services.setting_up import RuleWritten
from budgeting.views import voting_here
from budgeting.voting_models import VoteChannel
from participation.activities.models import AccessLevel, Activity
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.processes.models import Process
from tests.budgeting.making import (
    make_area,
    make_budget,
    make_category,
    make_project,
    make_proposal,
)
from tests.factories import save, text
from tests.images import picture

DAY = timedelta(days=1)
VOTERS = 12
COUNTED = {
    "budgeting": ("project", "projects", "projects_file"),
    "budgeting_manage": ("progress", "add_step", "edit_step", "delete_step"),
    "budgeting_voting": (
        *("ballots_file", "bundle", "check", "checked", "log", "recount", "results", "trackers"),
    ),
    "budgeting_voting_manage": ("override", "publish", "count"),
}
KINDS = {"budgeting.projects_file": ("csv", "xlsx", "geojson")}


def make_budgets(process: Process) -> tuple[dict[str, Activity], dict[str, str]]:
    """Budgets in three stages, and the names of what stands in their addresses."""
    made = {"budget": _with_ideas(process), "voting": _vote(process), "counted": _vote(process)}
    _count(made["counted"])
    with unit_of_work():
        voting_paper.open_batch(made["voting"], "Kirjasto", 2)
    db.session.expire_all()
    kept = idea_pictures.keep(picture())
    idea = make_proposal(made["budget"], picture_key=kept, picture_alt="Ranta")
    reason = text("Sopii", "Passar", "Fits")
    decided = {"found": today(), "decided": today(), "outcome": Outcome.TO_VOTE, "reason": reason}
    save(Check(proposal_id=idea.id, **decided))
    named = {
        "proposal": idea.public_id,
        "budget_area": make_area(made["budget"], code=process.slug, name=text("Ranta")).code,
        "budget_project": make_project(made["budget"], code="p9").public_id,
        "counted_project": _milestone(made["counted"]),
        "ballots": made["counted"].areas[0].code,
        "ticket": voting_here.ticket(made["voting"], b"m" * 32, "", now()),
    }
    return {name: one.activity for name, one in made.items()}, named


def _open(process: Process) -> Budget:
    made = make_budget(process, access=AccessLevel.OPEN)
    made.minimum_age, made.is_for_residents = None, False
    make_category(made)
    words = text("Eniten ääniä", "Flest röster", "Most votes")
    written = RuleWritten(
        key="greedy", words=words, adopted_by=text("Hallitus"), adopted=today(), parameters={}
    )
    setting_up.adopt(made, written)
    return made


def _with_ideas(process: Process) -> Budget:
    made = _open(process)
    setting_up.plan(made, Phase.IDEAS, now() - DAY, now() + 9 * DAY, text("Ehdota"))
    setting_up.plan(made, Phase.VOTING, now() + 10 * DAY, now() + 19 * DAY, text("Äänestä"))
    return made


def _vote(process: Process) -> Budget:
    made = _open(process)
    made.areas[0].amount_cents = 6_000_00
    make_project(made, number=1)
    make_project(made, code="p2", number=2, title=text("Kenttä", "Plan", "Pitch"))
    setting_up.plan(made, Phase.VOTING, now() - DAY, now() + DAY, text("Äänestä"))
    db.session.commit()
    return made


def _count(budget: Budget) -> None:
    """Let people vote, end the vote, count it and publish what came of it."""
    for number in range(VOTERS):
        who = f"{budget.activity_id} {number}".encode()
        given = voting.Cast(
            token=who.ljust(16),
            marker=voting.marker(budget, who),
            marks={"p1": 1} if number % 3 else {"p2": 1},
            channel=VoteChannel.ONLINE,
        )
        with unit_of_work():
            voting.cast(budget, given, now=now())
    with unit_of_work():
        setting_up.plan(budget, Phase.VOTING, now() - DAY, now() - timedelta(hours=1), text("Ohi"))
        voting_codes.make(budget, 1, None, now=now())
        voting_count.close(budget, now=now())
        voting_count.count(budget, now=now())
        voting_count.publish(budget, now=now())


def _milestone(budget: Budget) -> str:
    project = make_project(budget, code="p8", is_chosen=True)
    save(Milestone(project_id=project.id, position=1, title=text("Tilaus"), note=text("Pian")))
    return project.public_id


def named_in(rule: Rule, activities: dict[str, str], parts: dict[str, str]) -> dict[str, Any]:
    """Return what stands in an address of the room."""
    room, _dot, page = rule.endpoint.partition(".")
    is_vote, is_counted = room.startswith("budgeting_voting"), page in COUNTED.get(room, ())
    return {
        "activity": activities["counted" if is_counted else "voting" if is_vote else "budget"],
        "idea": parts["proposal"],
        "project": parts["counted_project" if is_counted else "budget_project"],
        "code": parts["budget_area"],
        "part": "areas",
        "phase": "ideas",
        "name": parts["ballots"],
        "series": "1",
        "ticket": parts["ticket"],
        "number": "1",
    }
