"""Paper ballots: a sheet to print, batches, keying sheets in as ballots, finding them again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import queries, voting_words
from budgeting.domain.voting import sheets
from budgeting.models import BallotKind, Budget
from budgeting.paper_forms import BatchForm, SheetForm
from budgeting.refusals import BadBallot, DoesNotAddUp, NotNow
from budgeting.services import voting_log, voting_paper, voting_terms
from budgeting.views.voting_manage import PLACE, bp, vote_here
from budgeting.voting_models import PaperBatch, VoteChannel
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work

HOW = {
    BallotKind.POINTS: "3:5 7:2",
    BallotKind.SCORE: "3:5 7:2",
    BallotKind.RANK: "7 3 12",
}


@bp.get(f"{PLACE}/paper")
@requires(may_edit_activity, vote_here)
def papers(activity: str) -> ResponseReturnValue:
    """List the batches, with totals beside the roll."""
    return _papers(queries.budget_of(vote_here(activity).id), BatchForm())


def _papers(budget: Budget, form: BatchForm) -> str:
    found = voting_paper.batches(budget.activity_id)
    turnout = voting_log.turnout(budget.activity_id)
    return render_template(
        "budgeting/voting/papers.html",
        activity=budget.activity,
        batches=found,
        form=form,
        on_roll=sum(one.voters for one in turnout if one.channel is VoteChannel.PAPER),
        sheets=sum(one.sheets for one in found),
        entered=sum(one.entered for one in found),
    )


@bp.post(f"{PLACE}/paper")
@requires(may_edit_activity, vote_here)
def open_batch(activity: str) -> ResponseReturnValue:
    """Take in a pile of sheets."""
    budget, form = queries.budget_of(vote_here(activity).id), BatchForm()
    if not form.validate_on_submit():
        return _papers(budget, form)
    try:
        with unit_of_work():
            made = voting_paper.open_batch(budget, form.place.data or "", form.sheets.data or 0)
            number = made.number
    except NotNow:
        flash(_("The vote is closed for good, so no sheets are taken any more."))
        return redirect(url_for(".papers", activity=activity))
    return redirect(url_for(".batch", activity=activity, number=number))


@bp.route(f"{PLACE}/paper/<int:number>", methods=["GET", "POST"])
@requires(may_edit_activity, vote_here)
def batch(activity: str, number: int) -> ResponseReturnValue:
    """Key in the next sheet of a batch."""
    budget, form = queries.budget_of(vote_here(activity).id), SheetForm()
    found = _named(budget, number)
    if form.validate_on_submit() and _kept(budget, found, form):
        return redirect(url_for(".batch", activity=activity, number=number))
    return _page(budget, found, form)


def _named(budget: Budget, number: int) -> PaperBatch:
    return voting_paper.batch_numbered(budget, number)


def _page(budget: Budget, batch: PaperBatch, form: SheetForm) -> str:
    projects = voting_terms.listed(budget)
    looked = request.args.get("sheet", 0, type=int)
    numbers = {one.code: one.number or 0 for one in projects}
    marks = voting_paper.sheet_of(batch, looked) if looked else {}
    form.sheet.data = str(batch.entered + 1)
    return render_template(
        "budgeting/voting/batch.html",
        activity=budget.activity,
        batch=batch,
        form=form,
        how=HOW.get(budget.ballot_kind, "3 7 12"),
        projects=projects,
        has_numbers=all(one.number for one in projects),
        looked=looked if 1 <= looked <= batch.entered else 0,
        looked_marks=sheets.written(marks, budget.ballot_kind.value, numbers),
    )


def _kept(budget: Budget, batch: PaperBatch, form: SheetForm) -> bool:
    """Keep a sheet, or say what is wrong with it."""
    listed = voting_terms.listed(budget)
    numbered = {one.number: one.code for one in listed if one.number}
    marks, wrong = sheets.read(form.marks.data or "", budget.ballot_kind.value, numbered)
    if wrong:
        form.marks.errors = [_unread(one) for one in wrong[:3]]
        return False
    typed = form.sheet.data or ""
    sheet = int(typed) if typed.isdecimal() else 0
    try:
        with unit_of_work():
            held = voting_paper.batch_numbered(budget, batch.number)
            voting_paper.key_in(budget, held, sheet, marks)
    except BadBallot as refused:
        names = voting_words.names_of(budget, {one.code: one for one in listed})
        form.marks.errors = [voting_words.fault(one, names) for one in refused.facts["faults"]]
    except DoesNotAddUp:
        form.form_errors.append(
            _("This sheet is keyed in already, or the batch is full. Nothing was added.")
        )
    except NotNow:
        form.form_errors.append(_("The vote is closed for good, so no sheets are taken any more."))
    else:
        flash(_("Sheet %(number)s is kept.", number=sheet))
        return True
    return False


def _unread(found: sheets.Unread) -> str:
    words = {
        "form": _("“%(piece)s” is not as it should be typed.", piece=found.piece),
        "unknown": _("No project has the number of “%(piece)s”.", piece=found.piece),
        "twice": _("“%(piece)s” is there twice.", piece=found.piece),
    }
    return str(words[found.why])


@bp.post(f"{PLACE}/paper/<int:number>/close")
@requires(may_edit_activity, vote_here)
def close_batch(activity: str, number: int) -> ResponseReturnValue:
    """Say that a batch is whole."""
    budget = queries.budget_of(vote_here(activity).id)
    try:
        with unit_of_work():
            voting_paper.close_batch(budget, _named(budget, number), now=now())
        flash(_("The batch is closed."))
        return redirect(url_for(".papers", activity=activity))
    except DoesNotAddUp as refused:
        flash(
            _(
                "Keyed in are %(found)s sheets, counted by hand %(expected)s. Key in the rest.",
                **refused.facts,
            )
        )
    return redirect(url_for(".batch", activity=activity, number=number))


@bp.get(f"{PLACE}/paper/sheet")
@requires(may_see_activity, vote_here)
def ballot_sheet(activity: str) -> ResponseReturnValue:
    """Show the ballot as a sheet to print, in the language of the page."""
    budget = queries.budget_of(vote_here(activity).id)
    listed = voting_terms.listed(budget)
    return render_template(
        "budgeting/voting/ballot_sheet.html",
        activity=budget.activity,
        budget=budget,
        areas=[(area, [one for one in listed if one.area_id == area.id]) for area in budget.areas],
        has_numbers=all(one.number for one in listed),
        euros=voting_words.euros,
    )
