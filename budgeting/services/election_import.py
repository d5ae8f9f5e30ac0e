"""A draft budget from a Pabulib file: money, projects, kind of ballot; votes stay in the file."""

from collections.abc import Mapping
from fractions import Fraction

from budgeting import queries
from budgeting.interchange.pabulib.document import Document, Row, number_in
from budgeting.models import BallotKind, Budget, BudgetArea, Preset
from budgeting.project_models import Project
from budgeting.services import setting_up
from budgeting.services.setting_up import AreaWritten, CategoryWritten
from participation.activities.services.creating import create_activity
from participation.platform.access.actor import Actor
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.processes.models import Process

CENTS, MOST = 100, 10**13
BALLOTS = {
    "approval": BallotKind.APPROVE,
    "choose-1": BallotKind.CHOOSE_ONE,
    "ordinal": BallotKind.RANK,
    "cumulative": BallotKind.POINTS,
    "scoring": BallotKind.SCORE,
}


def fits(document: Document) -> bool:
    """Tell whether every amount is one that the database holds."""
    costs = (number_in(row.cells["cost"]) or Fraction(0) for row in document.projects)
    return all(0 <= one < MOST for one in (*costs, document.number("budget") or Fraction(0)))


def take(process: Process, document: Document, language: str, *, actor: Actor) -> Budget:
    """Make a draft of a budget with the projects of a file, off the ballot until they are checked.

    Amounts become whole cents, rounded down; a project that costs less than one gets one.
    """
    name = document.meta.get("description") or document.meta.get("unit") or "Pabulib"
    title = Text({language: name[:200]})
    activity = create_activity(process.id, "budget", title, (language,), actor=actor)
    budget = queries.budget_of(activity.id)
    budget.preset, budget.ballot_kind = Preset.ADVANCED, BALLOTS[document.vote_type]
    budget.most_choices = _whole(document, "max_length")
    budget.fewest_choices = min(_whole(document, "min_length") or 0, budget.most_choices or 1000)
    budget.points = _whole(document, "max_sum_points")
    budget.least_score, budget.most_score = (
        _whole(document, f"{end}_points") for end in ("min", "max")
    )
    money = AreaWritten(
        name=Text({language: document.meta.get("subunit") or document.meta.get("unit") or name}),
        amount_cents=_cents(document.number("budget") or Fraction(0)),
        is_whole_town=True,
    )
    area = setting_up.add_area(budget, "a1", money)
    _add_projects(budget, area, document.projects, language)
    return budget


def _whole(document: Document, key: str) -> int | None:
    found = document.number(key)
    return int(found) if found is not None and found >= 1 else None


def _cents(amount: Fraction) -> int:
    return int(amount * CENTS)


def _add_projects(budget: Budget, area: BudgetArea, rows: tuple[Row, ...], language: str) -> None:
    categories: dict[str, int] = {}
    for row in rows:
        named = row.cells.get("category", "").split(",")[0].strip()
        if named and named not in categories:
            code, written = f"c{len(categories) + 1}", CategoryWritten(name=Text({language: named}))
            categories[named] = setting_up.add_category(budget, code, written).id
        db.session.add(_project(budget, area, row.cells, categories.get(named), language))
    db.session.flush()


def _project(
    budget: Budget, area: BudgetArea, cells: Mapping[str, str], category: int | None, language: str
) -> Project:
    place = [number_in(cells.get(name, "")) for name in ("latitude", "longitude")]
    has_place = all(one is not None for one in place)
    return Project(
        budget_id=budget.activity_id,
        code=cells["project_id"],
        area=area,
        category_id=category,
        title=Text({language: cells.get("name") or cells["project_id"]}),
        cost_cents=max(1, _cents(number_in(cells["cost"]) or Fraction(0))),
        latitude=float(place[0] or 0) if has_place else None,
        longitude=float(place[1] or 0) if has_place else None,
    )
