"""The page on which staff look at answers: all of them or some, side by side, weighted."""

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.policy import may_analyse, may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from surveys.services import analysing
from surveys.services.cuts import known_of
from surveys.views.cuts import CutPage, address, there_is, wished
from surveys.views.results import bp, survey_named


@bp.get("/<language:lang>/manage/a/<activity>/results")
@requires(may_analyse, survey_named)
def staff(activity: str) -> ResponseReturnValue:
    """Show staff the figures of this moment, of all answers or of some."""
    found, wish = survey_named(activity), wished(request.args)
    if wish.added:
        return redirect(address(found, wish.settled))
    known = known_of(found) if wish.cut or request.args.getlist("only") else None
    cut, strange = there_is(wish.cut, known)
    page = CutPage(found, analysing.analysed(found, now(), cut, known), wish.adding)
    return render_template(
        "surveys/manage/results.html",
        activity=found,
        shown=page.shown,
        page=page,
        strange=strange,
        comparison=page.comparison,
        tests=page.shown.tests,
        can_try=False,
        may_edit=may_edit_activity(actor(), found),
    )
