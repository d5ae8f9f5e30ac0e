from datetime import timedelta

import pytest

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.activities.occasions import Occasion, occasion_named
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from tests.factories import make_activity, make_process, text

SAME = ("id", "public_id", "kind", "title", "access", "results", "opens", "closes", "published")


def test_an_occasion_says_what_the_activity_says(app):
    activity = make_activity(make_process(slug="strategia"))
    occasion = occasion_named(activity.public_id)
    for name in SAME:
        assert getattr(occasion, name) == getattr(activity, name)
    assert list(occasion.languages) == activity.languages
    assert occasion.process_slug == "strategia"
    assert occasion.process_published == activity.process.published
    assert occasion.state(now()) is activity.state(now())


def test_every_change_shows_at_once(app):
    activity = make_activity(make_process())
    before = occasion_named(activity.public_id)
    moment = now()
    activity.title, activity.languages = text("Uusi otsikko"), ["fi"]
    activity.closes = moment - timedelta(minutes=1)
    activity.opens = activity.published = moment - timedelta(days=2)
    db.session.execute(Activity.process.property.mapper.local_table.update().values(published=None))
    db.session.commit()

    after = occasion_named(activity.public_id)
    assert before.state(moment) is not State.CLOSED
    assert after.state(moment) is State.CLOSED
    assert (after.title.in_("fi"), after.languages) == ("Uusi otsikko", ("fi",))
    assert after.process_published is None


def test_what_has_not_changed_is_read_into_one_object(app):
    activity = make_activity(make_process())
    first: Occasion = occasion_named(activity.public_id)
    assert occasion_named(activity.public_id) is first


def test_there_is_no_occasion_without_an_activity(app):
    with pytest.raises(NotFound):
        occasion_named("nothing")
