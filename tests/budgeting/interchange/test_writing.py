import json

import pytest
from pabulib.checker import Checker

from budgeting.interchange.pabulib.document import Document, Row
from budgeting.interchange.pabulib.election import election_of
from budgeting.interchange.pabulib.reading import read
from budgeting.interchange.pabulib.writing import write

META = {
    "description": "Budget; of a “small” town",
    "country": "Finland",
    "unit": "Lokkila",
    "instance": "2026",
    "budget": "100",
    "rule": "greedy",
    "date_begin": "01.03.2026",
    "date_end": "31.03.2026",
    "language": "fi",
    "currency": "EUR",
}
KINDS = {
    "approval": ({"max_length": "2"}, {}),
    "choose-1": ({"max_length": "1"}, {}),
    "ordinal": ({"max_length": "2"}, {}),
    "cumulative": ({"max_length": "2", "max_sum_points": "5"}, {"points": "3,2"}),
    "scoring": ({"max_length": "2"}, {"points": "3,2"}),
}


def town(kind):
    more, points = KINDS[kind]
    vote = "a" if kind == "choose-1" else "a,b"
    given = {"approval": (2, 2), "choose-1": (2, 0), "ordinal": (4, 2)}.get(kind, (6, 4))
    votes = [Row(0, {"voter_id": f"x{n}", "vote": vote, "age": "41", **points}) for n in (7, 8)]
    projects = [
        Row(0, {"project_id": "a", "cost": "60", "name": 'Park; "new"', "selected": "1"}),
        Row(0, {"project_id": "b", "cost": "50", "name": "Pool", "selected": "0"}),
    ]
    for row, score in zip(projects, given, strict=True):
        cells = dict(row.cells)
        cells["votes"] = "0" if not score else "2"
        if kind not in ("approval", "choose-1"):
            cells["score"] = str(score)
        projects[projects.index(row)] = Row(0, cells)
    return Document({**META, "vote_type": kind, **more}, tuple(projects), tuple(votes))


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_written_passes_the_checker_and_counts_the_same(kind):
    text = write(town(kind))
    again = read(text)
    found = election_of(again)
    assert found.remarks == ()
    assert found.election.ballots.scores == election_of(town(kind)).election.ballots.scores
    assert write(again) == text
    judged = Checker().process_files([text])
    assert judged["metadata"]["invalid"] == 0, json.dumps(judged, default=str)


def test_rows_of_ballots_say_nothing_of_who_voted():
    rows = read(write(town("approval"))).votes
    assert [dict(row.cells) for row in rows] == [
        {"voter_id": "1", "vote": "a,b"},
        {"voter_id": "2", "vote": "a,b"},
    ]
