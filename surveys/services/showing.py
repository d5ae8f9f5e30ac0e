"""When results are public, and what of them staff look at besides figures."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.activities.domain.disclosure import disclosed
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, ResultVisibility
from participation.platform.extensions import db
from participation.platform.refusals import Conflict, NotFound
from surveys import queries
from surveys.domain.counting.union import Joined, join
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER
from surveys.services import counting
from surveys.services.counting import Counted

TEXTS_A_PAGE = 50


class ResultsNotYet(Conflict):
    """Results will be public when the activity has closed; `facts["activity"]`."""


class ResultsNotPublic(NotFound):
    """Results go to those who prepare the matter only; `facts["activity"]`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a result page shows."""

    counted: Counted
    findings: Sequence[Finding]


def public_results(activity: Activity, now: datetime) -> Shown:
    """Return the results as everybody may see them, or refuse."""
    check_public(activity, now)
    whole = staff_results(activity, now)
    return Shown(counted=whole.counted, findings=[disclosed(one) for one in whole.findings])


def check_public(activity: Activity, now: datetime) -> None:
    """Refuse what nobody but staff may see of results, or not yet."""
    if activity.results is not ResultVisibility.AFTER_CLOSING:
        raise ResultsNotPublic(activity=activity)
    if not activity.shows_results(now):
        raise ResultsNotYet(activity=activity)


def staff_results(activity: Activity, now: datetime) -> Shown:
    """Return the results as they are at this moment."""
    counted = counting.read(activity.id, now)
    found = [counting.finding(activity, joined, counted) for joined in counted.questions]
    return Shown(counted=counted, findings=found)


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One page of what people wrote: words and the language they answered in."""

    joined: Joined
    texts: Sequence[tuple[str, str]]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // TEXTS_A_PAGE))


def texts(activity: Activity, name: str, wanted: str, page: int) -> Texts:
    """Return a page of answers to an open question, or of words for "other" (`code~other`).

    They come in the order of random keys, so that nothing tells who answered first. A question
    counted apart from another of its code has a mark after it (see `Joined.mark`).
    """
    known = queries.published(activity.id)
    joined, key = _asked(join(dict(known.values())), name)
    ids = [one for one, (number, _q) in known.items() if number in joined.versions]
    found = queries.texts(activity.id, key, wanted, ids if joined.apart else None)
    total = db.session.scalar(sa.select(sa.func.count()).select_from(found.subquery())) or 0
    page = max(1, min(page, -(-total // TEXTS_A_PAGE)))
    part = found.order_by("id").limit(TEXTS_A_PAGE).offset((page - 1) * TEXTS_A_PAGE)
    rows = [(row.words, row.language) for row in db.session.execute(part)]
    return Texts(joined=joined, texts=rows, total=total, page=page)


def _asked(questions: Sequence[Joined], name: str) -> tuple[Joined, str]:
    """Return the question that a name means, and the key of the words among answers."""
    for joined in questions:
        question = joined.question
        whole = f"{question.code}{joined.mark}"
        if question.kind in ("text", "long_text") and name == whole:
            return joined, question.code
        if question.other and name == f"{whole}~{OTHER}":
            return joined, f"{question.code}~{OTHER}"
    raise NotFound
