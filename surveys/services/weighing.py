"""Weights that make the respondents of a survey like the population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from participation.activities.domain.statistics.raking import Cell
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.models import Activity
from participation.municipality.domain.population import Population
from participation.municipality.models import PopulationTable
from participation.municipality.queries import population_table
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.refusals import Conflict, NotFound
from surveys import queries
from surveys.domain.counting.shapes import Shape, choices
from surveys.domain.counting.union import Joined, join, newest
from surveys.domain.weighting import Line, Plan, Respect, Weighting, beside, worked_out
from surveys.models import SurveyWeighting
from surveys.services import cuts
from surveys.services.weighting import POPULATION, saved

USUAL_CAP = 5.0


class NoWeights(Conflict):
    """Weights cannot be worked out; `facts["refused"]` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What weights are made from: the figures, and the questions that fit them."""

    activity: Activity
    table: PopulationTable | None
    figures: Population
    fitting: Mapping[str, Sequence[Joined]]  # by variable of the figures; the likeliest first
    versions: queries.Versions

    def asked(self, respect: Respect) -> Joined:
        """Return the question of a respect."""
        fitting = self.fitting.get(respect.variable, ())
        found = (each for each in fitting if each.question.code == respect.question)
        question = next(found, None)
        if question is None:
            raise NotFound
        return question

    def likely(self) -> Plan:
        """Return the plan that pages begin with: the background questions that are asked."""
        respects = [
            Respect(question=each.question.code, variable=variable)
            for variable, questions in self.fitting.items()
            for each in questions[:1]
            if each.question.library == variable or self._offers_all(each, variable)
        ]
        return Plan(respects=tuple(respects), cap=USUAL_CAP)

    def _offers_all(self, question: Joined, variable: str) -> bool:
        return self.figures.of(variable).keys() <= set(choices(question.question))

    def still(self, plan: Plan) -> Plan:
        """Leave out respects that the figures or the survey do not have any more."""
        kept = [
            each
            for each in plan.respects
            if each.question in [q.question.code for q in self.fitting.get(each.variable, ())]
        ]
        return replace(plan, respects=tuple(kept))

    def cells(self, respects: Sequence[Respect]) -> Mapping[Cell, int]:
        """Count responses by what they say in these respects."""
        names = [self.asked(each).question.code for each in respects]
        return cuts.combined(self.activity, names, self.versions) if names else {}


def ground(activity: Activity) -> Ground:
    """Return what weights of a survey can be made from."""
    table, versions = population_table(), queries.published(activity.id)
    figures = Population.from_json(table.document) if table else Population()
    asked = newest(join(dict(versions.values())))
    return Ground(
        activity=activity,
        table=table,
        figures=figures,
        fitting={name: _fitting(name, figures.of(name), asked) for name in figures.variables},
        versions=versions,
    )


def _fitting(variable: str, figures: Mapping[str, int], asked: Sequence[Joined]) -> list[Joined]:
    """Return the questions that offer at least two categories of the figures."""
    people = figures.keys()
    single = [each for each in asked if each.shape is Shape.SINGLE]
    common = {each.key: len(people & set(choices(each.question))) for each in single}
    fitting = [each for each in single if common[each.key] > 1]
    return sorted(fitting, key=lambda q: (q.question.library != variable, -common[q.key]))


def work_out(ground: Ground, plan: Plan) -> Weighting | Refused:
    """Work out the weights of a plan from the answers there are, without saving them."""
    if ground.table is None:
        return Refused(Reason.NO_POPULATION)
    population = [ground.figures.of(each.variable) for each in plan.respects]
    options = [choices(ground.asked(each).question) for each in plan.respects]
    return worked_out(plan, ground.cells(plan.respects), population, options)


def compared(
    ground: Ground, respects: Sequence[Respect], weighting: Weighting | None = None
) -> list[list[Line]]:
    """Put respondents beside the population in each respect."""
    cells, weights = ground.cells(respects), weighting.weights if weighting else None
    return [
        beside(each, at, cells, ground.figures.of(each.variable), weights)
        for at, each in enumerate(respects)
    ]


def save(ground: Ground, plan: Plan, now: datetime, *, actor: Actor) -> Weighting:
    """Work out the weights and keep them, or refuse."""
    found = work_out(ground, plan)
    if isinstance(found, Refused):
        raise NoWeights(refused=found)
    activity = ground.activity
    row = saved(activity.id) or SurveyWeighting(survey_id=activity.id, name=POPULATION)
    row.plan, row.result, row.computed = plan.to_json(), found.to_json(), now
    db.session.add(row)
    db.session.flush()
    facts = {"variables": [each.variable for each in plan.respects], "cap": plan.cap, "n": found.n}
    _note(activity, "surveys.weigh", facts, actor)
    return found


def remove(activity: Activity, *, actor: Actor) -> None:
    """Do without weights."""
    row = saved(activity.id)
    if row is None:
        raise NotFound
    db.session.delete(row)
    db.session.flush()
    _note(activity, "surveys.stop_weighing", {}, actor)


def _note(activity: Activity, deed: str, facts: Mapping[str, object], actor: Actor) -> None:
    record(actor, deed, activity.public_id, process_id=activity.process_id, after=facts)
