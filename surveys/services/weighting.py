"""Weights that make the respondents of a survey like the population."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import sqlalchemy as sa

from participation.activities.domain.statistics.raking import Cell
from participation.activities.domain.statistics.refusals import Reason, Refused
from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.refusals import Conflict, NotFound
from surveys import queries
from surveys.domain.counting.shapes import Shape, choices
from surveys.domain.counting.union import Joined, join
from surveys.domain.questions.base import Missing
from surveys.domain.weighting import Line, Plan, Respect, Weighting, beside, worked_out
from surveys.models import SurveyWeighting
from surveys.services.population import Known, known

# The one weighting that pages make; the table has room for more.
POPULATION = "population"
USUAL_CAP = 5.0


class NoWeights(Conflict):
    """Weights cannot be worked out; `facts["refused"]` says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What weights are made from: the figures, the questions that fit them, and the versions."""

    activity: Activity
    known: Known
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
        return self.known.figures.of(variable).keys() <= set(choices(question.question))

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
        ids = {number: row_id for row_id, (number, _q) in self.versions.items()}
        columns = [
            (each.question.code, [ids[n] for n in each.versions] if each.apart else None)
            for each in map(self.asked, respects)
        ]
        if not columns:
            return {}
        rows = db.session.execute(queries.by_answers(self.activity.id, columns))
        none = Missing.NOT_ASKED.value
        return {tuple(code or none for code in row[:-1]): row[-1] for row in rows}


def ground(activity: Activity) -> Ground:
    """Return what weights of a survey can be made from."""
    found, versions = known(), queries.published(activity.id)
    asked = _newest(join(dict(versions.values())))
    fitting = {name: _fitting(name, found, asked) for name in found.figures.variables}
    return Ground(activity=activity, known=found, fitting=fitting, versions=versions)


def _newest(questions: Sequence[Joined]) -> list[Joined]:
    """Leave out older questions whose code another one has now."""
    return list({each.question.code: each for each in reversed(questions)}.values())[::-1]


def _fitting(variable: str, found: Known, asked: Sequence[Joined]) -> list[Joined]:
    """Return the questions that offer at least two categories of the figures."""
    people = found.figures.of(variable).keys()
    single = [each for each in asked if each.shape is Shape.SINGLE]
    common = {each.key: len(people & set(choices(each.question))) for each in single}
    fitting = [each for each in single if common[each.key] > 1]
    return sorted(fitting, key=lambda q: (q.question.library != variable, -common[q.key]))


def work_out(ground: Ground, plan: Plan) -> Weighting | Refused:
    """Work out the weights of a plan from the answers there are, without saving them."""
    if ground.known.table is None:
        return Refused(Reason.NO_POPULATION)
    population = [ground.known.figures.of(each.variable) for each in plan.respects]
    options = [choices(ground.asked(each).question) for each in plan.respects]
    return worked_out(plan, ground.cells(plan.respects), population, options)


def compared(
    ground: Ground, respects: Sequence[Respect], weighting: Weighting | None = None
) -> list[list[Line]]:
    """Put respondents beside the population in each respect."""
    cells, weights = ground.cells(respects), weighting.weights if weighting else None
    return [
        beside(each, at, cells, ground.known.figures.of(each.variable), weights)
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
    subject = f"activity:{activity.public_id}"
    record(actor, deed, subject, process_id=activity.process_id, after=facts)


def saved(activity_id: int, name: str = POPULATION) -> SurveyWeighting | None:
    """Return the weights that were kept under a name."""
    return db.session.scalar(
        sa.select(SurveyWeighting).where(
            SurveyWeighting.survey_id == activity_id, SurveyWeighting.name == name
        )
    )


def weights_of(activity: Activity, name: str) -> Weighting:
    """Return the weights by what people said, or refuse."""
    row = saved(activity.id, name)
    if row is None:
        raise NotFound
    return Weighting.from_json(row.result)
