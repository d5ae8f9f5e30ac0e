"""The page on which staff look at answers: all of them or some, side by side, weighted."""

from dataclasses import replace

from flask import redirect, render_template, request
from flask.typing import ResponseReturnValue

from participation.activities.domain.filters import Cut
from participation.activities.policy import may_analyse, may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from surveys.domain.counting.understanding import understood
from surveys.services import analysing
from surveys.services.cuts import Known, known_of
from surveys.views.cuts import CutPage, Wish, address, wished
from surveys.views.results import bp, survey_named


def _there_is(wish: Wish, known: Known | None) -> tuple[Cut, tuple[str, ...]]:
    """Return what of the cut that is wished for there is, and what there is not."""
    if known is None:
        return wish.cut, ()
    cut, strange = understood(request.args.getlist("only"), wish.cut.by, known.variables)
    return replace(cut, weights=wish.cut.weights), strange


@bp.get("/<language:lang>/manage/a/<activity>/results")
@requires(may_analyse, survey_named)
def staff(activity: str) -> ResponseReturnValue:
    """Show staff the figures of this moment, of all answers or of some."""
    found, wish = survey_named(activity), wished(request.args)
    if wish.added:
        return redirect(address(found, wish.settled))
    known = known_of(found) if wish.cut or request.args.getlist("only") else None
    cut, strange = _there_is(wish, known)
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
