"""The house served by gunicorn, as it is served everywhere."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from participation.platform.config import ROOT, Settings

PATIENCE = 120  # seconds, on a machine that has much else to do


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def replace_workers(process: subprocess.Popen, host: str, log: Path) -> None:
    """End the web processes; gunicorn makes new ones, which remember nothing."""
    left = psutil.Process(process.pid).children()
    deadline = time.monotonic() + PATIENCE
    while left and time.monotonic() < deadline:
        for worker in left:  # one that has only just been born does not hear a signal yet
            worker.terminate()
        _gone, left = psutil.wait_procs(left, timeout=1)
    assert not left, "workers that remember earlier tests still serve"
    wait_for(host, process, log)


@contextmanager
def served(
    settings: Settings, log: Path, door: str = "wsgi:app", **more: str
) -> Iterator[tuple[str, subprocess.Popen]]:
    """Serve the house with gunicorn, as it is served everywhere; yield address and process."""
    port = free_port()
    environ = {
        **os.environ,
        "DATABASE_URL": settings.database_url,
        "SECRET_KEY": settings.secret_key,
        "STORAGE_DIR": settings.storage_dir,
        "PORT": str(port),
        "WEB_WORKERS": "2",
        **more,
    }
    command = [sys.executable, "-m", "gunicorn", door]
    with (
        log.open("wb") as output,
        subprocess.Popen(command, cwd=ROOT, env=environ, stdout=output, stderr=output) as process,
    ):
        host = f"http://127.0.0.1:{port}"
        try:
            wait_for(host, process, log)
            yield host, process
        finally:
            process.terminate()
            process.wait(PATIENCE)


def wait_for(host: str, process: subprocess.Popen, log: Path) -> None:
    """Return when the service answers."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        try:
            with urlopen(f"{host}/health/ready", timeout=5):  # noqa: S310 -- our own
                return
        except (URLError, ConnectionError):
            assert process.poll() is None, log.read_text()
            time.sleep(0.05)
    raise AssertionError(log.read_text())
