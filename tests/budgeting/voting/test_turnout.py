"""Which figures of turnout are told."""

from hypothesis import given
from hypothesis import strategies as st

from budgeting.domain.voting.turnout import shown


def test_few_people_are_hidden_and_nobody_works_them_out():
    assert shown({"a": 100, "b": 3, "c": 20}, 5) == {"a": 100, "b": None, "c": None}
    assert shown({"a": 100, "b": 3, "c": 4}, 5) == {"a": 100, "b": None, "c": None}
    assert shown({"a": 100, "b": 0}, 5) == {"a": 100, "b": 0}
    assert shown({"a": 3}, 5) == {"a": None}


@given(st.dictionaries(st.integers(0, 9), st.integers(0, 30)))
def test_whatever_is_hidden_holds_enough_people_or_everybody(counts):
    found = shown(counts, 5)
    hidden = [counts[key] for key, value in found.items() if value is None]
    told = [value for value in found.values() if value]
    assert not hidden or sum(hidden) >= 5 or not told
    assert all(value is None or value == 0 or value >= 5 for value in found.values())
