"""One theme: its name, note and importance, its place, and what to do with it as a whole."""

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.models import Activity
from participation.brainstorming import theme_queries
from participation.brainstorming.policy import may_make_sense
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.refusals import Outdated
from participation.brainstorming.services import board, building
from participation.brainstorming.theme_forms import ThemeForm
from participation.brainstorming.theme_models import IdeaTheme
from participation.brainstorming.views.manage.blueprint import PLACE, bp
from participation.brainstorming.views.manage.board import done
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work

STEPS = {"up": -1, "down": 1}


@bp.route(f"{PLACE}/themes/new", methods=["GET", "POST"])
@requires(may_make_sense, brainstorm_here)
def add_theme(activity: str) -> ResponseReturnValue:
    """Add a theme at the end."""
    found = brainstorm_here(activity)
    form = ThemeForm(meta={"languages": building.languages_of(found)})
    if form.validate_on_submit():
        with unit_of_work():
            board.add(found, form.described(), actor=actor(), now=now())
        flash(_("The theme is added."))
        return redirect(url_for(".themes", activity=activity))
    return _page(found, form)


@bp.route(f"{PLACE}/themes/<theme>", methods=["GET", "POST"])
@requires(may_make_sense, brainstorm_here)
def edit_theme(activity: str, theme: str) -> ResponseReturnValue:
    """Rename a theme, say what belongs to it and how important it is."""
    found = brainstorm_here(activity)
    before = board.theme_named(found.id, theme)
    form = ThemeForm(
        data={
            "words": before.words,
            "note": before.note,
            "importance": before.importance or 0,
            "mark": board.mark_of(before),
        },
        meta={"languages": building.languages_of(found)},
    )
    if form.validate_on_submit() and _saved(found, theme, form):
        flash(_("The theme is saved."))
        return redirect(url_for(".themes", activity=activity))
    return _page(found, form, before)


def _saved(activity: Activity, theme: str, form: ThemeForm) -> bool:
    """Save, unless a colleague has meanwhile: then say so, and let the next try through."""
    try:
        with unit_of_work():
            wanted, mark = form.described(), form.mark.data or ""
            board.change(activity, theme, wanted, mark=mark, actor=actor(), now=now())
    except Outdated:
        form.mark.data = board.mark_of(board.theme_named(activity.id, theme))
        form.form_errors.append(
            _("Somebody changed this while you wrote. Save again to put your words in its place.")
        )
        return False
    return True


def _page(
    activity: Activity, form: ThemeForm, theme: IdeaTheme | None = None
) -> ResponseReturnValue:
    every = db.session.scalars(theme_queries.kept_themes(activity.id)).all()
    return render_template(
        "brainstorming/manage/theme.html",
        activity=activity,
        form=form,
        theme=theme,
        others=[one for one in every if one is not theme],
    )


@bp.post(f"{PLACE}/themes/<theme>/<step>")
@requires(may_make_sense, brainstorm_here)
def change_theme(activity: str, theme: str, step: str) -> ResponseReturnValue:
    """Move a theme up or down, put it into another, or remove it."""

    def change(found: Activity) -> Any:
        if step in STEPS:
            board.move(found, theme, STEPS[step], actor=actor(), now=now())
            return _("The theme is moved.")
        if step == "remove":
            board.remove(found, theme, actor=actor(), now=now())
            return _("The theme is removed. Its ideas stand in none; you can undo this.")
        if step != "merge":
            raise NotFound
        if not (into := request.form.get("into", "")):
            return _("Choose a theme first.")
        board.merge(found, theme, into, actor=actor(), now=now())
        return _("The theme is now part of the other; you can undo this.")

    return done(activity, change)
