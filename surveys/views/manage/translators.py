"""A workbook for a translator: download it, and take it in again."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext, ngettext
from flask_wtf.file import FileField, FileRequired

from participation.activities.models import Activity
from participation.activities.policy import may_edit_activity, may_see_activity
from participation.platform.access.routes import requires
from participation.platform.transactions import unit_of_work
from participation.platform.web.forms import Form
from participation.platform.web.languages import plain
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.report import FormRefused
from surveys.interchange.translations import Translations, read, table
from surveys.services import translating, translators
from surveys.services.translators import TakenIn
from surveys.views import files
from surveys.views.manage.blueprint import bp, opened, survey_here
from surveys.views.manage.importing import where
from surveys.views.manage.translate import pair_of, places_in


class TranslationsForm(Form):
    """A translator's file."""

    file = FileField(
        lazy_gettext("The translator’s file"), [FileRequired(lazy_gettext("Choose a file."))]
    )


@bp.get("/<language:lang>/manage/a/<activity>/translate/file")
@requires(may_see_activity, survey_here)
def translators_file(activity: str) -> ResponseReturnValue:
    """Send every text with its translation as a workbook."""
    found, survey, questionnaire = opened(activity)
    pair = pair_of(found)
    texts = translating.texts_in(found, survey)
    sheet = table(texts, places_in(questionnaire), pair, translating.trace_of)
    name = _("Texts of %(survey)s", survey=plain(found.title))
    return files.workbook([sheet], f"{name} {pair[1]}")


@bp.route("/<language:lang>/manage/a/<activity>/translate/upload", methods=["GET", "POST"])
@requires(may_edit_activity, survey_here)
def take_in_translations(activity: str) -> ResponseReturnValue:
    """Take in a translator's work; tell what became of it."""
    found, form = survey_here(activity), TranslationsForm()
    if form.validate_on_submit():
        try:
            work = _read(found, form)
        except FormRefused as refusal:
            form.file.errors = [where(refusal)]
        else:
            return _taken_in(found, work)
    return render_template("surveys/manage/translators.html", activity=found, form=form, told=None)


def _read(activity: Activity, form: TranslationsForm) -> Translations:
    work = read(form.file.data.read(), form.file.data.filename or "")
    main, *others = translating.languages_of(activity)
    if work.source not in (main, *others) or work.target not in others:
        raise FormRefused("other_languages", source=work.source, target=work.target)
    return work


def _taken_in(activity: Activity, work: Translations) -> ResponseReturnValue:
    with unit_of_work():
        told = translators.take_in(activity, work)
    saved = len(told.saved) + len(told.stale)
    flash(ngettext("%(num)s translation was saved.", "%(num)s translations were saved.", saved))
    if not _is_all(told):
        return _report(activity, work, told)
    return redirect(url_for(".translate", activity=activity.public_id, to=work.target))


def _is_all(told: TakenIn) -> bool:
    return not (told.stale or told.changed or told.broken or told.unknown)


def _report(activity: Activity, work: Translations, told: TakenIn) -> ResponseReturnValue:
    places = places_in(Questionnaire.from_json(opened(activity.public_id)[1].working))
    texts = translating.texts_of(activity)
    lines = {line.key: line.words for line in work.lines}
    return render_template(
        "surveys/manage/translators.html",
        activity=activity,
        form=TranslationsForm(formdata=None),
        told=told,
        work=work,
        places=places,
        texts=texts,
        lines=lines,
    )
