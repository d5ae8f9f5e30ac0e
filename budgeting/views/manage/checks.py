"""The board of checking, and one idea: what an expert found, what is decided."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from budgeting import check_words, idea_words, queries
from budgeting.check_forms import AssignForm, DecisionForm, FoundForm
from budgeting.models import Budget
from budgeting.proposal_models import Check, Proposal
from budgeting.queries import budget_here
from budgeting.refusals import NotFinished, NotNow, Outdated
from budgeting.services import arranging, asking, check_reading, checking
from budgeting.views.manage.blueprint import PLACE, bp
from budgeting.voting_words import euros
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now, today
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH


@bp.get(f"{PLACE}/checks")
@requires(may_see_activity, budget_here)
def checks(activity: str) -> ResponseReturnValue:
    """List ideas by how far their checking is."""
    found = budget_here(activity)
    return _board(found, AssignForm.among(check_reading.experts(found)))


@bp.post(f"{PLACE}/checks")
@requires(may_edit_activity, budget_here)
def assign(activity: str) -> ResponseReturnValue:
    """Ask an expert to check the chosen ideas."""
    found = budget_here(activity)
    people = check_reading.experts(found)
    form = AssignForm.among(people)
    if not form.validate_on_submit():
        return _board(found, form)
    person = next(one for one in people if one.public_id == form.person.data)
    with unit_of_work():
        budget = queries.budget_of(found.id)
        asked = asking.ask(budget, form.ideas.data or (), person, form.deadline.data, actor=actor())
    words = ngettext(
        "%(name)s is asked to check %(num)s idea.",
        "%(name)s is asked to check %(num)s ideas.",
        asked,
        name=person.name,
    )
    flash(words)
    return redirect(url_for(".checks", activity=activity, show=_chosen()))


def _chosen() -> str:
    chosen = request.values.get("show", "open")
    return chosen if chosen in check_words.STATES else "open"


def _board(activity: Activity, form: AssignForm) -> ResponseReturnValue:
    chosen, page = _chosen(), max(1, request.args.get("page", 1, type=int))
    who, day = actor().person_id, today()
    counts = check_reading.counts(activity, day, who)
    return render_template(
        "budgeting/manage/checks.html",
        activity=activity,
        form=form,
        ideas=check_reading.listed(activity, chosen, page, day, who),
        counts=counts,
        chosen=chosen,
        states=check_words.STATES,
        words=check_words,
        day=day,
        page=page,
        last=-(-counts[chosen] // check_reading.A_PAGE),
        may_edit=may_edit_activity(actor(), activity),
    )


@bp.route(f"{PLACE}/checks/<idea>", methods=["GET", "POST"])
@requires(may_see_activity, budget_here)
def check(activity: str, idea: str) -> ResponseReturnValue:
    """Show one idea with what was found and decided; a post only switches the language."""
    budget = queries.budget_of(budget_here(activity).id)
    one = queries.proposal_named(budget, idea)
    if SWITCH not in request.form:
        return _page(budget, one)
    if "owner" in request.form:
        return _page(budget, one, found_form=_found_form(one.check, is_posted=True))
    return _page(budget, one, decision_form=_decision_form(budget, one.check, is_posted=True))


def _page(
    budget: Budget,
    idea: Proposal,
    found_form: FoundForm | None = None,
    decision_form: DecisionForm | None = None,
) -> ResponseReturnValue:
    kept, activity = idea.check, budget.activity
    may_find = kept is not None and kept.person_id == actor().person_id
    is_open = not arranging.has_begun(budget)
    may_decide = (
        is_open
        and kept is not None
        and kept.found is not None
        and may_edit_activity(actor(), activity)
    )
    return render_template(
        "budgeting/manage/check.html",
        activity=activity,
        idea=idea,
        check=kept,
        day=today(),
        found_form=found_form or (_found_form(kept) if may_find and is_open else None),
        decision_form=decision_form or (_decision_form(budget, kept) if may_decide else None),
        is_open=is_open,
        words=check_words,
        idea_words=idea_words,
        euros=euros,
    )


def _found_form(kept: Check | None, *, is_posted: bool = False) -> FoundForm:
    typed = request.form if is_posted else None
    return FoundForm(typed, obj=kept, data={"seen": checking.mark(kept)})


def _decision_form(budget: Budget, kept: Check | None, *, is_posted: bool = False) -> DecisionForm:
    typed = request.form if is_posted else None
    meta = {"languages": arranging.languages_of(budget.activity)}
    return DecisionForm(typed, obj=kept, data={"seen": checking.mark(kept)}, meta=meta)


@bp.post(f"{PLACE}/checks/<idea>/found")
@requires(may_see_activity, budget_here)
def write_found(activity: str, idea: str) -> ResponseReturnValue:
    """Keep what an expert found."""
    budget = queries.budget_of(budget_here(activity).id)
    one = queries.proposal_named(budget, idea)
    form = _found_form(one.check, is_posted=True)
    if not form.validate_on_submit():
        return _page(budget, one, found_form=form)
    try:
        with unit_of_work():
            checking.unchanged(budget, idea, form.seen.data or "")
            checking.write_down(budget, idea, form.found(), actor=actor(), now=now())
    except Outdated:
        return _outdated(budget, idea, form)
    flash(_("What you found is kept."))
    return redirect(url_for(".check", activity=activity, idea=idea))


@bp.post(f"{PLACE}/checks/<idea>/decide")
@requires(may_edit_activity, budget_here)
def decide(activity: str, idea: str) -> ResponseReturnValue:
    """Decide whether an idea goes on."""
    budget = queries.budget_of(budget_here(activity).id)
    one = queries.proposal_named(budget, idea)
    form = _decision_form(budget, one.check, is_posted=True)
    if not form.validate_on_submit():
        return _page(budget, one, decision_form=form)
    try:
        with unit_of_work():
            checking.unchanged(budget, idea, form.seen.data or "")
            checking.decide(budget, idea, form.chosen, form.reason.data, actor=actor(), now=now())
    except Outdated:
        return _outdated(budget, idea, form)
    except (NotFinished, NotNow):
        flash(_("Nothing can be decided of this idea now."))
        return redirect(url_for(".check", activity=activity, idea=idea))
    flash(_("The decision is kept. The author can read it with their code."))
    return redirect(url_for(".checks", activity=activity, show="found"))


def _outdated(budget: Budget, idea: str, form: FoundForm | DecisionForm) -> ResponseReturnValue:
    """Show what was typed beside what a colleague has written since."""
    one = queries.proposal_named(budget, idea)
    form.seen.data = checking.mark(one.check)
    form.form_errors.append(
        _("Somebody has changed this meanwhile: see below. Save again if yours is right.")
    )
    if isinstance(form, FoundForm):
        return _page(budget, one, found_form=form)
    return _page(budget, one, decision_form=form)
