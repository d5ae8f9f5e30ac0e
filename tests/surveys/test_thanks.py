"""What the page of thanks says comes next."""

from datetime import timedelta

from participation.platform.clock import now
from participation.platform.extensions import db
from tests.pages import Visitor
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url


def test_after_closing_the_thanks_tell_of_it_in_the_past(visitor: Visitor) -> None:
    survey = make_survey(closes=now() + timedelta(hours=1))
    visitor.get(url(survey))
    visitor.post(url(survey, "answer/p1"), PAGE_1)
    visitor.post(url(survey, "answer/p2"), PAGE_2)
    assert "The survey closes on" in visitor.get(url(survey, "thanks", "en")).words()
    survey.closes = now() - timedelta(minutes=1)
    db.session.commit()
    told = visitor.get(url(survey, "thanks", "en")).words()
    assert "The survey closes on" not in told
    assert "The survey has now closed. Everybody can see the results" in told
