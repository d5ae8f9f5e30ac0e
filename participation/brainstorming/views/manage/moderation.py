"""The queue of ideas and comments, and one idea with what was decided about it."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.domain.reviewing import due
from participation.brainstorming.forms import (
    REASONS,
    LanguageForm,
    TranslationForm,
    VerdictForm,
)
from participation.brainstorming.idea_models import Idea, IdeaState
from participation.brainstorming.policy import may_moderate
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import NothingToUndo, Outdated
from participation.brainstorming.services import building, moderating, queue
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.brainstorming.views.mapping import spot_of
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now, today
from participation.platform.transactions import unit_of_work


@bp.get(f"{PLACE}/moderation")
@requires(may_see_activity, brainstorm_here)
def moderation(activity: str) -> ResponseReturnValue:
    """List what waits for a moderator, what is due first; or what was decided about."""
    found = brainstorm_here(activity)
    chosen = request.args.get("show", queue.WAITING)
    chosen = chosen if chosen in queue.LISTS else queue.WAITING
    return render_template(
        "brainstorming/manage/moderation.html",
        activity=found,
        brainstorm=queries.brainstorm_of(found.id),
        queue=queue.queue(found.id, chosen, max(1, request.args.get("page", 1, type=int))),
        chosen=chosen,
        due=due,
        today=today(),
        may_moderate=may_moderate(actor(), found),
        may_edit=may_edit_activity(actor(), found),
    )


@bp.route(f"{PLACE}/moderation/<idea>", methods=["GET", "POST"])
@requires(may_moderate, brainstorm_here)
def case(activity: str, idea: str) -> ResponseReturnValue:
    """Decide about an idea."""
    found = brainstorm_here(activity)
    one = queries.idea_named(found.id, idea)
    form = VerdictForm(
        data={"state": _offered(one), "reason": one.reason, "note": one.note},
        meta={"languages": building.languages_of(found)},
    )
    if form.validate_on_submit():
        return _decided(found, idea, form)
    return _case_page(found, one, form)


def _offered(idea: Idea) -> str:
    return IdeaState.HIDDEN if idea.state is IdeaState.HIDDEN else IdeaState.PUBLISHED


def _case_page(activity: Activity, idea: Idea, form: VerdictForm) -> ResponseReturnValue:
    history, brainstorm = moderating.history(idea), queries.brainstorm_of(activity.id)
    if not form.seen.data:
        form.seen.data = moderating.seen_mark(history)
    shown: dict[str, Any] = {
        "history": history,
        "can_undo": moderating.can_undo(history),
        "reasons": REASONS,
        "language_form": LanguageForm(formdata=None, language=idea.language),
        "translated": {one.language: one for one in idea.translations},
        "languages": building.languages_of(activity),
        "brainstorm": brainstorm,
        "map": spot_of(idea),
        "due": due(idea.day, brainstorm.review_days),
    }
    return render_template(
        "brainstorming/manage/case.html", activity=activity, idea=idea, form=form, **shown
    )


def _decided(activity: Activity, idea: str, form: VerdictForm) -> ResponseReturnValue:
    seen, verdict = form.seen.data or "", form.verdict()
    try:
        with unit_of_work():
            moderating.decide(activity, idea, verdict, seen=seen, actor=actor(), now=now())
    except Outdated:
        one = queries.idea_named(activity.id, idea)
        form.seen.data = ""
        form.form_errors.append(
            _("A colleague has decided about this idea meanwhile: see below. Nothing was changed.")
        )
        return _case_page(activity, one, form)
    flash(_("The decision is kept. The author can read it with their code."))
    return redirect(url_for(".moderation", activity=activity.public_id))


@bp.post(f"{PLACE}/moderation/<idea>/undo")
@requires(may_moderate, brainstorm_here)
def undo(activity: str, idea: str) -> ResponseReturnValue:
    """Bring back what was before the newest decision."""
    try:
        with unit_of_work():
            moderating.undo(brainstorm_here(activity), idea, actor=actor(), now=now())
        flash(_("The decision is undone."))
    except NothingToUndo:
        flash(_("There is no decision left to undo."))
    return redirect(url_for(".case", activity=activity, idea=idea))


@bp.post(f"{PLACE}/moderation/<idea>/language")
@requires(may_moderate, brainstorm_here)
def language(activity: str, idea: str) -> ResponseReturnValue:
    """Say in which language an idea is."""
    form = LanguageForm()
    if form.validate_on_submit():
        with unit_of_work():
            moderating.correct_language(brainstorm_here(activity), idea, form.language.data)
        flash(_("The language is saved."))
    return redirect(url_for(".case", activity=activity, idea=idea))


@bp.post(f"{PLACE}/moderation/<idea>/translation/<to>")
@requires(may_moderate, brainstorm_here)
def translation(activity: str, idea: str, to: str) -> ResponseReturnValue:
    """Put an idea into another language."""
    found, form = brainstorm_here(activity), TranslationForm()
    if form.validate_on_submit() and to in building.languages_of(found):
        with unit_of_work():
            moderating.translate(found, idea, to, (form.words.data or "").strip())
        flash(_("The translation is saved."))
    else:
        flash(_("The translation is too long, so it was not saved."))
    return redirect(url_for(".case", activity=activity, idea=idea))
