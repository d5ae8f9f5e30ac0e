"""Vote on a device of a service point: staff have looked at who comes, the device knows nobody."""

import json
from datetime import datetime, timedelta

from flask import redirect
from flask.typing import ResponseReturnValue

from budgeting.models import Budget
from budgeting.services import voting
from budgeting.views.voting_basket import Basket
from budgeting.views.voting_visit import PLACE, bp, enter, leave, page, private, to
from budgeting.voting_models import VoteChannel
from participation.platform.access.routes import actor, public
from participation.platform.privacy.sealing import seal, unseal

PURPOSE = "service point"
GOOD_FOR = timedelta(minutes=20)


def ticket(budget: Budget, marked: bytes, home: str, moment: datetime) -> str:
    """Seal who may vote, for some minutes; nobody reads or makes it but this service."""
    said = {
        "activity": budget.activity.public_id,
        "marker": marked.hex(),
        "home": home,
        "made": int(moment.timestamp()),
    }
    return seal(PURPOSE, json.dumps(said).encode())


@bp.get(f"{PLACE}/here/<ticket>")
@public
def here(activity: str, ticket: str) -> ResponseReturnValue:
    """Begin a ballot that staff have let in; the browser keeps it, and nothing else is written."""
    visit = enter(activity)
    plain = unseal(PURPOSE, ticket)
    said = json.loads(plain) if plain else {}
    is_old = visit.moment.timestamp() - said.get("made", 0) > GOOD_FOR.total_seconds()
    if said.get("activity") != activity or is_old:
        return private((page("point_over", visit, why="old"), 410))
    if actor().is_staff:
        return private((page("point_over", visit, why="staff"), 409))
    if not visit.is_open:
        return private((page("closed", visit), 410))
    if voting.has_voted(visit.budget, bytes.fromhex(said["marker"])):
        return private((page("voted", visit), 409))
    basket = Basket(
        marker=said["marker"], home=said["home"], channel=VoteChannel.SERVICE_POINT.value
    )
    return leave(redirect(to(visit, "projects")), visit, basket)
