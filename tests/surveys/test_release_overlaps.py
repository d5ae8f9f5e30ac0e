"""Groupings of almost the same people: one would tell what the other hides."""

import pytest

from participation.activities.models import Channel
from participation.activities.refusals import SamePeople
from participation.platform.extensions import db
from surveys.models import Response
from surveys.services.counting import rebuild
from tests.factories import make_municipality, text
from tests.surveys.test_releases import NOW, published, surveyed


@pytest.fixture(autouse=True)
def _municipality(app):
    make_municipality()


def test_groups_of_the_same_people_are_refused_after_each_other_too(app):
    activity, _version = surveyed()
    published(activity, splits=("area",))
    with pytest.raises(SamePeople):
        published(activity, splits=("home",))


@pytest.mark.parametrize("splits", [("@channel", "@language"), ("@language", "@channel")])
def test_groups_that_nobody_was_asked_for_are_compared_too(app, splits):
    activity, _version = surveyed()
    channel = Channel(activity=activity, name=text("Kirje"))
    db.session.add(channel)
    db.session.flush()
    for each in db.session.query(Response).limit(16):
        each.channel_id, each.language = channel.id, "sv"
    rebuild(activity.id, NOW)
    db.session.commit()
    with pytest.raises(SamePeople):
        published(activity, splits=splits)


def test_groupings_of_other_people_follow_each_other(app):
    activity, _version = surveyed()
    published(activity, splits=("area",))
    assert published(activity, splits=("area", "plan")).number == 2
