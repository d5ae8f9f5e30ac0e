from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from participation.activities.domain.state import State, state
from participation.activities.models import Activity
from participation.activities.queries import in_state
from participation.platform.extensions import db
from tests.factories import make_process, text

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)
MOMENTS = [None, *(NOON + timedelta(hours=n) for n in (-2, -1, 0, 1, 2))]
LIVES = [
    (published, opens, closes)
    for published in MOMENTS
    for opens in MOMENTS
    for closes in MOMENTS
    if opens is None or closes is None or opens < closes
]


def test_the_database_and_the_rules_agree_on_every_life_of_an_activity(app):
    process = make_process()
    db.session.add_all(
        Activity(
            id=number + 1,
            process_id=process.id,
            kind="hearing",
            title=text("Kuuleminen"),
            languages=["fi"],
            published=published,
            opens=opens,
            closes=closes,
        )
        for number, (published, opens, closes) in enumerate(LIVES)
    )
    db.session.commit()
    for wanted in State:
        found = set(db.session.scalars(sa.select(Activity.id).where(in_state(wanted, NOON))))
        assert found == {n + 1 for n, life in enumerate(LIVES) if state(*life, NOON) is wanted}


@pytest.mark.parametrize(
    ("opens", "closes", "expected"),
    [
        (None, None, State.OPEN),
        (NOON, None, State.OPEN),
        (None, NOON, State.CLOSED),
        (NOON + timedelta(seconds=1), None, State.UPCOMING),
        (None, NOON + timedelta(seconds=1), State.OPEN),
    ],
)
def test_the_opening_moment_is_open_and_the_closing_moment_closed(opens, closes, expected):
    assert state(NOON - timedelta(days=1), opens, closes, NOON) is expected


def test_what_was_never_published_is_a_draft_whatever_its_times():
    assert state(None, NOON - timedelta(days=1), None, NOON) is State.DRAFT
