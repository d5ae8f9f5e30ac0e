from datetime import UTC, datetime

import pytest

from participation.platform.clock import at_local, local


@pytest.mark.parametrize(
    ("naive", "utc"),
    [
        pytest.param(datetime(2026, 1, 15, 12), datetime(2026, 1, 15, 10, tzinfo=UTC), id="winter"),
        pytest.param(datetime(2026, 7, 15, 12), datetime(2026, 7, 15, 9, tzinfo=UTC), id="summer"),
        pytest.param(
            datetime(2026, 3, 29, 3, 30), datetime(2026, 3, 29, 1, 30, tzinfo=UTC), id="skipped"
        ),
        pytest.param(
            datetime(2026, 10, 25, 3, 30), datetime(2026, 10, 25, 0, 30, tzinfo=UTC), id="repeated"
        ),
    ],
)
def test_local_times_become_moments(naive, utc):
    assert at_local(naive) == utc


def test_a_skipped_hour_reads_as_an_hour_later():
    assert local(at_local(datetime(2026, 3, 29, 3, 30))).hour == 4
