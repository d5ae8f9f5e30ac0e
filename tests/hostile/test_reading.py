"""Reading writes nothing, whoever reads, in whatever language."""

import pytest

from tests.hostile.town import STATES, addresses


@pytest.mark.parametrize(
    "language",
    [
        "fi",
        pytest.param("sv", marks=pytest.mark.prove),
        pytest.param("en", marks=pytest.mark.prove),
    ],
)
def test_every_page_opens_and_writes_nothing(boss, town, language):
    found = {}
    for rule, url in addresses(boss.app, town, language=language):
        response = boss.send("GET", url)
        if boss.writes or response.status_code not in GOOD.get(rule.endpoint, (200, 302)):
            found[url] = (response.status_code, boss.writes)
    assert found == {}


GOOD = {
    "surveys.answer": (410,),
    "api.findings": (401,),  # a program has a token, not a session
    "budgeting_voting.here": (409,),  # a device for voters, on which nobody is signed in
}


def test_a_survey_in_any_state_is_read_without_writing(resident, town):
    found = {}
    for state in STATES:
        for rule, url in addresses(resident.app, town, state=state):
            if "activity" in rule.arguments:
                response = resident.send("GET", url)
                if resident.writes or response.status_code >= 500:
                    found[url] = (response.status_code, resident.writes)
    assert found == {}
