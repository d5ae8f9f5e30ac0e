"""The demo town's brainstorms: written by hand, believable, and with groups to be found."""

from collections import Counter

import pytest
import sqlalchemy as sa

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.domain.weighing import Counts, Said
from participation.brainstorming.group_models import OpinionRun
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaMerge, IdeaState
from participation.brainstorming.models import Brainstorm, Scale
from participation.brainstorming.services import opinions
from participation.brainstorming.services.evaluating import counts_of
from participation.brainstorming.theme_models import IdeaAssignment
from participation.demo.ideas.remarks import remarks
from participation.demo.ideas.sketches import HIDDEN, MERGED, sketches, translations
from participation.demo.ideas.staff import head_of
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.texts.languages import language_of
from tests.staff import sign_in

HEADS = [one for one in sketches("closed") if one.topic.key not in (HIDDEN, MERGED)]


def rounds():
    of_town = sa.select(Activity).where(Activity.kind == "brainstorm").order_by(Activity.id)
    return db.session.scalars(of_town).all()


def ideas(activity, *wanted):
    return db.session.scalars(
        sa.select(Idea).where(Idea.brainstorm_id == activity.id, *wanted)
    ).all()


def test_no_idea_is_written_twice_and_all_fit():
    words = [one.words for name in ("closed", "open") for one in sketches(name)]
    assert len(words) == len(set(words))
    assert max(map(len, words)) <= 280
    assert len(HEADS) > 400
    assert {one.language for one in HEADS} == set(LANGUAGES)


def test_feelings_are_of_three_kinds_of_people():
    assert all(len(one.about) == 3 and set(one.about) <= set("+-o?") for one in HEADS)
    assert all(one.about.isdigit() and len(one.about) == 2 for one in sketches("open"))


def test_what_staff_did_is_about_ideas_that_are_there():
    for one in sketches("closed"):
        if one.topic.key == MERGED:
            assert head_of(one, HEADS)
    for each in translations():
        found = [one for one in HEADS if one.words.startswith(each.beginning)]
        assert len(found) == 1, each.beginning


def test_ideas_are_in_the_language_that_they_say():
    wrong = [one.words for one in HEADS if language_of(one.words, one.language) != one.language]
    assert len(wrong) < len(HEADS) * 0.03, wrong


@pytest.mark.usefixtures("town")
def test_one_has_closed_and_one_is_open():
    closed, under_way = rounds()
    now = clock.now()
    assert [one.state(now) for one in (closed, under_way)] == [State.CLOSED, State.OPEN]
    assert (closed.closes - closed.opens).days == 20
    assert db.session.get_one(Brainstorm, under_way.id).scale is Scale.IMPORTANCE
    assert len(ideas(under_way, Idea.is_reviewed.is_(False))) == 5
    days = db.session.scalars(sa.select(Evaluation.day).where(
        Evaluation.brainstorm_id == under_way.id)).all()  # fmt: skip
    assert max(days) <= clock.today()


@pytest.mark.usefixtures("town")
def test_counts_are_those_of_the_evaluations():
    closed, _open = rounds()
    every = {}
    for one in db.session.scalars(
        sa.select(Evaluation).where(Evaluation.brainstorm_id == closed.id)
    ):
        every.setdefault(one.idea_id, []).append(Said(opinion=one.opinion))
    behind = set(db.session.scalars(sa.select(IdeaMerge.into_id)))
    for idea in ideas(closed):
        if idea.id not in behind:
            assert counts_of(idea) == Counts.total(every.get(idea.id, []))
        else:
            assert counts_of(idea).seen >= len(every[idea.id])


@pytest.mark.usefixtures("town")
def test_some_are_hidden_some_joined_and_most_sorted():
    closed, _open = rounds()
    states = Counter(idea.state for idea in ideas(closed))
    assert states[IdeaState.HIDDEN] == 12
    joined = ideas(closed, Idea.merged_into_id.is_not(None))
    assert len(joined) == 14
    assert sum(idea.joined for idea in ideas(closed)) == 14
    sorted_ = db.session.scalar(sa.select(sa.func.count()).select_from(IdeaAssignment))
    assert 0.8 * len(HEADS) < sorted_ < len(HEADS)


def test_what_people_say_of_ideas_is_about_ideas_that_are_there_in_its_language():
    said = remarks()
    assert {one.language for one in said} == set(LANGUAGES)
    for one in said:
        assert len([each for each in HEADS if each.words.startswith(one.beginning)]) == 1, one
        assert language_of(one.words, one.language) == one.language, one


@pytest.mark.usefixtures("town")
def test_the_closed_one_has_comments_and_hidden_ones_among_them():
    closed, under_way = rounds()
    found = db.session.scalars(sa.select(IdeaComment)).all()
    assert {one.brainstorm_id for one in found} == {closed.id}
    assert Counter(one.state for one in found)[IdeaState.HIDDEN] == 2
    assert all(one.idea.day <= one.day for one in found)
    told = {one.id: db.session.get_one(Brainstorm, one.id).has_comments for one in rounds()}
    assert told == {closed.id: True, under_way.id: False}


def test_staff_read_its_results_with_groups_and_what_is_left_out(town, visitor):
    closed, _open = rounds()
    sign_in(visitor, Role.ADMINISTRATOR)
    page = visitor.get(f"/fi/manage/a/{closed.public_id}/ideas/results", queries=9)
    assert "1 kommenttia ei näytetä: loukkaava." in page.words("main")
    assert "y-opinion-map__frame" in page.text


@pytest.mark.usefixtures("town")
def test_three_groups_are_found():
    closed, _open = rounds()
    told = opinions.told(closed, Scale.AGREE)
    assert len(told.groups) == 3
    assert all(group.people > 100 for group in told.groups)
    assert len({group.name.line.idea.id for group in told.groups}) == 3
    assert told.lists["together"]
    assert told.lists["divided"]
    assert db.session.get_one(OpinionRun, closed.id).in_use == 3


def test_visitors_write_and_weigh_in_the_open_one(town, visitor):
    _closed, under_way = rounds()
    place = f"/sv/a/{under_way.public_id}/ideas"
    visitor.post(f"{place}/write/q1", {"words": "Mobilen laddas gratis i väntrummet."})
    found = ideas(under_way, Idea.words.contains("väntrummet"))
    assert len(found) == 1
    drawn = visitor.raw("GET", f"{place}/evaluate", 302).location
    assert "importance" in visitor.get(drawn).text
    db.session.delete(found[0])
    db.session.commit()


@pytest.mark.usefixtures("town")
def test_the_questions_have_a_described_picture():
    for activity in rounds():
        (question,) = db.session.get_one(Brainstorm, activity.id).questions
        assert question.picture.content_type == "image/png"
        assert set(question.picture_alt.translations) == set(LANGUAGES)


@pytest.mark.usefixtures("town")
def test_ideas_are_about_areas_of_the_town():
    for activity, fewest in zip(rounds(), (4, 1), strict=True):
        known = {one.code for one in db.session.get_one(Brainstorm, activity.id).areas}
        told = {idea.area for idea in ideas(activity, Idea.area != "")}
        assert len(known) == 4
        assert told <= known
        assert len(told) >= fewest
    assert len(ideas(rounds()[0], Idea.latitude.is_not(None), Idea.longitude.is_not(None))) > 10
