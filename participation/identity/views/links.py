"""What links in letters lead to: a new account, a new password."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.identity import queries, sessions
from participation.identity.forms import AcceptForm, ForgottenForm, NewPasswordForm
from participation.identity.services import invitations
from participation.identity.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.routes import public
from participation.platform.extensions import limiter
from participation.platform.transactions import unit_of_work


@bp.route("/<language:lang>/invitation/<token>", methods=["GET", "POST"])
@limiter.limit("60 per 5 minutes")
@public
def accept_invitation(token: str) -> ResponseReturnValue:
    """Take up an account, or choose a new password."""
    now = clock.now()
    invitation = queries.invitation_with(token, now)
    kind: Any = AcceptForm if invitation.person_id is None else NewPasswordForm
    form = kind(name=invitation.name)
    form.belongs_to = invitation.email
    if not form.validate_on_submit():
        return render_template("identity/public/accept.html", form=form, invitation=invitation)
    with unit_of_work():
        name = form.name.data if "name" in form else ""
        person = invitations.accept(token, name, form.password.data, now)
    sessions.begin(person, now)
    flash(_("Your password has been saved, and you are signed in."))
    return redirect(url_for("processes.workspace"))


@bp.route("/<language:lang>/forgotten-password", methods=["GET", "POST"])
@limiter.limit("20 per 5 minutes", methods=["POST"])
@public
def forgotten_password() -> ResponseReturnValue:
    """Send a link to a new password, saying the same to everybody."""
    form = ForgottenForm()
    if not form.validate_on_submit():
        return render_template("identity/public/forgotten.html", form=form)
    with unit_of_work():
        invitations.forgotten_password(form.email.data or "", clock.now())
    return redirect(url_for(".link_sent"))


@bp.get("/<language:lang>/forgotten-password/sent")
@public
def link_sent() -> ResponseReturnValue:
    """Say what happens next, whether the address has an account or not."""
    return render_template("identity/public/link_sent.html")
