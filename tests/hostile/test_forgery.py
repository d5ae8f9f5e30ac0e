"""Forms that no page of ours has sent write nothing."""

import pytest

from tests.hostile.attacker import Attacker
from tests.hostile.town import addresses
from tests.staff import sign_in
from tests.surveys.answering import PAGE_1

# A guarded route looks for the person first, so that what was typed survives signing in.
REFUSED = (400, 403)
FORGETS = ("surveys.leave", "brainstorming.hide", "budgeting.forget_code")


@pytest.fixture
def admin(guarded, town) -> Attacker:
    attacker = Attacker(guarded)
    sign_in(attacker)
    return attacker


@pytest.fixture
def stranger(guarded, town) -> Attacker:
    return Attacker(guarded)


def token_in(page) -> str:
    return page.text.partition('name="csrf_token" value="')[2].partition('"')[0]


def ticket_in(page) -> str:
    return page.text.partition('name="_ticket" value="')[2].partition('"')[0]


def posted(attacker, town, **more):
    """Post to every address; return those that did not refuse, or wrote."""
    found = {}
    for rule, place in addresses(attacker.app, town, "POST", state="open"):
        response = attacker.send("POST", place, **more)
        is_idle = rule.endpoint in FORGETS and "Set-Cookie" not in response.headers
        if not (response.status_code in REFUSED or is_idle) or attacker.writes:
            found[place] = (rule.endpoint, response.status_code, attacker.writes)
    return found


def test_only_get_and_post_are_answered(guarded):
    answered = set().union(*(rule.methods for rule in guarded.url_map.iter_rules()))
    assert answered == {"GET", "HEAD", "OPTIONS", "POST"}


@pytest.mark.parametrize(
    "data",
    [
        pytest.param({}, id="no token"),
        pytest.param({"csrf_token": "IjAwIg.aaaa.bbbb"}, id="forged"),
    ],
)
def test_no_form_without_our_token_is_taken(admin, town, data):
    assert posted(admin, town, data=PAGE_1 | data) == {}


def test_the_token_of_somebody_else_is_worth_nothing(admin, stranger, town):
    token = token_in(stranger.send("GET", "/fi/sign-in"))
    assert token
    assert posted(admin, town, data={"csrf_token": token}) == {}


def test_json_is_no_way_around_the_token(admin, town):
    assert posted(admin, town, json={"csrf_token": "x"}) == {}


def test_a_stolen_token_does_not_help_another_site(admin, town):
    token = token_in(admin.send("GET", "/fi/manage/account"))
    data, headers = {"csrf_token": token}, {"Sec-Fetch-Site": "cross-site"}
    assert posted(admin, town, data=data, headers=headers) == {}


ELSEWHERE = (
    {"Origin": "https://evil.test"},
    {"Origin": "null"},
    {"Referer": "https://evil.test/"},
    {"Sec-Fetch-Site": "same-site"},
)


def test_answers_come_from_our_own_pages(stranger, town):
    place = f"/fi/a/{town.activities['open']}/answer/p1"
    data = PAGE_1 | {"_ticket": ticket_in(stranger.send("GET", place))}
    for headers in ELSEWHERE:
        for address in (place, f"{place}/autosave"):
            assert stranger.send("POST", address, data=data, headers=headers).status_code == 400
            assert stranger.writes == []
    assert stranger.send("POST", place, data=data).status_code == 302
    assert stranger.writes


def test_the_ticket_of_somebody_else_is_worth_nothing(admin, stranger, town):
    place = f"/fi/a/{town.activities['open']}/answer/p1"
    ticket = ticket_in(stranger.send("GET", place))
    assert ticket
    for data in ({"_ticket": ticket}, {"_ticket": ticket + "0"}, {}):
        admin.send("GET", place)
        assert admin.send("POST", place, data=PAGE_1 | data).status_code == 400
        assert admin.writes == []
        gone = admin.send("POST", place.replace("answer/p1", "leave"), data=data)
        assert "Set-Cookie" not in gone.headers


def test_words_of_another_site_are_not_offered_for_sending_again(admin, stranger, town):
    data = {"words": "planted words", "kind": "general", "name": "planted words"}
    for attacker, place in ((admin, "/fi/feedback"), (stranger, "/fi/manage/account")):
        for headers in ({"Sec-Fetch-Site": "same-site"}, {"Referer": "https://evil.test/"}):
            response = attacker.send("POST", place, data=data, headers=headers)
            assert response.status_code in (303, *REFUSED)
            assert "planted words" not in response.text


def test_a_token_dies_with_its_session(admin, town):
    token = token_in(admin.send("GET", "/fi/manage/account"))
    data = {"csrf_token": token}
    assert admin.send("POST", "/fi/sign-out", data=data).status_code == 302
    sign_in(admin, email="second@lintukorpi.test")
    assert admin.send("POST", "/fi/manage/settings/logo/remove", data=data).status_code == 400
