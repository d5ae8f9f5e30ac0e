"""Programs of the municipality and their tokens."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.identity.forms import TokenForm
from participation.identity.policy import may_manage_people
from participation.identity.services import tokens as service
from participation.identity.views.blueprint import bp
from participation.platform.access.routes import actor, requires
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work


@bp.route("/<language:lang>/manage/programs", methods=["GET", "POST"])
@requires(may_manage_people)
def api_tokens() -> ResponseReturnValue:
    """List programs; give a new one its token, which is shown this once."""
    form, words = TokenForm(), ""
    if form.validate_on_submit():
        with unit_of_work():
            _token, words = service.add(actor(), form.name.data or "")
        form = TokenForm(formdata=None)
    every = db.session.scalars(service.every()).all()
    return render_template("identity/manage/tokens.html", form=form, tokens=every, words=words)


@bp.post("/<language:lang>/manage/programs/<token>/remove")
@requires(may_manage_people)
def remove_token(token: str) -> ResponseReturnValue:
    """Take a token away."""
    with unit_of_work():
        service.remove(actor(), service.token_named(token))
    flash(_("The token has been taken away. The program reads nothing any more."))
    return redirect(url_for(".api_tokens"))
