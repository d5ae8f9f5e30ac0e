"""Tiles of the map: asked for once, of our own town, and without telling anybody the key."""

import os
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from participation.platform import clock
from participation.platform.config import BadSettings, Settings
from participation.platform.extensions import limiter
from participation.platform.maps import cache, mercator
from tests.images import picture
from tests.tiles import BOX, KEY, serving

TOWN = (21.2, 62.9, 22.1, 63.4)
INSIDE = "/tiles/10/573/278.png"


@pytest.fixture
def service(app, monkeypatch):
    with serving() as found:
        settings = found.used_by(app.config["SETTINGS"])
        monkeypatch.setitem(app.config, "SETTINGS", settings)
        app.extensions.pop("tiles_pause", None)
        yield found
    app.extensions.pop("tiles_pause", None)


def test_a_tile_comes_through_us(visitor, service):
    sent = visitor.raw("GET", INSIDE)
    assert sent.data == service.content
    assert sent.mimetype == "image/png"
    assert sent.headers["Cache-Control"] == "public, max-age=604800"
    assert "Set-Cookie" not in sent.headers
    assert KEY not in str(sent.headers)
    assert service.asked == [f"/10/573/278.png?key={KEY}"]
    assert service.names == ["Yhes (+https://osallistu.example.fi)"]
    assert not visitor.queries


def test_a_tile_is_asked_for_once(visitor, service):
    for _n in range(3):
        visitor.raw("GET", INSIDE)
    assert len(service.asked) == 1


def test_a_tile_that_is_old_is_asked_for_again(app, visitor, service):
    visitor.raw("GET", INSIDE)
    (kept,) = cache.folder(app.config["SETTINGS"]).glob("*/*/*")
    old = (clock.now() - timedelta(days=31)).timestamp()
    os.utime(kept, (old, old))
    visitor.raw("GET", INSIDE)
    assert len(service.asked) == 2


@pytest.mark.parametrize(
    "address",
    [
        pytest.param("/tiles/10/600/278.png", id="outside the town"),
        pytest.param("/tiles/15/18340/8943.png", id="too deep"),
        pytest.param("/tiles/10/1024/278.png", id="outside the world"),
        pytest.param("/tiles/10/-1/278.png", id="negative"),
        pytest.param("/tiles/10/٥٧٣/278.png", id="digits of another script"),
        pytest.param(f"/tiles/10/{'9' * 400}/278.png", id="endless"),
        pytest.param("/tiles/1x/573/278.png", id="no number"),
    ],
)
def test_other_tiles_are_nobodys_to_ask_for(visitor, service, address):
    sent = visitor.raw("GET", address, 404)
    assert sent.mimetype == "text/plain"
    assert not service.asked


def test_without_a_service_there_are_no_tiles(visitor):
    visitor.raw("GET", INSIDE, 404)


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"status": 404}, id="none there"),
        pytest.param({"content_type": "text/html"}, id="a page"),
        pytest.param({"content_type": "image/svg+xml"}, id="a drawing that can be a program"),
        pytest.param({"content": b"<svg onload='alert(1)'/>"}, id="says it is a picture"),
        pytest.param({"content": picture().read() + bytes(512 * 1024)}, id="too large"),
    ],
)
def test_what_is_no_tile_is_not_handed_on(visitor, service, changes):
    for name, value in changes.items():
        setattr(service, name, value)
    for _n in range(2):
        sent = visitor.raw("GET", INSIDE, 404)
        assert sent.text == "There is no such tile."
    assert len(service.asked) == 1


def test_that_there_is_no_tile_is_soon_doubted(app, visitor, service):
    service.status = 404
    visitor.raw("GET", INSIDE, 404)
    (kept,) = cache.folder(app.config["SETTINGS"]).glob("*/*/*")
    old = (clock.now() - timedelta(minutes=11)).timestamp()
    os.utime(kept, (old, old))
    service.status = 200
    visitor.raw("GET", INSIDE)


@pytest.mark.parametrize("status", [301, 401, 429, 500])
def test_a_service_that_fails_is_left_in_peace(app, visitor, service, status):
    service.status = status
    service.headers = {"Location": f"{service.address}/elsewhere"}
    for _n in range(2):
        sent = visitor.raw("GET", INSIDE, 503)
    assert sent.headers["Retry-After"] == "30"
    assert sent.headers["Cache-Control"] == "no-store"
    assert KEY not in sent.text
    assert len(service.asked) == 1
    service.status, service.headers = 200, {}
    app.extensions["tiles_pause"] = clock.now()
    visitor.raw("GET", INSIDE)


