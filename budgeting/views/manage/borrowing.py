"""Take ideas from what other activities found."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from budgeting import queries
from budgeting.queries import budget_here
from budgeting.services import borrowing
from budgeting.views.manage.blueprint import PLACE, bp
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.activities.services import lending
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now, today
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from participation.platform.web.site import site


@bp.get(f"{PLACE}/ideas/borrow")
@requires(may_edit_activity, budget_here)
def borrow(activity: str) -> ResponseReturnValue:
    """Offer what other activities found."""
    return _page(budget_here(activity))


@bp.post(f"{PLACE}/ideas/borrow")
@requires(may_edit_activity, budget_here)
def take_borrowed(activity: str) -> ResponseReturnValue:
    """Take what was chosen as ideas, for a moderator to look at."""
    found, chosen = budget_here(activity), request.form.getlist("item")
    if {SWITCH, "show"} & set(request.form):
        return _page(found)
    if not chosen:
        return _page(found, _("Choose at least one idea.")), 422
    lender = lending.lender(request.form.get("from", ""), now(), actor=actor())
    with unit_of_work():
        taken = borrowing.take(
            queries.budget_of(found.id),
            lender,
            chosen,
            language=site().main_language,
            day=today(),
            actor=actor(),
        )
    words = ngettext("%(num)d idea was taken in.", "%(num)d ideas were taken in.", taken)
    flash(words if taken else _("All of them were here already. Nothing was added."))
    return redirect(url_for(".ideas", activity=activity))


def _page(activity: Activity, problem: str = "") -> str:
    named = request.values.get("from", "")
    return render_template(
        "budgeting/manage/borrow.html",
        activity=activity,
        lenders=lending.lenders(activity, actor=actor()),
        lender=lending.lender(named, now(), actor=actor()) if named else None,
        problem=problem,
        chosen=request.form.getlist("item"),
    )
