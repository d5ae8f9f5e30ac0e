"""The attacker of tests/activities/test_attacker.py, against many more surveys."""

import pytest

from tests.activities.attacker import leaks
from tests.activities.releases_random import weighed_world, world

EACH = 50


@pytest.mark.parametrize("start", range(0, 500, EACH))
def test_nobody_can_work_out_a_hidden_number_of_many_surveys(start):
    for seed in range(start, start + EACH):
        assert list(leaks(world(seed))) == [], seed


@pytest.mark.parametrize("start", range(0, 200, EACH))
def test_nobody_can_work_out_a_number_from_weighted_shares_of_many_surveys(start):
    for seed in range(start, start + EACH):
        assert list(leaks(weighed_world(seed))) == [], seed
