"""Who may vote."""

import pytest

from budgeting.domain.voting.electorate import Bar, Conditions, Voter, bars


@pytest.mark.parametrize(("born", "found"), [(2014, ()), (2015, (Bar.TOO_YOUNG,))])
def test_twelve_years_are_reached_during_the_year_of_the_vote(born, found):
    assert bars(Conditions(minimum_age=12), Voter(birth_year=born), 2026) == found


def test_every_bar_is_named():
    asked = Conditions(minimum_age=12, is_for_residents=True, areas=("north",))
    assert bars(asked, Voter(area="east"), 2026) == (
        *(Bar.NO_BIRTH_YEAR, Bar.NOT_RESIDENT, Bar.NO_AREA),
    )
    fine = Voter(birth_year=1980, is_resident=True, area="north")
    assert bars(asked, fine, 2026) == ()


def test_where_nothing_is_asked_nobody_is_kept_out():
    assert not Conditions().asks_anything
    assert Conditions(areas=("north",)).asks_anything
    assert bars(Conditions(), Voter(), 2026) == ()
