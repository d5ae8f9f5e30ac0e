"""Where published surveys ask about what another activity found."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

import sqlalchemy as sa

from participation.activities.kinds import Use
from participation.activities.models import Activity
from participation.activities.policy import may_read_activity
from participation.platform.access.actor import ANYBODY
from participation.platform.extensions import db
from surveys.domain.questionnaire import Question, Questionnaire
from surveys.models import QuestionnaireVersion

MOST = 20  # published versions that are looked at, the newest first


def uses(activity: Activity, codes: Collection[str], now: datetime) -> Mapping[str, Sequence[Use]]:
    """Return by code of what an activity found which questions ask everybody about it."""
    found: dict[str, dict[int, Use]] = defaultdict(dict)
    for asking, document in _asking(activity):
        if not may_read_activity(ANYBODY, asking, now):
            continue
        for question in Questionnaire.from_json(document).questions():
            for code in _codes(question, activity) & set(codes):
                found[code].setdefault(asking.id, Use(activity=asking, question=question.label))
    return {code: list(every.values()) for code, every in found.items()}


def _asking(activity: Activity) -> Iterator[tuple[Activity, dict[str, object]]]:
    """Yield published questionnaires that name an activity, the newest first."""
    named = sa.cast(QuestionnaireVersion.document, sa.String).contains(activity.public_id)
    wanted = (
        sa.select(Activity, QuestionnaireVersion.document)
        .join(QuestionnaireVersion, QuestionnaireVersion.survey_id == Activity.id)
        .where(QuestionnaireVersion.number > 0, Activity.id != activity.id, named)
        .order_by(QuestionnaireVersion.id.desc())
        .limit(MOST)
    )
    for row in db.session.execute(wanted):
        yield row[0], row[1]


def _codes(question: Question, activity: Activity) -> set[str]:
    """Return the codes of what a question has from an activity: the last part of each subject."""
    sources = [*(row.source for row in question.rows), *(one.source for one in question.options)]
    own = [each for each in sources if each.get("activity") == activity.public_id]
    return {str(each.get("subject", "")).rpartition(".")[2] for each in own}
