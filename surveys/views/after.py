"""Pages after answering, and between two sittings."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.activities import receipts
from participation.activities.domain.state import State
from participation.activities.models import AccessLevel
from participation.activities.occasions import Occasion
from participation.activities.views import cookies, tickets
from participation.activities.views.entering import posted_from_our_page
from participation.activities.views.receipt import limit_codes
from participation.platform.access.routes import public
from participation.platform.clock import local, now
from participation.platform.extensions import csrf
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from surveys.services import drafts, responses
from surveys.views import kept
from surveys.views.answer import bp
from surveys.views.visits import enter, ticket_of
from surveys.views.written import TICKET

# The form on the page of thanks asks nothing.
NO_VERSION = 0
# A mark for each word of a code.
CODE = [kept.mark(f"word-{number}") for number in range(receipts.WORDS)]


def _code(token: bytes, receipt_hash: bytes) -> str:
    """Return the words of the code; none when the person has them from another device."""
    if receipts.hash_for(token) != receipt_hash:
        return ""
    return receipts.code_for(token, current_language())


def _to_activity(activity: Occasion) -> ResponseReturnValue:
    return redirect(url_for("activities.show", activity=activity.public_id))


@bp.get("/<language:lang>/a/<activity>/thanks")
@public
def thanks(activity: str) -> ResponseReturnValue:
    """Thank, say what happens next, and show the code while this browser knows it."""
    found = enter(activity)
    token = cookies.token_of(found)
    sent = responses.sent_with(found, token) if token else None
    if token is None or sent is None:
        return _to_activity(found)
    ticket = tickets.write(found, NO_VERSION, token, now())
    return _thanked(found, sent.thanks, _code(token, sent.receipt_hash), ticket)


def _thanked(activity: Occasion, words: Text, code: str, ticket: str) -> str:
    """Write the page of thanks; but for the code it says the same to everybody."""
    facts = {
        "activity": activity,
        "words": words,
        "is_closed": activity.state(now()) is State.CLOSED,
        "many": activity.access is AccessLevel.OPEN,
    }

    def write(code: str, ticket: str, nobody: Mapping[str, Any]) -> str:
        more = {"code": code, "ticket": ticket, **facts, **nobody}
        return render_template("surveys/public/thanks.html", **more)

    if not kept.may_be_kept():
        return write(code, ticket, {})
    own = dict(zip(CODE, code.split(), strict=True)) if code else {}
    return kept.page(
        ("thanks", *facts.values(), bool(code)),
        {**own, TICKET: ticket},
        partial(write, " ".join(own), TICKET),
    )


@bp.get("/<language:lang>/a/<activity>/saved")
@public
def saved(activity: str) -> ResponseReturnValue:
    """Show the code with which answering goes on later, here or elsewhere."""
    found = enter(activity)
    token = cookies.token_of(found)
    draft = drafts.draft_of(found, token) if token else None
    if token is None or draft is None or draft.receipt_hash is None:
        return redirect(url_for("surveys.answer", activity=activity))
    until = draft.touched + drafts.UNTOUCHED
    return render_template(
        "surveys/public/saved.html",
        activity=found,
        code=_code(token, draft.receipt_hash),
        until=until,
        closes_first=found.closes is not None and local(found.closes).date() <= until,
    )


@bp.post("/<language:lang>/a/<activity>/resume")
@limit_codes
@public
def resume(activity: str) -> ResponseReturnValue:
    """Continue here what was begun in another browser."""
    found = enter(activity)
    receipt_hash = receipts.read_code(request.form.get("code", ""))
    if receipt_hash is None:
        raise NotFound
    with unit_of_work():
        token = drafts.resume(found, receipt_hash, now())
    response = redirect(url_for("surveys.answer", activity=activity))
    cookies.keep_token(response, found, token)
    return response


@bp.post("/<language:lang>/a/<activity>/leave")
@public
def leave(activity: str) -> ResponseReturnValue:
    """Forget the code on this device, for whoever uses it next, or to answer once more."""
    found = enter(activity)
    if not posted_from_our_page(ticket_of(found).began):
        return _to_activity(found)  # the hour is over and nothing is left to forget
    is_again = "again" in request.form and found.access is AccessLevel.OPEN
    goal = "surveys.answer" if is_again else "activities.show"
    response = redirect(url_for(goal, activity=activity))
    cookies.forget_token(response, found)
    return response


# It takes nothing but this browser's own cookie, and looks itself at where the form came from.
csrf.exempt(leave)
