"""Answers under way: begin, keep, save for later, continue elsewhere, forget.

A person's browser holds a random token; a draft's key is a keyed hash of it, so whoever reads the
database can neither open a draft nor tell whose it is.
"""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa

from participation.activities import receipts
from participation.activities.models import Activity
from participation.activities.occasions import Occasion
from participation.platform.clock import local, today
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import NotFound
from participation.platform.transactions import connection
from surveys.domain.answering import Typed
from surveys.domain.logic.order import LARGEST_SEED
from surveys.domain.logic.plan import plan_of
from surveys.domain.logic.showing import Showing, show
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.models import ResponseDraft
from surveys.services import answer_files
from surveys.services.questionnaires import questionnaire
from surveys.standing import BEGINNING, UNDER_WAY, UNDER_WAY_LOCKED

TOKEN_BYTES = 16
NOTHING: Typed = MappingProxyType({})
UNTOUCHED = timedelta(days=30)
BEGIN = sa.insert(ResponseDraft)
MINE = ResponseDraft.id == sa.bindparam("draft")
STORED = tuple(sa.inspect(ResponseDraft).local_table.columns.keys())
WRITTEN = ("language", "answers", "page", "left_at", "receipt_hash", "touched")
WRITE = sa.update(ResponseDraft).where(MINE)
FORGET = sa.delete(ResponseDraft).where(MINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What a browser brings: its token, what marks it in the ledger, when it opened a page."""

    token: bytes | None = None
    mark: bytes | None = None
    channel: str = ""
    version: int | None = None
    began: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Draft:
    """A row of `ResponseDraft`, read and written at every step and therefore without its object."""

    id: bytes
    survey_id: int
    version_id: int
    channel_id: int | None
    language: str = ""
    answers: Typed = field(default_factory=dict)
    page: int = 0
    left_at: int | None = None
    receipt_hash: bytes | None = None
    touched: date = date.min
    seed: int | None = None
    is_test: bool = False
    is_stored: bool = False


@dataclass(slots=True, kw_only=True)
class Sitting:
    """One person at one questionnaire: the version they began with, and what they have typed."""

    activity: Occasion
    token: bytes
    version_id: int
    version: int
    checksum: str
    questionnaire: Questionnaire
    channel_id: int | None = None
    draft: Draft | None = None
    has_begun: bool = False
    is_sent: bool = False
    has_taken_part: bool = False
    _shown: Showing | None = None

    @property
    def typed(self) -> Typed:
        """What has been typed so far."""
        return self.draft.answers if self.draft else NOTHING

    @property
    def showing(self) -> Showing:
        """What is asked of this person, given what they have typed."""
        if self._shown is None or self._shown.typed is not self.typed:
            self._shown = show(self.questionnaire, self.typed, today().isoformat())
        return self._shown

    @property
    def seed(self) -> int:
        """What the order of shuffled options, rows and questions follows from."""
        if self.draft is not None and self.draft.seed is not None:
            return self.draft.seed
        said = keyed("order", self.activity.public_id.encode() + self.token)
        return int.from_bytes(said[:4]) & LARGEST_SEED

    @property
    def furthest(self) -> int:
        """The index of the furthest page reached."""
        return min(self.draft.page if self.draft else 0, self.last)

    @property
    def place(self) -> int:
        """The index of the page to go on with: where it was saved for later, else the furthest."""
        left_at = self.draft.left_at if self.draft else None
        return self.furthest if left_at is None else min(left_at, self.furthest)

    @property
    def last(self) -> int:
        """The index of the last page."""
        return len(self.questionnaire.pages) - 1

    def index_of(self, code: str) -> int | None:
        """Return the index of the page with a code."""
        pages = enumerate(self.questionnaire.pages)
        return next((index for index, page in pages if page.code == code), None)

    def page(self, index: int) -> Page:
        """Return a page."""
        return self.questionnaire.pages[index]


def draft_key(activity: Occasion, token: bytes) -> bytes:
    """Return the key of the draft that belongs to a token."""
    return keyed("draft", activity.public_id.encode() + token)


def response_key(activity: Activity | Occasion, token: bytes) -> bytes:
    """Return the key of the response that belongs to a token: a second sending meets the first."""
    return keyed("response", activity.public_id.encode() + token)[:TOKEN_BYTES]


def sit_down(activity: Occasion, arrival: Arrival, *, for_update: bool = False) -> Sitting:
    """Find what a browser has under way in an activity, or the questionnaire to begin with."""
    found = _under_way(activity, arrival, for_update=for_update) if arrival.token else None
    if found is None:
        return _new_sitting(activity, arrival)
    return Sitting(
        activity=activity,
        token=arrival.token or b"",
        version_id=found.version_id,
        version=found.number,
        checksum=found.checksum,
        questionnaire=questionnaire(found.version_id, found.checksum),
        channel_id=found.channel_id,
        draft=Draft(**{name: getattr(found, name) for name in STORED}, is_stored=True),
        has_begun=True,
        has_taken_part=found.has_taken_part,
    )


def _under_way(activity: Occasion, arrival: Arrival, *, for_update: bool) -> sa.Row[Any] | None:
    known = {
        "survey": activity.id,
        "draft": draft_key(activity, arrival.token or b""),
        "mark": arrival.mark or b"",
    }
    query = UNDER_WAY_LOCKED if for_update else UNDER_WAY
    return connection().execute(query, known).one_or_none()


def _new_sitting(activity: Occasion, arrival: Arrival) -> Sitting:
    """Begin anew; all that must be known is asked of the database at once."""
    token = arrival.token or secrets.token_bytes(TOKEN_BYTES)
    known = {
        "survey": activity.id,
        "response": response_key(activity, token),
        "code": receipts.hash_for(token),
        "mark": arrival.mark or b"",
        "channel": arrival.channel,
        "shown": arrival.version or 0,
    }
    row = connection().execute(BEGINNING, known).one_or_none()
    if row is None:
        raise NotFound
    return Sitting(
        activity=activity,
        token=secrets.token_bytes(TOKEN_BYTES) if row.is_taken and not row.is_sent else token,
        version_id=row.id,
        version=row.number,
        checksum=row.checksum,
        questionnaire=questionnaire(row.id, row.checksum),
        channel_id=row.channel_id,
        has_begun=_began_in_time(activity, arrival.began),
        is_sent=row.is_sent,
        has_taken_part=row.has_taken_part,
    )


def _began_in_time(activity: Occasion, began: datetime | None) -> bool:
    return began is not None and activity.closes is not None and began < activity.closes


def write(sitting: Sitting, typed: Typed, *, language: str, now: datetime) -> None:
    """Take what has been typed into the sitting; `keep` stores it."""
    if sitting.draft is None:
        sitting.draft = Draft(
            id=draft_key(sitting.activity, sitting.token),
            survey_id=sitting.activity.id,
            version_id=sitting.version_id,
            channel_id=sitting.channel_id,
            seed=sitting.seed if plan_of(sitting.questionnaire).is_shuffled else None,
        )
    sitting.draft.answers = dict(typed)
    sitting.draft.language = language
    sitting.draft.touched = local(now).date()


def keep(sitting: Sitting, *, reached: int = 0, left_at: int | None = None) -> None:
    """Store the draft, the furthest page reached, and the page on which it was left for later."""
    draft = _written(sitting)
    draft.page, draft.left_at = max(draft.page, reached), left_at
    if draft.is_stored:
        written = {name: getattr(draft, name) for name in WRITTEN}
        connection().execute(WRITE, {"draft": draft.id, **written})
    else:
        connection().execute(BEGIN, {name: getattr(draft, name) for name in STORED})
        draft.is_stored = True
    answer_files.hold(sitting.questionnaire, draft.answers, draft.id)


def keep_for_later(sitting: Sitting, index: int) -> None:
    """Store the draft so that its code leads back to it, and to the page at an index."""
    draft = _written(sitting)
    draft.receipt_hash = draft.receipt_hash or receipts.hash_for(sitting.token)
    keep(sitting, left_at=index)


def forget(sitting: Sitting) -> None:
    """Delete the draft of what has been sent, without first storing what was just typed."""
    if sitting.draft is not None and sitting.draft.is_stored:
        connection().execute(FORGET, {"draft": sitting.draft.id})


def _written(sitting: Sitting) -> Draft:
    if sitting.draft is None:
        raise RuntimeError("nothing has been written")
    return sitting.draft


def draft_of(activity: Occasion, token: bytes) -> ResponseDraft | None:
    """Return the draft that belongs to a token."""
    return db.session.get(ResponseDraft, draft_key(activity, token))


def draft_behind(receipt_hash: bytes) -> ResponseDraft | None:
    """Return the draft a code leads to, held so that nobody sends or takes it over meanwhile."""
    wanted = sa.select(ResponseDraft).where(ResponseDraft.receipt_hash == receipt_hash)
    return db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))


def resume(activity: Occasion, receipt_hash: bytes, now: datetime) -> bytes:
    """Hand a draft over to the browser that has its code; return that browser's new token.

    The browser that began it can no longer open it, so two never write over each other.
    """
    draft = draft_behind(receipt_hash)
    if draft is None or draft.survey_id != activity.id:
        raise NotFound
    token = secrets.token_bytes(TOKEN_BYTES)
    draft.id = draft_key(activity, token)
    draft.touched = local(now).date()
    db.session.flush()
    return token


def forget_untouched(today: date) -> int:
    """Delete the drafts nobody has touched for thirty days; return how many."""
    old = sa.delete(ResponseDraft).where(ResponseDraft.touched < today - UNTOUCHED)
    return connection().execute(old).rowcount
