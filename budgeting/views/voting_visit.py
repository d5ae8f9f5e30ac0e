"""Who comes to vote, with what in the basket, and who is turned away."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from budgeting import queries
from budgeting.domain.voting import ballots
from budgeting.models import Budget, BudgetStage, Phase
from budgeting.project_models import Project
from budgeting.services import voting_terms
from budgeting.views import voting_basket
from budgeting.views.voting_basket import Basket
from participation.activities.models import AccessLevel
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.policy import may_take_part
from participation.platform.access.routes import SignInNeeded, actor
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language

bp = Blueprint("budgeting_voting", __name__, template_folder="../templates")

PLACE = "/<language:lang>/a/<activity>/vote"
# Addresses and identities from elsewhere have no way in yet.
OPEN_TO = (AccessLevel.OPEN, AccessLevel.DEVICE, AccessLevel.CODE, AccessLevel.STAFF)


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser at a vote."""

    activity: Occasion
    budget: Budget
    projects: list[Project]
    basket: Basket
    moment: datetime

    @property
    def terms(self) -> ballots.Terms:
        """What this voter's ballot may say."""
        return voting_terms.terms_of(self.budget, self.projects, self.basket.home)

    @property
    def is_open(self) -> bool:
        """Tell whether votes are taken now."""
        return self.budget.is_on(Phase.VOTING, self.moment)

    @property
    def closes(self) -> datetime | None:
        """The moment at which the vote ends."""
        return self.stage.closes

    @property
    def stage(self) -> BudgetStage:
        """The phase of voting; there is one, or nobody had come in."""
        found = self.budget.stage(Phase.VOTING)
        if found is None:
            raise NotFound
        return found

    @property
    def by_code(self) -> dict[str, Project]:
        """The projects by their codes."""
        return {one.code: one for one in self.projects}


def enter(activity: str) -> Visit:
    """Return a visit to the vote that an address names, or refuse."""
    found = occasion_named(activity)
    if found.kind != "budget" or found.published is None or found.process_published is None:
        raise NotFound
    if not may_take_part(actor(), found):
        raise SignInNeeded
    budget = queries.budget_of(found.id)
    stage = budget.stage(Phase.VOTING)
    if stage is None or stage.opens is None or current_language() not in found.languages:
        raise NotFound
    basket = voting_basket.read(activity) or Basket()
    return Visit(found, budget, voting_terms.listed(budget), basket, now())


def leave(answer: ResponseReturnValue, visit: Visit, basket: Basket | None = None) -> Response:
    """Let the browser keep the basket and nothing else of the page."""
    response = current_app.make_response(answer)
    voting_basket.keep(response, visit.activity.public_id, basket or visit.basket)
    return private(response)


def private(answer: ResponseReturnValue) -> Response:
    """Let no browser show the page again without asking us."""
    response = current_app.make_response(answer)
    response.headers["Cache-Control"] = "no-store"
    return response


def turned_away(visit: Visit, *, status: int = 200) -> ResponseReturnValue | None:
    """Lead away whoever has cast, comes too early or late, or was not let in."""
    if visit.basket.is_cast:
        return private(redirect(to(visit, "receipt")))
    if not visit.is_open:
        return private((page("closed", visit), status))
    if visit.activity.access not in OPEN_TO:
        return private(page("elsewhere", visit))
    if not visit.basket.marker:
        return private(redirect(to(visit, "entrance")))
    return None


def to(visit: Visit, endpoint: str, **more: Any) -> str:
    """Return the address of a page of the vote."""
    return url_for(f"budgeting_voting.{endpoint}", activity=visit.activity.public_id, **more)


def page(template: str, visit: Visit, **more: Any) -> str:
    """Write a page of the vote."""
    return render_template(
        f"budgeting/voting/{template}.html",
        visit=visit,
        activity=visit.activity,
        budget=visit.budget,
        **more,
    )


def project_of(visit: Visit, code: str) -> Project:
    """Return a project on the ballot, or refuse."""
    found = visit.by_code.get(code)
    if found is None:
        abort(404)
    return found
