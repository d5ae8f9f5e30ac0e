"""Trying a survey out before it opens: test answers, which nothing counts.

Whoever works on a survey answers a frozen copy of what is being written (a version numbered below
one, unless it is the published one). Drafts and responses are marked; publishing erases them all,
and a job those of surveys that were published first and opened later.
"""

from collections.abc import Sequence
from datetime import datetime
from secrets import token_bytes

import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.queries import in_state
from participation.platform.access.actor import Actor
from participation.platform.clock import local
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import Conflict
from surveys import queries
from surveys.domain.answering import Typed, answers_of, first_faulty_page
from surveys.domain.questionnaire import Questionnaire
from surveys.models import QuestionnaireVersion, Response, ResponseDraft
from surveys.services import drafts
from surveys.services.drafts import TOKEN_BYTES, Arrival, Sitting

BEFORE = (State.DRAFT, State.UPCOMING)


class TooLate(Conflict):
    """The survey has opened: from now on only real answers are taken."""


def sit(activity: Activity, actor: Actor, working: Questionnaire, shown: str = "") -> Sitting:
    """Return what somebody has tried out so far, if it is the questionnaire that was `shown`.

    Else they begin with the questionnaire that is being written.
    """
    occasion = occasion_named(activity.public_id)
    token = _token(occasion, actor)
    if db.session.get(ResponseDraft, drafts.draft_key(occasion, token)) is not None:
        found = drafts.sit_down(occasion, Arrival(token=token))
        if found.checksum == (shown or working.checksum()):
            return found
    return Sitting(
        activity=occasion,
        token=token,
        version_id=0,
        version=0,
        checksum=working.checksum(),
        questionnaire=working,
    )


def write(
    activity: Activity, sitting: Sitting, typed: Typed, *, language: str, now: datetime
) -> None:
    """Take what was typed into the sitting, unless the survey has opened meanwhile."""
    db.session.refresh(activity, with_for_update=True)
    if activity.state(now) not in BEFORE:
        raise TooLate
    if sitting.draft is None:
        key = drafts.draft_key(sitting.activity, sitting.token)
        db.session.execute(sa.delete(ResponseDraft).where(ResponseDraft.id == key))
        sitting.version_id = _frozen(activity, sitting.questionnaire, now).id
    drafts.write(sitting, typed, language=language, now=now)
    if sitting.draft is not None:
        sitting.draft.is_test = True


def send(sitting: Sitting, *, language: str, now: datetime) -> int | None:
    """Keep a test answer; return the index of a page to be mended first, if there is one."""
    faulty = first_faulty_page(sitting.showing)
    if faulty is not None:
        return faulty
    response = Response(
        id=random_key(),
        survey_id=sitting.activity.id,
        version_id=sitting.version_id,
        language=language,
        day=local(now).date(),
        answers=answers_of(sitting.showing),
        receipt_hash=token_bytes(32),
        is_test=True,
    )
    db.session.add(response)
    drafts.forget(sitting)
    db.session.flush()
    return None


def number_of(activity: Activity) -> int:
    """Count the test answers of a survey."""
    counted = sa.select(sa.func.count()).where(
        Response.survey_id == activity.id, Response.is_test.is_(True)
    )
    return db.session.scalar(counted) or 0


def erase(survey_ids: Sequence[int]) -> int:
    """Erase all that came of trying surveys out; return how many answers that were."""
    drafted = ResponseDraft.survey_id.in_(survey_ids), ResponseDraft.is_test.is_(True)
    sent = Response.survey_id.in_(survey_ids), Response.is_test.is_(True)
    tried = QuestionnaireVersion.survey_id.in_(survey_ids), sa.not_(queries.PUBLISHED)
    db.session.execute(sa.delete(ResponseDraft).where(*drafted))
    erased = db.session.connection().execute(sa.delete(Response).where(*sent)).rowcount
    db.session.execute(sa.delete(QuestionnaireVersion).where(*tried))
    return erased


def erase_of_opened(now: datetime) -> int:
    """Erase the test answers of surveys that have opened; return how many there were."""
    opened = sa.or_(in_state(State.OPEN, now), in_state(State.CLOSED, now))
    tried = sa.union(
        sa.select(Response.survey_id).where(Response.is_test.is_(True)),
        sa.select(ResponseDraft.survey_id).where(ResponseDraft.is_test.is_(True)),
    ).subquery()
    wanted = sa.select(Activity.id).where(opened, Activity.id.in_(sa.select(tried.c.survey_id)))
    found = db.session.scalars(wanted).all()
    return erase(found) if found else 0


def _token(activity: Occasion, actor: Actor) -> bytes:
    said = f"{activity.public_id}.{actor.person_id}"
    return keyed("test answers", said.encode())[:TOKEN_BYTES]


def _frozen(
    activity: Activity, questionnaire: Questionnaire, now: datetime
) -> QuestionnaireVersion:
    """Return the version that is this questionnaire: published, tried before, or frozen now."""
    checksum = questionnaire.checksum()
    mine = QuestionnaireVersion.survey_id == activity.id
    alike = sa.select(QuestionnaireVersion).where(mine, QuestionnaireVersion.checksum == checksum)
    found = db.session.scalars(alike.order_by(QuestionnaireVersion.number.desc())).first()
    if found is not None:
        return found
    least = db.session.scalar(sa.select(sa.func.min(QuestionnaireVersion.number)).where(mine))
    version = QuestionnaireVersion(
        survey_id=activity.id,
        number=min(least or 0, 0) - 1,
        document=questionnaire.to_json(),
        checksum=checksum,
        published=now,
    )
    db.session.add(version)
    db.session.flush()
    return version
