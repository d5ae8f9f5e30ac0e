"""Reads of surveys."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.base import Missing
from surveys.models import (
    CountPending,
    QuestionnaireVersion,
    Response,
    ResponseDraft,
    StoredCount,
    Survey,
    SurveyComment,
    SurveyWeighting,
)

Versions = Mapping[int, tuple[int, Questionnaire]]

# What residents were shown, and what counts: neither of what staff only tried out.
PUBLISHED = QuestionnaireVersion.number > 0
REAL = Response.is_test.is_(False)


def survey_of(activity_id: int) -> Survey:
    """Return the survey of an activity, or refuse."""
    found = db.session.get(Survey, activity_id)
    if found is None:
        raise NotFound
    return found


def edited_since(revisions: Mapping[int, int | None]) -> sa.Select[Survey]:
    """Select the surveys of activities that were edited since a revision of theirs, if any."""
    unknown = [each for each, revision in revisions.items() if revision is None]
    changed = [
        sa.and_(Survey.activity_id == each, Survey.revision != revision)
        for each, revision in revisions.items()
        if revision is not None
    ]
    return sa.select(Survey).where(sa.or_(Survey.activity_id.in_(unknown), *changed))


def current_version(survey_id: int) -> QuestionnaireVersion | None:
    """Return the newest published questionnaire of a survey."""
    newest = (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id == survey_id, PUBLISHED)
        .order_by(QuestionnaireVersion.number.desc())
        .limit(1)
    )
    return db.session.scalar(newest)


def versions(survey_id: int) -> sa.Select[QuestionnaireVersion]:
    """Select every published questionnaire of a survey, oldest first."""
    return (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id == survey_id, PUBLISHED)
        .order_by(QuestionnaireVersion.number)
    )


def published(survey_id: int) -> Versions:
    """Read the published questionnaires by the id of their version, with their numbers."""
    return published_each([survey_id])[survey_id]


def published_each(survey_ids: Sequence[int]) -> dict[int, Versions]:
    """Read the published questionnaires of several surveys in one query."""
    wanted = (
        sa.select(QuestionnaireVersion)
        .where(QuestionnaireVersion.survey_id.in_(survey_ids), PUBLISHED)
        .order_by(QuestionnaireVersion.survey_id, QuestionnaireVersion.number)
    )
    found: dict[int, dict[int, tuple[int, Questionnaire]]] = {each: {} for each in survey_ids}
    for row in db.session.scalars(wanted):
        found[row.survey_id][row.id] = (row.number, Questionnaire.from_json(row.document))
    return dict(found)


def numbers(survey_ids: Sequence[int]) -> sa.Select[int, int]:
    """Select how many responded to surveys: as many as are stored, and those that wait.

    Counting the responses themselves would take the longer the more there are.
    """
    stored = sa.select(StoredCount.survey_id, StoredCount.counts["responses"].as_integer()).where(
        StoredCount.survey_id.in_(survey_ids)
    )
    waiting = sa.select(CountPending.survey_id, CountPending.sign).where(
        CountPending.survey_id.in_(survey_ids)
    )
    each = stored.union_all(waiting).subquery().c
    survey, number = each
    return sa.select(survey, sa.func.sum(number)).group_by(survey)


def surveys_with_notes() -> sa.Select[int]:
    """Select the surveys whose stored figures are behind."""
    return sa.select(CountPending.survey_id).distinct()


def batches(
    survey_id: int, *columns: Any, size: int = 2_000, where: Sequence[Any] = ()
) -> Iterator[Sequence[sa.Row[Any]]]:
    """Yield columns of all responses, some at a time, in the order of their random keys."""
    last = b""
    while True:
        page = (
            sa.select(Response.id, *columns)
            .where(Response.survey_id == survey_id, Response.id > last, REAL, *where)
            .order_by(Response.id)
            .limit(size)
        )
        rows = db.session.execute(page).all()
        if rows:
            yield rows
        if len(rows) < size:
            return
        last = rows[-1].id


def number_of(survey_id: int) -> sa.Select[int]:
    """Count the responses of a survey."""
    return sa.select(sa.func.count()).where(Response.survey_id == survey_id, REAL)


def by_channel_and_language(survey_id: int) -> sa.Select[int | None, str, int]:
    """Count responses by channel and language."""
    kinds = (Response.channel_id, Response.language)
    return (
        sa.select(*kinds, sa.func.count())
        .where(Response.survey_id == survey_id, REAL)
        .group_by(*kinds)
    )


def texts(
    survey_id: int, name: str, wanted: str = "", versions: Sequence[int] | None = None
) -> sa.Select[bytes, str, str]:
    """Select what people wrote under a key of their answers, and in which language they answered.

    Only answers to `versions`, by their ids, where some are named.
    SQLite knows upper and lower case of plain letters only, so a search tries the likely ones.
    """
    words = Response.answers[name].as_string()
    found = sa.select(Response.id, words.label("words"), Response.language).where(
        Response.survey_id == survey_id, REAL, words.is_not(None), words.not_in([*Missing])
    )
    if versions is not None:
        found = found.where(Response.version_id.in_(versions))
    if not wanted:
        return found
    forms = {wanted, wanted.lower(), wanted.upper(), wanted.capitalize()}
    return found.where(sa.or_(*(words.icontains(form, autoescape=True) for form in forms)))


def beside_results(survey_id: int) -> sa.CompoundSelect[str, int | None, str, int]:
    """Count in one statement what stands beside figures, as (what, number, words, people).

    Responses by channel and language (`by`) and by day (`day`), answers under way by the furthest
    page (`draft`), test answers (`tests`) and weightings (`weightings`).
    """
    nobody = sa.null(), sa.literal("")
    tried = Response.survey_id == survey_id, Response.is_test.is_(True)
    counted = by_channel_and_language(survey_id).subquery()
    day = sa.cast(Response.day, sa.String)
    begun = ResponseDraft.survey_id == survey_id, ResponseDraft.is_test.is_(False)
    return sa.union_all(
        sa.select(sa.literal("by"), *counted.c),
        sa.select(sa.literal("day"), sa.null(), day, sa.func.count())
        .where(Response.survey_id == survey_id, REAL)
        .group_by(day),
        sa.select(sa.literal("draft"), ResponseDraft.page, sa.literal(""), sa.func.count())
        .where(*begun)
        .group_by(ResponseDraft.page),
        sa.select(sa.literal("tests"), *nobody, sa.func.count()).where(*tried),
        sa.select(sa.literal("weightings"), *nobody, sa.func.count()).where(
            SurveyWeighting.survey_id == survey_id
        ),
    )


def beside(survey_id: int) -> sa.Select[int, int]:
    """Count the open comments and the test answers of a survey, in one statement."""
    said = sa.select(sa.func.count()).where(
        SurveyComment.survey_id == survey_id, SurveyComment.resolved.is_(None)
    )
    tried = sa.select(sa.func.count()).where(
        Response.survey_id == survey_id, Response.is_test.is_(True)
    )
    return sa.select(
        said.scalar_subquery().label("comments"), tried.scalar_subquery().label("tests")
    )
