"""What the database knows of somebody who comes to answer, or has: statements put together once.

Writing SQLAlchemy's expressions anew for every request costs more than running them.
"""

from typing import Any

import sqlalchemy as sa

from participation.activities import ledger
from participation.activities.models import Channel
from surveys.models import QuestionnaireVersion, Response, ResponseDraft, Survey

_SURVEY = sa.bindparam("survey", type_=sa.Integer)
_MARK = sa.bindparam("mark", type_=sa.LargeBinary)
_CODE = sa.bindparam("code", type_=sa.LargeBinary)
_CHANNEL = sa.bindparam("channel", type_=sa.String)

_channel = (
    sa.select(Channel.id)
    .where(
        Channel.activity_id == _SURVEY,
        Channel.source.is_(None),  # that one is for staff to give
        sa.or_(Channel.code == _CHANNEL, Channel.is_default),
    )
    .order_by((Channel.code == _CHANNEL).desc())
    .limit(1)
    .scalar_subquery()
)
_has_taken_part = ledger.entered(_SURVEY, _MARK).label("has_taken_part")
_is_taken = sa.or_(
    sa.exists().where(Response.receipt_hash == _CODE),
    sa.exists().where(ResponseDraft.receipt_hash == _CODE),
)

# A draft, its version, and whether whoever is here has taken part already.
UNDER_WAY: sa.Select[Any] = (
    sa.select(
        *sa.inspect(ResponseDraft).local_table.c,
        QuestionnaireVersion.checksum,
        QuestionnaireVersion.number,
        _has_taken_part,
    )
    .join(QuestionnaireVersion, QuestionnaireVersion.id == ResponseDraft.version_id)
    .where(ResponseDraft.id == sa.bindparam("draft", type_=sa.LargeBinary))
)
UNDER_WAY_LOCKED = UNDER_WAY.with_for_update(of=ResponseDraft)

# The newest version, or the one the person was shown, and where a person without a draft stands.
# `is_taken`: the code this token would get leads somewhere else already, because the draft was
# continued in another browser or, once in a lifetime, because chance gave two people one code.
BEGINNING = (
    sa.select(
        QuestionnaireVersion.id,
        QuestionnaireVersion.number,
        QuestionnaireVersion.checksum,
        _channel.label("channel_id"),
        sa.exists()
        .where(Response.id == sa.bindparam("response", type_=sa.LargeBinary))
        .label("is_sent"),
        _is_taken.label("is_taken"),
        _has_taken_part,
    )
    .where(QuestionnaireVersion.survey_id == _SURVEY)
    .order_by(
        (QuestionnaireVersion.number == sa.bindparam("shown", type_=sa.Integer)).desc(),
        QuestionnaireVersion.number.desc(),
    )
    .limit(1)
)

# The closing words of a survey, and the hash of the code under which a response was sent.
SENT = (
    sa.select(Survey.thanks, Response.receipt_hash)
    .join(Response, Response.survey_id == Survey.activity_id)
    .where(
        Survey.activity_id == _SURVEY,
        Response.id == sa.bindparam("response", type_=sa.LargeBinary),
    )
)
