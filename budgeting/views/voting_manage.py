"""Staff's side of a vote: turnout, codes, closing, counting, publishing. Never a result before."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug import Response

from budgeting import queries, result_words
from budgeting.models import Budget
from budgeting.refusals import DoesNotAddUp, NotFinished, NotNow
from budgeting.services import (
    voting_codes,
    voting_count,
    voting_log,
)
from budgeting.voting_forms import CloseForm, CodesForm, OverrideForm
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.activities.queries import activity_named
from participation.platform.access.routes import actor, requires
from participation.platform.audit.log import record
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.choices import choices
from participation.platform.web.languages import plain

bp = Blueprint("budgeting_voting_manage", __name__, template_folder="../templates")

PLACE = "/<language:lang>/manage/a/<activity>/vote"


def vote_here(activity: str, **_more: str) -> Activity:
    """Return the budget that an address names, or refuse."""
    found = activity_named(activity)
    if found.kind != "budget":
        raise NotFound
    return found


@bp.get(PLACE)
@requires(may_see_activity, vote_here)
def overview(activity: str) -> ResponseReturnValue:
    """Show how the vote goes: how many have voted, and what is to be done."""
    return _page(vote_here(activity))


def _page(activity: Activity) -> str:
    outcome = voting_count.outcome_of(activity.id)
    areas = result_words.areas(outcome.document) if outcome else []
    return render_template(
        "budgeting/voting/manage.html",
        activity=activity,
        turnout=voting_log.turnout(activity.id),
        is_closed=voting_log.find(activity.id, voting_log.CLOSED) is not None,
        outcome=outcome,
        areas=areas,
        way=result_words.way,
    )


@bp.get(f"{PLACE}/codes")
@requires(may_edit_activity, vote_here)
def codes(activity: str) -> ResponseReturnValue:
    """Show which codes were made."""
    return _codes(vote_here(activity), CodesForm())


def _codes(activity: Activity, form: CodesForm) -> str:
    areas = queries.areas_of(activity.id)
    named = [("", _("anywhere")), *((area.code, plain(area.name)) for area in areas)]
    form.area.choices = choices(named)
    series = voting_codes.counted(activity.id)
    page = "budgeting/voting/codes.html"
    return render_template(page, activity=activity, series=series, form=form)


@bp.post(f"{PLACE}/codes")
@requires(may_edit_activity, vote_here)
def make_codes(activity: str) -> ResponseReturnValue:
    """Make codes and hand them out, for the only time."""
    budget = queries.budget_of(vote_here(activity).id)
    form = CodesForm()
    form.area.choices = choices([("", ""), *((area.code, area.code) for area in budget.areas)])
    if not form.validate_on_submit():
        return _codes(budget.activity, form), 422 if form.errors else 200
    area = next((one for one in budget.areas if one.code == form.area.data), None)
    with unit_of_work():
        made = voting_codes.make(budget, form.count.data or 0, area, now=now())
        _record(budget, "budget.codes", {"made": len(made)})
    content = "".join(f"{code}\r\n" for code in made)
    headers = {"Content-Disposition": f'attachment; filename="codes-{activity}.csv"'}
    headers["Cache-Control"] = "no-store"
    return Response(f"code\r\n{content}", content_type="text/csv; charset=utf-8", headers=headers)


def _record(budget: Budget, deed: str, after: dict[str, Any] | None = None) -> None:
    here = budget.activity
    record(actor(), deed, here.public_id, process_id=here.process_id, after=after)


@bp.post(f"{PLACE}/codes/<series>/cancel")
@requires(may_edit_activity, vote_here)
def cancel_codes(activity: str, series: str) -> ResponseReturnValue:
    """Cancel a series of codes that got lost."""
    budget = queries.budget_of(vote_here(activity).id)
    if not series.isdecimal() or len(series) > 6:  # noqa: PLR2004 -- more were never made
        raise NotFound
    with unit_of_work():
        voting_codes.cancel_series(budget, int(series))
        _record(budget, "budget.codes", {"cancelled": int(series)})
    flash(_("The codes are cancelled."))
    return redirect(url_for(".codes", activity=activity))


@bp.route(f"{PLACE}/close", methods=["GET", "POST"])
@requires(may_edit_activity, vote_here)
def close(activity: str) -> ResponseReturnValue:
    """Close the vote for good, if all figures add up or a reason is given."""
    form, found = CloseForm(), vote_here(activity)
    if not form.validate_on_submit():
        return _asked("close", found, form)
    budget = queries.budget_of(found.id)
    try:
        with unit_of_work():
            voting_count.close(budget, now=now(), reason=form.reason.data or "")
            _record(budget, "budget.close")
    except DoesNotAddUp as refused:
        page, _status = _asked("close", found, form, **refused.facts)
        return page, 422
    except NotNow:
        flash(_("The vote is still on, or it is closed already."))
    return redirect(url_for(".overview", activity=activity))


def _asked(
    template: str, activity: Activity, form: CloseForm | OverrideForm, **more: Any
) -> tuple[str, int]:
    facts = {"differences": ()} | more
    page = render_template(
        f"budgeting/voting/{template}.html", activity=activity, form=form, **facts
    )
    return page, 422 if form.errors else 200


@bp.post(f"{PLACE}/count")
@requires(may_edit_activity, vote_here)
def count(activity: str) -> ResponseReturnValue:
    """Count the votes by the rule that was adopted."""
    budget = queries.budget_of(vote_here(activity).id)
    try:
        with unit_of_work():
            voting_count.count(budget, now=now())
            _record(budget, "budget.count")
    except NotFinished:
        flash(_("No rule has been adopted. Adopt one first."))
    except NotNow:
        flash(_("The vote is not closed, or its outcome is published already."))
    return redirect(url_for(".overview", activity=activity))


@bp.route(f"{PLACE}/override", methods=["GET", "POST"])
@requires(may_edit_activity, vote_here)
def override(activity: str) -> ResponseReturnValue:
    """Write down what the body decided against the count."""
    form, found = OverrideForm(), vote_here(activity)
    outcome = voting_count.outcome_of(found.id)
    if outcome is None:
        raise NotFound
    areas = result_words.areas(outcome.document)
    form.project.choices = choices((v.code, plain(v.title)) for a in areas for v in a.verdicts)
    if not form.validate_on_submit():
        return _asked("override", found, form)
    said = {"reason": form.reason.data or "", "body": form.body.data or ""}
    return _overridden(queries.budget_of(found.id), form, said)


def _overridden(budget: Budget, form: OverrideForm, said: dict[str, str]) -> ResponseReturnValue:
    try:
        with unit_of_work():
            voting_count.override(
                budget, form.project.data, fund=form.fund.data == "yes", now=now(), **said
            )
            _record(budget, "budget.override", {"project": form.project.data})
    except NotNow:
        flash(_("The vote is not closed, or its outcome is published already."))
    return redirect(url_for(".overview", activity=budget.activity.public_id))


@bp.post(f"{PLACE}/publish")
@requires(may_edit_activity, vote_here)
def publish(activity: str) -> ResponseReturnValue:
    """Show everybody what came of the vote."""
    budget = queries.budget_of(vote_here(activity).id)
    try:
        with unit_of_work():
            voting_count.publish(budget, now=now())
            _record(budget, "budget.publish")
        flash(_("The outcome is published."))
    except NotNow:
        flash(_("Count the votes first."))
    return redirect(url_for(".overview", activity=activity))
