"""Feedback on the service, from anybody."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.municipality.domain.feedback import due
from participation.municipality.forms.feedback import KINDS, FeedbackForm
from participation.municipality.models import FeedbackKind
from participation.municipality.services.feedback import Words, give_feedback
from participation.municipality.views.blueprint import bp
from participation.platform import clock
from participation.platform.access.routes import public
from participation.platform.extensions import limiter
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language

PER_ADDRESS = "20 per hour"
# Pages whose address tells nothing but what the page is.
TOLD_PAGES = re.compile(r"/(fi|sv|en)/((p|a|about)/[a-z0-9/-]*)?\Z")


@bp.route("/<language:lang>/feedback", methods=["GET", "POST"])
@limiter.limit(PER_ADDRESS, methods=["POST"])
@public
def feedback() -> ResponseReturnValue:
    """Take feedback; a program that fills in every field is thanked and not believed."""
    asked = request.args.get("about", FeedbackKind.GENERAL.value)
    form = FeedbackForm(kind=asked, page=_came_from())
    if not form.validate_on_submit():
        return render_template("municipality/public/feedback.html", form=form)
    if not form.website.data:
        with unit_of_work():
            give_feedback(_words(form), clock.now())
    return redirect(url_for(".feedback_thanks", kind=form.kind.data.value))


@bp.get("/<language:lang>/feedback/thanks/<kind>")
@public
def feedback_thanks(kind: str) -> ResponseReturnValue:
    """Say what happens next, and by when."""
    if kind not in KINDS:
        raise NotFound
    return render_template(
        "municipality/public/thanks.html", kind=kind, due=due(clock.local(clock.now()).date())
    )


def _came_from() -> str:
    """Return the path of the page before this one, if it is one of ours that names nobody."""
    path = (request.referrer or "").removeprefix(request.host_url.rstrip("/"))
    return path if TOLD_PAGES.match(path) else ""


def _words(form: FeedbackForm) -> Words:
    page = form.page.data or ""
    return Words(
        kind=form.kind.data,
        words=form.words.data or "",
        email=form.email.data or "",
        language=current_language(),
        page=page if TOLD_PAGES.match(page) else "",
    )
