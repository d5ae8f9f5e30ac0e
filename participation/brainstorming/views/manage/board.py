"""The board: ideas without a theme beside the themes."""

from collections.abc import Callable
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.brainstorming.policy import may_make_sense
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import NothingToUndo, Outdated
from participation.brainstorming.services import board, board_reading, board_steps, sensemaking
from participation.brainstorming.theme_forms import LONGEST_NAME
from participation.brainstorming.theme_words import DEEDS
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.i18n.text import Text
from participation.platform.jobs.queue import nudge
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language

JOB = "brainstorming.themes"


@bp.get(f"{PLACE}/themes")
@requires(may_see_activity, brainstorm_here)
def themes(activity: str) -> ResponseReturnValue:
    """Show ideas without a theme, or those of one theme, beside all themes."""
    found = brainstorm_here(activity)
    every = board_reading.all_themes(found)
    wanted = request.args.get("theme")
    chosen = next((one for one in every.kept if one.public_id == wanted), None)
    part = request.args.get("q", "").strip()
    page = max(1, request.args.get("page", 1, type=int))
    return render_template(
        "brainstorming/manage/board.html",
        activity=found,
        board=board_reading.standing(found),
        every=every,
        themes=every.kept,
        offers=board_reading.offers(found) if every.suggested else {},
        chosen=chosen,
        part=part,
        column=board_reading.column(found, every.kept, chosen, page, part),
        numbers=sensemaking.NUMBERS,
        longest=LONGEST_NAME,
        deeds=DEEDS,
        may_sort=may_make_sense(actor(), found),
        may_edit=may_edit_activity(actor(), found),
    )


def done(activity: str, deed: Callable[[Activity], Any]) -> ResponseReturnValue:
    """Do something on the board and say what came of it; go back to where one was."""
    try:
        with unit_of_work():
            words = deed(brainstorm_here(activity))
        flash(words)
    except Outdated:
        flash(
            _("A colleague has changed this meanwhile. Nothing was changed: look, and try again."),
        )
    theme = request.form.get("from") or None
    page = request.form.get("page", type=int)
    part = request.form.get("q") or None
    return redirect(url_for(".themes", activity=activity, theme=theme, page=page, q=part))


@bp.post(f"{PLACE}/themes/place")
@requires(may_make_sense, brainstorm_here)
def place(activity: str) -> ResponseReturnValue:
    """Put chosen ideas into a theme, a new one or none; or one idea where it was suggested."""
    return done(activity, _place)


def _place(activity: Activity) -> Any:
    form = request.form
    ideas, target = form.getlist("idea"), form.get("to", "")
    if one := form.get("accept", ""):
        name, _space, target = one.partition(" ")
        ideas = [name]
    name = form.get("name", "").strip()[:LONGEST_NAME]
    if not ideas:
        return _("Choose ideas first.")
    if "new" in form:
        if not name:
            return _("Enter a name for the new theme.")
        words = Text({current_language(): name})
        source = form.get("from", "")
        board.split(activity, source, ideas, words, actor=actor(), now=now())
        return _("The new theme is made.")
    if not target:
        return _("Choose a theme first.")
    into = "" if target == "none" else target
    number = board.place(activity, ideas, form.get("from", ""), into, actor=actor(), now=now())
    return ngettext(
        "%(ideas)s idea is placed.", "%(ideas)s ideas are placed.", number, ideas=number
    )


@bp.post(f"{PLACE}/themes/strong")
@requires(may_make_sense, brainstorm_here)
def accept_strong(activity: str) -> ResponseReturnValue:
    """Accept all strong suggestions."""

    def accept(found: Activity) -> Any:
        number = board.accept_strong(found, actor=actor(), now=now())
        return ngettext(
            "%(ideas)s idea is placed.", "%(ideas)s ideas are placed.", number, ideas=number
        )

    return done(activity, accept)


@bp.post(f"{PLACE}/themes/undo")
@requires(may_make_sense, brainstorm_here)
def undo_step(activity: str) -> ResponseReturnValue:
    """Take the newest step back."""

    def undo(found: Activity) -> Any:
        seen = request.form.get("step", 0, type=int)
        try:
            action = board_steps.undo(found.id, seen, actor=actor(), now=now())
        except NothingToUndo:
            return _("There is nothing left to undo.")
        return _("Undone: %(deed)s.", deed=DEEDS[action.deed])

    return done(activity, undo)


@bp.post(f"{PLACE}/themes/suggest")
@requires(may_make_sense, brainstorm_here)
def suggest(activity: str) -> ResponseReturnValue:
    """Have the worker look for themes."""

    def ask(found: Activity) -> Any:
        number = request.form.get("number", -1, type=int)
        sensemaking.ask_for(found, number, request.form.get("stop_words", ""))
        return _("The machine is looking. You can go on working meanwhile.")

    answer = done(activity, ask)
    nudge(JOB)
    return answer


@bp.post(f"{PLACE}/themes/offer/<theme>")
@requires(may_make_sense, brainstorm_here)
def decide_theme(activity: str, theme: str) -> ResponseReturnValue:
    """Take a suggested theme up under a name, or say no to it."""

    def decide(found: Activity) -> Any:
        if "drop" in request.form:
            board.drop_theme(found, theme, actor=actor(), now=now())
            return _("The suggestion has been dropped.")
        name = request.form.get("name", "").strip()[:LONGEST_NAME]
        words = Text({current_language(): name}) if name else Text()
        number = board.accept_theme(found, theme, words, actor=actor(), now=now())
        return ngettext(
            "The theme is there, with %(ideas)s idea.",
            "The theme is there, with %(ideas)s ideas.",
            number,
            ideas=number,
        )

    return done(activity, decide)


@bp.post(f"{PLACE}/themes/show")
@requires(may_edit_activity, brainstorm_here)
def show_themes(activity: str) -> ResponseReturnValue:
    """Let everybody see the themes, or staff only."""

    def show(found: Activity) -> Any:
        is_shown = "show" in request.form
        board.show_to_everybody(found, is_shown=is_shown)
        return _("Everybody sees the themes.") if is_shown else _("Only staff see the themes.")

    return done(activity, show)


@bp.get(f"{PLACE}/themes/log")
@requires(may_see_activity, brainstorm_here)
def board_log(activity: str) -> ResponseReturnValue:
    """List what was done on the board."""
    found = brainstorm_here(activity)
    page = max(1, request.args.get("page", 1, type=int))
    steps, last = board_reading.log(found, page)
    return render_template(
        "brainstorming/manage/board_log.html",
        activity=found,
        steps=steps,
        page=page,
        last=last,
        deeds=DEEDS,
        named=_named,
    )


def _named(step: Any) -> list[tuple[Text, Text]]:
    """Return the names of the themes that a step changed, before and after."""
    found = []
    for change in step.themes.values():
        before, after = change["before"] or change["after"], change["after"]
        found.append((Text(before["words"]), Text(after["words"])))
    return found
