"""Voting in a browser without JavaScript."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from budgeting.models import BallotKind, BudgetStage
from budgeting.project_models import Project
from budgeting.services import voting, voting_codes
from budgeting.views import voting_basket
from budgeting.views.voting_basket import Basket
from budgeting.voting_models import RollEntry, Slip, Tracker
from participation.activities.models import AccessLevel
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.budgeting.making import make_category
from tests.budgeting.voting.making import make_vote
from tests.factories import make_municipality
from tests.pages import Visitor

SEVENTEEN = today().year - 17
DIGEST = re.compile(r'name="digest" value="(\w+)"')


@pytest.fixture
def town(app):
    return make_municipality()


def a_vote(**changes):
    """A vote that is open now."""
    values = {"minimum_age": None, "is_for_residents": False, "access": AccessLevel.DEVICE}
    return make_vote(begins=now() - timedelta(days=1), **values | changes)


def place(budget, rest=""):
    return f"/en/a/{budget.activity.public_id}/vote{rest}"


def choose(visitor, url, code, do="add", **more):
    return visitor.follow(f"{url}/basket", {"project": code, "do": do, **more})


def let_in(visitor, url, **answers):
    return visitor.follow(url, answers)


def cast(visitor, url):
    digest = DIGEST.search(visitor.get(f"{url}/review").text).group(1)
    return visitor.post(f"{url}/cast", {"digest": digest})


def counted(table):
    return db.session.scalar(sa.select(sa.func.count()).select_from(table))


def end(budget):
    stage = db.session.scalar(sa.select(BudgetStage))
    stage.closes = now() - timedelta(seconds=1)
    db.session.commit()


def test_somebody_votes_from_the_entrance_to_the_receipt(town, visitor):
    url = place(a_vote())
    visitor.get(url)
    assert "0 of at most 5 projects chosen" in let_in(visitor, url).text
    assert "1 of at most 5 projects chosen" in choose(visitor, url, "p2").text
    choose(visitor, url, "p3")
    receipt = visitor.get(cast(visitor, url).response.location)
    (tracker,) = db.session.scalars(sa.select(Tracker.code))
    assert voting.words_of(tracker, "en") in receipt.text
    assert "Pitch" not in receipt.text
    found = sorted(db.session.scalars(sa.select(Slip.marks)), key=str)
    assert found == [{"p2": 1}, {"p3": 1}]


def test_a_ballot_under_way_is_in_no_table_and_unreadable_in_the_cookie(town, visitor):
    budget = a_vote()
    url = place(budget)
    let_in(visitor, url)
    choose(visitor, url, "p2")
    kept = visitor.client.get_cookie(f"yhes-vote-{budget.activity.public_id}", "yhes.test")
    kept = kept or visitor.client.get_cookie(f"yhes-vote-{budget.activity.public_id}")
    assert "p2" not in kept.value
    assert (counted(RollEntry), counted(Slip), counted(Tracker)) == (0, 0, 0)


def test_every_page_says_that_the_vote_is_not_cast_yet(town, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    words = "your vote is not cast yet"
    assert words not in visitor.get("/en/r").text
    choose(visitor, url, "p1")
    assert words in visitor.get("/en/r").text
    cast(visitor, url)
    assert words not in visitor.get("/en/r").text


def test_who_is_too_young_is_told_the_year_and_where_to_get_help(town, visitor):
    url = place(a_vote(minimum_age=18, is_for_residents=True))
    asked = visitor.post(url, {"birth_year": str(SEVENTEEN), "is_resident": "y"}, expect=403)
    assert f"born in {today().year - 18} or earlier" in asked.text
    assert town.phone in asked.text
    assert f'value="{SEVENTEEN}"' in asked.text
    strange = visitor.post(url, {"birth_year": "1990"}, expect=403)
    assert "Only people who live in this municipality can vote." in strange.text
    visitor.post(url, {"birth_year": "1990", "is_resident": "y"})


def test_a_year_that_is_none_stays_in_its_field(town, visitor):
    url = place(a_vote(minimum_age=12))
    page = visitor.post(url, {"birth_year": "08"}, expect=422)
    assert "Write the year with four digits" in page.text
    assert 'value="08"' in page.text or 'value="8"' in page.text


def test_what_was_typed_outlives_a_change_of_the_language(town, visitor):
    url = place(a_vote(minimum_age=12)).replace("/en/", "/sv/")
    page = visitor.post(url, {"birth_year": "1990", "_switch": "sv"}, expect=200)
    assert 'value="1990"' in page.text


def test_a_code_lets_in_one_person_once(town, app, visitor):
    budget = a_vote(access=AccessLevel.CODE)
    with unit_of_work():
        (code,) = voting_codes.make(budget, 1, None, now=now())
    url = place(budget)
    wrong = visitor.post(url, {"code": "bbbb-bbbb-bbbb"}, expect=422)
    assert "This code is not valid" in wrong.text
    assert "bbbb-bbbb-bbbb" in wrong.text
    let_in(visitor, url, code=code.upper())
    choose(visitor, url, "p1")
    cast(visitor, url)
    other = Visitor(app)
    assert "Nothing was taken in now" in other.post(url, {"code": code}, expect=409).text


def test_a_code_with_an_area_opens_only_that_area(town, visitor):
    budget = a_vote(access=AccessLevel.CODE, is_bound_to_home=True)
    with unit_of_work():
        (code,) = voting_codes.make(budget, 1, budget.areas[1], now=now())
    page = let_in(visitor, place(budget), code=code)
    assert "Tree" in page.text


def test_the_same_browser_does_not_vote_again(town, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    choose(visitor, url, "p1")
    cast(visitor, url)
    assert visitor.post(f"{url}/leave").response.location
    visitor.post(url, expect=409)
    assert counted(RollEntry) == 1


def test_casting_twice_leads_to_the_same_receipt(town, app, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    choose(visitor, url, "p1")
    digest = DIGEST.search(visitor.get(f"{url}/review").text).group(1)
    cookies = dict(visitor.client._cookies)
    first = visitor.follow(f"{url}/cast", {"digest": digest})
    visitor.client._cookies = cookies  # the second click left before the first answer came
    second = visitor.follow(f"{url}/cast", {"digest": digest})
    assert first.words("main") == second.words("main")
    assert visitor.follow(f"{url}/cast", {"digest": digest}).words("main") == first.words("main")
    assert (counted(RollEntry), counted(Slip)) == (1, 1)


def test_going_back_after_casting_leads_to_the_receipt_and_adds_nothing(town, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    choose(visitor, url, "p1")
    cast(visitor, url)
    for page in ("", "/projects", "/review", "/compare"):
        assert visitor.get(url + page, expect=302).response.location.endswith("/receipt")
    assert choose(visitor, url, "p2").words("h1") == "Your ballot is cast"
    assert counted(Slip) == 1


def test_what_changed_in_another_window_is_not_cast_unseen(town, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    choose(visitor, url, "p1")
    seen = DIGEST.search(visitor.get(f"{url}/review").text).group(1)
    choose(visitor, url, "p2")
    page = visitor.follow(f"{url}/cast", {"digest": seen})
    assert "changed in another window" in page.text
    assert counted(Slip) == 0


def test_a_vote_that_closes_meanwhile_takes_nothing_and_says_so(town, visitor):
    budget = a_vote()
    url = place(budget)
    let_in(visitor, url)
    choose(visitor, url, "p2")
    digest = DIGEST.search(visitor.get(f"{url}/review").text).group(1)
    end(budget)
    page = visitor.post(f"{url}/cast", {"digest": digest}, expect=410)
    assert "it is not counted" in page.text
    assert "Pitch" in page.text
    assert counted(RollEntry) == 0
    assert "Voting has ended" in visitor.get(url).text
    visitor.post(f"{url}/leave")
    assert "not cast yet" not in visitor.get("/en/r").text


def test_before_the_vote_its_beginning_is_told(town, visitor):
    budget = a_vote()
    stage = db.session.scalar(sa.select(BudgetStage))
    stage.opens = now() + timedelta(days=2)
    db.session.commit()
    assert "Voting begins on" in visitor.get(place(budget)).text


def test_a_project_taken_off_meanwhile_is_named_and_taken_off(town, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    choose(visitor, url, "p1")
    choose(visitor, url, "p2")
    digest = DIGEST.search(visitor.get(f"{url}/review").text).group(1)
    db.session.scalar(sa.select(Project).where(Project.code == "p2")).is_on_ballot = False
    db.session.commit()
    page = visitor.post(f"{url}/cast", {"digest": digest}, expect=422)
    assert "p2 is no longer on the ballot" in page.text
    choose(visitor, url, "p2", do="remove", back="review")
    cast(visitor, url)
    assert counted(Slip) == 1


def test_more_than_allowed_is_not_chosen_and_the_limit_is_told(town, visitor):
    url = place(a_vote(most_choices=1))
    let_in(visitor, url)
    choose(visitor, url, "p1")
    page = choose(visitor, url, "p2")
    assert "choose at most 1 project. You have 2." in page.text
    assert "1 of at most 1 project chosen" in page.text


def test_a_knapsack_tells_what_is_left(town, visitor):
    url = place(a_vote(ballot_kind=BallotKind.KNAPSACK, most_choices=None))
    let_in(visitor, url)
    page = choose(visitor, url, "p1")
    assert "They cost 5,000\N{NO-BREAK SPACE}€ of 10,000\N{NO-BREAK SPACE}€" in page.text


def test_points_are_typed_and_a_word_is_not_a_number(town, visitor):
    url = place(a_vote(ballot_kind=BallotKind.POINTS, points=10, most_choices=None))
    let_in(visitor, url)
    assert "4 of 10 points given" in choose(visitor, url, "p1", mark="4").text
    assert "Write a whole number" in choose(visitor, url, "p1", mark="many").text
    assert "You have given 11" in choose(visitor, url, "p2", mark="7").text
    assert "0 of 10 points given" in choose(visitor, url, "p1", mark="0").text


def test_a_score_may_be_nothing_or_less(town, visitor):
    url = place(a_vote(ballot_kind=BallotKind.SCORE, least_score=-2, most_score=2))
    let_in(visitor, url)
    choose(visitor, url, "p1", mark="0")
    choose(visitor, url, "p2", mark="-2")
    cast(visitor, url)
    assert list(db.session.scalars(sa.select(Slip.marks))) == [{"p1": 0, "p2": -2}]


def test_a_ranking_is_made_with_buttons(town, visitor):
    url = place(a_vote(ballot_kind=BallotKind.RANK))
    let_in(visitor, url)
    for code in ("p1", "p2", "p3"):
        choose(visitor, url, code)
    choose(visitor, url, "p2", do="up")
    cast(visitor, url)
    found = sorted(db.session.scalars(sa.select(Slip.marks)), key=str)
    assert found == [{"p1": 2, "p2": 1}, {"p3": 1}]


def test_one_project_takes_the_whole_vote_where_one_is_chosen(town, visitor):
    url = place(a_vote(ballot_kind=BallotKind.CHOOSE_ONE))
    let_in(visitor, url)
    choose(visitor, url, "p1")
    assert "choose at most 1 project" in choose(visitor, url, "p2").text


def test_projects_are_found_by_area_category_word_number_and_favourites(town, visitor):
    budget = a_vote()
    parks = make_category(budget)
    db.session.scalar(sa.select(Project).where(Project.code == "p1")).category_id = parks.id
    db.session.commit()
    url = place(budget)
    let_in(visitor, url)

    def shown(query):
        page = visitor.get(f"{url}/projects?{query}")
        return {e.get("id") for e in page.all("li") if (e.get("id") or "").startswith("project-")}

    assert shown("") == {"project-p1", "project-p2", "project-p3"}
    assert shown("area=north") == {"project-p3"}
    assert shown("category=parks") == {"project-p1"}
    assert shown("q=pitch") == {"project-p2"}
    assert shown("q=nothing+like+it") == set()
    choose(visitor, url, "p3", do="like")
    assert shown("liked=1") == {"project-p3"}
    choose(visitor, url, "p3", do="unlike")
    assert shown("liked=1") == set()


def test_projects_are_compared_side_by_side(town, visitor):
    url = place(a_vote())
    let_in(visitor, url)
    page = visitor.get(f"{url}/compare?project=p1&project=p3&project=gone")
    assert "Tree" in page.text
    assert "Pitch" not in page.text
    assert "mark favourites" in visitor.get(f"{url}/compare").text


def test_the_order_is_each_voters_own_and_stays(town, app):
    budget = a_vote()
    for number in range(4, 16):
        one = db.session.scalar(sa.select(Project))
        values = {"area_id": one.area_id, "title": one.title, "cost_cents": 100}
        db.session.add(
            Project(budget_id=budget.activity_id, code=f"p{number}", is_on_ballot=True, **values)
        )
    db.session.commit()
    url, orders = place(budget), []
    for _ in range(2):
        visitor = Visitor(app)
        let_in(visitor, url)
        seen = [re.findall(r'id="project-(\w+)"', visitor.get(f"{url}/projects").text)] * 2
        assert seen[0] == re.findall(r'id="project-(\w+)"', visitor.get(f"{url}/projects").text)
        orders.append(seen[0])
    assert sorted(orders[0]) == sorted(orders[1])
    assert orders[0] != orders[1]


def test_a_browser_that_can_keep_no_more_says_so(town, visitor, monkeypatch):
    url = place(a_vote())
    let_in(visitor, url)
    monkeypatch.setattr("budgeting.views.voting_basket.MOST_BYTES", 10)
    assert "Your browser cannot keep more" in choose(visitor, url, "p1").text


def test_nobody_without_being_let_in_chooses_or_casts(town, visitor):
    url = place(a_vote())
    for page in ("/projects", "/review", "/compare"):
        assert visitor.get(url + page, expect=302).response.location.endswith("/vote")
    visitor.post(f"{url}/cast")
    assert counted(RollEntry) == 0


def test_a_cookie_that_somebody_wrote_themselves_is_nobodys(town, visitor):
    budget = a_vote()
    visitor.client.set_cookie(f"yhes-vote-{budget.activity.public_id}", "AAAA", domain="yhes.test")
    assert visitor.get(place(budget)).status == 200


def test_six_hundred_scores_fit_into_a_browser(app):
    from_codes = {f"p{number}": number % 7 for number in range(640)}
    with app.test_request_context():
        response = app.response_class()
        voting_basket.keep(response, "x" * 10, Basket(marks=from_codes, marker="f" * 64))
    assert len(response.headers["Set-Cookie"]) < 4096


def test_where_people_sign_in_elsewhere_the_page_says_whom_to_ask(town, visitor):
    page = visitor.get(place(a_vote(access=AccessLevel.IDENTIFIED)))
    assert town.phone in page.text
