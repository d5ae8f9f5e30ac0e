"""Overview and settings of an activity."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.domain.state import State
from participation.activities.forms import CONSEQUENCES, PublishForm, SettingsForm
from participation.activities.kinds import kind_of
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_override_gate, may_see_activity
from participation.activities.queries import activity_named, participants_of
from participation.activities.refusals import AlreadyOpened, NotReady
from participation.activities.services.editing import edit_activity
from participation.activities.services.gate import gate
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.site import site


def overview(activity: Activity, form: PublishForm) -> str:
    """Render the page that says how far an activity is, and what can be done next."""
    moment = now()
    state = activity.state(moment)
    is_draft = state is State.DRAFT
    return render_template(
        "activities/manage/overview.html",
        activity=activity,
        state=state,
        form=form,
        gate=gate(activity, site().required_languages, moment) if is_draft else None,
        count=0 if is_draft else participants_of([activity]).get(activity.id, 0),
        opens_later=activity.opens is not None and activity.opens > moment,
        may_edit=may_edit_activity(actor(), activity),
        may_override=may_override_gate(actor(), activity),
        print_endpoint=kind_of(activity).print_endpoint,
    )


@bp.route("/<language:lang>/manage/a/<activity>", methods=["GET", "POST"])
@requires(may_see_activity, activity_named)
def manage_activity(activity: str) -> ResponseReturnValue:
    """Show how far an activity is; a post comes from the language switch and keeps a reason."""
    return overview(activity_named(activity), PublishForm())


def _saved(form: SettingsForm, activity: Activity) -> bool:
    try:
        with unit_of_work():
            required = site().required_languages
            edit_activity(activity, form.settings(), required, actor=actor(), now=now())
    except NotReady as refusal:
        form.languages.errors = [fault.words for fault in refusal.faults]
    except AlreadyOpened:
        form.opens.errors = [_("People have been able to take part: it has opened already.")]
    else:
        return True
    return False


@bp.route("/<language:lang>/manage/a/<activity>/settings", methods=["GET", "POST"])
@requires(may_edit_activity, activity_named)
def settings(activity: str) -> ResponseReturnValue:
    """Change words, languages, times and access."""
    found = activity_named(activity)
    form = SettingsForm(obj=found)
    if form.validate_on_submit() and _saved(form, found):
        flash(_("The settings are saved."))
        if form.opens.repeated or form.closes.repeated:
            flash(_("That night the clocks show the hour twice. The first of the two counts."))
        return redirect(url_for(".manage_activity", activity=activity))
    return render_template(
        "activities/manage/settings.html", activity=found, form=form, consequences=CONSEQUENCES
    )
