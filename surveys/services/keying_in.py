"""Answers on paper and by telephone, keyed in by staff on sheets of their own.

Nothing of a sheet is kept but a draft and the response, like anybody's.
"""

from datetime import datetime

from participation.activities.models import Activity, Source
from participation.activities.services.channels import channel_of
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from surveys.domain.answering import Typed
from surveys.services import drafts, responses
from surveys.services.drafts import Sitting


def write(  # noqa: PLR0913 -- what, where, by whom, in which language, when
    activity: Activity,
    sitting: Sitting,
    typed: Typed,
    *,
    source: Source,
    actor: Actor,
    language: str,
    now: datetime,
) -> None:
    """Take what was typed into the sitting, under the channel of its source."""
    sitting.channel_id = channel_of(activity, source, actor=actor).id
    drafts.write(sitting, typed, language=language, now=now)


def send(
    activity: Activity, sitting: Sitting, *, actor: Actor, language: str, now: datetime
) -> int | None:
    """Keep the answer; return the index of a page to be mended first, if there is one.

    The ledger is left alone: it knows the devices and people who answer, not who keys in. The log
    says that something was keyed in, never what or from where.
    """
    faulty = responses.submit(sitting, mark=None, language=language, now=now)
    if faulty is None:
        record(actor, "surveys.key_in", activity.public_id, process_id=activity.process_id)
    return faulty
