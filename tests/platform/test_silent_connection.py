"""Browsers open connections ahead of need: they must hold nobody up."""

import socket
import sys
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from tests.service import served


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux waits for the first words")
def test_a_connection_that_says_nothing_leaves_the_worker_to_others(app, tmp_path):
    with served(app.config["SETTINGS"], tmp_path / "log", WEB_WORKERS="1") as (host, _process):
        place = urlsplit(host)
        with (
            socket.create_connection((place.hostname, place.port)),
            urlopen(f"{host}/health", timeout=20) as answer,  # noqa: S310 -- our own
        ):
            assert answer.status == 200
