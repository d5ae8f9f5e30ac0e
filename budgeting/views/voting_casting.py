"""Look a ballot over, cast it for good, and take the tracker along."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import voting_words
from budgeting.domain.voting import ballots
from budgeting.project_models import Project
from budgeting.refusals import BadBallot, HasVoted, NotNow
from budgeting.services import voting
from budgeting.views.voting_ballot import meters
from budgeting.views.voting_visit import (
    PLACE,
    Visit,
    bp,
    enter,
    leave,
    page,
    private,
    to,
    turned_away,
)
from budgeting.voting_models import VoteChannel
from participation.platform.access.routes import public
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language


@bp.get(f"{PLACE}/review")
@public
def review(activity: str) -> ResponseReturnValue:
    """Show the whole ballot, what is wrong with it, and the one button that casts it."""
    visit = enter(activity)
    away = turned_away(visit)
    if away is not None:
        return away
    return private(_review(visit))


def _review(visit: Visit) -> str:
    names = voting_words.names_of(visit.budget, visit.by_code)
    faults = ballots.faults(visit.terms, visit.basket.marks)
    return page(
        "review",
        visit,
        chosen=_chosen(visit),
        gone=[code for code in visit.basket.marks if code not in visit.by_code],
        wrong=[voting_words.fault(one, names) for one in faults],
        meters=meters(visit),
        euros=voting_words.euros,
        terms=visit.terms,
    )


def _chosen(visit: Visit) -> list[tuple[str, list[tuple[Project, int]]]]:
    """Return what is chosen, by area; ranks in order, all else by number."""
    marks, found = visit.basket.marks, []
    for area in visit.budget.areas:
        here = [(o, marks[o.code]) for o in visit.projects if o.code in marks and o.area is area]
        if visit.terms.kind == ballots.RANK:
            here.sort(key=lambda one: one[1])
        if here:
            found.append((area.code, here))
    return found


@bp.post(f"{PLACE}/cast")
@public
def cast(activity: str) -> ResponseReturnValue:
    """Take the ballot in, for good."""
    visit = enter(activity)
    away = turned_away(visit, status=410)
    if away is not None:
        return away
    if request.form.get("digest") != visit.basket.digest:
        flash(_("Your choices were changed in another window. Look at them once more."))
        return private(redirect(to(visit, "review")))
    try:
        with unit_of_work():
            voting.cast(visit.budget, _given(visit), now=visit.moment)
    except NotNow:
        return private((page("closed", visit), 410))
    except HasVoted:
        return private((page("voted", visit), 409))
    except BadBallot:
        return private((_review(visit), 422))
    return leave(redirect(to(visit, "receipt")), visit, visit.basket.after_casting())


def _given(visit: Visit) -> voting.Cast:
    basket = visit.basket
    return voting.Cast(
        token=bytes.fromhex(basket.token),
        marker=bytes.fromhex(basket.marker),
        marks=basket.marks,
        home=basket.home,
        channel=VoteChannel(basket.channel),
    )


@bp.get(f"{PLACE}/receipt")
@public
def receipt(activity: str) -> ResponseReturnValue:
    """Show the words that prove the ballot was taken in, and nothing of what it says."""
    visit = enter(activity)
    tracker = voting.tracker_of(bytes.fromhex(visit.basket.token))
    if not visit.basket.is_cast or not voting.is_in(visit.budget.activity_id, tracker):
        return private(redirect(url_for("activities.show", activity=activity)))
    words = voting.words_of(tracker, current_language())
    return private(page("receipt", visit, words=words))
