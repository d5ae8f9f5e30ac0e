"""Five thousand ideas of a script hide honest ones from nobody: people, projector, themes."""

import pytest
import sqlalchemy as sa

from participation.brainstorming import queries, theme_jobs
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.live_models import Phase
from participation.brainstorming.models import Moderation
from participation.brainstorming.services import evaluating, leading, sensemaking
from participation.brainstorming.services.participants import Arrival
from participation.brainstorming.theme_models import IdeaTheme, ThemeState
from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import make_brainstorm, make_idea, place
from tests.brainstorming.test_live import FLOOD, flood
from tests.factories import make_municipality, make_process
from tests.texts.test_learning import BENCHES, LIGHTS, PLAY, WAYS

HONEST = [*BENCHES, *LIGHTS, *WAYS, *PLAY]
DRAWS = 240  # as a clock would: evenly over all that may be drawn

pytestmark = pytest.mark.prove


@pytest.fixture(params=[1, 20, 2500], ids=lambda number: f"from {number} browsers")
def flooded(app, request):
    make_municipality()
    activity = make_brainstorm(make_process(), moderation=Moderation.AFTER)
    for words in HONEST:
        make_idea(activity, words)
    flood(activity, FLOOD, browsers=request.param)
    return activity, request.param


def test_people_find_honest_ideas_in_lists_and_on_the_live_page(flooded, visitor):
    activity, browsers = flooded
    with unit_of_work():
        leading.begin(activity, actor=ANYBODY)
        leading.go_to(activity, Phase.READ, seen="introduction", actor=ANYBODY)
    key = leading.session_of(activity.id).key
    for rest in ("/live/part", f"/screen/{key}", f"/screen/{key}/part"):
        told = visitor.raw("GET", place(activity, rest)).text
        assert all(words in told for words in HONEST), rest
        assert told.count("Osta halvalla") <= 10
    if browsers <= 20:
        # Lists go by browser: those of a script come in turn with everybody else's.
        pages = [visitor.get(place(activity, f"?page={n}")).text for n in range(1, 8)]
        assert all(any(words in page for page in pages) for words in HONEST)


def test_honest_ideas_are_drawn_and_weighed(flooded):
    activity, browsers = flooded
    board = queries.brainstorm_of(activity.id)
    arrival = Arrival(activity=activity, token=b"t" * 32)
    chances = [(at + 0.5) / DRAWS for at in range(DRAWS)]
    drawn = [evaluating.next_idea(board, arrival, lambda at=at: at) for at in chances]
    words = dict(db.session.execute(sa.select(Idea.public_id, Idea.words)).all())
    honest = [words[name] for name in drawn if words[name] in HONEST]
    # A script with as many browsers as there are ideas is stopped by the limit of its network.
    if browsers <= 20:
        assert set(honest) == set(HONEST)
        assert len(honest) >= len(drawn) * len(HONEST) / (len(HONEST) + 5 * browsers) * 0.9


def test_honest_themes_are_suggested(flooded):
    activity, _browsers = flooded
    with unit_of_work():
        sensemaking.ask_for(activity, 5, "")
    assert theme_jobs.make_sense(now()) == 1
    wanted = sa.select(IdeaTheme).filter_by(state=ThemeState.SUGGESTED)
    said = " ".join(str(one.words.to_json()) for one in db.session.scalars(wanted))
    assert "penkkejä" in said
    assert "valaistus" in said
