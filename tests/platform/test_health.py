"""Load balancers ask whether a process lives, and whether it can work."""

from participation.platform import health
from tests.platform.small_house import small_house


def test_health_answers_without_a_database():
    answer = small_house().test_client().get("/health")

    assert (answer.status_code, answer.json) == (200, {"status": "ok"})


def test_readiness_needs_a_migrated_database():
    assert small_house().test_client().get("/health/ready").status_code == 503


def test_readiness_says_yes_with_one(visitor):
    assert visitor.raw("GET", "/health/ready").json == {"status": "ready"}


def test_readiness_needs_the_newest_migration(visitor, monkeypatch):
    monkeypatch.setattr(health, "newest_migration", lambda _folder: "a later one")
    assert visitor.raw("GET", "/health/ready", 503).json == {"status": "not migrated"}
