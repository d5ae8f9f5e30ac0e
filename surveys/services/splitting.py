"""What public results of a survey can be split by, and what they leave out."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from participation.activities.kinds import Subject
from participation.activities.models import Activity
from participation.platform.extensions import db
from surveys import queries
from surveys.domain.counting.block import VERSION
from surveys.domain.counting.union import Joined
from surveys.domain.counting.variables import Gives
from surveys.domain.logic.plan import looked_at, tree_of
from surveys.domain.questionnaire import Option, Row
from surveys.models import AnswerFile, Verdict
from surveys.services import cuts


def splits(activity: Activity) -> Sequence[Subject]:
    """List what puts each response into one group: background questions and facts first."""
    return offered(activity)[1]


def offered(activity: Activity) -> tuple[Sequence[Joined], Sequence[Subject]]:
    """Return the questions of a survey, and what can split them, in one reading."""
    known = cuts.known_of(activity)
    found = [
        each
        for each in known.variables.values()
        if each.gives is Gives.CHOICE and each.name != VERSION
    ]
    found.sort(key=lambda each: (not each.is_background, not each.is_fact))
    return known.questions, [Subject(each.name, each.part or each.label) for each in found]


def asked_after(activity: Activity) -> Mapping[str, set[str]]:
    """Return the questions that the conditions of each question and its page look at."""
    found: dict[str, set[str]] = defaultdict(set)
    for _number, questionnaire in queries.published(activity.id).values():
        for page in questionnaire.pages:
            for question in page.questions:
                parts: list[Option | Row] = [*question.options, *question.rows, *question.scale]
                said = [page.condition, question.condition, *(part.condition for part in parts)]
                trees = [tree_of(condition) for condition in said]
                found[question.code] |= looked_at(trees)
    return found


def excluded(activity: Activity) -> Mapping[str, int]:
    """Count pictures that were sent and not published."""
    rejected = sa.select(sa.func.count()).where(
        AnswerFile.survey_id == activity.id, AnswerFile.verdict == Verdict.REJECTED
    )
    number = db.session.scalar(rejected) or 0
    return {"pictures": number} if number else {}
