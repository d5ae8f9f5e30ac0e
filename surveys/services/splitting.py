"""What public results of a survey can be split by, and what they leave out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import sqlalchemy as sa

from participation.activities.kinds import Subject
from participation.activities.models import Activity
from participation.platform.extensions import db
from surveys import queries
from surveys.coding_models import Redaction
from surveys.domain.counting.block import VERSION
from surveys.domain.counting.union import Joined
from surveys.domain.counting.variables import Gives
from surveys.domain.logic.plan import looked_at, tree_of
from surveys.domain.questionnaire import Option, Row
from surveys.models import AnswerFile, Response, Verdict
from surveys.services import cuts

BACKGROUND = "background"
LIBRARY = ("age", "age_band", "gender", "area", "mother_tongue", "situation", "years")


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


def background(activity: Activity) -> set[str]:
    """Return the codes of questions about who answers: from the library, or on a page of them."""
    known = cuts.known_of(activity)
    return {*LIBRARY, *background_of(known)}


def background_of(known: cuts.Known) -> Iterator[str]:
    """Yield the codes of background questions, as the survey itself has them."""
    for variable in known.variables.values():
        if variable.is_background:
            yield variable.name.partition(".")[0]
    for _number, questionnaire in known.versions.values():
        for page in questionnaire.pages:
            if page.code == BACKGROUND:
                yield from (question.code for question in page.questions)


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
    """Count pictures that were not published, and answers that words were taken out of."""
    rejected = sa.select(sa.func.count()).where(
        AnswerFile.survey_id == activity.id, AnswerFile.verdict == Verdict.REJECTED
    )
    redacted = (
        sa.select(sa.func.count(Redaction.response_id.distinct()))
        .join(Response, Response.id == Redaction.response_id)
        .where(Response.survey_id == activity.id)
    )
    found = {
        name: db.session.scalar(number) or 0
        for name, number in {"pictures": rejected, "redacted": redacted}.items()
    }
    return {name: number for name, number in found.items() if number}
