"""The questions of a brainstorm."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.forms import QuestionForm
from participation.brainstorming.models import BrainstormQuestion
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import HasIdeas, Outdated
from participation.brainstorming.services import building
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm

STEPS = {"up": -1, "down": 1}


@bp.get(f"{PLACE}/questions")
@requires(may_see_activity, brainstorm_here)
def questions(activity: str) -> ResponseReturnValue:
    """List the questions, with how many ideas answer each."""
    found = brainstorm_here(activity)
    brainstorm = queries.brainstorm_of(found.id)
    counted = db.session.execute(queries.questions_with_ideas(found.id)).all()
    return render_template(
        "brainstorming/manage/questions.html",
        activity=found,
        brainstorm=brainstorm,
        ideas={row[0]: row[1] for row in counted},
        may_edit=may_edit_activity(actor(), found),
    )


@bp.route(f"{PLACE}/questions/new", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def add_question(activity: str) -> ResponseReturnValue:
    """Add a question at the end."""
    found = brainstorm_here(activity)
    form = _form(found)
    if form.validate_on_submit():
        with unit_of_work():
            building.add_question(found, form.asked())
        flash(_("The question is added."))
        return redirect(url_for(".questions", activity=activity))
    return _page(found, form)


@bp.route(f"{PLACE}/questions/<question>", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def edit_question(activity: str, question: str) -> ResponseReturnValue:
    """Change a question."""
    found, before = _named(activity, question)
    form = _form(found, before)
    if form.validate_on_submit() and _saved(found, question, form):
        flash(_("The question is saved."))
        return redirect(url_for(".questions", activity=activity))
    return _page(found, form, before)


def _named(activity: str, question: str) -> tuple[Activity, BrainstormQuestion]:
    found = brainstorm_here(activity)
    return found, queries.question_with(queries.brainstorm_of(found.id), question)


def _form(activity: Activity, question: BrainstormQuestion | None = None) -> QuestionForm:
    is_public = activity.published is not None
    meta = {"languages": building.languages_of(activity), "is_public": is_public}
    mark = {"mark": building.mark_of(question)} if question else {}
    form = QuestionForm(obj=question, data=mark, meta=meta)
    if request.method == "POST":
        form.picture.keep()
    return form


def _saved(activity: Activity, question: str, form: QuestionForm) -> bool:
    """Save, unless a colleague has meanwhile: then say so, and let the next try through."""
    try:
        with unit_of_work():
            building.save_question(activity, question, form.asked(), mark=form.mark.data or "")
    except Outdated:
        fresh = queries.question_with(queries.brainstorm_of(activity.id), question)
        form.mark.data = building.mark_of(fresh)
        form.form_errors.append(
            _("Somebody changed this while you wrote. Save again to put your words in its place.")
        )
        return False
    return True


def _page(
    activity: Activity, form: QuestionForm, question: BrainstormQuestion | None = None
) -> ResponseReturnValue:
    return render_template(
        "brainstorming/manage/question.html", activity=activity, form=form, question=question
    )


@bp.post(f"{PLACE}/questions/<question>/<step>")
@requires(may_edit_activity, brainstorm_here)
def move_question(activity: str, question: str, step: str) -> ResponseReturnValue:
    """Move a question one place."""
    if step not in STEPS:
        raise NotFound
    with unit_of_work():
        building.move_question(brainstorm_here(activity), question, STEPS[step])
    return redirect(url_for(".questions", activity=activity))


@bp.route(f"{PLACE}/questions/<question>/delete", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def delete_question(activity: str, question: str) -> ResponseReturnValue:
    """Delete a question that nobody has answered, once that is confirmed."""
    found, before = _named(activity, question)
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                building.remove_question(found, question)
            flash(_("The question is deleted."))
        except HasIdeas:
            flash(_("Ideas answer this question, so it stays."))
        return redirect(url_for(".questions", activity=activity))
    return render_template(
        "brainstorming/manage/question_delete.html", activity=found, question=before, form=form
    )
