"""A survey in every state of its life: each of its addresses answers with the page designed."""

from tests.hostile.attacker import is_page
from tests.pages import Page
from tests.surveys.answering import PAGE_1, PAGE_2

# What the addresses of a survey answer in each state, to somebody who comes for the first time.
EXPECTED = {
    "": {"open": 200, "upcoming": 200, "closed": 200, "draft": 404, "hidden": 404, "staff": 303},
    "/answer": {"open": 200, "upcoming": 409, "closed": 410},
    "/answer/p1": {"open": 200, "upcoming": 409, "closed": 410},
    "/answer/p2": {"open": 302, "upcoming": 409, "closed": 410},
    "/answer/nothing": {"open": 302, "upcoming": 409, "closed": 410},
    "/saved": {"open": 302, "upcoming": 302, "closed": 302},
    "/thanks": {"open": 302, "upcoming": 302, "closed": 302},
    "/results": {"open": 409, "upcoming": 409, "closed": 200, "staff": 409},
}
POSTED = {
    "/answer": {"open": 302, "upcoming": 409, "closed": 410},
    "/answer/p1": {"open": 302, "upcoming": 409, "closed": 410},
    "/answer/p2": {"open": 302, "upcoming": 409, "closed": 410},
    "/answer/nothing": {"open": 302, "upcoming": 409, "closed": 410},
    "/answer/p1/autosave": {"open": 200, "upcoming": 409, "closed": 410},
    "/answer/nothing/autosave": {"open": 409, "upcoming": 409, "closed": 409},
    "/resume": {"open": 404, "upcoming": 404, "closed": 404},
    "/leave": {"open": 302, "upcoming": 302, "closed": 302},
}
ELSEWHERE = {"draft": 404, "hidden": 404, "staff": 303}
STATES = ("open", "upcoming", "closed", "draft", "hidden", "staff")


def faults_of(attacker, town, method, table, **more):
    found = {}
    for rest, expected in table.items():
        for state in STATES:
            for cookie in ("yhes-device", f"yhes-{town.activities[state]}"):
                attacker.client.delete_cookie(cookie)
            wanted = expected.get(state, ELSEWHERE.get(state))
            for language in ("fi", "en"):
                place = f"/{language}/a/{town.activities[state]}{rest}"
                response = attacker.send(method, place, **more)
                if response.status_code != wanted:
                    found[state, rest] = (response.status_code, wanted)
                if state != "open" and attacker.writes:
                    found[state, rest] = attacker.writes
                if is_page(response) and language == "en":
                    Page(response).check()
    return found


def test_every_address_answers_with_its_page(resident, town):
    assert faults_of(resident, town, "GET", EXPECTED) == {}


def test_every_address_takes_or_refuses_answers(resident, town):
    more = {"data": PAGE_1 | PAGE_2 | {"code": "ei ole mikään koodi"}}
    assert faults_of(resident, town, "POST", POSTED, **more) == {}


def test_nothing_is_sent_to_a_survey_that_does_not_take_answers(resident, town):
    for state in ("upcoming", "closed", "draft", "hidden", "staff"):
        for page, data in (("p1", PAGE_1), ("p2", PAGE_2)):
            place = f"/fi/a/{town.activities[state]}/answer/{page}"
            resident.send("POST", place, data=data | {"_ticket": "forged", "c": "nothing"})
            assert resident.writes == [], state


def test_a_ticket_of_another_survey_opens_nothing(resident, town):
    page = resident.send("GET", f"/fi/a/{town.activities['open']}/answer/p1")
    ticket = page.text.partition('name="_ticket" value="')[2].partition('"')[0]
    assert ticket
    place = f"/fi/a/{town.activities['closed']}/answer/p2"
    response = resident.send("POST", place, data=PAGE_2 | {"_ticket": ticket})
    assert (response.status_code, resident.writes) == (410, [])


PLACES = (
    "/fi/a/{}",
    "/fi/a/{}/answer",
    "/fi/a/{}/results",
    "/fi/p/{}",
    "/fi/p/{}/calendar.ics",
    "/fi/manage/a/{}",
    "/fi/manage/a/{}/questions",
    "/fi/manage/p/{}",
    "/fi/manage/people/{}",
    "/fi/manage/feedback/{}",
    "/c/{}",
)


def test_what_does_not_exist_is_not_found(boss):
    # `/fi/manage/a/..` is the address `/fi/manage/` to browsers, and no page to us.
    for name in ("zzzzzzzzzz", "%F0%9F%99%82", "1%27--", "..", "x" * 3000, "%00"):
        for place in PLACES:
            assert boss.send("GET", place.format(name)).status_code == 404, (place, name)
