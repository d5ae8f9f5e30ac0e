"""Publishing: the working questionnaire becomes a version that never changes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from flask import url_for

from participation.activities.kinds import Fault
from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.refusals import Conflict
from participation.platform.web.site import site
from surveys import queries
from surveys.domain.changes import Changes, compare, with_editions
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.readiness import Shortcoming, shortcomings
from surveys.models import QuestionnaireVersion, Survey
from surveys.services import building, translating, trying
from surveys.shortcoming_words import sentence

MOST_KEPT = 1_000
# What is unfinished, by survey, its revision, and the languages asked for.
KEPT: dict[tuple[str, tuple[str, ...]], tuple[int, dict[str, int]]] = {}


class NotReady(Conflict):
    """The questionnaire has shortcomings; `facts["shortcomings"]` lists them."""


class HalfTranslated(Conflict):
    """A language the survey offers is not complete."""


def faults(activity: Activity) -> list[Fault]:
    """List what keeps the survey from being published, with where to mend it; texts apart."""
    questionnaire = Questionnaire.from_json(queries.survey_of(activity.id).working)
    found = shortcomings(questionnaire)
    return [Fault(sentence(each), _place(activity, each)) for each in found]


def _place(activity: Activity, found: Shortcoming) -> str:
    public_id, question = activity.public_id, found.question
    if question:
        return url_for("surveys_manage.edit_question", activity=public_id, question=question)
    return url_for("surveys_manage.questions", activity=public_id)


def publish(activity: Activity, now: datetime) -> QuestionnaireVersion:
    """Freeze the working questionnaire; the same questionnaire keeps its version.

    What staff only tried out is erased: from now on people answer.
    """
    survey = building.locked(activity)
    questionnaire = Questionnaire.from_json(survey.working)
    found = shortcomings(questionnaire)
    if found:
        raise NotReady(shortcomings=found)
    survey.undo = None  # what was before is older than what people see from now on
    trying.erase([activity.id])
    newest = queries.current_version(activity.id)
    checksum = questionnaire.checksum()
    if newest is not None and newest.checksum == checksum:
        return newest
    version = QuestionnaireVersion(
        survey_id=activity.id,
        number=newest.number + 1 if newest else 1,
        document=questionnaire.to_json(),
        checksum=checksum,
        published=now,
    )
    db.session.add(version)
    db.session.flush()
    return version


def changes(activity: Activity, working: Questionnaire) -> Changes:
    """Return what differs from what residents see."""
    return compare(_versions(activity), working)


def _versions(activity: Activity) -> list[Questionnaire]:
    known = db.session.scalars(queries.versions(activity.id))
    return [Questionnaire.from_json(version.document) for version in known]


def publish_changes(
    activity: Activity,
    now: datetime,
    *,
    actor: Actor,
    revision: int,
    apart: Collection[str] = (),
) -> QuestionnaireVersion:
    """Publish edits of a survey that is published already; never half of a language.

    Earlier answers to the questions `apart` are counted apart: staff judged, looking at this
    `revision`, that the questions mean something else now.
    """
    survey = building.locked(activity)  # so that no edit comes between the check and the deed
    if survey.revision != revision:
        raise building.Outdated
    texts = translating.texts_of(activity).values()
    if any(text.unfinished(activity.languages) for text in texts):
        raise HalfTranslated
    judged = _judge(activity, survey, apart)
    version = publish(activity, now)
    record(
        actor,
        "survey.publish_changes",
        activity.public_id,
        process_id=activity.process_id,
        after={"version": version.number, "apart": sorted(judged)},
    )
    return version


def _judge(activity: Activity, survey: Survey, apart: Collection[str]) -> frozenset[str]:
    """Raise the edition of questions that mean something else; return which they are."""
    working, versions = Questionnaire.from_json(survey.working), _versions(activity)
    found = compare(versions, working)
    free = {each.question.code for each in found.questions if each.can_choose}
    judged = found.forced_apart | (free & set(apart))
    after = with_editions(versions, working, judged)
    if after != working:
        survey.working, survey.undo = after.to_json(), None
        survey.revision += 1
        db.session.flush()
    return judged


def differs(survey: Survey, working: Questionnaire) -> bool:
    """Tell whether residents see an older questionnaire than the working one."""
    newest = queries.current_version(survey.activity_id)
    return newest is not None and newest.checksum != working.checksum()


def unfinished(activities: Sequence[Activity]) -> dict[int, dict[str, int]]:
    """Count the texts that are not complete, by activity and language.

    Of many, a questionnaire is read again only when it has changed: edits raise its revision.
    """
    if len(activities) > 1:
        return _unfinished_of_many(activities)
    known = {one.id: db.session.get(Survey, one.id) for one in activities}
    return {one.id: _unfinished(one, found) for one in activities if (found := known[one.id])}


def _unfinished_of_many(activities: Sequence[Activity]) -> dict[int, dict[str, int]]:
    keys = {one: (one.public_id, _languages(one)) for one in activities}
    known = {one.id: KEPT.get(key) for one, key in keys.items()}
    edits = {each: counted[0] if counted else None for each, counted in known.items()}
    changed = db.session.scalars(queries.edited_since(edits)).all()
    if len(KEPT) > MOST_KEPT:
        KEPT.clear()
    for survey in changed:
        one = survey.activity
        KEPT[keys[one]] = known[one.id] = survey.revision, _unfinished(one, survey)
    return {each: dict(counted[1]) if counted else {} for each, counted in known.items()}


def _unfinished(activity: Activity, survey: Survey) -> dict[str, int]:
    """Count the texts of one survey; title and summary are not ours."""
    texts = translating.texts_in(activity, survey)
    ours = [text for address, text in texts.items() if address not in translating.OF_ACTIVITY]
    return {
        language: sum(bool(text.unfinished((language,))) for text in ours)
        for language in _languages(activity)
    }


def _languages(activity: Activity) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*activity.languages, *site().required_languages)))
