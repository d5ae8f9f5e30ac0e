"""Answering, page by page."""

import pytest
import sqlalchemy as sa

from participation.activities.models import LedgerEntry
from participation.platform.extensions import db
from surveys.models import CountPending, Response, ResponseDraft
from tests.pages import Visitor
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url, wordlists

__all__ = ["wordlists"]


def responses() -> list[Response]:
    return list(db.session.scalars(sa.select(Response)))


@pytest.mark.usefixtures("wordlists")
def test_somebody_answers_page_by_page(visitor: Visitor) -> None:
    survey = make_survey()
    first = visitor.get(url(survey), queries=4)
    assert "Taustat" in first.words()
    second = visitor.follow(url(survey, "answer/p1"), PAGE_1)
    assert "Mielipiteet" in second.words()
    page = visitor.follow(url(survey, "answer/p2"), PAGE_2)
    assert "fi" in page.words("h1") or page.words("h1")
    (response,) = responses()
    assert response.answers == {
        "area": "north",
        "age": 42,
        "name": "Kylä",
        "uses": ["s1", "s2"],
        "views": {"r1": "s1", "r2": "~unknown"},
        "free": "Moi\nhei",
    }
    assert response.language == "fi"
    assert db.session.scalars(sa.select(ResponseDraft)).all() == []
    assert len(db.session.scalars(sa.select(LedgerEntry)).all()) == 1
    assert [note.sign for note in db.session.scalars(sa.select(CountPending))] == [1]
