"""What the pages of ideas that are alike show."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased, lazyload

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea, IdeaMerge
from participation.brainstorming.theme_models import IdeaLikeness
from participation.platform.extensions import db
from participation.texts.similar import ALIKE, LIKELY_SAME

A_PAGE, A_PAGE_OF_GROUPS = 30, 15
MOST_PAIRS, MOST_OF_GROUP = 20_000, 25
ALONE = lazyload(Idea.translations)

Near = tuple[bytes, bytes, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Ideas that may say the same; the best supported comes first."""

    ideas: Sequence[Idea]
    size: int
    likeness: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """A page of groups of ideas that are alike."""

    groups: Sequence[Group]
    number: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.number // A_PAGE_OF_GROUPS))


def alike(activity: Activity, page: int, *, is_same: bool) -> Groups:
    """Return groups that look the same, or pairs that are similar, the likest first."""
    found = _clusters(_pairs(activity, is_same=is_same), is_same=is_same)
    shown = found[(page - 1) * A_PAGE_OF_GROUPS : page * A_PAGE_OF_GROUPS]
    keys = {key for _likeness, group in shown for key in group[:MOST_OF_GROUP]}
    wanted = sa.select(Idea).where(Idea.id.in_(keys)).options(ALONE)
    known = {one.id: one for one in db.session.scalars(wanted)}
    groups = []
    for likeness, group in shown:
        ideas = [known[key] for key in group[:MOST_OF_GROUP] if key in known]
        ideas.sort(key=lambda idea: (-idea.support, idea.day, idea.id))
        groups.append(Group(ideas=ideas, size=len(group), likeness=likeness))
    return Groups(groups=groups, number=len(found), page=page)


def _pairs(activity: Activity, *, is_same: bool) -> Sequence[Near]:
    shown = sa.select(Idea.id).where(Idea.brainstorm_id == activity.id, queries.SHOWN)
    near = IdeaLikeness.likeness >= LIKELY_SAME
    wanted = (
        sa.select(IdeaLikeness.idea_id, IdeaLikeness.other_id, IdeaLikeness.likeness)
        .where(
            IdeaLikeness.brainstorm_id == activity.id,
            IdeaLikeness.likeness >= ALIKE,
            near if is_same else sa.not_(near),
            IdeaLikeness.is_dropped.is_(False),
            IdeaLikeness.idea_id.in_(shown),
            IdeaLikeness.other_id.in_(shown),
        )
        .order_by(IdeaLikeness.likeness.desc(), IdeaLikeness.idea_id, IdeaLikeness.other_id)
    )
    rows = db.session.execute(wanted.limit(MOST_PAIRS))
    return [(row[0], row[1], row[2]) for row in rows]


def _clusters(pairs: Sequence[Near], *, is_same: bool) -> list[tuple[float, list[bytes]]]:
    """Gather ideas around one that all of them are like, so that none are chained together."""
    if not is_same:
        return [(likeness, [one, other]) for one, other, likeness in pairs]
    near: dict[bytes, dict[bytes, float]] = defaultdict(dict)
    for one, other, likeness in pairs:
        near[one][other] = near[other][one] = likeness
    found, used = [], set[bytes]()
    for middle in sorted(near, key=lambda key: (-len(near[key]), key)):
        around = [key for key in near[middle] if key not in used]
        if middle in used or not around:
            continue
        used |= {middle, *around}
        likeness = min(near[middle][key] for key in around)
        found.append((likeness, [middle, *around]))
    return sorted(found, key=lambda one: (-len(one[1]), -one[0], one[1]))


def numbers_alike(activity: Activity) -> tuple[int, int, int]:
    """Count pairs that look the same, pairs that are similar, and ideas that were joined."""
    shown = sa.select(Idea.id).where(Idea.brainstorm_id == activity.id, queries.SHOWN)
    of = (
        IdeaLikeness.brainstorm_id == activity.id,
        IdeaLikeness.is_dropped.is_(False),
        IdeaLikeness.idea_id.in_(shown),
        IdeaLikeness.other_id.in_(shown),
    )
    same = sa.func.sum(sa.case((IdeaLikeness.likeness >= LIKELY_SAME, 1), else_=0))
    joined = sa.select(sa.func.count()).where(
        Idea.brainstorm_id == activity.id, Idea.merged_into_id.is_not(None)
    )
    row = db.session.execute(
        sa.select(sa.func.count(), same, joined.scalar_subquery()).where(*of)
    ).one()
    return int(row[1] or 0), row[0] - int(row[1] or 0), int(row[2])


def joined(activity: Activity, page: int) -> list[tuple[IdeaMerge, Idea, Idea]]:
    """Return a page of ideas that were joined with those that stand for them, newest first."""
    head = aliased(Idea)
    wanted = (
        sa.select(IdeaMerge, Idea, head)
        .join(Idea, Idea.id == IdeaMerge.idea_id)
        .join(head, head.id == Idea.merged_into_id)
        .where(Idea.brainstorm_id == activity.id, IdeaMerge.undone.is_(None))
        .options(ALONE, lazyload(head.translations))
        .order_by(IdeaMerge.id.desc())
    )
    some = wanted.limit(A_PAGE).offset((page - 1) * A_PAGE)
    return [(row[0], row[1], row[2]) for row in db.session.execute(some)]
