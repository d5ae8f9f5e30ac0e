"""Conditions, rules and orders of a question or a page."""

from collections.abc import Collection

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import requires
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import plain
from surveys.domain import marks
from surveys.domain.logic.check import looks_at
from surveys.domain.logic.judged import logic_of
from surveys.domain.logic.places import expressions
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.domain.questions.registry import asks
from surveys.forms.building import RevisedForm
from surveys.forms.conditions import ConditionField
from surveys.forms.logic import page_logic_form, question_logic_form
from surveys.logic_words import sentence, where
from surveys.services import building, translating
from surveys.services.building import Outdated
from surveys.services.logic import save_page_logic
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.condition_words import date_words, deed_words
from surveys.views.manage.typed import is_to_be_saved


@bp.route("/<language:lang>/manage/a/<activity>/question/<question>/logic", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def question_logic(activity: str, question: str) -> ResponseReturnValue:
    """Say when a question is asked and which answers are taken."""
    found, survey, written = opened(activity)
    before = written.question(question)
    if before is None:
        raise NotFound
    form = question_logic_form(written, before, translating.languages_of(found), survey.revision)
    if is_to_be_saved(form):
        try:
            with unit_of_work():
                building.save_question(found, question, form.question(before), **form.seen)
        except Outdated:
            _take_newest(form, survey.revision, marks.of_question(before))
        else:
            flash(_("The conditions are saved."))
            return redirect(url_for(".questions", activity=activity, focus=f"{question}-logic"))
    return _page(found, form, before, written)


@bp.route("/<language:lang>/manage/a/<activity>/page/<page>/logic", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def page_logic(activity: str, page: str) -> ResponseReturnValue:
    """Say when a page is shown."""
    found, survey, written = opened(activity)
    before = next((each for each in written.pages if each.code == page), None)
    if before is None:
        raise NotFound
    form = page_logic_form(written, before, survey.revision)
    if is_to_be_saved(form):
        try:
            with unit_of_work():
                save_page_logic(found, page, form.page(before), **form.seen)
        except Outdated:
            _take_newest(form, survey.revision, marks.of_page(before))
        else:
            flash(_("The conditions are saved."))
            return redirect(url_for(".questions", activity=activity, focus=f"page-{page}-logic"))
    return _page(found, form, before, written)


def _take_newest(form: RevisedForm, revision: int, mark: str) -> None:
    """Keep what was typed, and let it be saved over what somebody else saved meanwhile."""
    form.revision.data, form.mark.data = str(revision), mark
    form.form_errors.append(
        _(
            "Somebody else has changed this meanwhile. What you wrote is still here; save it "
            "again to put it in the place of theirs."
        )
    )


def _page(
    activity: Activity, form: RevisedForm, part: Question | Page, written: Questionnaire
) -> ResponseReturnValue:
    fields = [field for field in form if isinstance(field, ConditionField)]
    page = render_template(
        "surveys/manage/logic.html",
        activity=activity,
        form=form,
        part=part,
        heading=plain(part.label if isinstance(part, Question) else part.title),
        is_question=isinstance(part, Question),
        takes_answers=isinstance(part, Question) and asks(part),
        deeds=deed_words(),
        day_deeds=date_words(),
        focus=next((field.focus for field in fields if field.focus), ""),
    )
    return page, 422 if form.errors else 200


def notes_on(questionnaire: Questionnaire) -> list[str]:
    """Say what is worth knowing of a questionnaire's conditions, although it blocks nothing."""
    return [sentence(note) for note in logic_of(questionnaire).notes]


def still_looking_at(questionnaire: Questionnaire, codes: Collection[str]) -> list[str]:
    """Name the expressions of other questions and pages that look at some questions."""
    return [
        where(place)
        for place, source in expressions(questionnaire)
        if place.question not in codes and not looks_at(source).isdisjoint(codes)
    ]
