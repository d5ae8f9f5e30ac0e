"""Opinion groups come of evaluations in a job, stay the same between runs, and tell of nobody."""

import json
from datetime import timedelta
from random import Random

import pytest
import sqlalchemy as sa

from participation.brainstorming import jobs
from participation.brainstorming.domain.weighing import Counts
from participation.brainstorming.group_models import OpinionMember, OpinionRun, Step
from participation.brainstorming.idea_models import Evaluation, IdeaState, Participant
from participation.brainstorming.models import Scale
from participation.brainstorming.services import grouping, opinions
from participation.brainstorming.services.evaluating import keep_counts
from participation.platform.access.actor import Role
from participation.platform.clock import now, today
from participation.platform.database import random_key
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place, write
from tests.factories import make_municipality, save
from tests.pages import Visitor
from tests.staff import sign_in

PLACE = "/en/manage/a/{}/ideas/opinions"


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm()


def weigh(round_, sizes, ideas=16, seed=0):
    """Let groups of people weigh ideas: alike in a group, now and then not."""
    chance = Random(seed)
    made = [make_idea(round_, f"Ajatus {at}") for at in range(ideas)]
    votes = {idea.id: [] for idea in made}
    people, rows = [], []
    for size, opinions_ in sizes:
        for _one in range(size):
            who = random_key() * 2
            people.append({"id": who, "brainstorm_id": round_.id})
            for at, idea in enumerate(made):
                opinion = opinions_[at % len(opinions_)]
                opinion = chance.choice((1, 0, -1)) if chance.random() < 0.05 else opinion
                votes[idea.id].append(opinion)
                rows.append(
                    {
                        "id": random_key() * 2,
                        "brainstorm_id": round_.id,
                        "idea_id": idea.id,
                        "participant": who,
                        "opinion": opinion,
                        "day": today(),
                    }
                )
    db.session.execute(sa.insert(Participant), people)
    db.session.execute(sa.insert(Evaluation), rows)
    for idea in made:
        said = votes[idea.id]
        keep_counts(idea, Counts(said.count(1), said.count(-1), said.count(0)))
    db.session.commit()
    return made


TWO = [(20, (1, 1, -1, 1)), (14, (-1, 1, 1, -1))]


def work_out(round_):
    with unit_of_work():
        grouping.ask_for(round_)
    assert jobs.find_groups(now()) == 1
    db.session.expire_all()
    return opinions.told(round_, Scale.AGREE)


def labels():
    return dict(
        db.session.execute(sa.select(OpinionMember.participant, OpinionMember.number)).all()
    )


def test_people_who_think_alike_are_a_group(round_):
    ideas = weigh(round_, TWO)
    told = work_out(round_)
    assert [group.people for group in told.groups] == [20, 14]
    assert {mark.agrees for group in told.groups for mark in group.marks} <= {True, False}
    names = [group.name.line.idea.id for group in told.groups]
    assert set(names) <= {idea.id for idea in ideas}
    assert len(set(names)) == 2
    assert {line.idea.words for line in told.lists["together"]} <= {
        f"Ajatus {at}" for at in range(1, 16, 4)
    }
    assert told.lists["divided"]
    assert any(idea.extremity > 0 for idea in ideas_of(round_))


def test_groups_keep_their_number_and_nothing_changes_without_a_change(round_):
    weigh(round_, TWO)
    work_out(round_)
    before, running = labels(), db.session.get(OpinionRun, round_.id).running
    work_out(round_)
    assert labels() == before
    assert db.session.get(OpinionRun, round_.id).running == running == 1


def test_another_number_of_groups_is_used_after_four_wins(round_):
    weigh(round_, TWO)
    work_out(round_)
    run = db.session.get(OpinionRun, round_.id)
    run.in_use, run.best, run.running = 3, 3, 1
    used = []
    for _time in range(4):
        run.evaluations -= 1  # something has changed
        db.session.commit()
        work_out(round_)
        run = db.session.get(OpinionRun, round_.id)
        used.append(run.in_use)
    assert used == [3, 3, 3, 2]


def test_what_is_missing_is_said(round_, app):
    weigh(round_, [(3, (1, -1))])
    told = work_out(round_)
    assert told.lack == "people"
    assert not told.groups
    page = signed_in(app).get(PLACE.format(round_.public_id)).words("main")
    assert "15" in page
    assert "3" in page


def signed_in(app, role=Role.EDITOR):
    visitor = Visitor(app)
    sign_in(visitor, role)
    return visitor


