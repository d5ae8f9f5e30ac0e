"""Projects as tables and as points on a map; columns have the same names in all languages."""

from collections.abc import Iterable, Iterator, Sequence

from budgeting.project_models import Project
from participation.reports.data.geojson import Place
from participation.reports.tables import Cell, Column, Table

LONG, WIDE, NARROW = 60, 28, 14
CENTS = 100


def project_table(
    projects: Iterable[Project], languages: Sequence[str], name: str, *, is_decided: bool
) -> Table:
    """Return one row for each project; what won is told once it is decided."""
    names = ["code", "number", *(f"title_{code}" for code in languages)]
    names += [*(f"description_{code}" for code in languages), "area", "category", "cost"]
    names += ["latitude", "longitude"]
    if is_decided:
        names += ["chosen", "state", "spent"]
    said = (_said(one, languages, is_decided=is_decided) for one in projects)
    return Table(
        name=name,
        columns=[Column(title=each, width=_width(each)) for each in names],
        rows=([row[each] for each in names] for row in said),
    )


def _width(name: str) -> int:
    if name.startswith("description"):
        return LONG
    return WIDE if name.startswith("title") else NARROW


def _said(one: Project, languages: Sequence[str], *, is_decided: bool) -> dict[str, Cell]:
    row: dict[str, Cell] = {
        "code": one.code,
        "number": one.number,
        "area": one.area.code,
        "category": one.category.code if one.category else "",
        "cost": _euros(one.cost_cents),
        "latitude": one.latitude,
        "longitude": one.longitude,
    }
    for code in languages:
        row[f"title_{code}"] = one.title.translations.get(code, "")
        row[f"description_{code}"] = one.description.translations.get(code, "")
    if is_decided:
        spent = None if one.spent_cents is None else _euros(one.spent_cents)
        state = one.carrying_out.value if one.is_chosen else ""
        row |= {"chosen": int(one.is_chosen), "state": state, "spent": spent}
    return row


def _euros(cents: int) -> int | float:
    return cents // CENTS if cents % CENTS == 0 else cents / CENTS


def project_places(projects: Iterable[Project], *, is_decided: bool) -> Iterator[Place]:
    """Yield those projects that have a place on the map."""
    for one in projects:
        if one.longitude is not None and one.latitude is not None:
            row = _said(one, tuple(one.title.translations), is_decided=is_decided)
            said = {
                name: value
                for name, value in row.items()
                if value not in (None, "") and name not in ("latitude", "longitude")
            }
            yield Place(longitude=one.longitude, latitude=one.latitude, said=said)
