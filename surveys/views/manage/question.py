"""One question on a page of its own."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Field

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import requires
from participation.platform.files.pictures import PictureField
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row
from surveys.forms.building import QuestionForm
from surveys.forms.lines import LinesField
from surveys.forms.registry import FORMS, form_for
from surveys.services import building, commenting, translating
from surveys.services.building import CodeTaken, Outdated
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.conflict import conflict_page, gone_page, is_read_in_another_language
from surveys.views.manage.kinds import kind_names
from surveys.views.manage.pictures import keep_pictures
from surveys.views.manage.typed import is_to_be_saved

# The kind of a question travels in its form, so that one that is deleted meanwhile can come back.
KIND = "of-kind"


@bp.route("/<language:lang>/manage/a/<activity>/page/<page>/add/<kind>", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def add_question(activity: str, page: str, kind: str) -> ResponseReturnValue:
    """Write a new question for the end of a page."""
    found, survey, questionnaire = opened(activity)
    if kind not in FORMS or not any(each.code == page for each in questionnaire.pages):
        raise NotFound
    blank = Question(code="", kind=kind, label=Text())
    form = form_for(blank, translating.languages_of(found), survey.revision)
    keep_pictures(form)
    if is_to_be_saved(form):
        with unit_of_work():
            code = building.add_question(found, page, form.question(blank, ()))
        flash(_("The question is added."))
        return redirect(url_for(".questions", activity=activity, focus=f"{code}-edit"))
    return _page(found, form, blank, can_rename=False)


@bp.route("/<language:lang>/manage/a/<activity>/question/<question>", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def edit_question(activity: str, question: str) -> ResponseReturnValue:
    """Edit a question."""
    found, survey, questionnaire = opened(activity)
    before = questionnaire.question(question)
    if before is None:
        return gone_page(found, _way_back(found, questionnaire))
    form = form_for(before, translating.languages_of(found), survey.revision)
    keep_pictures(form)
    if is_read_in_another_language():
        return _both(activity, question, form)
    can_rename = not building.is_published(found)
    if is_to_be_saved(form):
        try:
            _save(found, questionnaire, before, form)
        except Outdated:
            return _both(activity, question, form)
        except CodeTaken:
            form.code.errors = [_("Another question has this code. Choose another.")]
        else:
            flash(_("The question is saved."))
            return redirect(url_for(".questions", activity=activity, focus=f"{question}-edit"))
    return _page(found, form, before, can_rename=can_rename)


def _save(
    activity: Activity, questionnaire: Questionnaire, before: Question, form: QuestionForm
) -> None:
    with unit_of_work():
        taken = building.parts_taken(building.taken(activity, questionnaire), before.code)
        parts: tuple[Option | Row, ...] = (*before.options, *before.rows, *before.scale)
        kept = {part.code for part in parts}
        after = form.question(before, taken - kept)
        names = _renamed_parts(form)
        building.save_question(activity, before.code, after, parts=names, **form.seen)


def _renamed_parts(form: QuestionForm) -> dict[str, str]:
    """Return the new codes of options and statements by their old ones (see `renaming`)."""
    return {
        f"{'~' if field.name == 'scale' else ''}{line.was}": line.code
        for field in form
        if isinstance(field, LinesField)
        for line in field.written()
        if line.was and line.code != line.was
    }


def _both(activity: str, question: str, mine: QuestionForm) -> ResponseReturnValue:
    """Show what was written beside what a colleague has written meanwhile."""
    found, survey, questionnaire = opened(activity)
    stored = questionnaire.question(question)
    if stored is None:
        return gone_page(found, _way_back(found, questionnaire))
    languages = translating.languages_of(found)
    theirs = form_for(stored, languages, survey.revision, is_stored=True)
    return conflict_page(found, mine, theirs)


def _way_back(activity: Activity, questionnaire: Questionnaire) -> str:
    """Return where a question that is gone can be written anew: at the end of the last page."""
    kind, pages = request.form.get(KIND, ""), questionnaire.pages
    if kind not in FORMS or not pages:
        return ""
    public_id, page = activity.public_id, pages[-1].code
    return url_for(".add_question", activity=public_id, page=page, kind=kind)


def _takes_files(field: Field) -> bool:
    """Tell whether a field sends files along."""
    return isinstance(field, PictureField) or getattr(field, "has_pictures", False)


def _page(
    activity: Activity, form: QuestionForm, question: Question, *, can_rename: bool
) -> ResponseReturnValue:
    lines = [field for field in form if isinstance(field, LinesField)]
    return render_template(
        "surveys/manage/question.html",
        activity=activity,
        form=form,
        question=question,
        lines=lines,
        has_pictures=any(map(_takes_files, form)),
        kind=kind_names()[question.kind],
        can_rename=can_rename,
        comments=commenting.comments_on(activity, question.code) if question.code else (),
        focus=next((field.focus for field in lines if field.focus), ""),
    )
