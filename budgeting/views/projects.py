"""Projects for everybody: what is voted on, what won, and how it is carried out."""

from io import BytesIO

from flask import Response, render_template, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from budgeting import project_words, queries
from budgeting.interchange.project_tables import project_places, project_table
from budgeting.models import Budget
from budgeting.project_models import CarryingOut, Project
from budgeting.proposal_models import Showing
from budgeting.services.voting_count import outcome_of
from budgeting.views.blueprint import PLACE, bp
from budgeting.views.plan import budget_for_all
from budgeting.voting_words import euros
from participation.activities.models import Activity
from participation.activities.spots import map_of_one
from participation.platform.access.routes import public
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language, plain
from participation.reports.data.geojson import MIMETYPE, write_places
from participation.reports.tables import file_name
from participation.reports.writers import writer

KINDS = ("csv", "xlsx", "geojson")


def _public(budget: Budget) -> list[Project]:
    """Return the projects that everybody sees: those on the ballot, or carried out."""
    every = db.session.scalars(queries.projects_of(budget.activity_id)).unique()
    return [one for one in every if one.is_on_ballot or one.is_chosen]


def _is_decided(activity: Activity) -> bool:
    outcome = outcome_of(activity.id)
    return outcome is not None and outcome.published is not None


@bp.get(f"{PLACE}/projects")
@public
def projects(activity: str) -> ResponseReturnValue:
    """List the projects: before the vote what is voted on, afterwards what won first."""
    found, budget = budget_for_all(activity)
    every, is_decided = _public(budget), _is_decided(found)
    asked = {name: request.args.get(name, "") for name in ("area", "category", "state")}
    shown = [one for one in every if _fits(one, asked, is_decided=is_decided)]
    if is_decided:
        shown.sort(key=lambda one: not one.is_chosen)
    return render_template(
        "budgeting/public/projects.html",
        activity=found,
        budget=budget,
        every=every,
        shown=shown,
        asked=asked,
        is_decided=is_decided,
        words=project_words,
        euros=euros,
    )


def _fits(one: Project, asked: dict[str, str], *, is_decided: bool) -> bool:
    state = asked["state"] if is_decided else ""
    return (
        asked["area"] in ("", one.area.code)
        and asked["category"] in ("", one.category.code if one.category else "")
        and (
            not state
            or (state == "lost" and not one.is_chosen)
            or (one.is_chosen and state in ("won", one.carrying_out.value))
        )
    )


@bp.get(f"{PLACE}/projects/<project>")
@public
def project(activity: str, project: str) -> ResponseReturnValue:
    """Show one project: what, where, for whom, at what cost, and how it goes."""
    found, budget = budget_for_all(activity)
    one = queries.project_named(budget, project)
    if not (one.is_on_ballot or one.is_chosen):
        raise NotFound
    is_decided = _is_decided(found)
    return render_template(
        "budgeting/public/project.html",
        activity=found,
        project=one,
        ideas=[idea for idea in one.sources if idea.showing is Showing.PUBLISHED],
        is_decided=is_decided,
        tells_progress=is_decided and one.is_chosen,
        is_begun=one.carrying_out is not CarryingOut.NOT_STARTED,
        map=map_of_one(one.longitude, one.latitude),
        words=project_words,
        euros=euros,
    )


@bp.get(f"{PLACE}/projects.<any(csv,xlsx,geojson):kind>")
@public
def projects_file(activity: str, kind: str) -> ResponseReturnValue:
    """Hand out the projects as a table, or those with a place as a map."""
    found, budget = budget_for_all(activity)
    every, name = _public(budget), f"{plain(found.title)} {_('projects')}"
    file, is_decided = BytesIO(), _is_decided(found)
    if kind == "geojson":
        write_places(project_places(every, is_decided=is_decided), file)
        return _sent(file, MIMETYPE, file_name(name, kind))
    made = writer(kind)
    if kind == "xlsx":
        made = made(language=current_language(), title=name)
    table = project_table(every, found.languages, _("Projects"), is_decided=is_decided)
    made.write([table], file)
    return _sent(file, made.mimetype, file_name(name, made.suffix))


def _sent(file: BytesIO, mimetype: str, name: str) -> Response:
    file.seek(0)
    answer = send_file(file, mimetype=mimetype, as_attachment=True, download_name=name)
    answer.headers["Cache-Control"] = "no-store"
    return answer
