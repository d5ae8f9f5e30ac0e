"""Read ideas for a budget, and support them."""

import io
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from budgeting import check_words, idea_words, queries
from budgeting.proposal_models import Proposal, ProposalStatus, Showing
from budgeting.refusals import NotNow, NotShown
from budgeting.services import idea_pictures, proposing
from budgeting.views.blueprint import PLACE, bp
from budgeting.views.idea_visits import Visit, enter, is_ours, leave, led_away
from budgeting.voting_words import euros
from participation.activities.spots import map_of_one
from participation.platform.access.routes import public
from participation.platform.extensions import csrf, db, limiter
from participation.platform.files.storage import storage
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

A_PAGE = 20
LONGEST_SEARCH = 100
ORDERS: dict[str, Any] = {
    "new": (Proposal.day.desc(), Proposal.id),
    "support": (Proposal.supports.desc(), Proposal.id),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sieve:
    """Which ideas somebody wants to see, in what order."""

    show: str = "new"
    area: str = ""
    category: str = ""
    status: str = ""
    q: str = ""

    @classmethod
    def asked(cls) -> "Sieve":
        """Read the address of the page."""
        said = {name: request.args.get(name, "").strip() for name in cls.__dataclass_fields__}
        said["show"] = said["show"] if said["show"] in ORDERS else "new"
        said["status"] = said["status"] if said["status"] in set(ProposalStatus) else ""
        return cls(**said | {"q": said["q"][:LONGEST_SEARCH]})

    @property
    def kept(self) -> dict[str, str]:
        """What goes on in addresses."""
        every = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: words for name, words in every.items() if words}

    def wanted(self, visit: Visit) -> sa.Select[Proposal]:
        """Select the ideas."""
        found = queries.shown_proposals(visit.budget.activity_id).order_by(*ORDERS[self.show])
        for code, things, column in (
            (self.area, visit.budget.areas, Proposal.area_id),
            (self.category, visit.budget.categories, Proposal.category_id),
        ):
            ids = [one.id for one in things if one.code == code]
            found = found.where(column.in_(ids)) if ids else found
        if self.status:
            found = found.where(Proposal.status == ProposalStatus(self.status))
        if self.q:
            found = found.where(queries.says(self.q))
        return found


@bp.get(f"{PLACE}/ideas")
@public
def ideas(activity: str) -> ResponseReturnValue:
    """List the ideas that others see."""
    visit = enter(activity)
    away = led_away(visit)
    if away is not None:
        return away
    sieve, page = Sieve.asked(), max(1, request.args.get("page", 1, type=int))
    counted = sieve.wanted(visit).add_columns(sa.func.count().over())
    rows = db.session.execute(counted.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    found, number = [row[0] for row in rows], rows[0][1] if rows else 0
    return render_template(
        "budgeting/public/ideas.html",
        visit=visit,
        activity=visit.activity,
        budget=visit.budget,
        ideas=found,
        number=number,
        sieve=sieve,
        page=page,
        last=-(-number // A_PAGE),
        supported=proposing.supported(found, visit.token),
        statuses=idea_words.STATUSES,
        state_of=idea_words.state_of,
    )


def _readable(visit: Visit, idea: str) -> Proposal:
    """Return an idea that others see, or one's own; refuse others."""
    found = queries.proposal_named(visit.budget, idea)
    if found.showing is not Showing.PUBLISHED and found.receipt_hash != visit.receipt_hash:
        raise NotFound
    return found


@bp.get(f"{PLACE}/ideas/<idea>")
@public
def idea(activity: str, idea: str) -> ResponseReturnValue:
    """Show one idea, how far it has come, and what says the same."""
    visit = enter(activity)
    away = led_away(visit)
    if away is not None:
        return away
    return _page(visit, _readable(visit, idea))


def _page(visit: Visit, found: Proposal, *, is_expired: bool = False) -> ResponseReturnValue:
    head, joined = queries.relatives(found)
    page = render_template(
        "budgeting/public/idea.html",
        visit=visit,
        activity=visit.activity,
        budget=visit.budget,
        idea=found,
        head=head,
        joined=joined,
        projects=db.session.scalars(queries.projects_from(found)).all(),
        is_supported=bool(proposing.supported([found], visit.token)),
        is_mine=found.receipt_hash == visit.receipt_hash,
        map=map_of_one(found.longitude, found.latitude),
        is_expired=is_expired,
        words=idea_words,
        check_words=check_words,
        euros=euros,
    )
    return leave((page, 400 if is_expired else 200), visit)


@bp.get(f"{PLACE}/ideas/<idea>/picture")
@public
def idea_picture(activity: str, idea: str) -> ResponseReturnValue:
    """Show the picture of an idea to whoever sees the idea."""
    return sent_picture(_readable(enter(activity), idea))


def sent_picture(idea: Proposal) -> ResponseReturnValue:
    """Send the picture of an idea; nobody keeps it, since it may be hidden later."""
    if not idea.picture_key:
        raise NotFound
    try:
        with storage().open(idea.picture_key) as file:
            content = io.BytesIO(file.read())
    except FileNotFoundError as error:
        raise NotFound from error
    response = send_file(content, mimetype=idea_pictures.content_type(idea.picture_key))
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post(f"{PLACE}/ideas/<idea>/support")
@limiter.limit("120 per minute; 1000 per hour")
@public
def support(activity: str, idea: str) -> ResponseReturnValue:
    """Support an idea, or take the support back."""
    visit = enter(activity)
    found = _readable(visit, idea)
    if not is_ours(visit):
        return _page(visit, found, is_expired=True)
    try:
        with unit_of_work():
            _decide(visit, found)
    except (NotNow, NotShown):
        return redirect(url_for(".idea", activity=activity, idea=idea, late=1))
    return leave(redirect(url_for(".idea", activity=activity, idea=idea)), visit)


# It looks itself at the ticket that the form carries.
csrf.exempt(support)


def _decide(visit: Visit, idea: Proposal) -> None:
    if "back" in request.form:
        proposing.take_back(idea, visit.token)
    else:
        proposing.support(visit.budget, idea, visit.token, now=visit.counts_from)
