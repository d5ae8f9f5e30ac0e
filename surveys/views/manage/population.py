"""Population figures that surveys are compared with and weighted by."""

from collections.abc import Sequence
from datetime import date

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.municipality.domain.population import Population
from participation.municipality.domain.population_file import PEOPLE, Fault, read
from participation.municipality.policy import may_change_population, may_see_population
from participation.municipality.services.population import replace_population
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from participation.reports.csv import FINNISH_EXCEL
from participation.reports.tables import Column, Table
from surveys.forms.population import PopulationForm
from surveys.services.population import Known, empty_table, known, variables
from surveys.views import files
from surveys.views.manage.blueprint import bp
from surveys.weighting_words import Said, fault_words
from surveys.wording import Speaker

MOST_FAULTS = 20


def said_of(found: Known) -> Said:
    """Return the words of variables and categories in the language of the page."""
    return Said(found.questions, Speaker(current_language(), site().main_language))


@bp.get("/<language:lang>/manage/population")
@requires(may_see_population)
def population() -> ResponseReturnValue:
    """Show the figures, variable by variable."""
    found = known()
    return render_template(
        "surveys/manage/population.html",
        known=found,
        figures=found.figures,
        said=said_of(found),
        may_change=may_change_population(actor()),
    )


@bp.route("/<language:lang>/manage/population/edit", methods=["GET", "POST"])
@requires(may_change_population)
def change_population() -> ResponseReturnValue:
    """Take new figures from a file or from lines."""
    found = known()
    form, faults = PopulationForm(data=_present(found)), list[Fault]()
    if form.validate_on_submit():
        figures = read(form.lines.data or "", variables(list(found.questions.values())))
        if isinstance(figures, Population):
            return _saved(figures, form)
        faults = figures
        form.lines.errors = [fault_words(faults[0], said_of(found))]
    return render_template(
        "surveys/manage/population_edit.html",
        form=form,
        known=found,
        said=said_of(found),
        faults=[fault_words(each, said_of(found)) for each in faults[:MOST_FAULTS]],
        more=len(faults[MOST_FAULTS:]),
    )


def _saved(figures: Population, form: PopulationForm) -> ResponseReturnValue:
    with unit_of_work():
        day = form.counted.day() or date.min
        replace_population(figures, day, form.source.data, now(), actor=actor())
    flash(_("The population figures have been saved."))
    return redirect(url_for(".population"))


@bp.get("/<language:lang>/manage/population/file")
@requires(may_see_population)
def population_file() -> ResponseReturnValue:
    """Send the figures as a file that can be taken in again; without figures, one to fill in."""
    return files.csv_file(_table(known()), "csv", _("Population figures"))


def _table(found: Known) -> Table:
    if found.table is None:
        asked = list(found.questions.values())[:3]
        names: Sequence[str] = [question.library for question in asked]
        rows: Sequence[tuple[str | int, ...]] = empty_table(asked)
    else:
        names, rows = found.figures.variables, list(found.figures.lines())
    columns = [Column(title=name) for name in (*names, PEOPLE)]
    return Table(name=PEOPLE, columns=columns, rows=rows)


def _present(found: Known) -> dict[str, object]:
    """Return the figures as the form shows them."""
    lines = b"".join(FINNISH_EXCEL.stream(_table(found))).decode("utf-8-sig")
    table = found.table
    there = {"counted": table.counted.isoformat(), "source": table.source} if table else {}
    return {"lines": lines.replace("\r\n", "\n"), **there}