def test_the_page_calls_groups_by_ideas_and_hides_small_ones(round_, app):
    weigh(round_, [*TWO, (3, (0, -1, 0, 0))])
    work_out(round_)
    page = signed_in(app).get(PLACE.format(round_.public_id)).words("main")
    assert "For: Ajatus" in page
    round_.minimum = 15
    db.session.commit()
    told = opinions.told(round_, Scale.AGREE)
    assert told.lack == opinions.SMALL
    assert not told.groups
    assert told.map is None


def test_a_hidden_idea_leaves_the_page_at_once(round_, app):
    weigh(round_, TWO)
    told = work_out(round_)
    idea = told.groups[0].name.line.idea
    idea.state = IdeaState.HIDDEN
    words = idea.words
    db.session.commit()
    page = signed_in(app).get(PLACE.format(round_.public_id))
    assert words + " " not in page.words("main") + " "
    assert page.status == 200


def test_what_is_kept_of_a_person_is_a_number_and_goes_with_their_evaluations(round_, visitor):
    weigh(round_, TWO)
    db.session.expire_all()
    for idea in ideas_of(round_):
        visitor.post(place(round_, f"/evaluate/{idea.public_id}"), {"opinion": "1"})
    work_out(round_)
    assert len(labels()) == 35
    run = db.session.get(OpinionRun, round_.id)
    told = json.dumps(run.found)
    assert not any(who.hex() in told for who in labels())
    write(visitor, round_, "Lisää penkkejä")
    visitor.post(place(round_, "/leave"), {"evaluations": "1"})
    assert len(labels()) == 34


def test_fields_with_few_people_are_not_drawn(round_):
    weigh(round_, TWO)
    work_out(round_)
    fields = db.session.get(OpinionRun, round_.id).found["map"]["fields"]
    assert all(people >= round_.least_people for _x, _y, _group, people in fields)


def test_groups_are_asked_for_where_something_changed(round_):
    weigh(round_, TWO)
    assert jobs.ask_for_groups(now()) == 1
    assert jobs.ask_for_groups(now()) == 1
    work_out(round_)
    assert jobs.ask_for_groups(now()) == 0
    keep_counts(ideas_of(round_)[0], Counts(agreed=99))
    db.session.commit()
    assert jobs.ask_for_groups(now()) == 1
    assert db.session.get(OpinionRun, round_.id).is_wanted


def test_work_that_was_lost_is_taken_up_again(round_):
    weigh(round_, TWO)
    save(OpinionRun(brainstorm_id=round_.id, step=Step.GROUPING, is_wanted=False, begun=now()))
    assert jobs.find_groups(now()) == 0
    assert jobs.find_groups(now() + timedelta(hours=1)) == 1
    assert db.session.get(OpinionRun, round_.id).step is Step.DONE


def test_a_fault_is_told_and_leaves_what_was_known(round_, app, monkeypatch):
    weigh(round_, TWO)
    work_out(round_)

    def broken(*_all):
        raise ValueError

    monkeypatch.setattr(grouping, "analyse", broken)
    with unit_of_work():
        grouping.ask_for(round_)
    assert jobs.find_groups(now()) == 0
    db.session.expire_all()
    assert db.session.get(OpinionRun, round_.id).step is Step.FAILED
    assert len(opinions.told(round_, Scale.AGREE).groups) == 2


def test_importance_beside_realisation_needs_five(app):
    make_municipality()
    round_ = make_brainstorm(scale=Scale.IMPORTANCE)
    matters, few, enough = (make_idea(round_, words) for words in ("Lautat", "Harva", "Kirjasto"))
    keep_counts(matters, rated(8, (5, 5, 4, 5, 4, 5, 5, 4), (1, 2, 2, 1, 2, 1, 3, 1)))
    keep_counts(few, rated(4, (5, 5, 5, 5), (1, 1, 1, 1)))
    keep_counts(enough, rated(6, (2, 3, 2, 1, 3, 2), (5, 5, 4, 5, 4, 5)))
    db.session.commit()
    found = opinions.fourfold(round_)
    assert [(one.idea.words, one.both.quadrant) for one in found.rated] == [
        ("Lautat", "act"),
        ("Kirjasto", "enough"),
    ]
    assert found.left_out == 1
    page = signed_in(app).get(PLACE.format(round_.public_id)).words("main")
    assert "Lautat" in page
    assert "Harva" not in page


def rated(n, importance, realisation):
    return Counts(
        0, 0, 0, n, sum(importance), sum(x * x for x in importance),
        n, sum(realisation), sum(x * x for x in realisation),
    )  # fmt: skip
