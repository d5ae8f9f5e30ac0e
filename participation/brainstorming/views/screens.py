"""The projector: one page for a wall, under an address that nobody guesses."""

from hmac import compare_digest
from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from participation.activities.domain.state import State
from participation.activities.occasions import Occasion, occasion_named
from participation.activities.views.shared import public_address
from participation.brainstorming.live_models import Phase
from participation.brainstorming.services import boards
from participation.brainstorming.services.boards import Pulse
from participation.brainstorming.views.blueprint import PLACE, bp
from participation.brainstorming.views.live import UNCHANGED, written
from participation.platform.access.routes import public
from participation.platform.clock import now
from participation.platform.refusals import NotFound
from participation.platform.web.languages import LOCALES

WALL = "brainstorming/partials/screen.html"


@bp.app_template_global()
def join_address(code: str) -> str:
    """Return the address by which people join, as it is written on a wall."""
    return public_address("brainstorming.join", code=code)


@bp.app_template_global()
def phase_title(phase: Phase) -> str:
    """Say what a session is at."""
    return str(
        {
            Phase.INTRODUCTION: _("Welcome"),
            Phase.WRITE: _("Write ideas"),
            Phase.READ: _("Read ideas of others"),
            Phase.EVALUATE: _("Weigh ideas"),
            Phase.THEMES: _("Themes"),
            Phase.RESULTS: _("Results"),
        }[phase]
    )


@bp.app_template_global()
def in_each(languages: tuple[str, ...], what: str, **values: Any) -> list[tuple[str, str]]:
    """Say the same in several languages, for people who look at one wall."""
    found = []
    for code in languages:
        with force_locale(LOCALES[code]):
            found.append((code, _said(what, **values)))
    return found


def _said(what: str, **values: Any) -> str:
    if what == "join":
        return str(_("Join with your phone"))
    if what == "hidden":
        return str(_("Ideas are shown a little later."))
    if what == "locked":
        return str(_("Nothing is taken at this moment."))
    return phase_title(values["phase"])


@bp.get(f"{PLACE}/screen/<key>")
@public
def screen(activity: str, key: str) -> ResponseReturnValue:
    """Show the session on a wall."""
    found, pulse = _found(activity, key)
    part = written(found, pulse, WALL)
    return render_template("brainstorming/public/screen.html", activity=found, key=key, part=part)


@bp.get(f"{PLACE}/screen/<key>/part")
@public
def screen_part(activity: str, key: str) -> ResponseReturnValue:
    """Return what has changed since a version, or nothing."""
    found, pulse = _found(activity, key)
    if request.args.get("v") == str(pulse.board_version):
        return UNCHANGED
    return written(found, pulse, WALL)


def _found(activity: str, key: str) -> tuple[Occasion, Pulse]:
    found = occasion_named(activity)
    if found.kind != "brainstorm" or found.published is None or found.process_published is None:
        raise NotFound
    pulse = boards.pulse_of(found)
    known = pulse.key or ""
    if not known or not compare_digest(known.encode(), key.encode()):
        raise NotFound
    if found.state(now()) in (State.DRAFT, State.UPCOMING):
        raise NotFound
    return found, pulse
