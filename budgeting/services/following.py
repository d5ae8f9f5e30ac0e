"""Follow what became of ideas: read it all in a few queries, however many ideas there are."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from budgeting import queries
from budgeting.project_models import Project, ProjectSource
from budgeting.proposal_models import Proposal, ProposalDecision
from participation.platform.extensions import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """An idea, what it was joined to, what moderators decided, and the projects it is in."""

    idea: Proposal
    head: Proposal | None = None
    decisions: Sequence[ProposalDecision] = ()
    projects: Sequence[Project] = ()


def follow(ideas: Sequence[Proposal]) -> list[Followed]:
    """Tell what became of ideas; projects come with the idea that stands for them."""
    heads = _heads(ideas)
    stands = {one.id: one.merged_into_id or one.id for one in ideas}
    decisions, projects = _decisions([one.id for one in ideas]), _projects(set(stands.values()))
    return [
        Followed(
            idea=one,
            head=heads.get(one.merged_into_id or b""),
            decisions=decisions[one.id],
            projects=projects[stands[one.id]],
        )
        for one in ideas
    ]


def _heads(ideas: Sequence[Proposal]) -> dict[bytes, Proposal]:
    keys = [one.merged_into_id for one in ideas if one.merged_into_id is not None]
    found = db.session.scalars(sa.select(Proposal).where(Proposal.id.in_(keys))) if keys else ()
    return {one.id: one for one in found}


def _decisions(keys: Sequence[bytes]) -> dict[bytes, list[ProposalDecision]]:
    found: dict[bytes, list[ProposalDecision]] = defaultdict(list)
    for one in db.session.scalars(queries.decisions_of(keys)):
        found[one.proposal_id].append(one)
    return found


def _projects(keys: set[bytes]) -> dict[bytes, list[Project]]:
    found: dict[bytes, list[Project]] = defaultdict(list)
    wanted = (
        sa.select(ProjectSource.proposal_id, Project)
        .join(Project, Project.id == ProjectSource.project_id)
        .where(ProjectSource.proposal_id.in_(keys))
        .order_by(Project.id)
    )
    for row in db.session.execute(wanted).unique():
        found[row[0]].append(row[1])
    return found
