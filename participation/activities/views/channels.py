"""Links to an activity: one for each place where people find it."""

import io

import segno
from flask import Response, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.forms import ChannelForm
from participation.activities.kinds import kind_of
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.activities.queries import activity_named, channel_named, link_named
from participation.activities.services import channels as service
from participation.activities.views.blueprint import bp
from participation.activities.views.public import shown_language
from participation.activities.views.shared import public_address
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import ConfirmForm

QUIET_ZONE = 4


@bp.app_template_global()
def channel_address(code: str) -> str:
    """Return a channel's own link as it is printed."""
    return public_address("activities.channel", code=code)


@bp.get("/<language:lang>/manage/a/<activity>/links")
@requires(may_see_activity, activity_named)
def channels(activity: str) -> ResponseReturnValue:
    """List the links."""
    found = activity_named(activity)
    may_edit = may_edit_activity(actor(), found)
    return render_template(
        "activities/manage/channels.html",
        activity=found,
        may_edit=may_edit,
        kind=kind_of(found),
    )


@bp.route("/<language:lang>/manage/a/<activity>/links/new", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def new_channel(activity: str) -> ResponseReturnValue:
    """Add a link."""
    found, form = activity_named(activity), ChannelForm()
    if form.validate_on_submit():
        with unit_of_work():
            service.add_channel(found, form.name.data, actor=actor())
        flash(_("The link is added."))
        return redirect(url_for(".channels", activity=activity))
    return render_template(
        "activities/manage/channel.html", activity=found, form=form, channel=None
    )


@bp.route("/<language:lang>/manage/a/<activity>/links/<code>", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def rename(activity: str, code: str) -> ResponseReturnValue:
    """Rename a link."""
    found = activity_named(activity)
    channel = channel_named(found, code)
    form = ChannelForm(obj=channel)
    if form.validate_on_submit():
        with unit_of_work():
            service.rename_channel(channel, form.name.data, actor=actor())
        flash(_("The name is changed."))
        return redirect(url_for(".channels", activity=activity))
    return render_template(
        "activities/manage/channel.html", activity=found, form=form, channel=channel
    )


@bp.post("/<language:lang>/manage/a/<activity>/links/<code>/default")
@requires(may_edit_activity, activity_named)
def make_default(activity: str, code: str) -> ResponseReturnValue:
    """Count those who come without a link of their own with this one."""
    channel = link_named(activity_named(activity), code)
    with unit_of_work():
        service.make_default(channel, actor=actor())
    flash(_("The link is now the one of those who come without one."))
    return redirect(url_for(".channels", activity=activity))


@bp.route("/<language:lang>/manage/a/<activity>/links/<code>/delete", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def remove(activity: str, code: str) -> ResponseReturnValue:
    """Remove a link, once that is confirmed."""
    found, form = activity_named(activity), ConfirmForm()
    channel = channel_named(found, code)
    if form.validate_on_submit():
        with unit_of_work():
            service.remove_channel(channel, actor=actor())
        flash(_("The link is removed."))
        return redirect(url_for(".channels", activity=activity))
    return render_template(
        "activities/manage/channel_delete.html", activity=found, form=form, channel=channel
    )


@bp.get("/<language:lang>/manage/a/<activity>/links/<code>/qr.svg")
@requires(may_see_activity, activity_named)
def qr(activity: str, code: str) -> ResponseReturnValue:
    """Draw a link as a QR code."""
    channel = link_named(activity_named(activity), code)
    drawn = io.BytesIO()
    made = segno.make(channel_address(channel.code), error="m", micro=False)
    made.save(drawn, kind="svg", scale=8, border=QUIET_ZONE, dark="#000", light="#fff")
    return Response(drawn.getvalue(), mimetype="image/svg+xml")


@bp.get("/<language:lang>/manage/a/<activity>/links/<code>/poster")
@requires(may_see_activity, activity_named)
def poster(activity: str, code: str) -> ResponseReturnValue:
    """Show a poster to print and hang up."""
    found = activity_named(activity)
    return render_template(
        "activities/manage/poster.html",
        activity=found,
        channel=link_named(found, code),
        shown=shown_language(found),
    )
