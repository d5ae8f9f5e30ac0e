"""Ideas from a file: all of it is taken in, or nothing and every fault is told by its line."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from budgeting import import_words, queries
from budgeting.interchange.idea_rows import Fault, read
from budgeting.models import Budget
from budgeting.moderation_forms import IdeasFileForm
from budgeting.queries import budget_here
from budgeting.services import importing
from budgeting.views.manage.blueprint import PLACE, bp
from participation.activities.policy import may_edit_activity
from participation.platform.access.routes import actor, requires
from participation.platform.clock import today
from participation.platform.files.refusals import FileRefused
from participation.platform.files.tables import read_table
from participation.platform.files.words import explain
from participation.platform.i18n import locales
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from participation.platform.web.site import site

LARGEST_FILE = 5 * 1024 * 1024
FAULTS_SHOWN = 100


@bp.route(f"{PLACE}/ideas/import", methods=["GET", "POST"])
@requires(may_edit_activity, budget_here)
def import_ideas(activity: str) -> ResponseReturnValue:
    """Take ideas in from a file, or say line by line what is wrong with it."""
    budget, form = queries.budget_of(budget_here(activity).id), IdeasFileForm()
    if not form.validate_on_submit():
        return _page(budget, form)
    try:
        grid = read_table(form.file.data.stream, form.file.data.filename or "", LARGEST_FILE)
    except FileRefused as refusal:
        form.file.errors = [f"{explain(refusal)}."]
        return _page(budget, form)
    areas, categories = [[one.code for one in of] for of in (budget.areas, budget.categories)]
    rows, faults = read(grid, areas, categories)
    if faults or not rows:
        form.file.errors = [_("Nothing was taken in. See below what to mend in the file.")]
        return _page(budget, form, faults, is_empty=not faults)
    with unit_of_work():
        taken = importing.take(
            budget, rows, language=site().main_language, day=today(), actor=actor()
        )
    flash(_told(taken))
    return redirect(url_for(".ideas", activity=activity))


def _told(taken: int) -> str:
    if not taken:
        return str(_("Every idea of the file was here already. Nothing was added."))
    words = ngettext(
        "%(ideas)s idea was taken in. Look at it below.",
        "%(ideas)s ideas were taken in. Look at them below.",
        taken,
        ideas=locales.number(taken, current_language()),
    )
    return str(words)


def _page(
    budget: Budget,
    form: IdeasFileForm,
    faults: list[Fault] | None = None,
    *,
    is_empty: bool = False,
) -> ResponseReturnValue:
    told = faults or []
    return render_template(
        "budgeting/manage/import_ideas.html",
        activity=budget.activity,
        budget=budget,
        form=form,
        faults=[(one, import_words.sentence(one)) for one in told[:FAULTS_SHOWN]],
        more=max(0, len(told) - FAULTS_SHOWN),
        is_empty=is_empty,
    )
