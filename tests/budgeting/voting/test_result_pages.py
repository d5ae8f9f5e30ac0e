"""What everybody sees of an outcome, and what staff do until then."""

import html
import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from budgeting.models import BudgetStage
from budgeting.services import voting, voting_log
from budgeting.voting_models import Tracker, VotingCode
from participation.platform.clock import now
from participation.platform.extensions import db
from tests.budgeting.voting.making import make_vote, vote
from tests.budgeting.voting.test_counting import NAMES, adopt
from tests.factories import make_municipality
from tests.pages import Visitor
from tests.staff import sign_in


@pytest.fixture
def budget(app):
    """A vote of twelve people that ended a moment ago."""
    make_municipality()
    made = make_vote(begins=now() - timedelta(days=1))
    made.areas[0].amount_cents = 6_000_00
    db.session.commit()
    adopt(made)
    for place, name in enumerate(NAMES):
        vote(made, name, marks={"p2" if place < 7 else "p1": 1, "p3": 1}, now=now())
    stage = db.session.scalar(sa.select(BudgetStage))
    stage.closes = now() - timedelta(seconds=1)
    db.session.commit()
    return made


def place(budget, rest="", manage=""):
    return f"/en{manage}/a/{budget.activity.public_id}/vote{rest}"


def finish(visitor, budget):
    """Close, count and publish as staff."""
    sign_in(visitor)
    url = place(budget, manage="/manage")
    for deed in ("close", "count", "publish"):
        visitor.post(f"{url}/{deed}")
    return url


def test_staff_close_count_and_publish_and_see_no_vote_before(budget, visitor):
    sign_in(visitor)
    url = place(budget, manage="/manage")
    assert "Pitch" not in visitor.get(url).text
    visitor.post(f"{url}/close")
    visitor.post(f"{url}/count")
    assert "Pitch" in visitor.get(url).text
    visitor.get(place(budget, "/results"), expect=404)
    visitor.post(f"{url}/publish")
    visitor.get(place(budget, "/results"))


def test_results_say_who_won_and_why_the_others_did_not(budget, visitor, app):
    finish(visitor, budget)
    page = Visitor(app).get(place(budget, "/results"))
    assert "It cost more than was left when its turn came." in page.text
    assert "About 3 votes more would have been enough." in page.text
    assert page.text.index("Pitch") < page.text.index("Benches by the shore")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_results_are_told_in_every_language(budget, visitor, app, language):
    finish(visitor, budget)
    for rest in ("/results", "/check", "/log"):
        Visitor(app).get(place(budget, rest).replace("/en/", f"/{language}/"))


def test_files_are_there_for_everybody(budget, visitor, app):
    finish(visitor, budget)
    anybody = Visitor(app)
    assert "PROJECTS" in anybody.raw("GET", place(budget, "/results/town.pb")).text
    assert anybody.raw("GET", place(budget, "/results/bundle.zip")).data.startswith(b"PK")
    assert len(anybody.raw("GET", place(budget, "/results/trackers.txt")).text.splitlines()) == 12
    anybody.raw("GET", place(budget, "/results/nowhere.pb"), 404)


def test_tracking_words_tell_whether_a_ballot_was_counted_in_any_language(budget, visitor, app):
    finish(visitor, budget)
    code = db.session.scalar(sa.select(Tracker.code).limit(1))
    url, anybody = place(budget, "/check"), Visitor(app)
    anybody.get(url)
    for language in ("fi", "sv", "en"):
        words = {"tracker": voting.words_of(code, language)}
        assert "Your ballot was counted" in anybody.post(url, words, expect=200).text
    other = {"tracker": voting.words_of(b"x" * 6, "fi")}
    assert "There is no ballot with these words" in anybody.post(url, other, expect=200).text
    wrong = anybody.post(url, {"tracker": "qqqq zzzz"}, expect=200)
    assert "These are not tracking words: qqqq, zzzz" in wrong.text
    assert 'value="qqqq zzzz"' in wrong.text
    anybody.post(url, {"tracker": ""}, expect=422)


def test_the_log_is_for_everybody_and_says_where_it_was_changed(budget, visitor, app):
    finish(visitor, budget)
    url = place(budget, "/log")
    assert "The log is whole." in Visitor(app).get(url).text
    voting_log.find(budget.activity_id, voting_log.CLOSED).facts = {}
    db.session.commit()
    assert "is not as it was written" in Visitor(app).get(url).text


def test_a_decision_against_the_count_is_told_to_everybody(budget, visitor, app):
    sign_in(visitor)
    url = place(budget, manage="/manage")
    visitor.post(f"{url}/close")
    visitor.post(f"{url}/count")
    visitor.get(f"{url}/override")
    visitor.post(f"{url}/override", {"project": "p2", "fund": "no"}, expect=422)
    said = {"project": "p2", "fund": "no", "body": "The council", "reason": "Against the plan."}
    visitor.post(f"{url}/override", said)
    visitor.post(f"{url}/publish")
    visitor.post(f"{url}/override", said)
    visitor.post(f"{url}/count")
    page = Visitor(app).get(place(budget, "/results"))
    assert "The council decided against the count" in page.text


def test_codes_are_made_once_and_cancelled_together(budget, visitor):
    sign_in(visitor)
    url = place(budget, manage="/manage")
    visitor.get(f"{url}/codes")
    visitor.post(f"{url}/codes", {"count": "many"}, expect=422)
    made = visitor.raw("POST", f"{url}/codes", data={"count": "3", "area": "north"})
    assert len(made.text.splitlines()) == 4
    visitor.post(f"{url}/codes/1/cancel")
    visitor.raw("POST", f"{url}/codes/x/cancel", 404)
    assert all(db.session.scalars(sa.select(VotingCode.is_cancelled)))


def test_figures_that_differ_are_named_and_a_reason_closes(budget, visitor):
    db.session.execute(sa.delete(Tracker))
    db.session.commit()
    sign_in(visitor)
    url = place(budget, manage="/manage")
    visitor.get(f"{url}/close")
    page = visitor.post(f"{url}/close", {"reason": ""}, expect=422)
    assert "trackers and electronic votes: 0 and 12" in page.text
    visitor.post(f"{url}/close", {"reason": "A backup was restored."})
    assert "The vote was closed." in visitor.get(place(budget, "/log")).text


def test_deeds_out_of_turn_change_nothing_and_say_why(budget, visitor):
    sign_in(visitor)
    url = place(budget, manage="/manage")
    for deed in ("publish", "count"):
        visitor.post(f"{url}/{deed}")
    visitor.get(f"{url}/override", expect=404)
    visitor.post(f"{url}/close")
    visitor.post(f"{url}/close")
    found = [one.kind for one in voting_log.events(budget.activity_id)]
    assert found == ["closed"]


def test_the_page_that_counts_again_has_what_it_needs(budget, visitor, app):
    finish(visitor, budget)
    page = Visitor(app).get(place(budget, "/recount"))
    said = page.text.split("<template>")[1].split("</template>")[0]
    told = json.loads(html.unescape(said))
    assert [area["area"] for area in told["areas"]] == ["town", "north"]
    assert "PROJECTS" in Visitor(app).raw("GET", told["areas"][0]["url"]).text
