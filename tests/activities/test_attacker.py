"""From everything public, no number of fewer people than the minimum can be worked out."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.activities.domain import disclosure
from participation.activities.domain.disclosure import deciding
from tests.activities.attacker import Attacker, leaks
from tests.activities.releases_random import world


@given(st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_nobody_can_work_out_a_hidden_number(seed):
    assert list(leaks(world(seed))) == []


def first_leak(seeds, **how):
    """Return what gives somebody away in the first world that does."""
    return list(islice((leak for seed in seeds for leak in leaks(world(seed, **how))), 1))


def test_hiding_small_numbers_alone_is_not_enough(monkeypatch):
    monkeypatch.setattr(deciding, "_mend", lambda *_board: None)
    assert first_leak(range(6))


def test_releases_that_forget_earlier_ones_tell_who_came_between():
    def forgetful(findings, _earlier, minimum):
        return disclosure.disclosed(findings, (), minimum)

    assert first_leak(range(8), decide=forgetful)


def test_telling_everything_is_seen_through():
    def careless(findings, _earlier, minimum):
        return disclosure.Disclosed(tuple(findings), {"findings": {}, "groups": {}})

    assert first_leak(range(3), decide=careless)


@pytest.mark.parametrize("seed", range(2))
def test_worlds_are_worth_attacking(seed):
    found = world(seed)
    told = [finding for release in found.public for finding in release.findings]
    assert any("hidden" not in finding.figures for finding in told)
    assert Attacker(found).equal
