"""What came on paper and by telephone: staff key it in, one fresh sheet for each person.

A sheet belongs to whoever took it and to one source; nobody else can open it, and what it sends is
counted with that source.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from secrets import token_hex

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import KEYED_IN, Activity, Release, Source
from participation.activities.occasions import Occasion
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import Conflict, NotFound

TOKEN_BYTES = 16
STARTED = (State.OPEN, State.CLOSED)
# Eight hexadecimal digits of the second in which it was taken, then chance.
SHEET, MOMENT = re.compile(r"[0-9a-f]{32}"), 8
# Whoever telephones or stands at the desk wants their code now.
CODE_SHOWN = timedelta(hours=1)


class NotNow(Conflict):
    """The activity has not opened, or its final results are out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One person's answer while it is keyed in: where it came from, and a name of its own."""

    source: Source
    name: str

    def token(self, activity: Activity | Occasion, actor: Actor) -> bytes:
        """Return what stands for the browser of whoever would have answered themselves."""
        said = f"{activity.public_id}.{actor.person_id}.{self.source.value}.{self.name}"
        return keyed("keyed-in answer", said.encode())[:TOKEN_BYTES]

    def is_fresh(self, now: datetime) -> bool:
        """Tell whether it was taken so lately that its code may be shown."""
        taken = datetime.fromtimestamp(int(self.name[:MOMENT], 16), UTC)
        return now - taken < CODE_SHOWN


def fresh_sheet(source: Source, now: datetime) -> Sheet:
    """Return a sheet on which nothing is written."""
    chance = token_hex((32 - MOMENT) // 2)
    return Sheet(source=source, name=f"{int(now.timestamp()):0{MOMENT}x}{chance}")


def sheet_named(source: str, name: str) -> Sheet:
    """Return the sheet that an address names, or refuse."""
    if source not in KEYED_IN or not SHEET.fullmatch(name):
        raise NotFound
    return Sheet(source=Source(source), name=name)


def is_possible(activity: Activity, now: datetime) -> bool:
    """Tell whether anything can be keyed in: from opening until the final results are out."""
    if activity.state(now) not in STARTED:
        return False
    released = sa.select(Release.is_final).where(Release.activity_id == activity.id)
    return not db.session.scalar(released.order_by(Release.number.desc()).limit(1))


def check_possible(activity: Activity, now: datetime) -> None:
    """Refuse what comes too early or too late; nobody releases results until this is committed."""
    db.session.refresh(activity, with_for_update={"read": True})
    if not is_possible(activity, now):
        raise NotNow
