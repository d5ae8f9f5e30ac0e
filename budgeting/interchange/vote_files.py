"""A vote in one area as a Pabulib file: no age, no area, no day, no order of voters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from budgeting.domain.voting import ballots
from budgeting.interchange.pabulib.document import Document, Row
from budgeting.interchange.pabulib.writing import write

KINDS = {
    ballots.CHOOSE_ONE: "choose-1",
    ballots.APPROVE: "approval",
    ballots.KNAPSACK: "approval",
    ballots.POINTS: "cumulative",
    ballots.SCORE: "scoring",
    ballots.RANK: "ordinal",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A project as the file tells of it."""

    code: str
    name: str
    cost_cents: int
    category: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the head of the file says."""

    description: str
    unit: str
    subunit: str
    instance: str
    amount_cents: int
    rule: str
    begins: date
    ends: date
    kind: str
    fewest: int = 1
    most: int | None = None
    points: int = 0
    scores: tuple[int, int] = (0, 0)
    language: str = "fi"


def euros(cents: int) -> str:
    """Write an amount as the format wants it."""
    whole, rest = divmod(cents, 100)
    return f"{whole}.{rest:02}" if rest else str(whole)


def document(
    told: Told, projects: Sequence[Listed], slips: Sequence[Mapping[str, int]]
) -> Document:
    """Return the file as a document; slips stay in the order they are given in."""
    known = {one.code for one in projects}
    rows = [
        _vote(told.kind, number, {c: m for c, m in slip.items() if c in known})
        for number, slip in enumerate(slips, 1)
    ]
    listed = [
        Row(0, {"project_id": one.code, "cost": euros(one.cost_cents), "name": one.name}
            | ({"category": one.category} if one.category else {}))
        for one in projects
    ]  # fmt: skip
    meta = _head(told, projects) | {"num_projects": str(len(listed)), "num_votes": str(len(rows))}
    return Document(meta, tuple(listed), tuple(rows))


def text_of(made: Document) -> str:
    """Return the file."""
    return write(made)


def _vote(kind: str, number: int, marks: Mapping[str, int]) -> Row:
    if kind == ballots.RANK:
        line = sorted(marks, key=lambda code: marks[code])
    else:
        line = sorted(marks, key=lambda code: (-marks[code], code))
    cells = {"voter_id": str(number), "vote": ",".join(line)}
    cells["points"] = ",".join(str(marks[code]) for code in line)
    return Row(0, cells)


def _head(told: Told, projects: Sequence[Listed]) -> dict[str, str]:
    longest = min(told.most or len(projects), len(projects))
    head = {
        "description": told.description,
        "country": "Finland",
        "unit": told.unit,
        "subunit": told.subunit,
        "instance": told.instance,
        "budget": euros(told.amount_cents),
        "vote_type": KINDS[told.kind],
        "rule": told.rule,
        "date_begin": told.begins.strftime("%d.%m.%Y"),
        "date_end": told.ends.strftime("%d.%m.%Y"),
        "language": told.language,
        "currency": "EUR",
    }
    if told.kind != ballots.CHOOSE_ONE:
        head |= {"min_length": str(max(told.fewest, 1)), "max_length": str(longest)}
    if told.kind == ballots.KNAPSACK:
        head["max_sum_cost"] = euros(told.amount_cents)
    if told.kind == ballots.POINTS:
        head["max_sum_points"] = str(told.points)
    if told.kind == ballots.SCORE:
        head |= {"min_points": str(told.scores[0]), "max_points": str(told.scores[1])}
    if told.kind == ballots.RANK:
        head["scoring_fn"] = "Borda"
    return head
