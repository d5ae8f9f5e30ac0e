"""Write an idea for a budget: the form, a look at what is like it, thanks with the code."""

from collections.abc import Sequence

from flask import Response, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_limiter import RequestLimit
from sqlalchemy.exc import IntegrityError

from budgeting.idea_forms import IdeaForm
from budgeting.proposal_models import Proposal
from budgeting.services import likeness, proposing
from budgeting.views.blueprint import PLACE, bp
from budgeting.views.idea_visits import Visit, enter, is_ours, leave, led_away
from participation.activities import receipts
from participation.activities.occasions import occasion_named
from participation.activities.views import cookies
from participation.platform.access.routes import public
from participation.platform.extensions import csrf, limiter
from participation.platform.maps.service import town_map
from participation.platform.privacy.hashing import keyed
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import SWITCH
from participation.platform.web.languages import current_language
from participation.texts import personal

# Many in a library share an address; a program that floods does not wait.
PER_ADDRESS = "60 per minute; 500 per hour"


@bp.get(f"{PLACE}/ideas/new")
@public
def write(activity: str) -> ResponseReturnValue:
    """Ask for an idea."""
    visit = enter(activity)
    away = led_away(visit)
    if away is not None:
        return away
    if not visit.is_open:
        return _closed(visit, "")
    return _page(visit, IdeaForm.of(visit.budget))


def _too_many(_limit: RequestLimit) -> Response:
    """Say that too much came from one network, and give the words back."""
    activity = occasion_named((request.view_args or {})["activity"])
    words = "\n".join(filter(None, (request.form.get("title"), request.form.get("words"))))
    page = render_template("budgeting/public/too_many.html", activity=activity, words=words)
    return make_response(page, 429, {"Retry-After": "60"})


@bp.post(f"{PLACE}/ideas/new")
@limiter.limit(PER_ADDRESS, on_breach=_too_many)
@public
def propose(activity: str) -> ResponseReturnValue:
    """Take an idea, or show it again with what there is to say about it."""
    visit = enter(activity)
    form = IdeaForm.of(visit.budget)
    if SWITCH in request.form:
        return _page(visit, form)
    away = led_away(visit)
    if away is not None:
        return away
    if not visit.may_send:
        return _closed(visit, form.told)
    return _shown_again(visit, form) or _taken(visit, form)


# It looks itself at the ticket: an expired page must come back with what was typed.
csrf.exempt(propose)


def _shown_again(visit: Visit, form: IdeaForm) -> ResponseReturnValue | None:
    """Show the page again if it was open too long, has a fault, or has not been looked at."""
    if not is_ours(visit):
        return _page(visit, form, 400, is_expired=True)
    form.keep_picture()
    if not form.validate():
        return _page(visit, form, 422)
    hints, alike = _to_look_at(visit, form)
    if hints or alike:
        return _page(visit, form, hints=hints, alike=alike, mark=_mark(form))
    return None


def _mark(form: IdeaForm) -> str:
    """Return a mark of the words, by which a second sending shows that they were looked at."""
    return keyed("looked at", form.told.encode()).hex()[:16]


def _to_look_at(visit: Visit, form: IdeaForm) -> tuple[list[str], Sequence[Proposal]]:
    """Return what may tell of a person, and ideas that may say the same; once only."""
    if request.form.get("looked_at") == _mark(form):
        return [], ()
    words = form.told
    hints = [words[hint.start : hint.end] for hint in personal.hints(words)]
    alike = likeness.similar_to(visit.budget, f"{form.title.data}. {form.words.data}")
    return hints, [one for one in alike if one.receipt_hash != visit.receipt_hash]


def _taken(visit: Visit, form: IdeaForm) -> ResponseReturnValue:
    def kept() -> None:
        with unit_of_work():
            proposing.propose(
                visit.budget,
                visit.token,
                form.written(visit.budget),
                language=current_language(),
                now=visit.counts_from,
            )

    try:
        kept()
    except IntegrityError:  # the same idea in another window at the same moment
        kept()
    return leave(redirect(url_for(".idea_sent", activity=visit.activity.public_id)), visit)


def _page(visit: Visit, form: IdeaForm, status: int = 200, **more: object) -> ResponseReturnValue:
    told = {"is_expired": False, "hints": (), "alike": (), "mark": ""} | more
    page = render_template(
        "budgeting/public/write_idea.html",
        visit=visit,
        activity=visit.activity,
        budget=visit.budget,
        form=form,
        town=town_map(),
        **told,
    )
    return leave((page, status), visit)


def _closed(visit: Visit, words: str) -> ResponseReturnValue:
    """Say that no ideas are taken, and show what was typed, so that nothing vanishes silently."""
    page = render_template(
        "budgeting/public/ideas_closed.html", visit=visit, activity=visit.activity, words=words
    )
    return page, 410 if request.method == "POST" else 200


@bp.get(f"{PLACE}/ideas/sent")
@public
def idea_sent(activity: str) -> ResponseReturnValue:
    """Thank, show the code while this browser knows it, and say what comes next."""
    visit = enter(activity)
    mine = proposing.behind(visit.receipt_hash)
    if not mine:
        return redirect(url_for(".ideas", activity=activity))
    return render_template(
        "budgeting/public/idea_sent.html",
        visit=visit,
        activity=visit.activity,
        budget=visit.budget,
        mine=mine,
        code=receipts.code_for(visit.token, current_language()),
    )


@bp.post(f"{PLACE}/ideas/leave")
@public
def forget_code(activity: str) -> ResponseReturnValue:
    """Forget the code on this device."""
    visit = enter(activity)
    response = current_app.make_response(redirect(url_for(".ideas", activity=activity)))
    if is_ours(visit):
        cookies.forget_token(response, visit.activity)
    return response


# It takes nothing but this browser's own cookie, and looks itself at where the form came from.
csrf.exempt(forget_code)
