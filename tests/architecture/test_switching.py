"""What staff have typed outlives a change of the page's language, and is not saved by it."""

import pytest
import sqlalchemy as sa

from participation.platform.audit.models import AuditEntry
from participation.platform.extensions import db
from tests.factories import make_municipality
from tests.staff import sign_in
from tests.surveys.building import make_survey

PAGES = {
    "/manage/processes/new": "name-fi",
    "/manage/p/strategia/edit": "name-fi",
    "/manage/p/strategia/phases/new": "name-fi",
    "/manage/p/strategia/events/new": "title-fi",
    "/manage/p/strategia/decisions/new": "body-fi",
    "/manage/p/strategia/contacts/new": "name",
    "/manage/p/strategia/documents/new": "title-fi",
    "/manage/p/strategia/new/survey": "title-fi",
    "/manage/a/{survey}/settings": "title-fi",
    "/manage/a/{survey}/links/new": "name-fi",
    "/manage/a/{survey}/thanks": "thanks-fi",
    "/manage/people/invite": "name",
    "/manage/account": "name",
    "/manage/settings/names": "name-fi",
    "/manage/settings/contacts": "phone",
    "/manage/settings/pages/privacy": "title-fi",
}


@pytest.mark.parametrize("page", PAGES)
def test_typed_words_are_there_in_the_other_language(visitor, page):
    make_municipality()
    survey = make_survey("text")
    sign_in(visitor)
    address = page.format(survey=survey.public_id)
    opened = visitor.get(f"/fi{address}")
    switch = [b for b in opened.all("button") if b.get("formaction") == f"/sv{address}"]
    assert [button.get("name") for button in switch] == ["_switch"]
    typed = {PAGES[page]: "Unfinished words", "_switch": "sv"}
    shown = visitor.post(f"/sv{address}", typed, expect=200)
    assert shown.one("html").get("lang") == "sv"
    assert "Unfinished words" in shown.text
    assert "error-summary" not in shown.text
    assert db.session.scalars(sa.select(AuditEntry)).all() == []


def test_a_reason_is_kept_and_nothing_is_published(visitor):
    make_municipality()
    survey = make_survey("text", languages=["fi"])
    sign_in(visitor)
    place = f"/manage/a/{survey.public_id}"
    for address in (f"/sv{place}", f"/sv{place}/publish"):
        shown = visitor.post(address, {"reason": "In a hurry", "_switch": "sv"}, expect=200)
        assert "In a hurry" in shown.text
    visitor.get(f"/fi{place}/publish")
    db.session.refresh(survey)
    assert survey.published is None
