"""What staff look at: figures as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.domain.counting.union import join
from surveys.domain.questionnaire import Question
from surveys.services import counting
from surveys.services.counting import Counted
from surveys.services.theme_findings import with_themes


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a result page shows."""

    counted: Counted
    findings: Sequence[Finding]


def staff_results(activity: Activity, now: datetime) -> Shown:
    """Return the results as they are at this moment."""
    counted = counting.read(activity.id, now)
    found = [counting.finding(activity, joined, counted) for joined in counted.questions]
    return Shown(counted=counted, findings=with_themes(activity, found))


def question_of(activity: Activity, code: str, kind: str) -> Question:
    """Return a question of a kind, as its newest version has it, or refuse."""
    for joined in join(dict(queries.published(activity.id).values())):
        if joined.question.code == code and joined.question.kind == kind:
            return joined.question
    raise NotFound


def split(activity_id: int) -> tuple[Mapping[int | None, int], Mapping[str, int]]:
    """Count responses by channel and by language."""
    channels: dict[int | None, int] = {}
    languages: dict[str, int] = {}
    rows = db.session.execute(queries.by_channel_and_language(activity_id))
    for channel, language, number in rows:
        channels[channel] = channels.get(channel, 0) + number
        languages[language] = languages.get(language, 0) + number
    return channels, languages
