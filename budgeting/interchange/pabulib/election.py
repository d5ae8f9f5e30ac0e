"""Make an election of a Pabulib file; say which ballots are doubtful."""

from dataclasses import dataclass
from fractions import Fraction

from budgeting.domain.counting.election import Election, Mark, Project, grouped
from budgeting.interchange.pabulib.document import (
    WITH_POINTS,
    Damaged,
    Document,
    Remark,
    Row,
    listed,
    number_in,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """An election, and what is doubtful about the file."""

    election: Election
    remarks: tuple[Remark, ...]


def election_of(document: Document) -> Understood:
    """Return the election that a file describes."""
    projects = tuple(
        Project(
            row.cells["project_id"],
            number_in(row.cells["cost"]) or Fraction(0),
            row.cells.get("name", ""),
        )
        for row in document.projects
    )
    reader = _Reader(document, {project.code: n for n, project in enumerate(projects)})
    ballots = [reader.marks(row) for row in document.votes]
    budget = document.number("budget") or Fraction(0)
    election = Election(projects, budget, grouped(ballots, len(projects)))
    return Understood(
        election, (*document.remarks, *reader.remarks, *_recounted(document, election))
    )


class _Reader:
    """Reads ballots one by one and keeps the remarks."""

    def __init__(self, document: Document, numbers: dict[str, int]) -> None:
        self._type = document.vote_type
        self._numbers = numbers
        self._longest = document.number("max_length")
        self._shortest = document.number("min_length")
        self._dearest = document.number("max_sum_cost")
        self._most = document.number("max_sum_points")
        self._borda = int(self._longest or len(numbers))
        self._costs = [number_in(row.cells["cost"]) or Fraction(0) for row in document.projects]
        self._seen: set[str] = set()
        self._default = document.number("default_score") or Fraction(0)
        self.remarks: list[Remark] = []

    def marks(self, row: Row) -> list[Mark]:
        """Return what a ballot says."""
        self._note_voter(row)
        cell = row.cells["vote"]
        codes = listed(cell)
        if ", " in cell:
            self._remark(row, "spaces", "there are spaces between projects")
        points = self._points(row, codes)
        marks: dict[int, Fraction] = {}
        for code, value in zip(codes, points, strict=True):
            number = self._numbers.get(code)
            if number is None:
                self._remark(row, "unknown_project", f"there is no project {code}")
            elif number in marks:
                self._remark(row, "twice", f"the project {code} is named twice")
            else:
                marks[number] = value
        self._note_limits(row, len(codes), marks)
        if self._type == "scoring" and self._default:
            marks = {n: marks.get(n, self._default) for n in range(len(self._costs))}
        return list(marks.items())

    def _points(self, row: Row, codes: tuple[str, ...]) -> list[Fraction]:
        if self._type == "ordinal":
            return [Fraction(max(self._borda - place, 0)) for place in range(len(codes))]
        if self._type not in WITH_POINTS:
            return [Fraction(1)] * len(codes)
        cells = listed(row.cells["points"])
        if len(cells) != len(codes):
            raise Damaged(row.line, f"{len(codes)} projects, but {len(cells)} numbers of points")
        points = [number_in(cell) for cell in cells]
        if None in points:
            raise Damaged(row.line, f"“{row.cells['points']}” are not points")
        return [value for value in points if value is not None]

    def _note_voter(self, row: Row) -> None:
        voter = row.cells["voter_id"]
        if not voter:
            self._remark(row, "no_voter", "the ballot has no voter_id")
        elif voter in self._seen:
            self._remark(row, "voter_twice", f"the voter_id {voter} is used twice")
        self._seen.add(voter)

    def _note_limits(self, row: Row, length: int, marks: dict[int, Fraction]) -> None:
        if not length:
            self._remark(row, "empty", "the ballot is empty")
        if self._type == "choose-1" and length > 1:
            self._remark(row, "too_many", f"{length} projects where one may be chosen")
        if self._longest is not None and length > self._longest:
            self._remark(row, "too_many", f"{length} projects, at most {self._longest}")
        if self._shortest is not None and 0 < length < self._shortest:
            self._remark(row, "too_few", f"{length} projects, at least {self._shortest}")
        cost = sum((self._costs[number] for number in marks), Fraction(0))
        if self._dearest is not None and cost > self._dearest:
            self._remark(row, "too_dear", f"projects for {float(cost):g}")
        total = sum(marks.values(), Fraction(0))
        if self._type == "cumulative" and self._most is not None and total > self._most:
            self._remark(row, "too_many_points", f"{float(total):g} points")

    def _remark(self, row: Row, code: str, sentence: str) -> None:
        self.remarks.append(Remark(row.line, code, sentence))


def _recounted(document: Document, election: Election) -> list[Remark]:
    """Compare the columns votes and score with the ballots."""
    remarks = []
    counted = (("votes", election.votes), ("score", election.ballots.scores))
    for number, row in enumerate(document.projects):
        for column, figures in counted:
            said = number_in(row.cells.get(column, ""))
            if said is not None and said != figures[number]:
                text = f"{column} is {said}, the ballots give {figures[number]}"
                remarks.append(Remark(row.line, f"wrong_{column}", text))
    return remarks
