"""A tile service for tests, and a house that uses it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from participation.platform.config import Settings
from tests.images import picture

KEY = "a-key-nobody-may-see"
BOX = "21.2,62.9,22.1,63.4"  # a town by the sea
ATTRIBUTION = "Map: the Land Survey of Tests"


@dataclass
class TileService:
    """Answers what a test wants, and remembers what was asked."""

    status: int = 200
    content_type: str = "image/png"
    content: bytes = field(default_factory=lambda: picture(size=(256, 256)).read())
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    address: str = ""

    def used_by(self, settings: Settings) -> Settings:
        """The settings of a house that shows this service's map."""
        found = self.settings()
        return replace(
            settings,
            map_tiles_url=found["MAP_TILES_URL"],
            map_tiles_attribution=found["MAP_TILES_ATTRIBUTION"],
            map_tiles_max_zoom=int(found["MAP_TILES_MAX_ZOOM"]),
            map_bounds=found["MAP_BOUNDS"],
            public_url="https://osallistu.example.fi",
        )

    def settings(self) -> dict[str, str]:
        """What the house is told of the service, as environment variables."""
        return {
            "MAP_TILES_URL": f"{self.address}/{{z}}/{{x}}/{{y}}.png?key={KEY}",
            "MAP_TILES_ATTRIBUTION": ATTRIBUTION,
            "MAP_TILES_MAX_ZOOM": "14",
            "MAP_BOUNDS": BOX,
        }


@contextmanager
def serving() -> Iterator[TileService]:
    """Serve tiles until the test is over."""
    service = TileService()

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append(self.path)
            service.names.append(self.headers["User-Agent"])
            self.send_response(service.status)
            self.send_header("Content-Type", service.content_type)
            for name, value in service.headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(service.content)

        def log_message(self, *_words: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        service.address = f"http://127.0.0.1:{server.server_port}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield service
        finally:
            server.shutdown()
            thread.join()
