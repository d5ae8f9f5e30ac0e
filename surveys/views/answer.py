"""Pages on which people answer."""

from collections.abc import Callable
from datetime import datetime

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from participation.activities.views import cookies
from participation.activities.views.entering import posted_from_our_page
from participation.platform.access.routes import public
from participation.platform.clock import now
from participation.platform.extensions import csrf
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from surveys.domain.answering import WITHHELD, lacking, problems_on, with_page
from surveys.domain.questionnaire import Page
from surveys.domain.questions.base import Form
from surveys.services import drafts, responses
from surveys.services.drafts import Sitting
from surveys.views.receiving import stays, with_files
from surveys.views.visits import (
    Visit,
    enter,
    leave,
    not_open_yet,
    said,
    turned_away,
    visit_to,
)
from surveys.views.written import page_of

bp = Blueprint("surveys", __name__, template_folder="../templates")


@bp.get("/<language:lang>/a/<activity>/answer")
@bp.get("/<language:lang>/a/<activity>/answer/<page>")
@public
def answer(activity: str, page: str = "") -> ResponseReturnValue:
    """Show a page of the questionnaire: where one left off unless the URL names another."""
    found, moment = enter(activity), now()
    if current_language() not in found.languages:
        return redirect(url_for("activities.show", activity=activity))
    early = not_open_yet(found, moment)
    if early:
        return early
    visit = visit_to(found)
    sitting = drafts.sit_down(found, visit.arrival)
    shown = turned_away(sitting, sitting.typed, moment) or _page_or_way(sitting, page)
    return leave(shown, visit, sitting)


@bp.post("/<language:lang>/a/<activity>/answer")
@bp.post("/<language:lang>/a/<activity>/answer/<page>")
@public
def take(activity: str, page: str = "") -> ResponseReturnValue:
    """Take what was typed on a page, and go on, back, or to another language."""
    found, moment = enter(activity), now()
    visit = visit_to(found)
    early = not_open_yet(found, moment)
    if early:
        return early
    if not posted_from_our_page(visit.ticket.began):
        return _expired_page(visit, page, moment)
    return settled(lambda: _take(visit, page, moment))


@bp.post("/<language:lang>/a/<activity>/answer/<page>/autosave")
@public
def autosave(activity: str, page: str) -> ResponseReturnValue:
    """Keep what has been typed so far, quietly."""
    found, moment = enter(activity), now()
    visit = visit_to(found)
    if not posted_from_our_page(visit.ticket.began):
        words = _("This page has been open too long to save by itself. Choose Continue to save.")
        return {"saved": False, "words": words}, 400
    return settled(lambda: _keep_quietly(visit, page, moment))


# Both look at the ticket themselves: an expired page must come back with what was typed.
csrf.exempt(take)
csrf.exempt(autosave)


def settled(deed: Callable[[], ResponseReturnValue]) -> ResponseReturnValue:
    """Do a deed; if another tab did the same at the same moment, do it again knowing that."""
    try:
        return deed()
    except IntegrityError:
        return deed()


def _form() -> Form:
    return request.form.to_dict(flat=False)


def form_for(shown: int | None, sitting: Sitting, page: Page) -> Form:
    """Return what was sent of a page; what the version `shown` never asked stays as it is."""
    form = with_files(sitting, page, _form())
    if shown in (None, sitting.version):
        return form
    return {**form, WITHHELD: [*form.get(WITHHELD, ()), *lacking(page, form)]}


def _off_the_page(sitting: Sitting, moment: datetime) -> ResponseReturnValue:
    """Lead on whoever sent a page that their version of the questionnaire does not have."""
    away = turned_away(sitting, sitting.typed, moment)
    if away is None:
        flash(_("The questions have changed since that page was opened, so it was not saved."))
    return away or _to_page(sitting, sitting.showing.nearest(sitting.place))


def _page_or_way(sitting: Sitting, page: str) -> ResponseReturnValue:
    """Show a page that has been reached, or lead to where one left off."""
    index, showing = sitting.index_of(page) if page else 0, sitting.showing
    if index is None or index > sitting.furthest or (not page and sitting.place):
        if page and sitting.draft is None:
            _say_that_it_is_gone()
        return _to_page(sitting, showing.nearest(sitting.furthest if page else sitting.place))
    if page and showing.nearest(index) != index:
        return _to_page(sitting, showing.nearest(index))
    problems = problems_on(showing, index) if "check" in request.args else ()
    return page_of(sitting, showing.nearest(index), problems=problems)


