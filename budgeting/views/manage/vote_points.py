"""A service point: staff let somebody vote on a tablet, or mark the roll and hand over a sheet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import queries, voting_words
from budgeting.domain.voting.electorate import Voter, bars
from budgeting.models import Budget, Phase
from budgeting.refusals import HasVoted, NotACode, NotNow
from budgeting.services import voting, voting_codes, voting_paper, voting_terms
from budgeting.views import voting_here
from budgeting.views.voting_manage import PLACE, bp, vote_here
from budgeting.voting_forms import EntranceForm
from budgeting.voting_models import VoteChannel
from participation.activities.models import AccessLevel
from participation.activities.policy import may_edit_activity
from participation.activities.views.shared import public_address
from participation.platform.access.routes import requires
from participation.platform.clock import local, now
from participation.platform.database import random_key
from participation.platform.transactions import unit_of_work


@bp.get(f"{PLACE}/point")
@requires(may_edit_activity, vote_here)
def point(activity: str) -> ResponseReturnValue:
    """Ask who comes to the service point."""
    budget = queries.budget_of(vote_here(activity).id)
    return _page(budget, _form(budget))


def _form(budget: Budget) -> EntranceForm:
    conditions = voting_terms.conditions_of(budget)
    return EntranceForm.asking(conditions, budget, needs_code=_needs_code(budget))


def _needs_code(budget: Budget) -> bool:
    return budget.activity.access is AccessLevel.CODE


def _page(budget: Budget, form: EntranceForm, reasons: tuple[str, ...] = (), link: str = "") -> str:
    return render_template(
        "budgeting/voting/point.html",
        activity=budget.activity,
        form=form,
        reasons=reasons,
        link=link,
        is_on=budget.is_on(Phase.VOTING, now()),
        needs_code=_needs_code(budget),
    )


@bp.post(f"{PLACE}/point")
@requires(may_edit_activity, vote_here)
def let_in(activity: str) -> ResponseReturnValue:
    """Make a link for a tablet, or mark the roll for a sheet of paper; or say why not."""
    budget = queries.budget_of(vote_here(activity).id)
    form = _form(budget)
    if not form.validate_on_submit():
        return _page(budget, form)
    try:
        marked, home = _who(budget, form)
    except NotACode:
        form.code.errors = (*form.code.errors, voting_words.not_a_code())
        return _page(budget, form)
    reasons = _reasons(budget, form, home)
    if reasons:
        return _page(budget, form, reasons)
    if voting.has_voted(budget, marked):
        return _page(budget, form, (_has_voted(),))
    if "paper" not in request.form:
        sealed = voting_here.ticket(budget, marked, home, now())
        link = public_address("budgeting_voting.here", activity=activity, ticket=sealed)
        return _page(budget, _empty(budget), link=link)
    return _handed(budget, marked, form)


def _empty(budget: Budget) -> EntranceForm:
    form = _form(budget)
    for field in form.asked:
        field.data, field.raw_data = (False if field.type == "BooleanField" else None), None
    return form


def _has_voted() -> str:
    return str(_("This person has voted already, here or elsewhere."))


def _who(budget: Budget, form: EntranceForm) -> tuple[bytes, str]:
    """Return the mark on the roll, and the area where somebody lives if it is known."""
    home = form.area.data or ""
    if not _needs_code(budget):
        # Nobody is identified in such a vote, so each has a mark of their own.
        return voting.marker(budget, b"point " + random_key()), home
    code = voting_codes.find(budget, form.code.data or "")
    return voting.marker(budget, b"code " + code.marker), code.area.code if code.area else home


def _reasons(budget: Budget, form: EntranceForm, home: str) -> tuple[str, ...]:
    voter = Voter(
        birth_year=form.birth_year.data, is_resident=bool(form.is_resident.data), area=home
    )
    year = local(now()).year
    found = bars(voting_terms.conditions_of(budget), voter, year)
    return tuple(voting_words.bar(one, budget, year) for one in found)


def _handed(budget: Budget, marked: bytes, form: EntranceForm) -> ResponseReturnValue:
    """Mark the roll before a sheet is handed over."""
    try:
        with unit_of_work():
            voting_paper.mark_roll(budget, marked, VoteChannel.PAPER, now=now())
    except HasVoted:
        return _page(budget, form, (_has_voted(),))
    except NotNow:
        return _page(budget, form, (_("People cannot vote at this moment."),))
    flash(_("The roll is marked. Hand over one ballot sheet now."))
    return redirect(url_for(".point", activity=budget.activity.public_id))
