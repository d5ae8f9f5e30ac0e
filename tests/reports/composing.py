"""What tests of composed reports do over and over."""

import re
from datetime import UTC, datetime

from sqlalchemy import select

from participation.activities.services.releasing import release_closed
from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.reports.models import Report
from surveys import queries
from surveys.services import open_answers, redacting
from surveys.services.counting import rebuild
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.factories_counting import ONE_ANSWER, closed, make_version, respond_each

KINDS = {"pdf": b"%PDF", "docx": b"PK", "pptx": b"PK", "xlsx": b"PK"}


def asked(people=12, process=None, **changes):
    activity = closed(process=process, **changes) if process else closed(**changes)
    version = make_version(activity)
    respond_each(version, [ONE_ANSWER] * people)
    db.session.commit()
    return activity


def released(activity):
    release_closed(activity, datetime(2026, 9, 1, tzinfo=UTC))
    db.session.commit()
    return activity


def quoted(activity, words="penkkejä"):
    actor = actor_of(make_person(Role.ANALYST, email="coder@lintukorpi.test"))
    question = open_answers.asked(activity, "idea")
    first = open_answers.found(question, open_answers.Look()).answers[0]
    quote = redacting.pick(question, first, words, is_clean=True, actor=actor, now=now())
    db.session.commit()
    return quote.public_id


def began(visitor, activity, role=Role.EDITOR):
    sign_in(visitor, role)
    title = {"title-fi": "Raportti", "title-sv": "Rapport", "title-en": "Report"}
    new = f"/en/manage/a/{activity.public_id}/reports/new"
    return visitor.post(new, title).response.location


def report():
    db.session.expire_all()
    return db.session.scalars(select(Report)).one()


def blocks(kind=None):
    return [b for b in report().document["blocks"] if kind in (None, b["block"])]


def added(visitor, place, kind, expect=302, **data):
    return visitor.post(f"{place}/add?kind={kind}", data, expect=expect)


def text(fi, sv="Svenska", en="English"):
    return {"words-fi": fi, "words-sv": sv, "words-en": en}


def changed(visitor, place, piece, **data):
    page = visitor.get(f"{place}/{piece}")
    mark = re.search(r'name="mark"[^>]*value="([^"]*)"', page.text)[1]
    return {"mark": mark, "kind": "text", **data}


def keep(visitor, place, deed="keep", **what):
    return visitor.post(f"{place}/figures", {"deed": deed, **what})


def answered_more(activity, times=3, **words):
    version = queries.current_version(activity.id)
    respond_each(version, [ONE_ANSWER | words] * times)
    rebuild(activity.id, now())
    db.session.commit()


def publish(visitor, place, expect=302):
    return visitor.post(f"{place}/publish", expect=expect)


def finished(visitor, activity):
    """A report that can be published: what a release of so few does not tell is left out."""
    place = began(visitor, activity)
    visitor.get(f"{place}/publish")
    return place


def public(place):
    return place.replace("/manage", "")
