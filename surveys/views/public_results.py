"""Public results: the newest release, every release and figure under a link that stays, files."""

from collections import defaultdict
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.domain.disclosure import key
from participation.activities.domain.findings import Finding
from participation.activities.models import Activity, Release
from participation.activities.policy import may_read_activity
from participation.activities.queries import reports
from participation.activities.services.published import Published, published
from participation.platform.access.routes import actor, public
from participation.platform.clock import local, now
from participation.platform.extensions import db
from participation.platform.mail.links import address_of
from participation.platform.refusals import NotFound
from participation.platform.web.languages import current_language, plain
from participation.platform.web.site import site
from participation.reports.domain.exhibiting.beside import pairs
from participation.reports.domain.said import spoken
from participation.reports.models import Report
from participation.reports.queries import public_reports
from participation.reports.services.sharing import is_open
from participation.reports.tables import Table
from participation.reports.wording import ReportWords
from surveys.public_splits import PublicSplit
from surveys.released_tables import figures_table, notes_table
from surveys.views import files
from surveys.views.results import bp, survey_named
from surveys.wording import Speaker

TEMPLATE = "surveys/public/results.html"


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "split_of": split_of,
        "untold_groups": untold_groups,
        "key_of": key,
        "lasting_address": lasting_address,
        "beside_of": beside_of,
    }


def lasting_address(**place: Any) -> str:
    """Return the full address of a figure, for a citation."""
    return address_of("surveys_results.figure", lang=current_language(), **place)


def untold_groups(shown: Published, finding: Finding) -> list[str]:
    """Name the groups whose answers are not told apart, but are among the themes of everybody."""
    question = finding.subject.partition("~themes")[0].removesuffix("~other")
    splits = (split_of(each) for each in shown.splits.get(question, ()))
    return list(
        dict.fromkeys(f"{split.variable}: {name}" for split in splits for name in split.hidden)
    )


def split_of(finding: Finding) -> PublicSplit:
    """Return a split in the language of the page."""
    return PublicSplit(finding, ReportWords(language=current_language(), main=site().main_language))


def beside_of(finding: Finding) -> list[tuple[str, str, str]]:
    """Return each answer with its weighted and its plain share; empty where one is hidden."""
    words = ReportWords(language=current_language(), main=site().main_language)
    return [
        (
            spoken(each.label, words),
            words.value(each.weighted) if each.weighted else "",
            words.value(each.plain) if each.plain else "",
        )
        for each in pairs(finding)
    ]


def shown_release(activity: str, number: int | None = None) -> tuple[Activity, Published]:
    """Return what everybody may read, or refuse."""
    found, moment = survey_named(activity), now()
    if not may_read_activity(actor(), found, moment):
        raise NotFound
    return found, published(found, moment, number)


@bp.get("/<language:lang>/a/<activity>/results", endpoint="public")
@public
def newest(activity: str) -> ResponseReturnValue:
    """Show the newest release."""
    found, shown = shown_release(activity)
    return render_template(TEMPLATE, activity=found, shown=shown, is_newest=True)


@bp.get("/<language:lang>/a/<activity>/results/<int:number>", endpoint="release")
@public
def one_release(activity: str, number: int) -> ResponseReturnValue:
    """Show a release; the link stays."""
    found, shown = shown_release(activity, number)
    return render_template(TEMPLATE, activity=found, shown=shown, is_newest=False)


@bp.get("/<language:lang>/a/<activity>/results/<int:number>/<subject>", endpoint="figure")
@public
def figure(activity: str, number: int, subject: str) -> ResponseReturnValue:
    """Show one figure of a release; the link stays."""
    found, shown = shown_release(activity, number)
    finding = shown.named(subject)
    return render_template(
        "surveys/public/figure.html", activity=found, shown=shown, finding=finding
    )


@bp.get("/<language:lang>/a/<activity>/results/<int:number>/file.<any(csv,xlsx):kind>")
@public
def release_file(activity: str, number: int, kind: str) -> ResponseReturnValue:
    """Send the figures of a release as a file."""
    found, shown = shown_release(activity, number)
    speaker = Speaker(current_language(), site().main_language)
    name = _("Results of %(survey)s %(number)s", survey=plain(found.title), number=number)
    return _file(kind, [figures_table(shown, speaker), notes_table(shown, speaker)], name)


def _file(kind: str, tables: list[Table], name: str) -> Response:
    if kind == "xlsx":
        return files.workbook(tables, name)
    return files.csv_file(tables[0], kind, name)


@bp.get("/<language:lang>/reports", endpoint="reports")
@public
def all_reports() -> ResponseReturnValue:
    """List the results of all surveys and the reports that staff have written, by year."""
    moment, who = now(), actor()
    found = [
        release
        for release in db.session.scalars(reports()).all()
        if release.activity.kind == "survey"
        and release.activity.shows_results(moment)
        and may_read_activity(who, release.activity, moment)
    ]
    written = [each for each in db.session.scalars(public_reports()) if is_open(each, who, moment)]
    years: dict[int, tuple[list[Release], list[Report]]] = defaultdict(lambda: ([], []))
    for release in found:
        years[_year(release)][0].append(release)
    for report in written:
        if report.activity is None:
            years[_written_in(report)][1].append(report)
    by_year = [(year, *years[year]) for year in sorted(years, reverse=True)]
    return render_template("surveys/public/reports.html", years=by_year, written=written)


@bp.app_template_global()
def written_reports(activity: Activity) -> list[Report]:
    """Return the reports of an activity that staff have published."""
    moment, who = now(), actor()
    found = db.session.scalars(public_reports(activity.id))
    return [report for report in found if is_open(report, who, moment)]


def _written_in(report: Report) -> int:
    return local(report.published or report.changed).year


def _year(release: Release) -> int:
    return local(release.activity.closes or release.published).year
