"""Ideas on paper and by telephone, keyed in by staff: a sheet for each person.

The key of an idea is a hash of its sheet and its words, so that the same sheet sent twice adds
nothing. Nobody is given a code, as nobody knows who handed a sheet in.
"""

from dataclasses import dataclass
from datetime import datetime

from participation.activities.models import Activity
from participation.activities.occasions import occasion_named
from participation.activities.services.keying_in import Sheet, check_possible
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.models import BrainstormQuestion, Moderation
from participation.brainstorming.services import building
from participation.brainstorming.services.participants import Arrival, join
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.texts.words import plain

KEY_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """An idea as it stood on a sheet, in answer to a question."""

    question: BrainstormQuestion
    words: str
    language: str
    area: str = ""
    place: str = ""


def take(activity: Activity, sheet: Sheet, said: Keyed, *, actor: Actor, now: datetime) -> bool:
    """Keep an idea under the rules of the round, whatever its phase; tell whether it is new.

    The log says that something was keyed in, never what.
    """
    check_possible(activity, now)
    brainstorm = building.locked(activity.id)
    token = sheet.token(activity, actor)
    whole = f".{said.question.code}.{plain(said.words)}.{said.area}.{plain(said.place)}"
    key = keyed("keyed-in idea", token + whole.encode())[:KEY_BYTES]
    if db.session.get(Idea, key) is not None:
        return False
    arrival = Arrival(activity=occasion_named(activity.public_id), token=token)
    join(arrival)
    is_waiting = brainstorm.moderation is Moderation.BEFORE
    db.session.add(
        Idea(
            id=key,
            brainstorm_id=activity.id,
            question_id=said.question.id,
            receipt_hash=arrival.receipt_hash,
            language=said.language,
            words=said.words,
            area=said.area,
            place=said.place,
            source=sheet.source,
            day=local(now).date(),
            state=IdeaState.WAITING if is_waiting else IdeaState.PUBLISHED,
        )
    )
    building.bump(activity.id)
    record(actor, "brainstorm.key_in", activity.public_id, process_id=activity.process_id)
    return True
