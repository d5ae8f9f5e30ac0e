"""Results for staff: figures of this moment, what becomes public, files."""

from datetime import datetime
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.activities.policy import may_analyse, may_edit_activity
from participation.activities.refusals import NotReleasable, StillCounting, TooFewNew
from participation.activities.services import releasing
from participation.brainstorming import queries
from participation.brainstorming.forms import NextForm, PublishForm
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.services import (
    building,
    comment_files,
    findings,
    idea_files,
)
from participation.brainstorming.services.left_out import left_out
from participation.brainstorming.services.reporting import report
from participation.brainstorming.views.idea_sending import sent_comments, sent_ideas
from participation.brainstorming.views.results import bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.refusals import NotFound, Refusal
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.platform.web.languages import current_language, plain
from participation.reports.views.sending import sent

PLACE = "/<language:lang>/manage/a/<activity>/ideas/results"
REFUSALS = (NotReleasable, StillCounting, TooFewNew)


@bp.get(PLACE, endpoint="staff")
@requires(may_analyse, brainstorm_here)
def of_staff(activity: str) -> ResponseReturnValue:
    """Show every finding as it is now."""
    found, moment = brainstorm_here(activity), now()
    apart = left_out(found)
    return render_template(
        "brainstorming/manage/results.html",
        activity=found,
        findings=findings.findings(found, moment),
        hidden=apart.hidden,
        comments=apart.has_comments,
        form=ConfirmForm(),
    )


@bp.post(f"{PLACE}/ideas.<any(csv,xlsx,json,geojson):kind>")
@requires(may_analyse, brainstorm_here)
def staff_ideas(activity: str, kind: str) -> Response:
    """Send every idea as a file; who takes it is written down."""
    found = brainstorm_here(activity)
    name = _("All ideas of %(brainstorm)s", brainstorm=plain(found.title))
    with unit_of_work():
        below = comment_files.for_staff(found, actor=actor()) if kind == "xlsx" else None
        return sent_ideas(idea_files.for_staff(found, actor=actor()), kind, name, below)


@bp.post(f"{PLACE}/comments.<any(csv,xlsx,json):kind>")
@requires(may_analyse, brainstorm_here)
def staff_comments(activity: str, kind: str) -> Response:
    """Send every comment as a file; who takes it is written down."""
    found = brainstorm_here(activity)
    name = _("All comments of %(brainstorm)s", brainstorm=plain(found.title))
    with unit_of_work():
        below = comment_files.for_staff(found, actor=actor())
        if below is None:
            raise NotFound
        return sent_comments(below, kind, name)


@bp.post(f"{PLACE}/report.<any(pdf,docx,pptx,xlsx):kind>")
@requires(may_analyse, brainstorm_here)
def staff_report(activity: str, kind: str) -> Response:
    """Make the automatic report of the figures of this moment."""
    found, moment = brainstorm_here(activity), now()
    following = queries.brainstorm_of(found.id).next_steps
    with unit_of_work():
        idea_files.note_report(found, kind, actor=actor())
        every = findings.findings(found, moment)
        return sent(report(found, every, kind, current_language(), following, moment))


@bp.route(f"{PLACE}/publish", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def publish(activity: str) -> ResponseReturnValue:
    """Show what everybody would read, then publish it."""
    found, form, moment = brainstorm_here(activity), PublishForm(), now()
    shown = None
    if form.validate_on_submit():
        try:
            if "publish" in request.form:
                return _published(found, form, moment)
            shown = _previewed(found, form, moment)
        except REFUSALS as refusal:
            form.state.errors = [_why(refusal)]
    return render_template(
        "brainstorming/manage/publish.html",
        activity=found,
        form=form,
        following=NextForm.of(found, queries.brainstorm_of(found.id)),
        releases=db.session.scalars(releasing.releases_of(found.id)).all(),
        shown=shown,
        can_release=found.shows_results(moment),
    )


def _published(activity: Activity, form: PublishForm, moment: datetime) -> ResponseReturnValue:
    with unit_of_work():
        made = releasing.release(activity, form.choice(), now=moment, actor=actor())
        number = made.number
    flash(_("The results are public as release %(number)s.", number=number))
    return redirect(url_for(".publish", activity=activity.public_id))


@bp.post(f"{PLACE}/next")
@requires(may_edit_activity, brainstorm_here)
def say_next(activity: str) -> ResponseReturnValue:
    """Keep what staff say happens next; everybody reads it with the results."""
    found = brainstorm_here(activity)
    form = NextForm.of(found, queries.brainstorm_of(found.id))
    if form.validate_on_submit():
        with unit_of_work():
            building.say_next(found, form.next_steps.data, actor=actor())
        flash(_("Everybody reads this with the results."))
        return redirect(url_for(".publish", activity=activity))
    return render_template("brainstorming/manage/next.html", activity=found, form=form)


def _previewed(activity: Activity, form: PublishForm, moment: datetime) -> list[Finding]:
    """Return what a release of this moment would tell."""
    drafted = releasing.draft(activity, form.choice(), moment)
    return findings.worded(drafted.findings)


def _why(refusal: Refusal) -> Any:
    """Say why there is no release, and what to do."""
    if isinstance(refusal, TooFewNew):
        lacking = refusal.facts["lacking"]
        return ngettext(
            "Wait for at least %(lacking)s more participant: what few new ones think could be "
            "worked out.",
            "Wait for at least %(lacking)s more participants: what few new ones think could be "
            "worked out.",
            lacking,
            lacking=lacking,
        )
    if isinstance(refusal, StillCounting):
        return _("Somebody is taking part at this moment. Try again in a minute.")
    return _("Results can be published when the brainstorm has closed and everybody may see them.")
