"""Files of answers that the worker makes: ask, see how far they are, fetch, delete."""

from dataclasses import dataclass

from flask import Response, flash, redirect, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.domain.filters import Cut
from participation.activities.models import Activity
from participation.activities.policy import may_analyse
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.files.storage import storage
from participation.platform.i18n.locales import NAMES
from participation.platform.jobs.queue import nudge
from participation.platform.mail.links import address_of
from participation.platform.transactions import after_commit, unit_of_work
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.reports.data.dataset import MOST_CELLS
from participation.reports.tables import MOST_ROWS, file_name
from surveys.cut_words import CutWords
from surveys.data_kinds import KINDS, title_of
from surveys.forms.data_files import DataFileForm
from surveys.services import data_files as service
from surveys.services.cuts import Known, known_of
from surveys.services.data_files import TooManyAsked, Wish
from surveys.views.cuts import parameters, there_is, wished
from surveys.views.results import bp, survey_named
from surveys.wording import Speaker

JOB = "surveys.data_files"


@dataclass(frozen=True, slots=True)
class WordsOfCuts:
    """Says what a file is of; of a question that is gone, its code."""

    words: CutWords
    known: Known

    def lines(self, cut: Cut) -> list[str]:
        """Return a line for what is left, what it is split by, and that it is weighted."""
        found = []
        if cut.filter:
            try:
                conditions = "; ".join(self.words.conditions(cut))
            except KeyError:
                conditions = "; ".join(cut.filter.to_query())
            found.append(_("Only these answers: %(conditions)s", conditions=conditions))
        if cut.by:
            variable = self.known.variables.get(cut.by)
            name = self.words.variable(variable) if variable else cut.by
            found.append(_("Compared by: %(question)s", question=name))
        if cut.weights:
            found.append(_("Weighted"))
        return found


def _words(known: Known) -> WordsOfCuts:
    """Return the words for cuts of a survey."""
    speaker = Speaker(current_language(), site().main_language)
    return WordsOfCuts(CutWords(speaker, known.variables), known)


@bp.route("/<language:lang>/manage/a/<activity>/results/data", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def data_files(activity: str) -> ResponseReturnValue:
    """List the files that were asked for, and take the next wish."""
    found, form = survey_named(activity), DataFileForm()
    known = known_of(found)
    cut, strange = there_is(wished(request.args).settled, known)
    form.offer({key: kind.title for key, kind in KINDS.items()})
    words = _words(known)
    if not strange and form.validate_on_submit() and _asked(found, form, cut):
        return redirect(url_for(".data_files", activity=activity, **parameters(cut)))
    files, moment = service.files_of(found), now()
    return render_template(
        "surveys/manage/data_files.html",
        activity=found,
        form=form,
        files=files,
        words=words,
        parameters=parameters(cut),
        cut=cut,
        strange=strange,
        kinds=KINDS,
        kept=service.KEPT,
        most={"cells": MOST_CELLS, "rows": MOST_ROWS},
        languages=NAMES,
        under_way=any(service.is_under_way(one, moment) for one in files),
        lost=[one for one in files if service.is_lost(one, moment)],
    )


def _asked(activity: Activity, form: DataFileForm, cut: Cut) -> bool:
    language = current_language()
    source = address_of("activities.show", activity=activity.public_id, lang=language)
    try:
        with unit_of_work():
            kind = form.kind.data
            cut = cut if KINDS[kind].has_figures else Cut(filter=cut.filter)
            wish = Wish(kind=kind, language=language, source=source, cut=cut)
            service.ask(activity, wish, actor=actor())
            after_commit(lambda: nudge(JOB))
    except TooManyAsked as refusal:
        words = _("%(most)s files are being made already. Wait for one of them.", **refusal.facts)
        form.kind.errors = [words]
        return False
    return True


@bp.post("/<language:lang>/manage/a/<activity>/results/data/<name>")
@requires(may_analyse, survey_named)
def take_data_file(activity: str, name: str) -> ResponseReturnValue:
    """Send a file that is ready, and write down that it was taken."""
    found = survey_named(activity)
    with unit_of_work():
        file = service.fetched(found, name, actor=actor())
        key, kind = file.key, KINDS[file.kind]
        name = title_of(found, file)
    words = _("Figures of %(survey)s", survey=name)
    if not kind.has_figures:
        words = _("Answers to %(survey)s", survey=name)
    title = file_name(words, kind.suffix)
    sent: Response = send_file(
        storage().open(key), mimetype=kind.mimetype, as_attachment=True, download_name=title
    )
    sent.headers["Cache-Control"] = "no-store"
    return sent


@bp.post("/<language:lang>/manage/a/<activity>/results/data/<name>/delete")
@requires(may_analyse, survey_named)
def delete_data_file(activity: str, name: str) -> ResponseReturnValue:
    """Delete a file before its time."""
    found = survey_named(activity)
    with unit_of_work():
        service.delete(service.file_named(found, name))
    flash(_("The file has been deleted."))
    return redirect(url_for(".data_files", activity=activity))
