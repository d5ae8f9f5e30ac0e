"""Ideas from files, and presets that the counting knows."""

import pytest

from budgeting.domain.counting.rules import RULES
from budgeting.interchange.idea_rows import Fault, Wrong, cents, read
from budgeting.proposal_models import Proposal
from budgeting.services import importing
from budgeting.services.setting_up import PRESETS
from participation.platform.access.actor import Actor
from participation.platform.clock import today
from participation.platform.extensions import db
from tests.budgeting.making import make_area, make_budget

STAFF = Actor(person_id=None, name="Liisa", grants=frozenset())
FILE = [
    (1, ["Title", "words", "area", "cost", "more"]),
    (2, ["Penkkejä", "Rannalla ei voi istua.", "north", "1 200,50 €", "x"]),
    (4, ["Valaistus", "Polku on pimeä.", "", ""]),
]


def test_a_file_is_taken_in_once(app):
    budget = make_budget()
    area = make_area(budget)
    rows, faults = read(FILE, ["north"], [])
    assert faults == []
    assert importing.take(budget, rows, language="fi", day=today(), actor=STAFF) == 2
    assert importing.take(budget, rows, language="fi", day=today(), actor=STAFF) == 0
    assert (rows[0].line, rows[0].area, rows[0].cost_cents) == (2, area.code, 1_200_50)
    assert {one.area_id for one in db.session.query(Proposal)} == {area.id, None}


def test_what_is_wrong_is_told_by_line():
    names = ["title", "words", "area", "category", "cost", "language"]
    wrong = ["A", "B", "x", "y", "much", "de"]
    grid = [(1, names), (2, wrong), (3, ["", "B"]), (4, ["C", "D"]), (5, ["E" * 121, "F"])]
    rows, faults = read(grid, [], [])
    assert [row.title for row in rows] == ["C"]
    assert faults == [
        Fault(2, "language", Wrong.UNKNOWN_LANGUAGE),
        Fault(2, "area", Wrong.UNKNOWN_AREA),
        Fault(2, "category", Wrong.UNKNOWN_CATEGORY),
        Fault(2, "cost", Wrong.NOT_MONEY),
        Fault(3, "title", Wrong.EMPTY),
        Fault(5, "title", Wrong.TOO_LONG),
    ]


def test_a_file_without_words_is_refused():
    missing = [Fault(1, name, Wrong.COLUMN_MISSING) for name in ("title", "words")]
    assert read([(1, ["title"]), (2, ["A"])], [], []) == ([], missing[1:])
    assert read([], [], []) == ([], missing)


MONEY = {"10": 1000, "1 200,5": 120_050, "0.05€": 5, "0": 0}
NO_MONEY = ("0,001", "-1", "NaN", "Infinity", "1e30", "", "kymppi")


@pytest.mark.parametrize(("words", "amount"), [*MONEY.items(), *((no, None) for no in NO_MONEY)])
def test_money_is_read_to_the_cent(words, amount):
    assert cents(words) == amount


def test_every_preset_has_a_rule_that_can_count():
    for choices in PRESETS.values():
        assert RULES[choices.rule](**choices.parameters)
