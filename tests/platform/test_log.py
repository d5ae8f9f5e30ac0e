import io
import json
import logging
import subprocess
import sys

import pytest

from participation.platform import access_log
from participation.platform.config import ROOT
from tests.factories import make_process

PERSONAL = ("liisa", "salaisuus", "203.0.113.7", "k3v9x2m4tq", "Mozilla")


@pytest.fixture
def lines():
    """What the service writes about requests, as JSON."""
    stream, logger = io.StringIO(), logging.getLogger("yhes.request")
    handler = logging.StreamHandler(stream)
    handler.setFormatter(access_log.formatter())
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    logger.removeHandler(handler)
    logger.setLevel(before)


def test_a_line_names_the_route_and_nobody(visitor, lines):
    make_process()
    visitor.raw(
        "GET",
        "/fi/p/strategia?name=liisa&q=salaisuus",
        environ_base={"REMOTE_ADDR": "203.0.113.7"},
        headers={"User-Agent": "Mozilla", "Referer": "http://yhes.test/liisa"},
    )
    (line,) = lines()
    assert line["route"] == "/<language:lang>/p/<slug>"
    assert (line["method"], line["status"], line["levelname"]) == ("GET", 200, "INFO")
    assert line["ms"] >= 0
    assert set(line) == {
        "asctime",
        "levelname",
        "name",
        "message",
        "id",
        "method",
        "route",
        "status",
        "ms",
    }
    assert not [word for word in PERSONAL if word in json.dumps(line)]


@pytest.mark.parametrize(
    "path", ["/liisa/salaisuus", "/fi/a/k3v9x2m4tq/salaisuus", "/fi/invitation/salaisuus"]
)
def test_secrets_in_addresses_stay_out(visitor, lines, path):
    visitor.raw("GET", path, 410 if "invitation" in path else 404)
    assert lines()
    assert not [word for word in PERSONAL if word in json.dumps(lines())]


def test_what_was_posted_stays_out(visitor, lines):
    visitor.raw("POST", "/fi/sign-in", data={"email": "liisa@koe.test", "password": "salaisuus"})
    assert not [word for word in PERSONAL if word in json.dumps(lines())]


def test_a_broken_statement_does_not_tell_what_was_in_it(tmp_path):
    script = """
import sqlalchemy as sa
from participation.app import create_app
from participation.platform.config import Settings
from participation.platform.extensions import db
app = create_app(Settings(secret_key="x" * 40, database_url="sqlite:///{file}"))
with app.app_context():
    try:
        db.session.execute(sa.text("SELECT * FROM nowhere WHERE a = :a"), {{"a": "salaisuus"}})
    except sa.exc.OperationalError:
        app.logger.exception("failed")
"""
    ran = subprocess.run(
        [sys.executable, "-c", script.format(file=tmp_path / "x.sqlite")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "nowhere" in ran.stderr
    assert "salaisuus" not in ran.stderr


def test_an_error_tells_where_it_happened_and_not_what_was_typed():
    def read(typed):
        try:
            return int(typed[0])
        except ValueError as error:
            raise LookupError(typed[1]) from error

    record = logging.LogRecord("yhes", logging.ERROR, __file__, 1, "failed", None, None)
    try:
        read(["sala" + "isuus", "lii" + "sa"])
    except LookupError:
        record.exc_info = sys.exc_info()
    told = json.loads(access_log.formatter().format(record))["exc_info"]
    assert told.index("builtins.ValueError") < told.index("builtins.LookupError")
    assert "return int(typed[0])" in told
    assert told.startswith("Traceback")  # by which other tests find that something broke
    assert not [word for word in PERSONAL if word in told]
