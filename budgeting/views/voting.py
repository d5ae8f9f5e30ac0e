"""The way into a vote: who may vote, with the exact reason where somebody may not."""

from dataclasses import replace

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from budgeting import voting_words
from budgeting.domain.voting.electorate import Bar, Voter, bars
from budgeting.refusals import NotACode
from budgeting.services import voting, voting_codes, voting_terms
from budgeting.views import voting_basket
from budgeting.views.voting_visit import (
    OPEN_TO,
    PLACE,
    Visit,
    bp,
    enter,
    leave,
    page,
    private,
    to,
)
from budgeting.voting_forms import EntranceForm
from participation.activities.models import AccessLevel
from participation.activities.views import cookies
from participation.platform.access.routes import actor, public
from participation.platform.clock import local
from participation.platform.extensions import limiter

# Enough for a library; too little to try codes of 57 bits.
limit_entries = limiter.shared_limit("30 per minute; 300 per hour", scope="voting codes")


@bp.get(PLACE)
@public
def entrance(activity: str) -> ResponseReturnValue:
    """Ask who comes, unless they were let in already."""
    visit = enter(activity)
    away = _away(visit)
    if away is not None:
        return away
    return leave(page("entrance", visit, form=_form(visit), reasons=()), visit)


def _away(visit: Visit) -> ResponseReturnValue | None:
    if visit.basket.is_cast:
        return private(redirect(to(visit, "receipt")))
    if not visit.is_open:
        return private(page("closed", visit))
    if visit.activity.access not in OPEN_TO:
        return private(page("elsewhere", visit))
    if visit.basket.marker:
        return private(redirect(to(visit, "projects")))
    return None


def _form(visit: Visit) -> EntranceForm:
    return EntranceForm.asking(
        voting_terms.conditions_of(visit.budget),
        visit.budget,
        needs_code=visit.activity.access is AccessLevel.CODE,
    )


@bp.post(PLACE)
@limit_entries
@public
def come_in(activity: str) -> ResponseReturnValue:
    """Let somebody in, or say exactly why not."""
    visit = enter(activity)
    away = _away(visit)
    if away is not None:
        return away
    form = _form(visit)
    if not form.validate_on_submit():
        status = 422 if form.errors else 200
        return leave((page("entrance", visit, form=form, reasons=()), status), visit)
    return _let_in(visit, form)


def _let_in(visit: Visit, form: EntranceForm) -> ResponseReturnValue:
    try:
        who, home = _who(visit, form)
    except NotACode:
        form.code.errors = (*form.code.errors, voting_words.not_a_code())
        return leave((page("entrance", visit, form=form, reasons=()), 422), visit)
    voter = Voter(
        birth_year=form.birth_year.data, is_resident=bool(form.is_resident.data), area=home
    )
    found = bars(voting_terms.conditions_of(visit.budget), voter, local(visit.moment).year)
    if found:
        return leave((_refused(visit, form, found), 403), visit)
    marked = voting.marker(visit.budget, who)
    if voting.has_voted(visit.budget, marked):
        return private((page("voted", visit), 409))
    basket = replace(visit.basket, marker=marked.hex(), home=home)
    return _with_device(visit, leave(redirect(to(visit, "projects")), visit, basket), who)


def _refused(visit: Visit, form: EntranceForm, found: tuple[Bar, ...]) -> str:
    year = local(visit.moment).year
    reasons = [voting_words.bar(one, visit.budget, year) for one in found]
    return page("entrance", visit, form=form, reasons=reasons)


def _who(visit: Visit, form: EntranceForm) -> tuple[bytes, str]:
    """Return what tells this voter from others, and the code of their area if it is known."""
    home = form.area.data or ""
    if visit.activity.access is AccessLevel.CODE:
        code = voting_codes.find(visit.budget, form.code.data or "")
        return b"code " + code.marker, code.area.code if code.area else home
    if visit.activity.access is AccessLevel.STAFF:
        return f"person {actor().person_id}".encode(), home
    return b"device " + (cookies.device() or cookies.new()), home


def _with_device(visit: Visit, response: Response, who: bytes) -> Response:
    """Let the browser keep the mark by which it is known on the roll."""
    if who.startswith(b"device ") and cookies.device() is None:
        cookies.keep_device(response, who.removeprefix(b"device "))
    return response


@bp.post(f"{PLACE}/leave")
@public
def leave_for_good(activity: str) -> ResponseReturnValue:
    """Clear the computer for whoever comes next."""
    visit = enter(activity)
    response = private(redirect(url_for("activities.show", activity=activity)))
    voting_basket.forget(response, visit.activity.public_id)
    return response
