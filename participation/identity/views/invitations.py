"""Inviting people."""

from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.identity import queries
from participation.identity.forms import EVERYWHERE, InviteForm, chosen_roles, with_roles
from participation.identity.policy import may_manage, may_manage_people
from participation.identity.refusals import AlreadyHere
from participation.identity.services import invitations
from participation.identity.services.invitations import Invitee
from participation.identity.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.access.routes import actor, requires
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language


@bp.route("/<language:lang>/manage/people/invite", methods=["GET", "POST"])
@requires(may_manage_people)
def invite() -> ResponseReturnValue:
    """Invite somebody by e-mail."""
    processes = queries.processes()
    form = with_roles(InviteForm, processes)(language=current_language())
    if form.validate_on_submit() and _invite(form, chosen_roles(form, processes)):
        flash(_("An invitation has been sent to %(email)s.", email=form["email"].data))
        return redirect(url_for(".people"))
    return render_template("identity/manage/invite.html", form=form)


@bp.post("/<language:lang>/manage/invitations/<invitation>/resend")
@requires(may_manage, queries.invitation_named)
def resend_invitation(invitation: str) -> ResponseReturnValue:
    """Send an invitation again, with a new link."""
    found = queries.invitation_named(invitation)
    with unit_of_work():
        invitations.resend(actor(), found, clock.now())
    flash(_("The invitation has been sent again to %(email)s.", email=found.email))
    return redirect(url_for(".people"))


@bp.post("/<language:lang>/manage/invitations/<invitation>/withdraw")
@requires(may_manage, queries.invitation_named)
def withdraw_invitation(invitation: str) -> ResponseReturnValue:
    """Take an invitation back."""
    with unit_of_work():
        invitations.withdraw(actor(), queries.invitation_named(invitation))
    flash(_("The invitation has been withdrawn; its link no longer works."))
    return redirect(url_for(".people"))


def _invite(form: Any, roles: Sequence[tuple[Role, int | None]]) -> bool:
    """Send the invitation, or say in the form why not."""
    if not roles:
        form[EVERYWHERE].errors = [_("Choose at least one role")]
        return False
    invitee = Invitee(
        email=form["email"].data,
        name=form["name"].data,
        language=form["language"].data,
        roles=roles,
    )
    try:
        with unit_of_work():
            invitations.invite(actor(), invitee, clock.now())
    except AlreadyHere:
        form["email"].errors = [_("Somebody with this e-mail address already has an account")]
        return False
    return True
