"""From everything public, no number of fewer people than the minimum can be worked out."""

from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from participation.activities.domain import disclosure
from participation.activities.domain.disclosure import WEIGHTS, deciding
from tests.activities.attacker import Attacker, leaks
from tests.activities.releases_random import weighed_world, weighted_beside, world


@given(st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_nobody_can_work_out_a_hidden_number(seed):
    assert list(leaks(world(seed))) == []


@given(st.integers(0, 2**32))
@settings(max_examples=12, deadline=None)
def test_weighted_shares_and_known_weights_give_nobody_away(seed):
    assert list(leaks(weighed_world(seed))) == []


def first_leak(seeds, make=world, **how):
    """Return what gives somebody away in the first world that does."""
    return list(islice((leak for seed in seeds for leak in leaks(make(seed, **how))), 1))


def test_shares_weighted_from_numbers_that_are_hidden_are_seen_through():
    def careless(told, true, weights):
        splits = {finding.subject: finding for finding in true}
        every = [splits.get(f.subject, f) if f.by == WEIGHTS else f for f in told]
        return weighted_beside(every, true, weights)

    assert first_leak(range(12), weighed_world, beside=careless)


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


def test_weighted_worlds_are_worth_attacking():
    worlds = [weighed_world(seed) for seed in range(6)]
    told = [f for found in worlds for release in found.public for f in release.findings]
    shares = [f.figures["weighted"] for f in told if "weighted" in f.figures]
    assert any(None in each.get("options", {}).values() for each in shares)
    assert any(share for each in shares for share in each.get("options", {}).values())


@pytest.mark.parametrize("seed", range(2))
def test_worlds_are_worth_attacking(seed):
    found = world(seed)
    told = [finding for release in found.public for finding in release.findings]
    assert any("hidden" not in finding.figures for finding in told)
    assert Attacker(found).equal
