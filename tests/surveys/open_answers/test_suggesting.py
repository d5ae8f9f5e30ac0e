"""Suggested themes and near-duplicates: looked for by the worker, decided about by people."""

import re

import sqlalchemy as sa

from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.coding_models import (
    Coding,
    Reading,
    SuggestedGroup,
    SuggestedMember,
    Theme,
)
from surveys.jobs import look_for_themes
from tests.staff import sign_in
from tests.surveys.open_answers.coders import (
    MANY,
    place,
    theme,
    wish,
)


def test_suggestions_are_looked_for_and_decided_about(visitor, activity, version):
    sign_in(visitor)
    wish(version, *MANY, MANY[0].upper(), MANY[0] + "!")
    visitor.post(place(activity, "/suggestions"), {"number": 7}, expect=404)
    page = visitor.follow(place(activity, "/suggestions"), {"number": 5})
    assert "Themes are being looked for." in page.words()
    assert look_for_themes(now()) == 1
    assert look_for_themes(now()) == 0
    page = visitor.get(place(activity, "/suggestions"))
    assert "uimahalli" in page.words()
    assert "Answers that say nearly the same" in page.words()
    groups = db.session.scalars(sa.select(SuggestedGroup).order_by(SuggestedGroup.id)).all()
    ids = [group.public_id for group in groups]
    decide = place(activity, f"/suggestions/{ids[0]}")
    visitor.post(decide, {"label": ""})
    assert db.session.query(Theme).count() == 0
    visitor.post(decide, {"label": "Penkit", "at_once": "1"})
    (made,) = db.session.scalars(sa.select(Theme))
    assert made.label == Text({"en": "Penkit"})
    assert made.method.startswith("nmf")
    methods = set(db.session.scalars(sa.select(Reading.method)))
    assert methods == {made.method}
    assert db.session.query(Coding).count() == db.session.query(Reading).count() > 0
    visitor.post(place(activity, f"/suggestions/{ids[1]}"), {"into": made.public_id})
    visitor.post(place(activity, f"/suggestions/{ids[-1]}"), {"drop": "1"})
    visitor.post(place(activity, f"/suggestions/{ids[0]}"), {"drop": "1"}, expect=404)
    page = visitor.get(place(activity, "/suggestions"))
    assert ids[-1] not in page.text


def test_looking_again_replaces_only_what_is_undecided(visitor, activity, version):
    sign_in(visitor)
    wish(version, *MANY)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    accepted = db.session.scalars(sa.select(SuggestedGroup.public_id)).first()
    visitor.post(place(activity, f"/suggestions/{accepted}"), {"label": "Yksi"})
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    names = set(db.session.scalars(sa.select(SuggestedGroup.public_id)))
    assert accepted in names
    assert len(names) > 1


def test_what_was_accepted_is_suggested_while_coding_and_never_ticked(visitor, activity, version):
    sign_in(visitor)
    wish(version, *MANY)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    group = db.session.scalars(sa.select(SuggestedGroup)).first()
    member = db.session.scalars(
        sa.select(SuggestedMember.response_id).where(SuggestedMember.group_id == group.id)
    ).first()
    visitor.post(place(activity, f"/suggestions/{group.public_id}"), {"label": "Yksi"})
    page = visitor.get(place(activity, f"/code?answer={member.hex()}"))
    assert re.search("Suggested: (likely|perhaps)", page.words())
    assert not [e for e in page.all("input") if e.get("checked") is not None]


def test_answers_that_say_the_same_are_coded_together_only_when_wanted(visitor, activity, version):
    sign_in(visitor)
    dogs = "Koirapuisto satamaan mahdollisimman pian"
    keys = wish(version, dogs, dogs + "!!", dogs.upper(), *MANY)
    parks = theme(activity)
    visitor.post(place(activity, "/suggestions"), {"number": 5})
    look_for_themes(now())
    page = visitor.get(place(activity, f"/code?answer={keys[0].hex()}"))
    assert "2 answers that say nearly the same" in page.words()
    sent = {"answer": keys[0].hex(), "theme": [parks]}
    visitor.post(place(activity, "/code"), sent)
    assert db.session.query(Reading).count() == 1
    visitor.post(place(activity, "/code"), sent | {"alike": "1"})
    assert set(db.session.scalars(sa.select(Reading.response_id))) == set(keys[:3])
