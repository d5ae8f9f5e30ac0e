"""Tell moderators by letter that ideas or comments wait longer than was promised."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.domain.reviewing import due
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.services.moderating import Case
from participation.identity.models import Person
from participation.identity.queries import holding
from participation.platform.access.actor import Role
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.mail.links import address_of
from participation.platform.mail.outbox import send
from participation.platform.mail.render import render

MORNING = 7  # o'clock: nobody is written to at night
WRITTEN_TO = (Role.MODERATOR, Role.EDITOR, Role.ADMINISTRATOR)  # the first of whom there are any


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """A brainstorm in which words wait: how many of them too long, and whose it is."""

    activity: Activity
    ideas: int
    comments: int

    def address(self, language: str) -> str:
        """Return where the queue is."""
        place = "brainstorming_manage.moderation"
        return address_of(place, lang=language, activity=self.activity.public_id)


def remind(now: datetime) -> int:
    """Write to moderators, once a day, of what waits; return the number of letters."""
    here = local(now)
    if here.hour < MORNING:
        return 0
    late = _late(here.date())
    letters = _letters(late) if late else {}
    for person, waiting in letters.items():
        facts = {"name": person.name, "waiting": waiting}
        letter = render("brainstorming/mails/waiting.txt", person.language, **facts)
        send(person.email, *letter, person.language)
    ids = [each.activity.id for each in late]
    told = sa.update(Brainstorm).where(Brainstorm.activity_id.in_(ids))
    db.session.execute(told.values(reminded=here.date()))
    return len(letters)


def _late(today: date) -> list[Late]:
    """Return where ideas or comments wait too long and nobody was told today."""
    ideas, comments = _waiting(Idea, today), _waiting(IdeaComment, today)
    return [
        Late(activity=one, ideas=ideas.get(one, 0), comments=comments.get(one, 0))
        for one in dict.fromkeys((*ideas, *comments))
    ]


def _waiting(of: type[Case], today: date) -> dict[Activity, int]:
    wanted = (
        sa.select(Activity, Brainstorm.review_days, of.day, sa.func.count())
        .join(Brainstorm, Brainstorm.activity_id == Activity.id)
        .join(of, of.brainstorm_id == Activity.id)
        .where(of.is_reviewed.is_(False), *([queries.REAL] if of is Idea else []))
        .where(Brainstorm.reminded.is_distinct_from(today))
        .group_by(Activity.id, Brainstorm.review_days, of.day)
    )
    found: dict[Activity, int] = {}
    for activity, days, day, many in db.session.execute(wanted):
        if due(day, days) < today:
            found[activity] = found.get(activity, 0) + many
    return found


def _letters(late: Iterable[Late]) -> dict[Person, list[Late]]:
    """Say who is written to, and of what: moderators, or editors where there are none."""
    letters: dict[Person, list[Late]] = {}
    holders = {role: list(db.session.execute(holding(role))) for role in WRITTEN_TO}
    for each in late:
        for role in WRITTEN_TO:
            ours = (None, each.activity.process_id)
            people = dict.fromkeys(p for p, process_id in holders[role] if process_id in ours)
            for person in people:
                letters.setdefault(person, []).append(each)
            if people:
                break
    return letters
