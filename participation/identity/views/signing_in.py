"""Signing in and out."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.identity import kept, sessions
from participation.identity.domain.addresses import local_address
from participation.identity.forms import SignInForm
from participation.identity.refusals import NoRoles, TooManyTries, WrongPassword
from participation.identity.services import signing_in, tries
from participation.identity.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.routes import actor, public
from participation.platform.extensions import limiter
from participation.platform.i18n import locales
from participation.platform.refusals import Refusal
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language

# One town hall is often one address.
PER_ADDRESS = "60 per 5 minutes"


@bp.route("/<language:lang>/sign-in", methods=["GET", "POST"])
@limiter.limit(PER_ADDRESS, methods=["POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Ask for e-mail address and password, and let in."""
    if actor().is_staff and request.method == "GET":
        return redirect(url_for("processes.workspace"))
    form = SignInForm(next=request.args.get("next", ""))
    if actor().is_staff and (sealed := kept.again()):
        return _onward(form, sealed)
    if not form.validate_on_submit():
        return _page(form)
    try:
        _let_in(form.email.data or "", form.password.data or "")
    except (WrongPassword, NoRoles, TooManyTries) as refusal:
        form.password.errors = [_why(refusal)]
        return _page(form, 429 if isinstance(refusal, TooManyTries) else 200)
    return _onward(form, form.kept.data or "")


@bp.post("/<language:lang>/sign-out")
@public
def sign_out() -> ResponseReturnValue:
    """Sign out, here and wherever else the person was signed in."""
    if actor().person_id is not None:
        with unit_of_work():
            signing_in.leave(actor())
    sessions.end()
    flash(_("You have signed out, in every browser in which you were signed in."))
    return redirect(url_for(".sign_in"))


def sign_in_page(error: Exception) -> ResponseReturnValue:
    """Ask to sign in; afterwards the visitor lands on the page asked for, or may send again."""
    if request.method in ("GET", "HEAD"):
        wanted = local_address(request.full_path.rstrip("?"))
        return redirect(url_for("identity.sign_in", next=wanted), 303)
    typed = kept.again() or kept.keep()
    if not typed:
        return redirect(url_for("identity.sign_in"), 303)
    return _page(SignInForm(formdata=None, kept=typed), 403)


def _page(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    return render_template("identity/public/sign_in.html", form=form), status


def _let_in(email: str, password: str) -> None:
    """Sign a person in. The try is committed first, so that a failed one stays counted."""
    now = clock.now()
    with unit_of_work():
        tries.count_try(email, now)
    person = signing_in.check(email, password)
    with unit_of_work():
        signing_in.welcome(person, password)
    sessions.begin(person, now)


def _why(refusal: Refusal) -> str:
    if isinstance(refusal, TooManyTries):
        moment = locales.moment(refusal.facts["until"], current_language())
        return str(_("There have been too many tries. Try again after %(moment)s", moment=moment))
    if isinstance(refusal, NoRoles):
        return str(_("Your account has no roles at the moment. Ask an administrator"))
    return str(_("The e-mail address or the password is wrong"))


def _onward(form: SignInForm, sealed: str) -> ResponseReturnValue:
    """Go where the visitor was going, or offer what was typed for sending again.

    The workspace opens in the language in which the person has just signed in.
    """
    if typed := kept.opened(sealed):
        action, pairs = typed
        return render_template(
            "errors/resend.html", action=action, kept=pairs, switch_form="again", sealed=sealed
        )
    return redirect(local_address(form.next.data or "") or url_for("processes.workspace"))
