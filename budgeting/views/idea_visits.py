"""Who comes with ideas for a budget, and who is turned away."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask import abort, current_app, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from budgeting import queries
from budgeting.models import Budget, Phase
from participation.activities import receipts
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.policy import may_take_part
from participation.activities.views import cookies, tickets
from participation.platform.access.routes import SignInNeeded, actor
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.web.errors import came_from_here
from participation.platform.web.languages import current_language

GRACE = timedelta(minutes=15)
PAGE_VERSION = 0  # tickets say which version of a questionnaire was shown; here there is one


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser at the ideas of a budget."""

    activity: Occasion
    budget: Budget
    token: bytes
    began: datetime | None
    moment: datetime

    @property
    def is_open(self) -> bool:
        """Tell whether ideas are taken now."""
        return self.budget.is_on(Phase.IDEAS, self.moment)

    @property
    def counts_from(self) -> datetime:
        """The moment as of which what comes is taken: who began in time has some minutes more."""
        if self.is_open or self.began is None or self.moment - self.began > GRACE:
            return self.moment
        return self.began

    @property
    def may_send(self) -> bool:
        """Tell whether what comes is taken."""
        return self.budget.is_on(Phase.IDEAS, self.counts_from)

    @property
    def has_begun(self) -> bool:
        """Tell whether ideas were ever taken: before that nobody reads any."""
        stage = self.budget.stage(Phase.IDEAS)
        return stage is None or (stage.opens is not None and stage.opens <= self.moment)

    @property
    def receipt_hash(self) -> bytes:
        """What ideas from this browser keep of its code."""
        return receipts.hash_for(self.token)

    @property
    def ticket(self) -> str:
        """The note that goes into a form."""
        return tickets.write(self.activity, PAGE_VERSION, self.token, self.moment)


def enter(activity: str) -> Visit:
    """Return a visit to the ideas of the budget that an address names, or refuse."""
    found = occasion_named(activity)
    if found.kind != "budget" or found.published is None or found.process_published is None:
        raise NotFound
    if not may_take_part(actor(), found):
        raise SignInNeeded
    known = cookies.token_of(found)
    ticket = tickets.read(found, request.form.get(tickets.FIELD, ""), known)
    budget = queries.budget_of(found.id)
    return Visit(found, budget, known or cookies.new(), ticket.began, now())


def led_away(visit: Visit) -> ResponseReturnValue | None:
    """Lead away whoever comes too early or in a language that is not offered."""
    if visit.has_begun and current_language() in visit.activity.languages:
        return None
    return redirect(url_for("activities.show", activity=visit.activity.public_id))


def leave(answer: ResponseReturnValue, visit: Visit) -> Response:
    """Let the browser keep what it needs to come back."""
    response = current_app.make_response(answer)
    cookies.keep_token(response, visit.activity, visit.token)
    return response


def is_ours(visit: Visit) -> bool:
    """Tell whether a form of ours was shown to this browser; refuse other sites' forms."""
    if not came_from_here():
        abort(400)
    return visit.began is not None or not current_app.config.get("WTF_CSRF_ENABLED", True)
