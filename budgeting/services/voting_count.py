"""Close a vote, count it by the rule that was adopted, and publish what came of it."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa

from budgeting.domain.counting.election import Election
from budgeting.domain.counting.explanation import explanations
from budgeting.domain.counting.limits import Limits
from budgeting.domain.counting.overrides import NoReason, Override, overridden
from budgeting.domain.counting.rules import count as count_by
from budgeting.domain.counting.ties import TieOrder
from budgeting.domain.counting.trace import amount
from budgeting.domain.statistics import left_with_nothing
from budgeting.domain.voting.turnout import shown
from budgeting.interchange.pabulib.election import election_of
from budgeting.models import Budget, BudgetArea, BudgetRule, Phase
from budgeting.project_models import Project
from budgeting.refusals import DoesNotAddUp, NotFinished, NotNow
from budgeting.services import setting_up, voting_box, voting_files, voting_log, voting_terms
from budgeting.services.voting_rules import rule_of
from budgeting.voting_models import VoteOutcome
from participation.platform.clock import local
from participation.platform.extensions import db

FORMAT = 1


def outcome_of(budget_id: int) -> VoteOutcome | None:
    """Return what the count came to, if it was counted."""
    return db.session.get(VoteOutcome, budget_id)


def close(budget: Budget, *, now: datetime, reason: str = "") -> None:
    """End the vote for good; where figures differ, only with a reason that goes into the log."""
    db.session.refresh(budget, with_for_update={"of": Budget})
    stage = budget.stage(Phase.VOTING)
    ended = stage is not None and stage.closes is not None and stage.closes <= now
    if not ended or voting_log.find(budget.activity_id, voting_log.CLOSED) is not None:
        raise NotNow
    found = voting_box.figures(budget)
    if found.differences and not reason.strip():
        raise DoesNotAddUp(differences=found.differences)
    facts = {**found.told, "trackers_sha256": voting_files.tracker_hash(budget)}
    if found.differences:
        facts |= {"differences": list(found.differences), "reason": reason.strip()}
    voting_log.write(budget, voting_log.CLOSED, facts, local(now).date())


def count(budget: Budget, *, now: datetime) -> VoteOutcome:
    """Count every area; the same votes, rule and overrides give the same document."""
    closed = voting_log.find(budget.activity_id, voting_log.CLOSED)
    if closed is None:
        raise NotNow
    made = outcome_of(budget.activity_id)
    if made is not None and made.published is not None:
        raise NotNow
    rule = setting_up.rule_in_force(budget)
    if rule is None:
        raise NotFinished
    overrides = made.overrides if made else {}
    document = _document(budget, rule, closed.digest, overrides)
    if made is None:
        made = VoteOutcome(budget_id=budget.activity_id, overrides={})
        db.session.add(made)
    made.counted, made.document, made.checksum = local(now).date(), document, _checksum(document)
    facts = {"rule_version": rule.version, "outcome_sha256": made.checksum}
    voting_log.write(budget, voting_log.COUNTED, facts, made.counted)
    return made


def _checksum(document: Mapping[str, Any]) -> str:
    said = json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return sha256(said.encode()).hexdigest()


def _document(
    budget: Budget, rule: BudgetRule, seed: str, overrides: Mapping[str, Any]
) -> dict[str, Any]:
    projects = voting_terms.listed(budget)
    areas = [
        _area(budget, area, [one for one in projects if one.area_id == area.id], rule, seed,
              overrides)
        for area in budget.areas
    ]  # fmt: skip
    return {
        "format": FORMAT,
        "rule": {
            "key": rule.key,
            "version": rule.version,
            "parameters": dict(rule.parameters),
            "words": dict(rule.words.translations),
            "ties": list(rule.tie_order),
        },
        "lot_seed": seed,
        "trackers_sha256": voting_files.tracker_hash(budget),
        "turnout": _turnout(budget),
        "areas": [one for one in areas if one is not None],
    }


def _turnout(budget: Budget) -> dict[str, dict[str, int | None]]:
    """Return how many voted, by day and by way; small figures are hidden."""
    days: dict[str, int] = {}
    ways: dict[str, int] = {}
    for one in voting_log.turnout(budget.activity_id):
        day = one.day.isoformat()
        days[day] = days.get(day, 0) + one.voters
        ways[one.channel.value] = ways.get(one.channel.value, 0) + one.voters
    least = budget.activity.least_people
    return {"days": shown(days, least), "ways": shown(ways, least)}


def _area(  # noqa: PLR0913, PLR0917 -- all that a count hangs on
    budget: Budget,
    area: BudgetArea,
    projects: Sequence[Project],
    rule: BudgetRule,
    seed: str,
    overrides: Mapping[str, Any],
) -> dict[str, Any] | None:
    if not projects:
        return None
    made = voting_files.file_of(budget, area, projects, rule)
    election = election_of(made.document).election
    by_rule = rule_of(rule.key, rule.parameters)
    ties = TieOrder(tuple(rule.tie_order), seed=seed)
    counted = count_by(election, by_rule, ties, Limits(conflicts=_conflicts(projects)))
    why = explanations(election, counted, by_cost=rule.parameters.get("utility", "cost") == "cost")
    codes = {one.code for one in projects}
    mine = [
        Override(code, said["fund"], said["reason"], said["body"])
        for code, said in overrides.items()
        if code in codes
    ]
    final = overridden(election, counted, mine)
    titles = {one.code: dict(one.title.translations) for one in projects}
    costs = {one.code: one.cost_cents for one in projects}
    is_small = election.ballots.voters < budget.activity.least_people
    return {
        "area": area.code,
        "name": dict(area.name.translations),
        "voters": None if is_small else election.ballots.voters,
        "budget_cents": area.amount_cents,
        "spent": amount(election.spent(final.winners)),
        "winners": _codes(election, final.winners),
        "counted_winners": _codes(election, counted.winners),
        "conflicts": [list(codes) for codes in _conflicts(projects)],
        "overrides": {one.code: {"fund": one.fund, "reason": one.reason, "body": one.body}
                      for one in mine},
        "projects": {
            code: {"title": titles[code], "cost_cents": costs[code]}
            | ({"won": facts["won"]} if is_small else facts)
            for code, facts in why.items()
        },
        "left_with_nothing": None if is_small
        else round(left_with_nothing(election, final.winners), 4),
        "file": None if is_small else made.name,
        "sha256": None if is_small else voting_files.keep(budget, made),
    }  # fmt: skip


def _codes(election: Election, winners: Sequence[int]) -> list[str]:
    return [election.projects[number].code for number in winners]


def _conflicts(projects: Sequence[Project]) -> tuple[tuple[str, ...], ...]:
    groups: dict[str, list[str]] = {}
    for one in projects:
        if one.conflict_group:
            groups.setdefault(one.conflict_group, []).append(one.code)
    return tuple(tuple(codes) for codes in groups.values())


def override(  # noqa: PLR0913 -- what was decided, by whom and why
    budget: Budget, code: str, *, fund: bool, reason: str, body: str, now: datetime
) -> None:
    """Let the body that decides depart from the count: with a reason, in the log, in public."""
    made = outcome_of(budget.activity_id)
    if made is None or made.published is not None:
        raise NotNow
    if not reason.strip() or not body.strip():
        raise NoReason(code)
    said = {"fund": fund, "reason": reason.strip(), "body": body.strip()}
    made.overrides = {**made.overrides, code: said}
    day = local(now).date()
    voting_log.write(budget, voting_log.OVERRIDDEN, {"project": code, **said}, day)
    count(budget, now=now)


def publish(budget: Budget, *, now: datetime) -> VoteOutcome:
    """Show everybody what came of the vote, and mark the projects that are carried out."""
    made = outcome_of(budget.activity_id)
    if made is None or made.published is not None:
        raise NotNow
    made.published = local(now).date()
    won = [code for area in made.document["areas"] for code in area["winners"]]
    of = Project.budget_id == budget.activity_id
    db.session.execute(sa.update(Project).where(of).values(is_chosen=Project.code.in_(won)))
    facts = {"outcome_sha256": made.checksum}
    voting_log.write(budget, voting_log.PUBLISHED, facts, made.published)
    return made
