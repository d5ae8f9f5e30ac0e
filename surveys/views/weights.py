"""Weights of a survey: respondents beside the population, and what weighting them costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from participation.activities.policy import may_analyse
from participation.municipality.policy import may_see_population
from participation.platform.access.routes import actor, requires
from participation.platform.clock import now
from participation.platform.transactions import unit_of_work
from participation.platform.web.languages import current_language
from participation.platform.web.site import site
from surveys.domain.weighting import Line, Plan, Weighting
from surveys.forms.weighting import Offered, WeightsForm, weights_form
from surveys.models import SurveyWeighting
from surveys.services import weighing, weighting
from surveys.services.weighing import Ground, NoWeights
from surveys.views.results import bp, survey_named
from surveys.weighting_words import Said, why_no_weights
from surveys.wording import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """The weights that are saved, and whether they still hold."""

    row: SurveyWeighting | None
    weighting: Weighting | None
    plan: Plan
    is_old: bool


@bp.route("/<language:lang>/manage/a/<activity>/results/weights", methods=["GET", "POST"])
@requires(may_analyse, survey_named)
def weights(activity: str) -> ResponseReturnValue:
    """Show respondents beside the population; work out weights and keep them."""
    found = survey_named(activity)
    ground = weighing.ground(found)
    said, present = _said(ground), _present(ground)
    form = weights_form(_offered(ground, said), present.plan)
    if form.validate_on_submit() and _saved(ground, form, said):
        flash(_("The weights have been worked out and saved."))
        return redirect(url_for(".weights", activity=activity))
    plan = form.plan() if form.is_submitted() and form.validate() else present.plan
    return render_template(
        "surveys/manage/weights.html",
        activity=found,
        ground=ground,
        form=form,
        said=said,
        present=present,
        lines=_lines(ground, plan, present),
        silent=_silent(present),
        may_see_population=may_see_population(actor()),
    )


@bp.post("/<language:lang>/manage/a/<activity>/results/weights/remove")
@requires(may_analyse, survey_named)
def remove_weights(activity: str) -> ResponseReturnValue:
    """Do without weights."""
    with unit_of_work():
        weighing.remove(survey_named(activity), actor=actor())
    flash(_("The weights have been removed. Every answer counts once."))
    return redirect(url_for(".weights", activity=activity))


def _said(ground: Ground) -> Said:
    questions = {name: found[0].question for name, found in ground.fitting.items() if found}
    return Said(questions, Speaker(current_language(), site().main_language))


def _present(ground: Ground) -> Now:
    """Return what is saved; the weights are old when the figures or the respects have changed."""
    row = weighting.saved(ground.activity.id)
    if row is None:
        return Now(row=None, weighting=None, plan=ground.likely(), is_old=False)
    plan, table = Plan.from_json(row.plan), ground.table
    kept = ground.still(plan)
    is_old = kept != plan or table is None or table.changed > row.computed
    return Now(row=row, weighting=Weighting.from_json(row.result), plan=kept, is_old=is_old)


def _offered(ground: Ground, said: Said) -> list[Offered]:
    """Return what can be chosen for each variable of the figures."""
    figures, speaker = ground.figures, said.speaker
    return [
        Offered(
            variable,
            said.variable(variable),
            {each.question.code: speaker.say(each.question.label) for each in questions},
            {code: said.category(variable, code) for code in figures.of(variable)},
        )
        for variable, questions in ground.fitting.items()
        if questions
    ]


def _saved(ground: Ground, form: WeightsForm, said: Said) -> bool:
    """Work out and keep the weights, or say in the form why not."""
    try:
        with unit_of_work():
            weighing.save(ground, form.plan(), now(), actor=actor())
    except NoWeights as refusal:
        form.form_errors = [why_no_weights(refusal.facts["refused"], form.plan(), said)]
        return False
    return True


def _lines(ground: Ground, plan: Plan, present: Now) -> Mapping[str, Sequence[Line]]:
    """Return respondents beside the population, weighted if these are the respects saved."""
    is_saved = present.row is not None and plan.respects == present.plan.respects
    found = weighing.compared(
        ground, plan.respects, present.weighting if is_saved and not present.is_old else None
    )
    return {each.variable: lines for each, lines in zip(plan.respects, found, strict=True)}


def _silent(present: Now) -> dict[str, int]:
    """Return how many had no category when the weights were worked out."""
    if present.weighting is None or present.is_old:
        return {}
    pairs = zip(present.plan.respects, present.weighting.silent, strict=True)
    return {each.variable: people for each, people in pairs if people}
