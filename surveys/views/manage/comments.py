"""What staff say to each other about a question: read, write, resolve, open again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from surveys.forms.commenting import CommentForm
from surveys.services import commenting
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.kinds import kind_names


@bp.route(
    "/<language:lang>/manage/a/<activity>/question/<question>/comments", methods=["GET", "POST"]
)
@requires(may_see_activity, survey_here)
def comments(activity: str, question: str) -> ResponseReturnValue:
    """Show what was said about a question, and take what is said."""
    found, _survey, questionnaire = opened(activity)
    asked, form = questionnaire.question(question), CommentForm()
    if asked is None:
        raise NotFound
    if form.validate_on_submit():
        with unit_of_work():
            commenting.comment(found, question, form.words.data or "", actor=actor(), now=now())
        flash(_("The comment is there for your colleagues."))
        return redirect(url_for(".comments", activity=activity, question=question))
    return render_template(
        "surveys/manage/comments.html",
        activity=found,
        question=asked,
        kind=kind_names()[asked.kind],
        comments=commenting.comments_on(found, question),
        may_edit=may_edit_activity(actor(), found),
        form=form,
    )


@bp.post("/<language:lang>/manage/a/<activity>/comment/<comment>")
@requires(may_see_activity, survey_here)
def settle_comment(activity: str, comment: str) -> ResponseReturnValue:
    """Resolve a comment, or open it again."""
    is_open = "reopen" in request.form
    with unit_of_work():
        said = commenting.settle(survey_here(activity), comment, None if is_open else now())
        question = said.question
    flash(_("The comment is open again.") if is_open else _("The comment is resolved."))
    return redirect(url_for(".comments", activity=activity, question=question))
