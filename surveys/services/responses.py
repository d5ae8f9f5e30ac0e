"""Responses: send, load many, look up by code, erase."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from secrets import token_bytes
from typing import Any

import sqlalchemy as sa

from participation.activities import ledger, receipts
from participation.activities.models import Activity
from participation.activities.occasions import Occasion
from participation.platform.clock import local
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.transactions import connection
from surveys import queries
from surveys.domain.answering import answers_of, first_faulty_page
from surveys.models import CountPending, Response
from surveys.services import answer_files, counting, drafts, pending
from surveys.services.drafts import Sitting
from surveys.standing import SENT

BATCH = 1_000
# A row that nobody reads again in this request needs no object.
RESPONSE = sa.insert(Response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A response from elsewhere than the answer pages: a demo, a benchmark, another system."""

    version_id: int
    channel_id: int | None
    language: str
    day: date
    answers: Mapping[str, Any]


def submit(sitting: Sitting, *, mark: bytes | None, language: str, now: datetime) -> int | None:
    """Send what has been typed; return the index of a page to be mended first, if there is one.

    The caller has checked that the activity takes answers. The response's key
    comes from the browser's token, so sending twice cannot make two.
    """
    showing = sitting.showing
    faulty = first_faulty_page(showing)
    if faulty is not None:
        return faulty
    draft, key = sitting.draft, response_id(sitting)
    answers = answers_of(showing)
    response = {
        "id": key,
        "survey_id": sitting.activity.id,
        "version_id": sitting.version_id,
        "channel_id": sitting.channel_id,
        "language": language,
        "day": local(now).date(),
        "answers": answers,
        "receipt_hash": (draft and draft.receipt_hash) or receipts.hash_for(sitting.token),
        "seed": sitting.seed if showing.plan.is_shuffled else None,
    }
    # First of all, so that of two sendings of the same the second stops here.
    connection().execute(RESPONSE, response)
    answer_files.hand_over(sitting.questionnaire, answers, key)
    drafts.forget(sitting)
    if mark is not None:
        ledger.enter(sitting.activity, mark)
    pending.note(sitting.activity.id, sitting.version_id, key)
    return None


def response_id(sitting: Sitting) -> bytes:
    """Return the key the sitting's response has or will have."""
    return drafts.response_key(sitting.activity, sitting.token)


def sent_with(activity: Activity | Occasion, token: bytes) -> sa.Row[Text, bytes] | None:
    """Return the closing words and the code's hash, if a response was sent with a token."""
    known = {"survey": activity.id, "response": drafts.response_key(activity, token)}
    return connection().execute(SENT, known).one_or_none()


def answers_sent(sitting: Sitting) -> Mapping[str, Any]:
    """Return what was sent at a sitting."""
    wanted = sa.select(Response.answers).where(Response.id == response_id(sitting))
    answers: Mapping[str, Any] = db.session.scalars(wanted).one()
    return answers


def numbers(survey_ids: Sequence[int]) -> dict[int, int]:
    """Return how many responded to surveys, in one query; none is zero."""
    found = {row[0]: row[1] for row in db.session.execute(queries.numbers(survey_ids))}
    return dict.fromkeys(survey_ids, 0) | found


def insert_many(survey_id: int, given: Iterable[Given]) -> int:
    """Store many responses without the answer pages, with random keys; return how many.

    They wait to be counted like any other; `counting.rebuild` counts them all at once.
    """
    rest, total = iter(given), 0
    while batch := list(islice(rest, BATCH)):
        rows = [_row(survey_id, one) for one in batch]
        notes = [
            {
                "survey_id": survey_id,
                "version_id": row["version_id"],
                "sign": 1,
                "response_id": row["id"],
            }
            for row in rows
        ]
        db.session.execute(sa.insert(Response), rows)
        db.session.execute(sa.insert(CountPending), notes)
        total += len(rows)
    return total


def _row(survey_id: int, given: Given) -> dict[str, Any]:
    return {
        "id": random_key(),
        "survey_id": survey_id,
        "version_id": given.version_id,
        "channel_id": given.channel_id,
        "language": given.language,
        "day": given.day,
        "answers": dict(given.answers),
        "receipt_hash": token_bytes(32),
    }


def erase(receipt_hash: bytes, now: datetime) -> bool:
    """Erase what a code leads to, sent or under way; tell whether there was anything.

    The figures are put right at once, so that nothing of an erased answer waits anywhere.
    """
    draft = drafts.draft_behind(receipt_hash)
    if draft is not None:
        answer_files.forget_of(draft=draft.id)
        db.session.delete(draft)
    wanted = sa.select(Response).where(Response.receipt_hash == receipt_hash)
    response = db.session.scalar(wanted.with_for_update())
    if response is not None:
        counting.uncount(response, now)
        answer_files.forget_of(response=response.id)
        db.session.delete(response)
    db.session.flush()
    return draft is not None or response is not None
