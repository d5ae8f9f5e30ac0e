"""Too much, too often, too deep, too large, too odd: refused with a page, never a fault of ours."""

import json

import pytest

from participation.platform.extensions import limiter
from tests.hostile.town import addresses
from tests.pages import Page

AUTOSAVE = "/answer/p1/autosave"


def answer_place(town, rest="/answer/p1", language="fi") -> str:
    return f"/{language}/a/{town.activities['open']}{rest}"


FORM = "application/x-www-form-urlencoded"
MULTI = "multipart/form-data; boundary=x"


def parts(count: int) -> bytes:
    part = b'--x\r\nContent-Disposition: form-data; name="n"\r\n\r\nv\r\n'
    return part * count + b"--x--\r\n"


BODIES = {
    "large form": (b"name=" + b"x" * 2_200_000, FORM, 413),
    "many parts": (parts(5_001), MULTI, 413),
    "a part of two megabytes": (parts(1).replace(b"v", b"v" * 2_200_000), MULTI, 413),
    "many fields": (b"a&" * 5_001, FORM, 413),
    "no form, and large": (b"x" * 21_000_000, "text/plain", 413),
    "deep json": (b"[" * 100_000 + b"]" * 100_000, "application/json", 422),
    "deep and broken json": (b'{"a":' * 90_000, "application/json", 422),
    "bytes": (b"\xff\xfe=\x00%zz&&&==&;%", FORM, 422),
    "a part without a name": (b"--x\r\n\r\n--x--", MULTI, 422),
    "no boundary": (b"no boundary", "multipart/form-data", 422),
    "another boundary": (b"--y\r\n" * 1000, MULTI, 422),
}


def test_a_body_that_no_form_has_is_met_calmly(resident, town):
    for name, (body, kind, status) in BODIES.items():
        for rest in (AUTOSAVE, "/answer/p1"):
            response = resident.send("POST", answer_place(town, rest), data=body, content_type=kind)
            allowed = (status,) if rest != AUTOSAVE else (status, 200)
            assert response.status_code in allowed, (name, rest)
            if status == 413:
                assert resident.writes == []
                Page(response).check()


def test_long_words_are_kept_short(resident, town):
    long = dict.fromkeys(("area~other", "age", "name", "c", "_ticket"), "x" * 100000)
    response = resident.send("POST", answer_place(town), data=long | {"area": ["other"] * 500})
    assert response.status_code == 422
    assert len(response.data) < 400_000
    names = ("code", "words", "email", "page", "password", "next", "website", "kept", "kind")
    for place in ("/fi/r", "/fi/feedback", "/fi/sign-in", "/fi/forgotten-password", "/fi/r/erase"):
        data = dict.fromkeys(names, "x" * 100_000)
        assert resident.send("POST", place, data=data).status_code in (200, 410, 422), place
        assert resident.writes == []


NUMBERS = ("0", "-1", "9" * 18, "9" * 19, "9" * 40, "9" * 5000, "-" + "9" * 30, "1e999", "NaN")
ODD = ("١", "²", "½", "0x10", "1_0", " 1", "+1", "1.5", "", "null", "True", "\x00", "'", "%", "🙂")


def test_pages_of_lists_have_an_end(boss, town):
    found = {}
    for name in (*NUMBERS, *ODD):
        for rule, place in addresses(boss.app, town, language="en"):
            if rule.endpoint in ("identity.audit_log", "surveys_results.texts", "processes.home"):
                response = boss.send("GET", place, query_string={"page": name, "state": name})
                if response.status_code != 200:
                    found[place, name] = response.status_code
    assert found == {}


HEADERS = (
    {"Accept-Language": "x" * 5000},
    {"Accept-Language": ";q=x,fi;q=\x01, *;q=-1,,;;"},
    {"Accept-Language": "sv;q=1e400, tlh;q=9"},
    {"Accept": "\x7f"},
    {"If-None-Match": '"' * 500},
    {"If-Modified-Since": "yesterday"},
    {"Range": "bytes=-9999999999999,5-1"},
    {"Referer": "http://[::1"},
    {"Origin": "\x01"},
    {"Sec-Fetch-Site": "\u00e5"},
    {"X-Forwarded-For": "' OR 1=1"},
    {"Host": "[::1"},
    {"Host": "a b"},
    {"Host": ""},
    {"Cookie": "=;=;yhes==;" + "a=b;" * 2000},
    {"Authorization": "Basic " + "A" * 9000},
    {"Content-Length": "-1"},
)


def test_no_header_breaks_a_page(resident, town):
    found = {}
    for headers in HEADERS:
        for place in ("/", "/fi/", "/theme.css", "/health", answer_place(town, ""), "/fi/feedback"):
            response = resident.send("GET", place, headers=headers)
            if response.status_code >= 500:
                found[place, str(headers)] = response.status_code
    assert found == {}


def test_a_language_nobody_offers_is_not_found(resident, town):
    for language in ("de", "FI", "fi-FI", "xx", "ruotsi", "..", "%00", "🙂"):
        for rest in ("/", "/sign-in", f"/a/{town.activities['open']}", "/manage/"):
            assert resident.send("GET", f"/{language}{rest}").status_code == 404, language


def test_other_methods_do_nothing(boss, town):
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "PROPFIND"):
        for _rule, place in addresses(boss.app, town, language="en"):
            response = boss.send(method, place)
            assert (response.status_code, boss.writes) == (405, []), (method, place)


def test_json_from_autosave_is_small_and_plain(resident, town):
    response = resident.send("POST", answer_place(town, AUTOSAVE), data={"name": "</script>"})
    assert response.mimetype == "application/json"
    assert json.loads(response.text) == {"saved": True}


@pytest.fixture
def counting(monkeypatch, hardy):
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    yield
    limiter.reset()


WORDS = "aamu ilta kesä talvi"
LIMITS = {
    "/{}/r": (10, {"code": WORDS}),
    "/{}/r/erase": (10, {"code": WORDS}),
    "/{}/a/{open}/resume": (10, {"code": WORDS}),
    "/{}/feedback": (20, {"words": "Hei", "kind": "general"}),
    "/{}/forgotten-password": (20, {"email": "nobody@x.test"}),
    "/{}/sign-in": (60, {"email": "", "password": ""}),
    "/{}/invitation/nothing": (60, {}),
}


@pytest.mark.parametrize("place", LIMITS)
def test_what_is_tried_too_often_gets_the_page_that_says_so(resident, town, counting, place):
    most, data = LIMITS[place]
    languages = ("fi", "sv", "en")  # another language is no way around
    answers = [
        resident.send("POST", place.format(languages[n % 3], **town.activities), data=data)
        for n in range(most + 1)
    ]
    codes = [answer.status_code for answer in answers]
    assert codes[-1] == 429
    assert 429 not in codes[:-1]
    Page(answers[-1]).check()
    assert answers[-1].headers["Retry-After"]


def test_codes_are_guessed_as_often_at_all_doors_together(resident, town, counting):
    places = ("/fi/r", "/fi/r/erase", f"/fi/a/{town.activities['open']}/resume")
    sent = [resident.send("POST", places[n % 3], data={"code": WORDS}) for n in range(11)]
    assert sent[-1].status_code == 429


def test_one_account_is_tried_ten_times_from_wherever(resident, town):
    data = {"email": "boss@lintukorpi.test", "password": "guess"}
    codes = []
    for n in range(11):
        more = {"environ_base": {"REMOTE_ADDR": f"10.0.0.{n}"}}
        codes.append(resident.send("POST", "/fi/sign-in", data=data, **more).status_code)
    assert codes == [200] * 10 + [429]
