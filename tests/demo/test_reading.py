"""The demo town's open answers have been read: themes of every answer, agreement, and quotes."""

import pytest
import sqlalchemy as sa

from participation.activities.domain.statistics.agreement import Kappa
from participation.activities.models import Activity
from participation.demo.reading import QUESTION, THEMES
from participation.platform import clock
from participation.platform.extensions import db
from participation.texts.personal import hints
from surveys.kind import SurveyKind
from surveys.services import coding, open_answers, redacting


@pytest.fixture
def question(town):
    first = db.session.scalars(sa.select(Activity).order_by(Activity.id)).first()
    return open_answers.asked(first, QUESTION)


def test_every_answer_has_been_read_and_quotes_tell_of_nobody(question):
    standing = coding.standing(question)
    said = open_answers.found(question, open_answers.Look())
    assert standing.counted.coded == said.total > 300
    assert len(standing.counted.themes) == len(THEMES)
    assert all(standing.counted.themes.values())
    (pair,) = standing.agreements
    assert isinstance(pair.whole, Kappa)
    assert 0.5 < pair.whole.kappa < 1
    quotes = redacting.quotes(question)
    assert len(quotes) == 3
    assert not [quote for quote in quotes if hints(quote.words)]
    found = SurveyKind().find(question.activity, f"{QUESTION}~themes", clock.now())
    assert found.answered == said.total
