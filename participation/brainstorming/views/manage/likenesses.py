"""Ideas that may say the same: join them, say that they differ, or part what was joined."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.models import Activity
from participation.activities.policy import may_see_activity
from participation.brainstorming import queries
from participation.brainstorming.policy import may_make_sense
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import NotAlike, NothingToUndo, NotShown
from participation.brainstorming.services import joining, likeness_reading, sensemaking
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.texts import similar

WAYS = ("same", "similar", "joined")


@bp.get(f"{PLACE}/alike")
@requires(may_see_activity, brainstorm_here)
def alike(activity: str) -> ResponseReturnValue:
    """Show ideas that look the same, ideas that are similar, or those that were joined."""
    found = brainstorm_here(activity)
    chosen = request.args.get("show", WAYS[0])
    chosen = chosen if chosen in WAYS else WAYS[0]
    page = max(1, request.args.get("page", 1, type=int))
    is_joined = chosen == "joined"
    groups = None if is_joined else likeness_reading.alike(found, page, is_same=chosen == "same")
    numbers = likeness_reading.numbers_alike(found)
    return render_template(
        "brainstorming/manage/alike.html",
        activity=found,
        brainstorm=queries.brainstorm_of(found.id),  # ideas find their areas in it
        chosen=chosen,
        groups=groups,
        joined=likeness_reading.joined(found, page) if is_joined else (),
        numbers=dict(zip(WAYS, numbers, strict=True)),
        page=page,
        last=groups.last if groups else max(1, -(-numbers[2] // likeness_reading.A_PAGE)),
        asked=sensemaking.board_of(found.id),
        may_sort=may_make_sense(actor(), found),
    )


@bp.post(f"{PLACE}/alike")
@requires(may_make_sense, brainstorm_here)
def join(activity: str) -> ResponseReturnValue:
    """Join chosen ideas to the one that stands for them, or keep that they differ."""
    try:
        with unit_of_work():
            words = _joined(brainstorm_here(activity))
    except NotShown:
        words = _("One of them was joined or hidden meanwhile. Nothing was changed.")
    except NotAlike:
        words = _("Choose at least two ideas that answer the same question.")
    flash(words)
    return _back(activity)


def _joined(activity: Activity) -> Any:
    every, chosen = request.form.getlist("one"), set(request.form.getlist("idea"))
    if "differ" in request.form:
        joining.say_they_differ(activity, every)
        return _("Kept: they are different ideas.")
    into = request.form.get("into", "")
    number = joining.join(
        activity,
        chosen - {into},
        into,
        actor=actor(),
        now=now(),
        suggested_by=f"{similar.METHOD} {similar.VERSION}",
    )
    return ngettext(
        "%(ideas)s idea is joined. Its author reads so with the code.",
        "%(ideas)s ideas are joined. Their authors read so with their codes.",
        number,
        ideas=number,
    )


@bp.post(f"{PLACE}/alike/<idea>/part")
@requires(may_make_sense, brainstorm_here)
def part(activity: str, idea: str) -> ResponseReturnValue:
    """Let a joined idea stand alone again."""
    try:
        with unit_of_work():
            joining.part(brainstorm_here(activity), idea, actor=actor(), now=now())
        flash(_("The idea stands alone again, with what people said of it."))
    except NothingToUndo:
        flash(_("The idea stands alone already."))
    return _back(activity)


def _back(activity: str) -> ResponseReturnValue:
    show = request.form.get("show") or None
    page = request.form.get("page", type=int)
    return redirect(url_for(".alike", activity=activity, show=show, page=page))
