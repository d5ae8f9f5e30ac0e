"""Who takes part, as far as anybody may know: a browser with a token, and a mark in the ledger.

The token is random and stays in the browser. From it come two keyed hashes for two purposes: the
participant, whom evaluations name, and the code, which ideas keep. Nobody can turn one into the
other, and the ledger's mark comes from something else again: the device or the person.
"""

from dataclasses import dataclass

import sqlalchemy as sa

from participation.activities import ledger, receipts
from participation.activities.occasions import Occasion
from participation.brainstorming.idea_models import Participant
from participation.platform.privacy.hashing import keyed
from participation.platform.transactions import connection


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a browser brings: its token, what marks it in the ledger, the link it came by."""

    activity: Occasion
    token: bytes
    mark: bytes | None = None
    channel: str = ""

    @property
    def participant(self) -> bytes:
        """The key under which this browser's evaluations are kept."""
        return participant_key(self.activity, self.token)

    @property
    def receipt_hash(self) -> bytes:
        """What ideas from this browser keep of its code."""
        return receipts.hash_for(self.token)


def participant_key(activity: Occasion, token: bytes) -> bytes:
    """Return what stands for a token in one brainstorm."""
    return keyed("brainstorm participant", activity.public_id.encode() + token)


def is_known(arrival: Arrival) -> bool:
    """Tell whether this browser has taken part, and still has the token of then."""
    wanted = sa.select(Participant.id).where(Participant.id == arrival.participant)
    return connection().execute(wanted).one_or_none() is not None


def join(arrival: Arrival) -> None:
    """Count whoever takes part for the first time, or refuse a device that did under another token.

    The constraints decide, also between two windows at the same moment: the one that comes second
    is refused by the database, tries again, and finds itself known.
    """
    if is_known(arrival):
        return
    row = {"id": arrival.participant, "brainstorm_id": arrival.activity.id}
    connection().execute(sa.insert(Participant), row)
    if arrival.mark is not None:
        ledger.enter(arrival.activity, arrival.mark)


def is_shut_out(arrival: Arrival) -> bool:
    """Tell whether the ledger knows the device, but not the token it has now."""
    if arrival.mark is None:
        return False
    known = sa.exists().where(Participant.id == arrival.participant)
    entered = ledger.entered(arrival.activity.id, arrival.mark)
    return bool(connection().scalar(sa.select(sa.and_(entered, sa.not_(known)))))
