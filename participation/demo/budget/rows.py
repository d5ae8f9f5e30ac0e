"""Ideas, checks, projects and votes of the budgets: the same every time from the same seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

from budgeting.models import Budget
from budgeting.project_models import Project
from budgeting.proposal_models import (
    Check,
    HiddenFor,
    Outcome,
    Proposal,
    ProposalDecision,
    ProposalMerge,
    ProposalStatus,
    Showing,
    Support,
    Verdict,
)
from participation.demo.budget.projects import ACCEPTED, DECLINED, Sketch, sketches
from participation.demo.ideas.rows import insert
from participation.demo.timetable import Days, at
from participation.platform.extensions import db

HERE = Path(__file__).parent
SAME, NO, HIDDEN = "=", "no:", "hidden:"
CENTS, CHEAPEST, MORNING = 100, 0.75, 9


@dataclass(frozen=True, slots=True)
class Line:
    """An idea as it stands in a file; `fate` is a project, a reason, or the line it is like."""

    language: str
    area: str
    category: str
    supports: int
    title: str
    words: str
    fate: str = ""


def lines(name: str) -> list[Line]:
    """Return the ideas of a file."""
    found = []
    for line in (HERE / f"{name}.txt").read_text("utf-8").splitlines():
        language, area, category, supports, title, words, *fate = line.split("|")
        found.append(Line(language, area, category, int(supports), title, words, *fate))
    return found


def write_ideas(
    chance: Random, budget: Budget, every: Sequence[Line], days: Days
) -> list[Proposal]:
    """Write ideas over some days, with those who support them."""
    areas = {area.code: area for area in budget.areas}
    categories = {one.code: one for one in budget.categories}
    length = (days.last - days.first).days + 1
    made = [
        Proposal(
            id=chance.randbytes(16),
            budget_id=budget.activity_id,
            receipt_hash=chance.randbytes(32),
            language=one.language,
            title=one.title,
            words=one.words,
            area=areas[one.area],
            category=categories[one.category],
            day=days.first + timedelta(days=chance.randrange(length)),
            showing=Showing.PUBLISHED,
            is_reviewed=True,
            supports=one.supports,
        )
        for one in every
    ]
    db.session.add_all(made)
    db.session.flush()
    insert(
        Support,
        (
            {"id": chance.randbytes(32), "proposal_id": idea.id}
            for idea in made
            for _one in range(idea.supports)
        ),
    )
    return made


def decide(
    ideas: Sequence[Proposal], every: Sequence[Line], people: dict[str, int], checked: date
) -> None:
    """Let staff hide, join, check and decide about ideas."""
    for idea, line in zip(ideas, every, strict=True):
        day = at(idea.day + timedelta(days=1), MORNING)
        if line.fate.startswith(HIDDEN):
            reason = HiddenFor(line.fate.removeprefix(HIDDEN))
            idea.showing, idea.hidden_for = Showing.HIDDEN, reason
            kept = {"before": Showing.WAITING, "after": Showing.HIDDEN, "hidden_for": reason}
            _add(
                ProposalDecision,
                proposal_id=idea.id,
                person_id=people["moderator"],
                made=day,
                **kept,
            )
        elif line.fate.startswith(SAME):
            head = ideas[int(line.fate.removeprefix(SAME)) - 1]
            idea.merged_into_id, head.joined = head.id, head.joined + 1
            who = people["moderator"]
            _add(ProposalMerge, proposal_id=idea.id, into_id=head.id, person_id=who, made=day)
        else:
            _check(idea, line, people, checked)
    db.session.flush()


def _add(model: type, **values: object) -> None:
    db.session.add(model(**values))


def _check(idea: Proposal, line: Line, people: dict[str, int], day: date) -> None:
    is_declined = line.fate.startswith(NO)
    check = Check(
        proposal_id=idea.id,
        person_id=people["analyst"],
        deadline=day - timedelta(days=7),
        feasibility=Verdict.NO if is_declined else Verdict.YES,
        legality=Verdict.NO if line.fate in ("no:law", "no:state") else Verdict.YES,
        found=day - timedelta(days=9),
        outcome=Outcome.DECLINED if is_declined else Outcome.TO_VOTE,
        reason=DECLINED[line.fate.removeprefix(NO)] if is_declined else ACCEPTED,
        decided=day,
        decided_by_id=people["editor"],
    )
    if not is_declined:
        cost = next(one.euros for one in sketches("projects") if one.code == line.fate) * CENTS
        check.cost_from_cents, check.cost_to_cents = int(cost * CHEAPEST), cost
    idea.status = ProposalStatus.DECLINED if is_declined else ProposalStatus.ACCEPTED
    db.session.add(check)


def write_projects(
    budget: Budget,
    every: Sequence[Sketch],
    ideas: Sequence[Proposal] = (),
    known: Sequence[Line] = (),
) -> None:
    """Put the projects on the ballot, with the ideas they came from."""
    areas = {area.code: area for area in budget.areas}
    categories = {one.code: one for one in budget.categories}
    for number, one in enumerate(every, 1):
        sources = [idea for idea, line in zip(ideas, known, strict=True) if line.fate == one.code]
        db.session.add(
            Project(
                budget_id=budget.activity_id,
                code=one.code,
                number=number,
                area=areas[one.area],
                category=categories[one.category],
                title=one.title,
                description=one.words,
                cost_cents=one.euros * CENTS,
                is_on_ballot=True,
                sources=sources,
            )
        )
    db.session.flush()


def ballots(
    chance: Random, every: Sequence[Sketch], homes: dict[str, float], voters: int
) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield who lives where and what they choose: the whole town's projects and their own."""
    codes, weights = list(homes), list(homes.values())
    for _one in range(voters):
        home = chance.choices(codes, weights)[0]
        marks = {
            one.code: 1
            for one in every
            if one.area in ("town", home) and chance.random() < one.liked
        }
        if marks:
            yield home, marks