def test_a_service_that_is_gone_hides_no_tile_we_keep(app, visitor, service, monkeypatch):
    visitor.raw("GET", INSIDE)
    settings = replace(app.config["SETTINGS"], map_tiles_url="http://127.0.0.1:9/{z}/{x}/{y}")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    visitor.raw("GET", "/tiles/10/572/278.png", 503)
    visitor.raw("GET", INSIDE)


def test_too_many_requests_are_refused(app, service, monkeypatch):
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    client = app.test_client()
    codes = [client.get("/tiles/0/9/9.png").status_code for _n in range(901)]
    limiter.reset()
    assert (set(codes[:900]), codes[900]) == ({404}, 429)


def test_old_and_surplus_tiles_are_forgotten(app, service, monkeypatch):
    folder = cache.folder(app.config["SETTINGS"]) / "10" / "573"
    folder.mkdir(parents=True)
    now = clock.now()
    for days, name in ((31, "280"), (20, "281"), (10, "282"), (1, "283")):
        (folder / name).write_bytes(bytes(100))
        written = (now - timedelta(days=days)).timestamp()
        os.utime(folder / name, (written, written))
    monkeypatch.setattr(cache, "MOST_BYTES", 250)
    cache.forget_old(now)
    assert sorted(path.name for path in folder.iterdir()) == ["282", "283"]


@given(
    st.integers(0, 16),
    st.floats(TOWN[0], TOWN[2], exclude_max=True),
    st.floats(TOWN[1], TOWN[3], exclude_min=True),
)
def test_the_tile_of_any_place_in_town_touches_the_town(zoom, longitude, latitude):
    across, down = mercator.place(longitude, latitude)
    x, y = int(across * (1 << zoom)), int(down * (1 << zoom))
    west, south, east, north = mercator.edges(zoom, x, y)
    assert west <= longitude + 1e-9
    assert longitude < east + 1e-9
    assert south - 1e-9 <= latitude <= north + 1e-9
    columns, rows = mercator.tiles(zoom, TOWN)
    assert x in columns
    assert y in rows
    assert all(mercator.touches(zoom, column, row, TOWN) for column in columns for row in rows)


def test_a_town_fits_into_its_picture():
    zoom = mercator.fitting(TOWN, 768, 512, 14)
    left, top = mercator.place(TOWN[0], TOWN[3])
    right, bottom = mercator.place(TOWN[2], TOWN[1])
    size = 256 << zoom
    assert (right - left) * size <= 768
    assert (bottom - top) * size <= 512
    assert max((right - left) * size / 768, (bottom - top) * size / 512) > 0.5


GOOD = {
    "MAP_TILES_URL": "https://tiles.example/{z}/{x}/{y}.png",
    "MAP_TILES_ATTRIBUTION": "© A",
    "MAP_BOUNDS": BOX,
}


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"MAP_TILES_URL": "http://tiles.example/{z}/{x}/{y}.png"}, "https"),
        ({"MAP_TILES_URL": "http://127.0.0.1.example/{z}/{x}/{y}.png"}, "https"),
        ({"MAP_TILES_URL": "file:///etc/{z}/{x}/{y}"}, "https"),
        ({"MAP_TILES_URL": "https://tiles.example/{z}/{x}.png"}, "{y}"),
        ({"MAP_TILES_ATTRIBUTION": ""}, "ATTRIBUTION"),
        ({"MAP_TILES_MAX_ZOOM": "40"}, "ZOOM"),
        ({"MAP_BOUNDS": ""}, "MAP_BOUNDS"),
        ({"MAP_BOUNDS": "22,62,21,63"}, "MAP_BOUNDS"),
        ({"MAP_BOUNDS": "nan,nan,nan,nan"}, "MAP_BOUNDS"),
    ],
)
def test_a_map_that_cannot_be_shown_is_refused(changes, word):
    assert Settings.from_environ(GOOD).map_box == TOWN
    with pytest.raises(BadSettings, match=word):
        Settings.from_environ(GOOD | changes)
