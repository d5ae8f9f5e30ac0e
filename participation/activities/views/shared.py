"""What templates of all rooms may ask about an activity."""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from typing import Any

import segno
from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from participation.activities.kinds import Tab, kind_of
from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity
from participation.activities.views.blueprint import bp
from participation.platform.access.routes import actor
from participation.platform.clock import local, now
from participation.platform.i18n import locales
from participation.platform.mail import links
from participation.platform.web.languages import current_language

QUIET_ZONE = 4


@bp.app_template_global()
def activity_tabs(activity: Activity) -> list[Tab]:
    """Return the pages of an activity in the workspace that this person may open."""
    found = (
        Tab(_("Overview"), "activities.manage_activity"),
        *kind_of(activity).tabs,
        Tab(_("Settings"), "activities.settings", is_for_editors=True),
        Tab(_("Links"), "activities.channels"),
    )
    may_edit = may_edit_activity(actor(), activity)
    return [tab for tab in found if may_edit or not tab.is_for_editors]


@bp.app_template_global()
def kind_title(activity: Activity) -> Any:
    """Return what the activity's kind is called."""
    return kind_of(activity).title


@bp.app_template_global()
def goes_on(activity: Activity) -> bool:
    """Tell whether people come back to take part further, rather than answer once."""
    return kind_of(activity).goes_on


@bp.app_template_global()
def state_of(activity: Activity) -> str:
    """Return where the activity is in its life at this moment."""
    return activity.state(now()).value


@bp.app_template_global()
def results_link(activity: Activity) -> str:
    """Return the address of results that everybody may see, or nothing."""
    if not activity.shows_results(now()):
        return ""
    return url_for(kind_of(activity).results_endpoint, activity=activity.public_id)


@bp.app_template_global()
def so_far(activity: Activity, count: int) -> str:
    """Say how many have taken part in what is open, in the words of its kind."""
    people = locales.number(count, current_language())
    if kind_of(activity).goes_on:
        return str(
            ngettext(
                "%(people)s person has taken part so far.",
                "%(people)s people have taken part so far.",
                count,
                people=people,
            )
        )
    return str(
        ngettext(
            "%(people)s person has answered so far.",
            "%(people)s people have answered so far.",
            count,
            people=people,
        )
    )


@bp.app_template_global()
def turnout(activity: Activity, count: int) -> str:
    """Say how many took part, in the words of its kind, and in which days."""
    facts = {"people": locales.number(count, current_language()), "days": open_days(activity)}
    if kind_of(activity).goes_on:
        return str(
            ngettext(
                "%(people)s person took part, %(days)s.",
                "%(people)s people took part, %(days)s.",
                count,
                **facts,
            )
        )
    return str(
        ngettext(
            "%(people)s person answered, %(days)s.",
            "%(people)s people answered, %(days)s.",
            count,
            **facts,
        )
    )


@bp.app_template_global()
def open_days(activity: Activity) -> str:
    """Write the days from opening to closing, or to this moment when no closing is known."""
    last = activity.closes or now()
    first = min(activity.opens or activity.published or last, last)
    return locales.span(local(first).date(), local(last).date(), current_language())


@bp.app_template_global()
def public_address(endpoint: str, **values: Any) -> str:
    """Return an address as it is printed on paper: under the public name of the service."""
    return links.public_address() + url_for(endpoint, **values)


@bp.app_template_global()
@lru_cache(maxsize=256)
def qr_of(address: str) -> str:
    """Draw an address as a QR code that stands in a page itself."""
    drawn = BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(drawn, kind="svg", scale=8, border=QUIET_ZONE, dark="#000", light="#fff")
    return f"data:image/svg+xml;base64,{b64encode(drawn.getvalue()).decode()}"
