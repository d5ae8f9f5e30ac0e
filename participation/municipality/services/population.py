"""Keep the population figures that results are compared with and weighted by."""

from datetime import date, datetime

from participation.municipality.domain.population import Population
from participation.municipality.models import PopulationTable
from participation.municipality.queries import population_table
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text


def replace_population(
    figures: Population, counted: date, source: Text, now: datetime, *, actor: Actor
) -> PopulationTable:
    """Put figures in the place of those there were."""
    table = population_table() or PopulationTable(id=1)
    before = _told(table) if table.document else None
    table.document, table.counted = figures.to_json(), counted
    table.source, table.changed = source, now
    db.session.add(table)
    db.session.flush()
    record(
        actor, "municipality.change_population", "municipality:1", before=before, after=_told(table)
    )
    return table


def _told(table: PopulationTable) -> dict[str, object]:
    figures = Population.from_json(table.document)
    return {
        "counted": table.counted.isoformat(),
        "variables": list(figures.variables),
        "rows": len(figures.people),
        "total": figures.total,
    }
