"""Numbers beside bars."""

import pytest

from participation.reports.domain.said import Unit
from participation.reports.wording import ReportWords


@pytest.mark.parametrize(("number", "shown"), [(21.2667, "21.27"), (13.5, "13.5"), (13.0, "13")])
def test_an_amount_is_as_fine_beside_a_bar_as_the_mean_in_the_table(number, shown):
    assert ReportWords(language="en", main="fi").short(number, Unit.AMOUNT) == shown
