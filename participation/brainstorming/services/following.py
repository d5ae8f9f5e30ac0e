"""Follow what became of ideas: read it all in a few queries, however many ideas there are."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.kinds import Use, uses
from participation.activities.models import Activity, Release
from participation.activities.queries import newest_release
from participation.activities.services.releasing import stored_in
from participation.brainstorming import queries
from participation.brainstorming.comment_models import CommentDecision, IdeaComment
from participation.brainstorming.idea_models import Idea, IdeaDecision, IdeaMerge, IdeaState
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.theme_models import IdeaAssignment, IdeaTheme, ThemeState
from participation.platform.extensions import db


@dataclass(frozen=True, slots=True, kw_only=True)
class Followed:
    """What became of one idea.

    `stands` is the idea that counts: itself, or the one it was joined to. `weighed` is how many
    weighed that, where it may be told; `found` names the results that tell of it, `uses` where it
    or its theme is rated.
    """

    idea: Idea
    stands: Idea
    theme: IdeaTheme | None = None
    decisions: Sequence[IdeaDecision] = ()
    merges: Sequence[IdeaMerge] = ()
    weighed: int | None = None
    found: Sequence[str] = ()
    uses: Sequence[Use] = ()
    theme_uses: Sequence[Use] = ()

    @property
    def is_joined(self) -> bool:
        """Tell whether another idea stands for it."""
        return self.idea is not self.stands

    @property
    def is_shown(self) -> bool:
        """Tell whether others see the idea that counts."""
        return self.stands.state is IdeaState.PUBLISHED


@dataclass(frozen=True, slots=True, kw_only=True)
class Remarked:
    """What became of one comment; `below` is the idea it stands below, if others see that."""

    comment: IdeaComment
    below: Idea | None
    decisions: Sequence[CommentDecision]


@dataclass(frozen=True, slots=True, kw_only=True)
class Followings:
    """What became of what is behind one code, in which brainstorm and which release."""

    activity: Activity
    brainstorm: Brainstorm
    release: Release | None
    ideas: Sequence[Followed]
    comments: Sequence[Remarked] = ()


def follow(
    brainstorm_id: int, ideas: Sequence[Idea], comments: Sequence[IdeaComment], now: datetime
) -> Followings:
    """Tell what became of ideas of one brainstorm, and of comments there."""
    brainstorm = queries.brainstorm_of(brainstorm_id)
    activity = db.session.get_one(Activity, brainstorm.activity_id)
    release = newest_release(activity.id) if activity.shows_results(now) else None
    return Followings(
        activity=activity,
        brainstorm=brainstorm,
        release=release,
        ideas=_followed(activity, brainstorm, release, ideas, now) if ideas else (),
        comments=_remarked(comments) if comments else (),
    )


def _remarked(comments: Sequence[IdeaComment]) -> list[Remarked]:
    """Read what was decided about comments."""
    found: dict[bytes, list[CommentDecision]] = defaultdict(list)
    wanted = sa.select(CommentDecision).where(
        CommentDecision.comment_id.in_([one.id for one in comments])
    )
    for one in db.session.scalars(wanted.order_by(CommentDecision.id)):
        found[one.comment_id].append(one)
    seen = IdeaState.PUBLISHED
    return [
        Remarked(
            comment=one,
            below=one.idea if one.idea.state is seen else None,
            decisions=found[one.id],
        )
        for one in comments
    ]


def _followed(
    activity: Activity,
    brainstorm: Brainstorm,
    release: Release | None,
    ideas: Sequence[Idea],
    now: datetime,
) -> list[Followed]:
    heads = _heads(ideas)
    standing = {idea.id: heads.get(idea.merged_into_id or b"", idea) for idea in ideas}
    keys = [*standing, *(head.id for head in heads.values())]
    themes = _themes(keys) if brainstorm.shows_themes or release else {}
    decisions, merges = _decisions(keys), _merges([*standing])
    codes = {one.public_id for one in standing.values()}
    codes |= {one.public_id for one in themes.values()}
    told, rated = _told(release), uses(activity, codes, now)
    is_closed = activity.state(now) is State.CLOSED
    followed = []
    for idea in ideas:
        stands = standing[idea.id]
        is_shown, theme = stands.state is IdeaState.PUBLISHED, themes.get(stands.id)
        followed.append(
            Followed(
                idea=idea,
                stands=stands,
                theme=theme if is_shown else None,
                decisions=decisions[idea.id],
                merges=merges[idea.id],
                weighed=_weighed(stands, activity) if is_closed and is_shown else None,
                found=told[stands.public_id] if is_shown else (),
                uses=rated.get(stands.public_id, ()) if is_shown else (),
                theme_uses=rated.get(theme.public_id, ()) if theme and is_shown else (),
            )
        )
    return followed


def _heads(ideas: Sequence[Idea]) -> dict[bytes, Idea]:
    keys = [idea.merged_into_id for idea in ideas if idea.merged_into_id is not None]
    if not keys:
        return {}
    return {one.id: one for one in db.session.scalars(sa.select(Idea).where(Idea.id.in_(keys)))}


def _themes(keys: Sequence[bytes]) -> dict[bytes, IdeaTheme]:
    wanted = (
        sa.select(IdeaAssignment.idea_id, IdeaTheme)
        .join(IdeaTheme, IdeaTheme.id == IdeaAssignment.theme_id)
        .where(IdeaAssignment.idea_id.in_(keys), IdeaTheme.state == ThemeState.KEPT)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def _decisions(keys: Sequence[bytes]) -> Mapping[bytes, Sequence[IdeaDecision]]:
    found: dict[bytes, list[IdeaDecision]] = defaultdict(list)
    wanted = sa.select(IdeaDecision).where(IdeaDecision.idea_id.in_(keys))
    for one in db.session.scalars(wanted.order_by(IdeaDecision.id)):
        found[one.idea_id].append(one)
    return found


def _merges(keys: Sequence[bytes]) -> Mapping[bytes, Sequence[IdeaMerge]]:
    found: dict[bytes, list[IdeaMerge]] = defaultdict(list)
    wanted = sa.select(IdeaMerge).where(IdeaMerge.idea_id.in_(keys))
    for one in db.session.scalars(wanted.order_by(IdeaMerge.id)):
        found[one.idea_id].append(one)
    return found


def _weighed(idea: Idea, activity: Activity) -> int | None:
    """Return how many weighed an idea, if that tells of enough people."""
    number = idea.agreed + idea.disagreed + idea.passed + idea.rated
    return number if number >= activity.least_people else None


def _told(release: Release | None) -> Mapping[str, list[str]]:
    """Return by idea which results of a release tell of it, those taken back apart."""
    found: dict[str, list[str]] = defaultdict(list)
    if release is None:
        return found
    back = {one.subject for one in release.corrections if one.is_withdrawal}
    for finding in stored_in(release):
        if finding.by or finding.subject in back:
            continue
        rows = finding.figures.get("rows", ()) if finding.figures["shape"] != "turnout" else ()
        typical = (
            one for part in finding.figures.get("options", ()) for one in part.get("typical", ())
        )
        for row in (*rows, *typical):
            found[row.get("code", "")].append(finding.subject.rpartition("~")[2])
    return found
