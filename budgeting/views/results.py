"""What came of a vote, why, and everything that is needed to count it again."""

import json
from datetime import date

from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from budgeting import queries, result_words
from budgeting.services import voting, voting_files, voting_log
from budgeting.services.voting_count import outcome_of
from budgeting.views.voting_visit import PLACE, bp
from budgeting.voting_forms import TrackerForm
from budgeting.voting_models import VoteOutcome
from participation.activities import receipts
from participation.activities.occasions import Occasion, occasion_named
from participation.platform.access.routes import public
from participation.platform.extensions import limiter
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound


def _published(activity: str) -> tuple[Occasion, VoteOutcome]:
    """Return a vote whose outcome everybody may see, or refuse."""
    found = _vote(activity)
    outcome = outcome_of(found.id)
    if outcome is None or outcome.published is None:
        raise NotFound
    return found, outcome


def _vote(activity: str) -> Occasion:
    found = occasion_named(activity)
    if found.kind != "budget" or found.published is None or found.process_published is None:
        raise NotFound
    return found


@bp.get(f"{PLACE}/results")
@public
def results(activity: str) -> ResponseReturnValue:
    """Show winners and losers of every area, and for each why."""
    found, outcome = _published(activity)
    return render_template(
        "budgeting/voting/results.html",
        activity=found,
        outcome=outcome,
        areas=result_words.areas(outcome.document),
        turnout=outcome.document["turnout"],
        days=[date.fromisoformat(day) for day in outcome.document["turnout"]["days"]],
        rule=outcome.document["rule"],
        rule_text=Text(outcome.document["rule"]["words"]),
        way=result_words.way,
        rule_name=result_words.rule_name,
    )


def _file(content: bytes, kind: str, name: str) -> Response:
    disposition = f'attachment; filename="{name}"'
    return Response(content, content_type=kind, headers={"Content-Disposition": disposition})


@bp.get(f"{PLACE}/results/<name>.pb")
@public
def ballots_file(activity: str, name: str) -> ResponseReturnValue:
    """Hand out the votes of an area as they were counted."""
    found, outcome = _published(activity)
    budget = queries.budget_of(found.id)
    content = voting_files.published_file(budget, outcome, f"{name}.pb")
    return _file(content, "text/plain; charset=utf-8", f"{name}.pb")


@bp.get(f"{PLACE}/results/bundle.zip")
@public
def bundle(activity: str) -> ResponseReturnValue:
    """Hand out everything that is needed to count again."""
    found, outcome = _published(activity)
    budget = queries.budget_of(found.id)
    return _file(voting_files.bundle(budget, outcome), "application/zip", f"vote-{activity}.zip")


@bp.get(f"{PLACE}/results/trackers.txt")
@public
def trackers(activity: str) -> ResponseReturnValue:
    """Hand out the list of trackers."""
    found, _outcome = _published(activity)
    budget = queries.budget_of(found.id)
    content = voting_files.tracker_text(budget).encode()
    return _file(content, "text/plain; charset=utf-8", "trackers.txt")


@bp.get(f"{PLACE}/recount")
@public
def recount(activity: str) -> ResponseReturnValue:
    """Let the browser count the published votes again."""
    found, outcome = _published(activity)
    document = outcome.document
    areas = [
        {
            **{name: area[name] for name in ("area", "sha256", "counted_winners", "conflicts")},
            "url": url_for(".ballots_file", activity=activity, name=area["file"][:-3]),
        }
        for area in document["areas"]
        if area["file"] is not None
    ]
    rule = {name: said for name, said in document["rule"].items() if name != "words"}
    told = {"rule": rule, "lot_seed": document["lot_seed"], "areas": areas}
    named = [
        {"area": area["area"], "name": Text(area["name"])}
        for area in document["areas"]
        if area["file"] is not None
    ]
    page = "budgeting/voting/recount.html"
    return render_template(page, activity=found, said=json.dumps(told), areas=named)


@bp.get(f"{PLACE}/check")
@public
def check(activity: str) -> ResponseReturnValue:
    """Ask for tracking words."""
    found, outcome = _published(activity)
    return _asked(found, TrackerForm(), outcome)


@bp.post(f"{PLACE}/check")
@limiter.limit("30 per minute")
@public
def checked(activity: str) -> ResponseReturnValue:
    """Say whether the ballot with these words was counted; the words are in no address."""
    found, outcome = _published(activity)
    form = TrackerForm()
    if not form.validate_on_submit():
        return _asked(found, form, outcome), 422
    tracker = voting.read_tracker(form.tracker.data or "")
    unknown = receipts.unknown_words(form.tracker.data or "")
    is_in = tracker is not None and voting.is_in(found.id, tracker)
    return _asked(found, form, outcome, is_in=is_in, unknown=unknown)


def _asked(activity: Occasion, form: TrackerForm, outcome: VoteOutcome, **more: object) -> str:
    facts = {"is_in": None, "unknown": ()} | more
    return render_template(
        "budgeting/voting/check.html", activity=activity, form=form, outcome=outcome, **facts
    )


@bp.get(f"{PLACE}/log")
@public
def log(activity: str) -> ResponseReturnValue:
    """Show the log of the vote, each entry with its hash."""
    found = _vote(activity)
    events = voting_log.events(found.id)
    return render_template(
        "budgeting/voting/log.html",
        activity=found,
        events=[(one, result_words.event(one)) for one in events],
        broken=voting_log.broken_at(found.id),
    )
