"""The queue of ideas, and one idea: decide, sort, join to another that says the same."""

import sqlalchemy as sa
from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import idea_words, queries
from budgeting.models import Budget
from budgeting.moderation_forms import IdeasForm, JudgeForm, SortForm
from budgeting.policy import may_moderate
from budgeting.proposal_models import Proposal, Showing
from budgeting.queries import budget_here
from budgeting.refusals import NotAlike, Outdated
from budgeting.services import arranging, likeness, merging, moderating
from budgeting.views.idea_reading import sent_picture
from budgeting.views.manage.blueprint import PLACE, bp
from budgeting.voting_words import euros
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.activities.spots import map_of_one
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work

A_PAGE = 50
LONGEST_SEARCH = 100
STANDS = Proposal.merged_into_id.is_(None)
LISTS = {
    "waiting": sa.and_(Proposal.is_reviewed.is_(False), STANDS),
    "shown": sa.and_(Proposal.is_reviewed.is_(True), Proposal.showing == Showing.PUBLISHED, STANDS),
    "hidden": sa.and_(Proposal.is_reviewed.is_(True), Proposal.showing == Showing.HIDDEN, STANDS),
    "joined": Proposal.merged_into_id.is_not(None),
}


@bp.get(f"{PLACE}/ideas")
@requires(may_see_activity, budget_here)
def ideas(activity: str) -> ResponseReturnValue:
    """List ideas: those that wait for a moderator, or those decided about."""
    found = budget_here(activity)
    chosen = request.args.get("show", "waiting")
    chosen = chosen if chosen in LISTS else "waiting"
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    page = max(1, request.args.get("page", 1, type=int))
    wanted = sa.select(Proposal).where(*_of(found, words), LISTS[chosen])
    shown = wanted.order_by(Proposal.day, Proposal.id).limit(A_PAGE).offset((page - 1) * A_PAGE)
    counts = _counts(found, words)
    return render_template(
        "budgeting/manage/ideas.html",
        activity=found,
        ideas=db.session.scalars(shown).all(),
        counts=counts,
        chosen=chosen,
        q=words,
        page=page,
        last=-(-counts[chosen] // A_PAGE),
        state_of=idea_words.state_of,
        may_moderate=may_moderate(actor(), found),
        may_edit=may_edit_activity(actor(), found),
    )


def _of(activity: Activity, words: str) -> tuple[sa.ColumnElement[bool], ...]:
    of = Proposal.budget_id == activity.id, queries.REAL
    return (*of, queries.says(words)) if words else of


def _counts(activity: Activity, words: str) -> dict[str, int]:
    numbers = [
        sa.select(sa.func.count()).where(*_of(activity, words), wanted).scalar_subquery()
        for wanted in LISTS.values()
    ]
    return dict(zip(LISTS, db.session.execute(sa.select(*numbers)).one(), strict=True))


@bp.route(f"{PLACE}/ideas/<idea>", methods=["GET", "POST"])
@requires(may_moderate, budget_here)
def case(activity: str, idea: str) -> ResponseReturnValue:
    """Decide about an idea."""
    budget = queries.budget_of(budget_here(activity).id)
    one = queries.proposal_named(budget, idea)
    form = JudgeForm(
        data={"showing": _offered(one), "hidden_for": one.hidden_for, "note": one.note},
        meta={"languages": arranging.languages_of(budget.activity)},
    )
    if form.validate_on_submit():
        return _decided(budget, idea, form)
    return _page(budget, one, form)


def _offered(idea: Proposal) -> str:
    return (Showing.HIDDEN if idea.showing is Showing.HIDDEN else Showing.PUBLISHED).value


def _page(budget: Budget, idea: Proposal, form: JudgeForm) -> ResponseReturnValue:
    history, (head, joined) = moderating.history(idea), queries.relatives(idea)
    if not form.seen.data:
        form.seen.data = moderating.seen_mark(history)
    return render_template(
        "budgeting/manage/idea.html",
        activity=budget.activity,
        idea=idea,
        form=form,
        sort_form=SortForm.of(budget, idea),
        history=history,
        words=idea_words,
        map=map_of_one(idea.longitude, idea.latitude),
        euros=euros,
        head=head,
        joined=joined,
    )


def _decided(budget: Budget, idea: str, form: JudgeForm) -> ResponseReturnValue:
    seen = form.seen.data or ""
    try:
        with unit_of_work():
            moderating.judge(budget, idea, form.judged(), seen=seen, actor=actor(), now=now())
    except Outdated:
        form.seen.data = ""
        form.form_errors.append(
            _("A colleague has decided about this idea meanwhile: see below. Nothing was changed.")
        )
        return _page(budget, queries.proposal_named(budget, idea), form)
    flash(_("The decision is kept. The author can read it with their code."))
    return redirect(url_for(".ideas", activity=budget.activity.public_id))


@bp.get(f"{PLACE}/ideas/<idea>/picture")
@requires(may_moderate, budget_here)
def idea_picture(activity: str, idea: str) -> ResponseReturnValue:
    """Show the picture of an idea to a moderator."""
    budget = queries.budget_of(budget_here(activity).id)
    return sent_picture(queries.proposal_named(budget, idea))


@bp.post(f"{PLACE}/ideas/<idea>/sort")
@requires(may_moderate, budget_here)
def sort(activity: str, idea: str) -> ResponseReturnValue:
    """Say in which language an idea is, and where it belongs."""
    budget = queries.budget_of(budget_here(activity).id)
    form = SortForm.of(budget, queries.proposal_named(budget, idea))
    if form.validate_on_submit():
        with unit_of_work():
            moderating.sort(budget, idea, form.language.data, form.area.data, form.category.data)
        flash(_("The idea is sorted."))
    return redirect(url_for(".case", activity=activity, idea=idea))


@bp.get(f"{PLACE}/ideas/<idea>/alike")
@requires(may_moderate, budget_here)
def alike(activity: str, idea: str) -> ResponseReturnValue:
    """Show ideas that may say the same, each with a button that joins."""
    budget = queries.budget_of(budget_here(activity).id)
    one = queries.proposal_named(budget, idea)
    words = request.args.get("q", "").strip()[:LONGEST_SEARCH]
    found = likeness.similar_to(budget, words or f"{one.title}. {one.words}")
    return render_template(
        "budgeting/manage/alike.html",
        activity=budget.activity,
        idea=one,
        q=words,
        alike=[other for other in found if other.id != one.id],
    )


@bp.post(f"{PLACE}/ideas/<idea>/join")
@requires(may_moderate, budget_here)
def join(activity: str, idea: str) -> ResponseReturnValue:
    """Join an idea to another that says the same."""
    budget, into = queries.budget_of(budget_here(activity).id), request.form.get("into", "")
    try:
        with unit_of_work():
            merging.merge(budget, idea, into, actor=actor(), now=now())
        flash(_("The ideas are joined. Their authors read so with their codes."))
    except NotAlike:
        flash(_("One of them was joined meanwhile. Nothing was changed."))
    return redirect(url_for(".case", activity=activity, idea=idea))


@bp.post(f"{PLACE}/ideas/<idea>/part")
@requires(may_moderate, budget_here)
def part(activity: str, idea: str) -> ResponseReturnValue:
    """Let a joined idea stand by itself again."""
    budget = queries.budget_of(budget_here(activity).id)
    try:
        with unit_of_work():
            merging.part(budget, idea, actor=actor(), now=now())
        flash(_("The idea stands alone again."))
    except NotAlike:
        flash(_("The idea stands alone already."))
    return redirect(url_for(".case", activity=activity, idea=idea))


@bp.route(f"{PLACE}/ideas-settings", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def ideas_settings(activity: str) -> ResponseReturnValue:
    """Choose how ideas are taken."""
    found = budget_here(activity)
    budget = queries.budget_of(found.id)
    form = IdeasForm(obj=budget, meta={"languages": arranging.languages_of(found)})
    if form.validate_on_submit():
        with unit_of_work():
            arranging.take_ideas_so(
                budget, {name: form[name].data for name in arranging.OF_IDEAS}, actor=actor()
            )
        flash(_("The budget is saved."))
        return redirect(url_for(".setup", activity=activity))
    title = _("How ideas are taken")
    return render_template(
        "budgeting/manage/part.html", activity=found, form=form, title=title, delete_url=""
    )
