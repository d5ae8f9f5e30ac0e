"""Every setting is explained, and a bad one ends in one sentence."""

import os
import re
import runpy
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest

from participation.platform.config import ROOT, BadSettings, Settings, kept_secret
from tests.staff import make_person

STRONG = "q8Jd-0s9fJx2mPzL4vTnB7yWkC3hG5rE1aU6oI"


def explained() -> dict[str, str]:
    """Each setting in the sample, with the comment above it."""
    found: dict[str, str] = {}
    comment: list[str] = []
    for line in (ROOT / ".env.sample").read_text().splitlines():
        if setting := re.match(r"#?([A-Z_]+)=", line):
            found.setdefault(setting[1], " ".join(comment))
        elif line.startswith("# "):
            comment.append(line[2:])
        else:
            comment = []
    return found


def test_the_sample_explains_every_setting():
    assert set(explained()) == {field.name.upper() for field in fields(Settings)}
    assert all(len(words) > 20 for words in explained().values())


@pytest.mark.parametrize(
    ("given", "word"),
    [
        pytest.param({"ENVIRONMENT": "production"}, "SECRET_KEY", id="no secret"),
        pytest.param({"ENVIRONMENT": "production", "SECRET_KEY": "short"}, "32", id="short"),
        pytest.param({"ENVIRONMENT": "production", "SECRET_KEY": "ab" * 30}, "random", id="weak"),
        pytest.param(
            {"ENVIRONMENT": "production", "SECRET_KEY": STRONG}, "PUBLIC_URL", id="no address"
        ),
        pytest.param({"ENVIRONMENT": "holiday"}, "ENVIRONMENT", id="no such environment"),
        pytest.param({"PORT": "eighty"}, "PORT", id="no number"),
        pytest.param({"PORT": "99999"}, "PORT", id="no such port"),
        pytest.param({"WEB_WORKERS": "0"}, "WEB_WORKERS", id="nobody to serve"),
        pytest.param({"LOG_LEVEL": "loud"}, "LOG_LEVEL", id="no such level"),
        pytest.param({"DATABASE_URL": "mysql://town"}, "DATABASE_URL", id="another engine"),
        pytest.param({"MAIL_URL": "mail.example"}, "smtp://", id="no way to a mail server"),
    ],
)
def test_bad_settings_are_refused_by_name(given, word):
    with pytest.raises(BadSettings, match=word):
        Settings.from_environ(given)


def test_production_starts_with_a_strong_secret():
    given = {
        "ENVIRONMENT": "production",
        "SECRET_KEY": STRONG,
        "PUBLIC_URL": "https://osallistu.example.fi",
    }
    assert Settings.from_environ(given).secret_key == STRONG


def test_a_secret_is_made_once_and_kept_for_the_owner_alone(tmp_path):
    first = kept_secret(tmp_path)
    assert kept_secret(tmp_path) == first
    assert len(first) > 60
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0
    assert [file.name for file in tmp_path.iterdir()] == ["secret_key"]


def test_two_that_start_at_one_moment_have_one_secret(tmp_path, monkeypatch):
    monkeypatch.setattr(Path, "exists", lambda _file: False)
    assert kept_secret(tmp_path) == kept_secret(tmp_path) != ""


def test_only_postgresql_keeps_a_pool():
    assert Settings(database_url="sqlite://").engine_options == {"hide_parameters": True}
    assert Settings(database_url="postgres://a/b").engine_options["pool_pre_ping"]


@pytest.mark.parametrize("command", [["-c", "import wsgi"], ["-m", "gunicorn", "wsgi:app"]])
def test_production_without_a_secret_ends_in_one_sentence(command):
    done = subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={"ENVIRONMENT": "production", "PATH": ""},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("SECRET_KEY is missing")
    assert len(done.stderr.splitlines()) == 1


def test_web_and_worker_know_the_port_of_the_environment_whatever_a_file_says(tmp_path):
    # Honcho ends all when one has ended: each says its port, and waits until both have.
    told = "printenv PORT >$1; until test -s web && test -s worker; do :; done"
    (tmp_path / "told").write_text(told)
    lines = (ROOT / "Procfile").read_text().splitlines()
    shown = [re.sub(r"\S*/bin/.*", f"sh told {line.partition(':')[0]}", line) for line in lines]
    (tmp_path / "Procfile").write_text("\n".join(shown))
    (tmp_path / ".env").write_text("PORT=8001")
    serve = runpy.run_path(str(ROOT / "tools" / "serve.py"), run_name="serve")
    around = {**os.environ, **serve["ports"](Settings(port=9000))}
    subprocess.run(serve["START"], cwd=tmp_path, env=around, timeout=30, check=False)
    ports = {name: (tmp_path / name).read_text() for name in ("web", "worker")}
    assert ports == {"web": "9000\n", "worker": "9000\n"}


def test_an_empty_service_says_how_to_make_its_first_account(app):
    serve = runpy.run_path(str(ROOT / "tools" / "serve.py"), run_name="serve")
    assert "flask identity create-administrator" in serve["first_step"](app)
    make_person()
    assert serve["first_step"](app) == ""
