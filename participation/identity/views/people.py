"""People who work here: the list, one person, and what administrators do."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.identity import queries
from participation.identity.forms import chosen_roles, ticked, with_roles
from participation.identity.policy import may_manage, may_manage_people
from participation.identity.refusals import LastAdministrator
from participation.identity.services import invitations
from participation.identity.services import people as service
from participation.identity.views.blueprint import bp
from participation.identity.words import role_words
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import Form


@bp.get("/<language:lang>/manage/people")
@requires(may_manage_people)
def people() -> ResponseReturnValue:
    """List people and invitations."""
    names = {process.id: process.name for process in queries.processes()}

    def roles_of(grants: Any) -> list[str]:
        return role_words([(Role(role), process) for role, process in grants], names)

    return render_template(
        "identity/manage/people.html",
        people=db.session.scalars(queries.people()).all(),
        invitations=db.session.scalars(queries.pending_invitations()).all(),
        roles_of=roles_of,
        now=clock.now(),
    )


@bp.route("/<language:lang>/manage/people/<person>", methods=["GET", "POST"])
@requires(may_manage, queries.person_named)
def person(person: str) -> ResponseReturnValue:
    """Show a person and change their roles."""
    found, processes = queries.person_named(person), queries.processes()
    now_ticked = ticked(found.role_pairs, processes)
    form = with_roles(Form, processes)(data=now_ticked)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.set_roles(actor(), found, chosen_roles(form, processes))
        except LastAdministrator:
            form["everywhere"].errors = [_last_administrator()]
        else:
            flash(_("The roles have been saved."))
            return redirect(url_for(".people"))
    return render_template("identity/manage/person.html", person=found, form=form)


@bp.post("/<language:lang>/manage/people/<person>/deactivate")
@requires(may_manage, queries.person_named)
def deactivate(person: str) -> ResponseReturnValue:
    """Close an account."""
    try:
        with unit_of_work():
            service.deactivate(actor(), queries.person_named(person))
        flash(_("The account has been closed."))
    except LastAdministrator:
        flash(_last_administrator())
    return redirect(url_for(".person", person=person))


@bp.post("/<language:lang>/manage/people/<person>/reactivate")
@requires(may_manage, queries.person_named)
def reactivate(person: str) -> ResponseReturnValue:
    """Open a closed account again."""
    with unit_of_work():
        service.reactivate(actor(), queries.person_named(person))
    flash(_("The account is open again."))
    return redirect(url_for(".person", person=person))


@bp.post("/<language:lang>/manage/people/<person>/password-link")
@requires(may_manage, queries.person_named)
def send_password_link(person: str) -> ResponseReturnValue:
    """Send a link to a new password."""
    found = queries.person_named(person)
    with unit_of_work():
        invitations.send_password_link(actor(), found, clock.now())
    flash(_("A link to a new password has been sent to %(email)s.", email=found.email))
    return redirect(url_for(".person", person=person))


def _last_administrator() -> str:
    return str(_("This is the last administrator. Make somebody else an administrator first"))
