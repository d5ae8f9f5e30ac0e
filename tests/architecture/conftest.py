"""The house without a database, and the files of the repository."""

import subprocess
from pathlib import Path

import pytest
from flask import Flask

from participation.app import create_app
from participation.platform.config import ROOT, Settings

ROOMS = (ROOT / "participation", ROOT / "surveys", ROOT / "budgeting")


@pytest.fixture(scope="session")
def plan() -> Flask:
    """The house as it is put together, with nothing in it."""
    return create_app(Settings(secret_key="x" * 40, database_url="sqlite://"), TESTING=True)


@pytest.fixture(scope="session")
def files() -> list[Path]:
    """Every file that git keeps or would keep."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]
