"""Filters: the same thing said in any order is one filter, and survives addresses and storage."""

from hypothesis import given
from hypothesis import strategies as st

from participation.activities.domain.filters import Condition, Cut, Filter

codes = st.text("abcdefgh_0123456789", min_size=1, max_size=6)
variables = st.one_of(codes, st.sampled_from(["@channel", "@language", "q3.r1"]))
chosen = st.builds(
    lambda variable, values: Condition(variable=variable, values=tuple(sorted(values))),
    variables,
    st.sets(codes, min_size=1, max_size=3),
)
days = st.dates().map(str)
ranges = st.builds(
    lambda least, most: Condition(variable="@day", least=least, most=most),
    days,
    st.one_of(days, st.just("")),
)
filters = st.lists(st.one_of(chosen, ranges), max_size=4).map(Filter.of)


@given(filters)
def test_a_filter_survives_addresses_and_storage(found):
    assert Filter.from_query(found.to_query()) == found
    assert Filter.from_json(found.to_json()) == found


@given(st.lists(chosen, max_size=4))
def test_order_says_nothing(conditions):
    assert Filter.of(conditions) == Filter.of(conditions[::-1])


def test_what_says_nothing_is_left_out():
    assert not Filter.from_query(["", "q1", "q1:", ":a", "@day:..", "q2:,"])
    assert not Cut(filter=Filter.from_query([]))
    assert Cut(by="q1")


def test_an_address_may_leave_an_end_open():
    (found,) = Filter.from_query(["@day:2026-05-01.."]).conditions
    assert (found.least, found.most, found.values) == ("2026-05-01", "", ())