def _to_page(sitting: Sitting, index: int, check: int | None = None) -> ResponseReturnValue:
    public_id, code = sitting.activity.public_id, sitting.page(index).code
    channel = said("c") or None
    return redirect(
        url_for("surveys.answer", activity=public_id, page=code, c=channel, check=check)
    )


def _say_that_it_is_gone() -> None:
    flash(
        _(
            "What you answered earlier is no longer kept on this device. Answers are kept for 30 "
            "days, and they move along when you continue on another device with your code."
        )
    )


def _expired_page(visit: Visit, page: str, moment: datetime) -> ResponseReturnValue:
    """Show the page again with what was typed, and a fresh token; nothing has been stored."""
    sitting = drafts.sit_down(visit.activity, visit.arrival)
    index = min(sitting.index_of(page) or 0, sitting.last)
    here = sitting.page(index)
    typed = with_page(sitting.typed, here, with_files(sitting, here, _form(), takes=False))
    shown = turned_away(sitting, typed, moment)
    if shown is None:
        drafts.write(sitting, typed, language=current_language(), now=moment)  # but not kept
        shown = page_of(sitting, index, is_expired=True), 400
    return leave(shown, visit, sitting)


def _take(visit: Visit, page: str, moment: datetime) -> ResponseReturnValue:
    with unit_of_work():
        sitting = drafts.sit_down(visit.activity, visit.arrival, for_update=True)
        index = sitting.index_of(page) if page else 0
        if index is None:
            return leave(_off_the_page(sitting, moment), visit, sitting)
        here = sitting.page(index)
        typed = with_page(sitting.typed, here, form_for(visit.arrival.version, sitting, here))
        away = turned_away(sitting, typed, moment)
        if away:
            return leave(away, visit, sitting)
        drafts.write(sitting, typed, language=current_language(), now=moment)
        if index > sitting.furthest:
            drafts.keep(sitting)
            _say_that_it_is_gone()
            way = _to_page(sitting, sitting.showing.nearest(sitting.furthest))
            return leave(way, visit, sitting)
        return _go_on(visit, sitting, index, moment)


def _go_on(visit: Visit, sitting: Sitting, index: int, moment: datetime) -> ResponseReturnValue:
    """Do what the button that was pressed says; without one, go forward."""
    reached, showing = 0, sitting.showing
    onwards = showing.after(index)
    if "_save" in request.form:
        drafts.keep_for_later(sitting, index)
        way = redirect(url_for("surveys.saved", activity=sitting.activity.public_id))
        return leave(way, visit, sitting)
    if "_previous" in request.form:
        shown = _to_page(sitting, showing.before(index))
    elif stays() or current_language() not in sitting.activity.languages:
        shown = _to_page(sitting, index)
    elif problems := problems_on(showing, index):
        shown = page_of(sitting, index, problems=problems), 422
    elif onwards is not None:
        reached, shown = onwards, _to_page(sitting, onwards)
    elif showing.plan.has_varying_pages and "_send" not in request.form:
        flash(_("There are no more questions for you. Send your answers when you are ready."))
        shown = _to_page(sitting, index)
    else:
        return _send(visit, sitting, moment)
    drafts.keep(sitting, reached=reached)
    return leave(shown, visit, sitting)


def _send(visit: Visit, sitting: Sitting, moment: datetime) -> ResponseReturnValue:
    """Send everything, or lead to the first page that cannot be sent as it is."""
    language, mark = current_language(), visit.arrival.mark
    faulty = responses.submit(sitting, mark=mark, language=language, now=moment)
    if faulty is not None:
        drafts.keep(sitting)
        return leave(_to_page(sitting, faulty, check=1), visit, sitting)
    way = redirect(url_for("surveys.thanks", activity=sitting.activity.public_id))
    sent = leave(way, visit, sitting)
    cookies.keep_token(sent, sitting.activity, sitting.token, cookies.SENT_LIVES)
    return sent


def _keep_quietly(visit: Visit, page: str, moment: datetime) -> ResponseReturnValue:
    with unit_of_work():
        sitting = drafts.sit_down(visit.activity, visit.arrival, for_update=True)
        index = sitting.index_of(page)
        if index is None or not_open_yet(visit.activity, moment):
            return {"saved": False, "words": _("This page has changed. Reload it.")}, 409
        if turned_away(sitting, sitting.typed, moment):
            return {"saved": False, "words": _("This can no longer be answered.")}, 410
        here = sitting.page(index)
        typed = with_page(sitting.typed, here, form_for(visit.arrival.version, sitting, here))
        drafts.write(sitting, typed, language=current_language(), now=moment)
        drafts.keep(sitting)
        return leave({"saved": True}, visit, sitting)
