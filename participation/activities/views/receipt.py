"""Pages to which a response code leads: what it belongs to, going on, erasing.

The code is posted, never part of an address, so it is in no log and no history.
"""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities import receipts
from participation.activities.forms import CodeForm
from participation.activities.kinds import Trace, kind_of, kinds
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import public
from participation.platform.clock import now
from participation.platform.extensions import limiter
from participation.platform.refusals import Gone
from participation.platform.transactions import unit_of_work

# Enough for a service point that helps many people; too little to guess 48 bits.
limit_codes = limiter.shared_limit("10 per minute; 100 per hour", scope="response codes")


def _trace(code: str) -> tuple[bytes, Trace] | None:
    """Return what a code leads to in any kind of activity."""
    receipt_hash = receipts.read_code(code)
    if receipt_hash is None:
        return None
    traces = (kind.trace(receipt_hash) for kind in kinds().values())
    found = next((trace for trace in traces if trace), None)
    return (receipt_hash, found) if found else None


def _ask(form: CodeForm, status: int = 200) -> ResponseReturnValue:
    return render_template("activities/public/receipt.html", form=form), status


@bp.get("/<language:lang>/r")
@public
def receipt() -> ResponseReturnValue:
    """Ask for a response code."""
    return _ask(CodeForm())


@bp.post("/<language:lang>/r")
@limit_codes
@public
def follow() -> ResponseReturnValue:
    """Show what a response code leads to."""
    form = CodeForm()
    if "_switch" in request.form and "_followed" not in request.form:
        return _ask(form)
    if not form.validate():
        return _ask(form, 422)
    found = _trace(form.code.data or "")
    if found is None:
        nothing = _("We found nothing with this code. Check the words. What was erased is gone.")
        form.code.errors = (*form.code.errors, nothing)
        return _ask(form, 422)
    return render_template(
        "activities/public/followed.html",
        trace=found[1],
        kind=kind_of(found[1].activity),
        state=found[1].activity.state(now()),
        has_results=found[1].activity.shows_results(now()),
        code=form.code.data,
    )


@bp.post("/<language:lang>/r/erase")
@limit_codes
@public
def erase() -> ResponseReturnValue:
    """Ask once more, then erase what a response code leads to."""
    code = request.form.get("code", "")
    found = _trace(code)
    if found is None:
        raise Gone
    receipt_hash, trace = found
    if "confirm" not in request.form:
        return render_template("activities/public/erase.html", trace=trace, code=code)
    with unit_of_work():
        kind_of(trace.activity).erase(receipt_hash, now())
    return redirect(url_for("activities.erased"))


@bp.get("/<language:lang>/r/erased")
@public
def erased() -> ResponseReturnValue:
    """Say that it is done."""
    return render_template("activities/public/erased.html")
