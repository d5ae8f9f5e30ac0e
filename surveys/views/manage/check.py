"""The check list before publishing: what is in the way, what to think of, how long it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.state import State
from participation.activities.kinds import Fault
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.activities.services.gate import gate
from participation.municipality.queries import settings as municipality
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.web.site import site
from surveys import queries
from surveys.domain.minutes import minutes
from surveys.domain.plain import Hint, hints
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import asks
from surveys.services import publishing, translating, trying
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.hints import place_of, sentence
from surveys.views.manage.logic import notes_on

# Respondents name ten minutes as the ideal length of a web survey and twenty as the longest
# (Melanie Revilla and Carlos Ochoa, "Ideal and maximum length for a web survey", International
# Journal of Market Research 59(5), 2017, 557-565).
IDEAL_MINUTES = 10
MOST_OPEN = 5
MOST_REQUIRED = 0.5
MOST_HINTS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How much is asked."""

    questions: int
    required: int
    open: int
    minutes: dict[str, int]


@bp.get("/<language:lang>/manage/a/<activity>/check")
@requires(may_see_activity, survey_here)
def check(activity: str) -> ResponseReturnValue:
    """Show everything worth a look before residents see the survey."""
    found, survey, questionnaire = opened(activity)
    texts, size = translating.texts_in(found, survey), _size(found, questionnaire)
    controller, counted = _controller(), db.session.execute(queries.beside(found.id)).one()
    hinted = list(hints(questionnaire, tuple(found.languages)))
    return render_template(
        "surveys/manage/check.html",
        activity=found,
        blocking=_blocking(found, now()),
        advice=[
            *_advice(found, controller, counted.comments),
            *_about_logic(found, questionnaire),
            *_about_size(found, size),
        ],
        completeness=translating.completeness(texts.values(), found.languages),
        size=size,
        controller=controller,
        hints=[_hinted(found, questionnaire, hint) for hint in hinted[:MOST_HINTS]],
        more=max(len(hinted) - MOST_HINTS, 0),
        tests=counted.tests,
        can_try=found.state(now()) in trying.BEFORE,
        may_edit=may_edit_activity(actor(), found),
        has_changes=found.published is not None and publishing.differs(survey, questionnaire),
    )


def _blocking(activity: Activity, moment: datetime) -> list[Fault]:
    """List what keeps the survey, or its changes, from being published."""
    if activity.state(moment) is State.CLOSED:
        return publishing.faults(activity)
    found = gate(activity, site().required_languages, moment)
    return list(found.all)


def _size(activity: Activity, questionnaire: Questionnaire) -> Size:
    asked = [question for question in questionnaire.questions() if asks(question)]
    return Size(
        questions=len(asked),
        required=sum(question.required for question in asked),
        open=sum(question.kind in ("text", "long_text") for question in asked),
        minutes={code: minutes(questionnaire, code) for code in activity.languages},
    )


def _controller() -> str:
    found = municipality()
    return found.controller.in_(site().main_language) if found else ""


def _advice(activity: Activity, controller: str, comments: int) -> Iterator[Fault]:
    """Yield what is not in the way and should be thought of."""
    place = url_for("activities.settings", activity=activity.public_id)
    if activity.closes is None:
        yield Fault(_("No closing time is set. Say when people can answer at the latest."), place)
    if not activity.summary:
        yield Fault(_("The summary is empty. Say what the answers will change."), place)
    if not site().phone and not site().email:
        yield Fault(
            _("Nobody is named whom people can call or write to when they cannot answer."),
            url_for("municipality.change", section="contacts"),
        )
    if not controller:
        yield Fault(
            _("The privacy notice does not say who is the controller of personal data."),
            url_for("municipality.change", section="responsible"),
        )
    if comments:
        words = ngettext(
            "%(num)s comment of a colleague is open.",
            "%(num)s comments of colleagues are open.",
            comments,
        )
        yield Fault(words, url_for(".questions", activity=activity.public_id))


def _about_logic(activity: Activity, questionnaire: Questionnaire) -> Iterator[Fault]:
    """Yield what is worth knowing of conditions and of limits that depend on them."""
    place = url_for(".questions", activity=activity.public_id)
    yield from (Fault(words, place) for words in notes_on(questionnaire))


def _about_size(activity: Activity, size: Size) -> Iterator[Fault]:
    place = url_for(".questions", activity=activity.public_id)
    longest = max(size.minutes.values(), default=0)
    if longest > IDEAL_MINUTES:
        yield Fault(
            ngettext(
                "Answering everything takes about %(num)s minute. People find ten minutes ideal.",
                "Answering everything takes about %(num)s minutes. People find ten minutes ideal.",
                longest,
            ),
            place,
        )
    if size.required > MOST_REQUIRED * size.questions:
        yield Fault(
            _(
                "%(required)s of %(questions)s questions must be answered. Those who cannot or "
                "will not answer one leave the rest unanswered too.",
                required=size.required,
                questions=size.questions,
            ),
            place,
        )
    if size.open > MOST_OPEN:
        words = ngettext(
            "%(num)s question asks for words of one’s own. Somebody must read them all.",
            "%(num)s questions ask for words of one’s own. Somebody must read them all.",
            size.open,
        )
        yield Fault(words, place)


def _hinted(
    activity: Activity, questionnaire: Questionnaire, hint: Hint
) -> tuple[Hint, str, Fault]:
    """Return a hint with what it is about, the sentence and where to mend it."""
    where, url = place_of(activity, questionnaire, hint)
    return hint, where, Fault(sentence(hint), url)
