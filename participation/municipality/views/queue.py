"""The queue of feedback, for staff."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.municipality import queries
from participation.municipality.domain.feedback import is_overdue
from participation.municipality.forms.feedback import KINDS, STATES, HandleForm
from participation.municipality.models import Feedback, FeedbackState
from participation.municipality.policy import may_handle_feedback
from participation.municipality.services.feedback import handle_feedback
from participation.municipality.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work

MOST_SHOWN = 200


@bp.app_template_test("overdue")
def overdue(feedback: Feedback) -> bool:
    """Tell templates whether feedback waits too long."""
    return is_overdue(feedback.due, feedback.done, clock.today())


@bp.get("/<language:lang>/manage/feedback")
@requires(may_handle_feedback)
def feedback_queue() -> ResponseReturnValue:
    """List feedback, most urgent first."""
    chosen = request.args.get("state", "")
    state = FeedbackState(chosen) if chosen in STATES else None
    query = queries.feedback_in_queue(state).limit(MOST_SHOWN)
    return render_template(
        "municipality/manage/queue.html",
        feedback=db.session.scalars(query).all(),
        counts=queries.feedback_by_state(),
        chosen=state,
        states=STATES,
        kinds=KINDS,
    )


@bp.route("/<language:lang>/manage/feedback/<feedback>", methods=["GET", "POST"])
@requires(may_handle_feedback, queries.feedback_named)
def handle(feedback: str) -> ResponseReturnValue:
    """Show one piece of feedback and move it on."""
    found = queries.feedback_named(feedback)
    form = HandleForm(obj=found)
    if not form.validate_on_submit():
        return render_template(
            "municipality/manage/handle.html", feedback=found, form=form, kinds=KINDS
        )
    with unit_of_work():
        handle_feedback(actor(), found, form.state.data, form.note.data or "", clock.now())
    flash(_("The feedback has been saved."))
    return redirect(url_for(".feedback_queue"))
