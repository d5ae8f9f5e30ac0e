"""The facilitator's remote, and the tables of a workshop."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.activities.policy import may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.live_models import Phase, Screen
from participation.brainstorming.policy import may_moderate
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import Outdated
from participation.brainstorming.services import leading, tables
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work

MINUTES = (3, 5, 10)
PHASES = {phase.value: phase for phase in Phase}
SCREENS = {screen.value: screen for screen in Screen}


@bp.get(f"{PLACE}/live")
@requires(may_see_activity, brainstorm_here)
def live(activity: str) -> ResponseReturnValue:
    """Show the remote."""
    found = brainstorm_here(activity)
    brainstorm, session, moment = (
        queries.brainstorm_of(found.id),
        leading.session_of(found.id),
        now(),
    )
    return render_template(
        "brainstorming/manage/live.html",
        activity=found,
        brainstorm=brainstorm,
        session=session,
        is_by_hand=session is not None and leading.is_by_hand(brainstorm, session.phase),
        runs=session is not None and session.ends is not None and session.ends > moment,
        timer=leading.timer_mark(session) if session else "",
        moment=moment,
        phases=list(Phase),
        minutes=MINUTES,
        may_lead=may_moderate(actor(), found),
    )


@bp.post(f"{PLACE}/live")
@requires(may_moderate, brainstorm_here)
def lead(activity: str) -> ResponseReturnValue:
    """Do what a button says."""
    found = brainstorm_here(activity)
    try:
        with unit_of_work():
            _do(found, now())
    except Outdated:
        flash(_("A colleague has changed the session meanwhile. Look at where it is now."))
    return redirect(url_for(".live", activity=activity))


def _do(activity: Activity, moment: datetime) -> None:
    deed, _colon, to = request.form.get("deed", "").partition(":")
    seen, one = request.form.get("seen", ""), actor()
    minutes = int(to) if to.isascii() and to.isdigit() and len(to) < len("1000") else 0
    deeds: dict[str, Callable[[], None]] = {
        "begin": lambda: leading.begin(activity, actor=one),
        "end": lambda: leading.end(activity, actor=one),
        "lock": lambda: leading.lock(activity, locked=to == "on", actor=one),
        "reveal": lambda: leading.reveal(activity, revealed=to == "on", actor=one),
        "start": lambda: leading.start_timer(activity, minutes, now=moment),
        "add": lambda: leading.add_minute(activity, seen=seen, now=moment),
        "stop": lambda: leading.stop_timer(activity),
        "renew": lambda: leading.renew(activity, seen=seen, actor=one),
    }
    if deed == "phase" and to in PHASES:
        leading.go_to(activity, PHASES[to], seen=seen, actor=one)
    elif deed == "screen" and to in SCREENS:
        leading.show(activity, SCREENS[to])
    elif deed in deeds:
        deeds[deed]()


@bp.get(f"{PLACE}/tables")
@requires(may_see_activity, brainstorm_here)
def tables_page(activity: str) -> ResponseReturnValue:
    """Show the links of tables, to print or to show."""
    found = brainstorm_here(activity)
    return render_template(
        "brainstorming/manage/tables.html",
        activity=found,
        tables=tables.tables_of(found.id),
        may_lead=may_moderate(actor(), found),
    )


@bp.post(f"{PLACE}/tables")
@requires(may_moderate, brainstorm_here)
def set_tables(activity: str) -> ResponseReturnValue:
    """Have the tables that were written, one on each line."""
    with unit_of_work():
        tables.set_tables(brainstorm_here(activity), request.form.get("names", "").splitlines())
    flash(_("The tables are saved."))
    return redirect(url_for(".tables_page", activity=activity))
