"""Pages of results and downloads."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup, escape

from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.activities.policy import may_analyse
from participation.activities.queries import activity_named
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language, plain, say
from participation.platform.web.site import site
from surveys.cut_words import CutWords
from surveys.exports import AnswerTables, answer_tables
from surveys.forms.download import DownloadForm
from surveys.histories import asked_in, history_of, with_versions
from surveys.services.counting import Counted
from surveys.services.cuts import known_of
from surveys.services.downloading import note_download
from surveys.views import files
from surveys.views.charts import for_charts
from surveys.views.cuts import parameters, there_is, wished
from surveys.wording import Speaker

bp = Blueprint("surveys_results", __name__, template_folder="../templates")
bp.add_app_template_filter(Text.from_json, "as_text")


def survey_named(activity: str, **_more: str) -> Activity:
    """Return the survey with a public id, or refuse. The scope of these routes."""
    found = activity_named(activity)
    if found.kind != "survey":
        raise NotFound
    return found


@bp.context_processor
def _charts() -> dict[str, object]:
    return {
        **for_charts(),
        "history_of": _history_of,
        "asked_in": asked_in,
        "label_of": label_of,
    }


def label_of(finding: Finding) -> str | Markup:
    """Return the words of a question, with its versions where another has the same code."""
    words = say(finding.label)
    if finding.figures["shape"] == "themes":
        words = Markup(escape(_("Themes in answers: %(question)s"))) % {"question": words}  # noqa: S704 -- escaped
    if "apart" not in finding.figures:
        return words
    return Markup(escape(with_versions(finding.versions))) % {"question": words}  # noqa: S704 -- escaped


def _history_of(finding: Finding, counted: Counted) -> list[str]:
    """Say which versions a figure joins, in the language of the page."""
    numbers = [number for number, _questionnaire in counted.versions.values()]
    speaker = Speaker(current_language(), site().main_language)
    return history_of(finding.versions, finding.figures, numbers, speaker)


@bp.route("/<language:lang>/manage/a/<activity>/results/download", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def download(activity: str) -> ResponseReturnValue:
    """Ask what kind of file; send it, and write down that it was taken."""
    found, form = survey_named(activity), DownloadForm()
    known = known_of(found)
    cut, strange = there_is(wished(request.args).cut, known)
    speaker = Speaker(current_language(), site().main_language)
    if not strange and form.validate_on_submit():
        with_labels = form.values.data == "labels"
        tables = answer_tables(found, now(), speaker, with_labels=with_labels, cut=cut)
        if form.fits(tables.cells):
            return _sent(found, tables, form)
    only = CutWords(speaker, known.variables).short(cut) if known.asked(cut) else ""
    return render_template(
        "surveys/manage/results_download.html",
        activity=found,
        form=form,
        only=only,
        strange=strange,
        parameters=parameters(cut),
    )


def _sent(activity: Activity, tables: AnswerTables, form: DownloadForm) -> ResponseReturnValue:
    with unit_of_work():
        note_download(activity, form.kind.data, form.values.data, actor=actor())
    name = _("Answers to %(survey)s", survey=plain(activity.title))
    if tables.cut:
        words = CutWords(tables.speaker, known_of(activity).variables)
        name = f"{words.short(tables.cut)}: {name}"
    if form.kind.data == "xlsx":
        return files.workbook([tables.answers(), tables.codebook(), tables.summary()], name)
    return files.csv_file(tables.answers(), form.kind.data, name)
