"""Real elections of pabulib.org against published winners; they lie beside the repository."""

import json
import os
from pathlib import Path

import pytest

from budgeting.domain.counting.equal_shares import EqualShares
from budgeting.domain.counting.greedy import Greedy
from budgeting.domain.counting.phragmen import Phragmen
from budgeting.domain.counting.rules import count
from budgeting.domain.counting.ties import TieOrder
from budgeting.interchange.pabulib.election import election_of
from budgeting.interchange.pabulib.reading import read
from participation.platform.config import ROOT

PLACES = [os.environ.get("PABULIB", ""), *(up / "shared/data/pabulib" for up in ROOT.parents)]
FOUND = next((Path(place) for place in PLACES if place and Path(place).is_dir()), None)
CASES = json.loads((FOUND / "expected.json").read_text()) if FOUND else {}
IN_ORDER = {
    "mes_cost_exact_order": EqualShares(),
    "mes_card_exact_order": EqualShares("cardinality"),
    "greedy_cost_sat": Greedy(),
    "greedy_card_sat": Greedy(per_cost=True),
}
AS_SETS = {
    "phragmen_pabutools": Phragmen(),
    "add1_integral_exh1": EqualShares(completion="add1", exhaustive_stop=True),
    "add1_integral_exh0": EqualShares(completion="add1"),
}
# Whoever counted these decided ties by code.
BY_CODE = TieOrder(("lot",))


@pytest.mark.parametrize("name", CASES or ["none"])
def test_the_count_equals_what_was_published(name):
    if not FOUND:
        pytest.skip("set PABULIB to a directory with elections and expected.json")
    said = CASES[name]
    document = read((FOUND / name).read_bytes())
    found = election_of(document).election

    def codes(rule):
        return [found.projects[number].code for number in count(found, rule, BY_CODE).winners]

    assert (found.ballots.voters, len(found.projects)) == (said["n"], said["projects"])
    assert {key: codes(rule) for key, rule in IN_ORDER.items() if key in said} == {
        key: said[key] for key in IN_ORDER if key in said
    }
    assert {key: sorted(codes(rule)) for key, rule in AS_SETS.items() if key in said} == {
        key: said[key] for key in AS_SETS if key in said
    }
    if "published_selected" in said:
        usual = Greedy(skip=document.meta["rule"] != "greedy-no-skip")
        shares = document.meta["rule"].startswith("equalshares")
        assert sorted(codes(AS_SETS["add1_integral_exh0"] if shares else usual)) == sorted(
            said["published_selected"]
        )
