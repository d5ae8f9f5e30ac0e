"""Results for everybody: the newest release, every release under a link that stays, files."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.activities.policy import may_read_activity
from participation.activities.services.published import Published, published
from participation.brainstorming import queries
from participation.brainstorming.comment_words import not_shown
from participation.brainstorming.interchange.idea_tables import figures_table
from participation.brainstorming.queries import brainstorm_here
from participation.brainstorming.services import comment_files, idea_files
from participation.brainstorming.services.reporting import public_report
from participation.brainstorming.views.idea_sending import sent_comments, sent_ideas, sent_table
from participation.platform.access.routes import actor, public
from participation.platform.clock import now
from participation.platform.extensions import db, limiter
from participation.platform.i18n.text import Text
from participation.platform.mail.links import address_of
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.laying import laid_exhibit
from participation.reports.face import Face
from participation.reports.html import exhibit_html
from participation.reports.models import Report
from participation.reports.queries import public_reports
from participation.reports.services.sharing import is_open
from participation.reports.views.sending import sent
from participation.reports.views.speaking import title_of, words

bp = Blueprint("brainstorming_results", __name__, template_folder="../templates")
PLACE = "/<language:lang>/a/<activity>/ideas/results"
# A report takes a second to make.
PER_ADDRESS = "30 per minute"


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "shown_finding": shown_finding,
        "title_of": title_of,
        "key_of": key,
        "not_shown": not_shown,
        "as_text": Text.from_json,
        "place_of": place_of,
    }


def shown_finding(finding: Finding) -> Markup:
    """Return a finding as it stands in a page, below a heading of the page."""
    laid = laid_exhibit(exhibit(finding), words())
    return exhibit_html(laid, Face(name=site().name), is_titled=False, below=2)


def place_of(activity: Activity, number: int, subject: str) -> str:
    """Return the full address of a figure, for a citation."""
    page = address_of(
        "brainstorming_results.release",
        lang=current_language(),
        activity=activity.public_id,
        number=number,
    )
    return f"{page}#{subject.replace('~', '-')}"


def told(activity: str, number: int | None = None) -> tuple[Activity, Published]:
    """Return what everybody may read, or refuse."""
    found, moment = brainstorm_here(activity), now()
    if not may_read_activity(actor(), found, moment):
        raise NotFound
    return found, published(found, moment, number)


def written_reports(activity: Activity) -> list[Report]:
    """Return the reports that staff have published."""
    moment, who = now(), actor()
    found = db.session.scalars(public_reports(activity.id))
    return [one for one in found if is_open(one, who, moment)]


def page_values(activity: Activity, shown: Published) -> Mapping[str, Any]:
    """Return what the page of a release shows."""
    return {
        "activity": activity,
        "shown": shown,
        "brainstorm": queries.brainstorm_of(activity.id),
    }


@bp.get(PLACE, endpoint="public")
@public
def newest(activity: str) -> ResponseReturnValue:
    """Show the newest release."""
    found, shown = told(activity)
    return render_template(
        "brainstorming/public/results.html",
        is_newest=True,
        reports=written_reports(found),
        **page_values(found, shown),
    )


@bp.get(f"{PLACE}/<int:number>", endpoint="release")
@public
def one_release(activity: str, number: int) -> ResponseReturnValue:
    """Show a release; the link stays."""
    found, shown = told(activity, number)
    return render_template(
        "brainstorming/public/results.html",
        is_newest=False,
        reports=(),
        **page_values(found, shown),
    )


@bp.get(f"{PLACE}/<int:number>/figures.<any(csv,xlsx):kind>")
@limiter.limit(PER_ADDRESS)
@public
def figures_file(activity: str, number: int, kind: str) -> Response:
    """Send the figures of a release as a file."""
    found, shown = told(activity, number)
    table = figures_table(shown, current_language(), site().main_language)
    name = _("Results of %(survey)s %(number)s", survey=plain(found.title), number=number)
    return sent_table(table, kind, name)


@bp.get(f"{PLACE}/<int:number>/report.<any(pdf,docx,pptx,xlsx):kind>")
@limiter.limit(PER_ADDRESS)
@public
def release_report(activity: str, number: int, kind: str) -> ResponseReturnValue:
    """Send the report of a release."""
    found, shown = told(activity, number)
    language = current_language()
    address = address_of("brainstorming_results.public", activity=activity, lang=language)
    following = queries.brainstorm_of(found.id).next_steps
    return sent(public_report(found, shown, kind, language, address, following, now()))


@bp.get(f"{PLACE}/ideas.<any(csv,xlsx,json,geojson):kind>")
@limiter.limit(PER_ADDRESS)
@public
def ideas_file(activity: str, kind: str) -> Response:
    """Send the ideas that everybody may read, once results are public."""
    found, _shown = told(activity)
    name = _("Ideas of %(brainstorm)s", brainstorm=plain(found.title))
    below = comment_files.for_everybody(found)
    return sent_ideas(idea_files.for_everybody(found), kind, name, below)


@bp.get(f"{PLACE}/comments.<any(csv,xlsx,json):kind>")
@limiter.limit(PER_ADDRESS)
@public
def comments_file(activity: str, kind: str) -> Response:
    """Send the comments that everybody may read, once results are public."""
    found, _shown = told(activity)
    below = comment_files.for_everybody(found)
    if below is None:
        raise NotFound
    return sent_comments(
        below, kind, _("Comments of %(brainstorm)s", brainstorm=plain(found.title))
    )
