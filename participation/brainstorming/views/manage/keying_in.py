"""Staff key in ideas that came on paper or by telephone, one after the other of a sheet."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity, Source
from participation.activities.policy import may_edit_activity
from participation.activities.services.keying_in import (
    STARTED,
    NotNow,
    fresh_sheet,
    is_possible,
    sheet_named,
)
from participation.brainstorming import queries
from participation.brainstorming.key_in_forms import KeyInIdeaForm
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.services import building, keying_in
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work

STAYS = ("sheet", "source", "language", "question")


@bp.route(f"{PLACE}/key-in", methods=["GET", "POST"])
@requires(may_edit_activity, brainstorm_here)
def key_in(activity: str) -> ResponseReturnValue:
    """Ask for an idea of a sheet, keep it, and ask for the next of the same sheet."""
    found = brainstorm_here(activity)
    form, may_key_in = _form(found), is_possible(found, now())
    if may_key_in and form.validate_on_submit():
        try:
            return _kept(found, form)
        except NotNow:  # final results came out meanwhile
            may_key_in = False
    page = render_template(
        "brainstorming/manage/key_in.html",
        activity=found,
        form=form,
        goes_on="sheet" in request.args,
        is_possible=may_key_in,
        has_started=found.state(now()) in STARTED,
    )
    return page, 409 if form.is_submitted() and not may_key_in else 200


def _form(activity: Activity) -> KeyInIdeaForm:
    before = {name: request.args[name] for name in STAYS if request.args.get(name)}
    form = KeyInIdeaForm(data=before)
    form.offer(queries.brainstorm_of(activity.id), tuple(building.languages_of(activity)))
    if not form.sheet.data:
        form.sheet.data = fresh_sheet(Source.PAPER, now()).name
    return form


def _kept(activity: Activity, form: KeyInIdeaForm) -> ResponseReturnValue:
    sheet = sheet_named(form.source.data, form.sheet.data or "")
    said = form.said(queries.brainstorm_of(activity.id))
    with unit_of_work():
        is_new = keying_in.take(activity, sheet, said, actor=actor(), now=now())
    flash(_("The idea is kept.") if is_new else _("This idea of the sheet was kept before."))
    stays = {name: form[name].data for name in STAYS}
    return redirect(url_for(".key_in", activity=activity.public_id, **stays))
