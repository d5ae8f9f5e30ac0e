"""One comment, with what was decided about it."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.domain.reviewing import due
from participation.brainstorming.forms import (
    COMMENT_REASONS,
    CommentLanguageForm,
    CommentVerdictForm,
)
from participation.brainstorming.idea_models import IdeaState
from participation.brainstorming.policy import may_moderate
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import NothingToUndo, Outdated
from participation.brainstorming.services import building, moderating
from participation.brainstorming.services.moderating import Case
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work

HERE = f"{PLACE}/moderation/comments/<comment>"


@bp.route(HERE, methods=["GET", "POST"])
@requires(may_moderate, brainstorm_here)
def comment(activity: str, comment: str) -> ResponseReturnValue:
    """Decide about a comment."""
    found = brainstorm_here(activity)
    one = moderating.case_named(found.id, comment, IdeaComment)
    offered = IdeaState.HIDDEN if one.state is IdeaState.HIDDEN else IdeaState.PUBLISHED
    form = CommentVerdictForm(
        data={"state": offered, "reason": one.reason, "note": one.note},
        meta={"languages": building.languages_of(found)},
    )
    if form.validate_on_submit():
        return _decided(found, one, form)
    return _page(found, one, form)


def _page(activity: Activity, one: Case, form: CommentVerdictForm) -> ResponseReturnValue:
    history, brainstorm = moderating.history(one), queries.brainstorm_of(activity.id)
    if not form.seen.data:
        form.seen.data = moderating.seen_mark(history)
    return render_template(
        "brainstorming/manage/comment.html",
        activity=activity,
        comment=one,
        form=form,
        history=history,
        can_undo=moderating.can_undo(history),
        reasons=COMMENT_REASONS,
        language_form=CommentLanguageForm(formdata=None, language=one.language),
        due=due(one.day, brainstorm.review_days),
    )


def _decided(activity: Activity, one: Case, form: CommentVerdictForm) -> ResponseReturnValue:
    seen, verdict, name, of = form.seen.data or "", form.verdict(), one.public_id, IdeaComment
    try:
        with unit_of_work():
            moderating.decide(activity, name, verdict, seen=seen, actor=actor(), now=now(), of=of)
    except Outdated:
        form.seen.data = ""
        form.form_errors.append(
            _("A colleague has decided about it meanwhile: see below. Nothing was changed.")
        )
        return _page(activity, moderating.case_named(activity.id, name, of), form)
    flash(_("The decision is kept. The author can read it with their code."))
    return redirect(url_for(".moderation", activity=activity.public_id))


@bp.post(f"{HERE}/undo")
@requires(may_moderate, brainstorm_here)
def undo_comment(activity: str, comment: str) -> ResponseReturnValue:
    """Bring back what was before the newest decision about a comment."""
    try:
        with unit_of_work():
            found = brainstorm_here(activity)
            moderating.undo(found, comment, actor=actor(), now=now(), of=IdeaComment)
        flash(_("The decision is undone."))
    except NothingToUndo:
        flash(_("There is no decision left to undo."))
    return redirect(url_for(".comment", activity=activity, comment=comment))


@bp.post(f"{HERE}/language")
@requires(may_moderate, brainstorm_here)
def comment_language(activity: str, comment: str) -> ResponseReturnValue:
    """Say in which language a comment is."""
    form, found = CommentLanguageForm(), brainstorm_here(activity)
    if form.validate_on_submit():
        with unit_of_work():
            moderating.correct_language(found, comment, form.language.data, of=IdeaComment)
        flash(_("The language is saved."))
    return redirect(url_for(".comment", activity=activity, comment=comment))
