"""One's own account."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.identity import sessions
from participation.identity.forms import AccountForm, ChangePasswordForm
from participation.identity.models import Person
from participation.identity.policy import may_have_account
from participation.identity.refusals import TooManyTries, WrongPassword
from participation.identity.services import invitations, signing_in, tries
from participation.identity.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.mail.render import speaking
from participation.platform.transactions import unit_of_work


@bp.route("/<language:lang>/manage/account", methods=["GET", "POST"])
@requires(may_have_account)
def account() -> ResponseReturnValue:
    """Show and change one's name and language."""
    person = _self()
    form = AccountForm(obj=person)
    if not form.validate_on_submit():
        return _page(person, form, ChangePasswordForm(formdata=None))
    with unit_of_work():
        person.name, person.language = form.name.data or "", form.language.data
    with speaking(form.language.data):  # of the page that says it
        flash(_("Your details have been saved."))
    return redirect(url_for(".account", lang=form.language.data))


@bp.route("/<language:lang>/manage/account/password", methods=["GET", "POST"])
@requires(may_have_account)
def change_password() -> ResponseReturnValue:
    """Choose a new password; every other session of the person ends."""
    person, form, now = _self(), ChangePasswordForm(), clock.now()
    form.belongs_to = person.email
    if form.validate_on_submit() and _knows_password(person, form):
        with unit_of_work():
            invitations.renew_password(person, form.password.data or "")
        sessions.begin(person, now)
        flash(_("Your new password has been saved. Other browsers have been signed out."))
        return redirect(url_for(".account"))
    return _page(person, AccountForm(formdata=None, obj=person), form)


def _self() -> Person:
    return db.session.get_one(Person, actor().person_id)


def _knows_password(person: Person, form: ChangePasswordForm) -> bool:
    """Check the present password, counted like signing in: an open browser must not be a way."""
    try:
        with unit_of_work():
            tries.count_try(person.email, clock.now())
        signing_in.check(person.email, form.current.data or "")
    except WrongPassword:
        form.current.errors = [_("This is not your present password")]
    except TooManyTries:
        form.current.errors = [_("There have been too many tries. Try again in 15 minutes")]
    return not form.current.errors


def _page(person: Person, form: AccountForm, password_form: ChangePasswordForm) -> str:
    return render_template(
        "identity/manage/account.html", person=person, form=form, password_form=password_form
    )
