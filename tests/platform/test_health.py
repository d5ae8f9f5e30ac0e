"""Load balancers ask whether a process lives, and whether it can work."""

import pytest
import sqlalchemy as sa

from participation.platform.extensions import db
from tests.platform.small_house import small_house


def test_health_answers_without_a_database():
    answer = small_house().test_client().get("/health")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_readiness_needs_a_migrated_database():
    assert small_house().test_client().get("/health/ready").status_code == 503


def test_readiness_says_yes_with_one(visitor):
    assert visitor.raw("GET", "/health/ready").json == {"status": "ready"}


@pytest.mark.parametrize(("version", "status"), [("house0001", 503), ("of newer code", 200)])
def test_readiness_needs_the_newest_migration_or_a_later_one(visitor, version, status):
    before = db.session.scalar(sa.text("SELECT version_num FROM alembic_version"))
    change = sa.text("UPDATE alembic_version SET version_num = :version")
    db.session.execute(change, {"version": version})
    db.session.commit()
    assert visitor.raw("GET", "/health/ready", status)
    db.session.execute(change, {"version": before})
    db.session.commit()
