"""Publish, close, extend, take back and delete an activity."""

from collections.abc import Callable

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.forms import ClosingForm, PublishForm
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.activities.queries import activity_named
from participation.activities.refusals import NotReady, WrongTimes
from participation.activities.services import creating, lifecycle
from participation.activities.views.blueprint import bp
from participation.activities.views.manage import overview
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm
from participation.platform.web.site import site


@bp.route("/<language:lang>/manage/a/<activity>/publish", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def publish(activity: str) -> ResponseReturnValue:
    """Publish, or say what is in the way; the language can be switched there."""
    found, form = activity_named(activity), PublishForm()
    if not form.validate_on_submit():
        return overview(found, form)
    reason, required = form.reason.data or "", site().required_languages
    try:
        with unit_of_work():
            lifecycle.publish(found, required, actor=actor(), now=now(), reason=reason)
    except NotReady:
        form.form_errors = [_("It cannot be published yet. See below what is missing.")]
        return overview(found, form)
    flash(_("The activity is published."))
    return redirect(url_for(".manage_activity", activity=activity))


def _confirmed(activity: Activity, template: str, deed: Callable[[], object]) -> str | None:
    """Do the deed when the form was sent; else return the page that asks."""
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template(template, activity=activity, form=form)
    with unit_of_work():
        deed()
    return None


@bp.route("/<language:lang>/manage/a/<activity>/close", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def close(activity: str) -> ResponseReturnValue:
    """Close now, once that is confirmed."""
    found = activity_named(activity)
    page = _confirmed(
        found,
        "activities/manage/close.html",
        lambda: lifecycle.close_now(found, actor=actor(), now=now()),
    )
    if page is not None:
        return page
    flash(_("The activity is closed."))
    return redirect(url_for(".manage_activity", activity=activity))


@bp.route("/<language:lang>/manage/a/<activity>/unpublish", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def unpublish(activity: str) -> ResponseReturnValue:
    """Make a draft of it again, once that is confirmed."""
    found = activity_named(activity)
    page = _confirmed(
        found,
        "activities/manage/unpublish.html",
        lambda: lifecycle.unpublish(found, actor=actor()),
    )
    if page is not None:
        return page
    flash(_("The activity is a draft again."))
    return redirect(url_for(".manage_activity", activity=activity))


@bp.route("/<language:lang>/manage/a/<activity>/delete", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def delete(activity: str) -> ResponseReturnValue:
    """Delete a draft, once that is confirmed."""
    found = activity_named(activity)
    slug = found.process.slug
    page = _confirmed(
        found,
        "activities/manage/delete.html",
        lambda: creating.delete_activity(found, actor=actor()),
    )
    if page is not None:
        return page
    flash(_("The activity is deleted."))
    return redirect(url_for("processes.manage_process", slug=slug))


@bp.route("/<language:lang>/manage/a/<activity>/closing", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def extend(activity: str) -> ResponseReturnValue:
    """Keep open longer, or open again."""
    found = activity_named(activity)
    # A closing time that has passed is no proposal for the next one.
    is_ahead = found.closes is not None and found.closes > now()
    form = ClosingForm(closes=found.closes if is_ahead else None)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                lifecycle.extend(found, form.closes.data, actor=actor(), now=now())
        except WrongTimes:
            form.closes.errors = [_("Choose a moment later than now and than the present closing.")]
        else:
            flash(_("The closing time is changed."))
            return redirect(url_for(".manage_activity", activity=activity))
    return render_template("activities/manage/extend.html", activity=found, form=form)
