"""Answer a decision about one's own idea, with the code of the idea."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import idea_words, queries
from budgeting.check_forms import AnswerForm
from budgeting.proposal_models import Proposal
from budgeting.services import arranging, checking
from budgeting.views.blueprint import PLACE, bp
from budgeting.views.idea_visits import Visit, enter, led_away
from participation.activities import receipts
from participation.activities.views.receipt import limit_codes
from participation.platform.access.routes import public
from participation.platform.clock import now
from participation.platform.refusals import Forbidden, NotFound
from participation.platform.transactions import unit_of_work


def _decided(visit: Visit, idea: str) -> Proposal:
    """Return an idea that was decided about, or refuse."""
    found = queries.proposal_named(visit.budget, idea)
    if found.check is None or found.check.outcome is None or found.receipt_hash is None:
        raise NotFound
    return found


@bp.get(f"{PLACE}/ideas/<idea>/answer")
@public
def answer(activity: str, idea: str) -> ResponseReturnValue:
    """Ask for an answer, and for the code unless this browser has it."""
    visit = enter(activity)
    return led_away(visit) or _page(visit, _decided(visit, idea), AnswerForm())


def _page(visit: Visit, idea: Proposal, form: AnswerForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "budgeting/public/answer.html",
        visit=visit,
        activity=visit.activity,
        idea=idea,
        form=form,
        words=idea_words,
        is_mine=idea.receipt_hash == visit.receipt_hash,
        is_late=arranging.has_begun(visit.budget),
        is_kept="kept" in request.args,
    )
    return page, status


@bp.post(f"{PLACE}/ideas/<idea>/answer")
@limit_codes
@public
def keep_answer(activity: str, idea: str) -> ResponseReturnValue:
    """Keep the answer of whoever has the code."""
    visit = enter(activity)
    found, form = _decided(visit, idea), AnswerForm()
    if arranging.has_begun(visit.budget):
        return _page(visit, found, form, 410)
    if not form.validate_on_submit():
        return _page(visit, found, form, 422 if form.errors else 200)
    is_mine = found.receipt_hash == visit.receipt_hash
    code = visit.receipt_hash if is_mine else receipts.read_code(form.code.data or "")
    try:
        with unit_of_work():
            checking.answer(found, code or b"", form.answer.data or "", now=now())
    except Forbidden:
        form.code.errors = [_("This code does not belong to this idea. Check the words.")]
        return _page(visit, found, form, 422)
    return redirect(url_for(".answer", activity=activity, idea=idea, kept=1))
