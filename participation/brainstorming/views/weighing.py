"""Weigh ideas of others, one at a time."""

from secrets import SystemRandom

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from participation.brainstorming import queries
from participation.brainstorming.domain.weighing import LEAST, MOST, Said
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.models import Scale
from participation.brainstorming.refusals import NotNow, NotShown, OwnIdea
from participation.brainstorming.services import evaluating
from participation.brainstorming.views import halls
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.mapping import spot_of
from participation.brainstorming.views.visits import (
    Visit,
    closed_page,
    enter,
    is_ours,
    leave,
    settled,
    turned_away,
)
from participation.platform.access.routes import public
from participation.platform.extensions import csrf, limiter
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

CHANCE = SystemRandom()
OPINIONS = {"1": 1, "0": 0, "-1": -1}
STEPS = {str(step): step for step in range(LEAST, MOST + 1)}


@bp.get(f"{PLACE}/evaluate")
@public
def evaluate(activity: str) -> ResponseReturnValue:
    """Draw an idea and lead to it, or say that there is none left."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    if not visit.is_open:
        return closed_page(visit)
    drawn = None
    if visit.brainstorm.takes_evaluations:
        drawn = evaluating.next_idea(visit.brainstorm, visit.arrival, CHANCE.random)
    if drawn is None:
        return leave(_none_left(visit), visit)
    kept = request.args.get("kept")
    return leave(redirect(url_for(".weigh", activity=activity, idea=drawn, kept=kept)), visit)


def _none_left(visit: Visit) -> str:
    return render_template(
        "brainstorming/public/none_left.html",
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        number=evaluating.number_of(visit.arrival),
        kept=request.args.get("kept"),
    )


@bp.get(f"{PLACE}/evaluate/<idea>")
@public
def weigh(activity: str, idea: str) -> ResponseReturnValue:
    """Show one idea, and what this person said of it if they have."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    if not visit.is_open:
        return closed_page(visit)
    shown = _shown(visit, idea)
    if shown is None:
        return redirect(url_for(".evaluate", activity=activity))
    return leave(_page(visit, shown), visit)


def _shown(visit: Visit, idea: str) -> Idea | None:
    """Return the idea if it may be weighed here and now."""
    wanted = queries.shown_ideas(visit.activity.id).where(Idea.public_id == idea)
    found = queries.first(wanted)
    is_own = found is not None and queries.is_written_by(found, visit.arrival.receipt_hash)
    return None if is_own or not visit.brainstorm.takes_evaluations else found


def _page(visit: Visit, idea: Idea, *, is_expired: bool = False, lacks: bool = False) -> str:
    number, said = evaluating.sitting_of(visit.arrival, idea)
    return render_template(
        "brainstorming/public/weigh.html",
        visit=visit,
        activity=visit.activity,
        brainstorm=visit.brainstorm,
        idea=idea,
        question=queries.question_of(visit.brainstorm, idea),
        map=spot_of(idea),
        said=said,
        number=number,
        kept=request.args.get("kept"),
        is_expired=is_expired,
        lacks=lacks,
    )


@bp.post(f"{PLACE}/evaluate/<idea>")
@limiter.limit(halls.limit, on_breach=halls.too_many)
@public
def keep(activity: str, idea: str) -> ResponseReturnValue:
    """Keep what somebody says of an idea, and go on to the next."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    if not visit.may_send:
        return closed_page(visit)
    shown = _shown(visit, idea)
    if shown is None:
        return redirect(url_for(".evaluate", activity=activity))
    if not is_ours(visit):
        return leave((_page(visit, shown, is_expired=True), 400), visit)
    said = _said(visit)
    if said is None:
        return leave((_page(visit, shown, lacks=True), 422), visit)
    return leave(_kept(visit, idea, said), visit)


# It looks itself at the ticket, as writing does.
csrf.exempt(keep)


def _said(visit: Visit) -> Said | None:
    """Return what the form says, or nothing if nothing was chosen."""
    form = request.form
    if visit.brainstorm.scale is Scale.AGREE:
        opinion = OPINIONS.get(form.get("opinion", ""))
        return None if opinion is None else Said(opinion=opinion)
    if "pass" in form:
        return Said(opinion=0)
    importance = STEPS.get(form.get("importance", ""))
    realisation = STEPS.get(form.get("realisation", ""))
    return None if importance is None else Said(importance=importance, realisation=realisation)


def _kept(visit: Visit, idea: str, said: Said) -> ResponseReturnValue:
    def kept() -> None:
        with unit_of_work():
            one = queries.idea_named(visit.activity.id, idea)
            evaluating.evaluate(visit.brainstorm, visit.arrival, one, said, now=visit.moment)

    next_one = url_for(".evaluate", activity=visit.activity.public_id, kept=1)
    try:
        settled(kept)
    except (NotNow, NotShown, OwnIdea, NotFound):
        next_one = url_for(".evaluate", activity=visit.activity.public_id)
    return redirect(next_one)
