"""Write Pabulib files that its checker passes."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from budgeting.interchange.pabulib.document import RENAMED, WITH_POINTS, Document

# The order of the format's own description; what it does not know comes after.
META = (
    "description", "country", "unit", "district", "subunit", "instance", "num_projects",
    "num_votes", "budget", "vote_type", "rule", "date_begin", "date_end", "min_length",
    "max_length", "min_sum_cost", "max_sum_cost", "scoring_fn", "min_points", "max_points",
    "min_sum_points", "max_sum_points", "default_score", "min_project_score_threshold",
    "neighborhoods", "subdistricts", "categories", "edition", "language", "currency",
    "fully_funded", "experimental", "comment", "acknowledgments",
)  # fmt: skip
PROJECTS = (
    "project_id", "cost", "votes", "score", "name", "category", "beneficiaries", "selected",
    "district", "neighborhood", "subunit", "description", "proposer", "public_id", "latitude",
    "longitude",
)  # fmt: skip
VOTES = (
    "voter_id", "vote", "points", "age", "sex", "voting_method", "district", "neighborhood",
    "education",
)  # fmt: skip
SECRET = ("age", "sex", "voting_method", "district", "neighborhood", "education")


def write(document: Document, *, secret: bool = True) -> str:
    """Return the file. `secret` leaves out what could give a voter away and renumbers ballots.

    Rows of ballots keep the order they are given in: shuffle them before.
    """
    projects = [row.cells for row in document.projects]
    votes = [row.cells for row in document.votes]
    if secret:
        votes = [
            {**{k: v for k, v in cells.items() if k not in SECRET}, "voter_id": str(number)}
            for number, cells in enumerate(votes, 1)
        ]
    meta = {RENAMED.get(key, key): value for key, value in document.meta.items()}
    meta |= {"num_projects": str(len(projects)), "num_votes": str(len(votes))}
    if document.vote_type not in WITH_POINTS:
        votes = [{k: v for k, v in cells.items() if k != "points"} for cells in votes]
    out = StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\n")
    writer.writerow(["META"])
    writer.writerow(["key", "value"])
    writer.writerows([key, _flat(meta[key])] for key in _columns([meta], META))
    for title, order, rows in (("PROJECTS", PROJECTS, projects), ("VOTES", VOTES, votes)):
        columns = _columns(rows, order) or list(order[:2])
        writer.writerow([title])
        writer.writerow(columns)
        writer.writerows([_flat(cells.get(column, "")) for column in columns] for cells in rows)
    return out.getvalue()


def _columns(rows: Iterable[Mapping[str, str]], order: Sequence[str]) -> list[str]:
    """Return the columns that say something anywhere, known ones first."""
    used = {key: None for cells in rows for key, value in cells.items() if value}
    return [key for key in order if key in used] + [key for key in used if key not in order]


def _flat(cell: str) -> str:
    """Put a cell on one line; lists have no spaces after their commas where codes are listed."""
    return " ".join(cell.split())
