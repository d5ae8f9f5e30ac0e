"""What a brainstorm promises, whatever people do: counts, draws, and ideas that are hidden."""

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from secrets import token_hex

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from participation.activities.services.releasing import release_closed
from participation.brainstorming import queries
from participation.brainstorming.comment_models import IdeaComment
from participation.brainstorming.domain.weighing import Counts
from participation.brainstorming.idea_models import Evaluation, Idea, IdeaMerge, IdeaState, Reason
from participation.brainstorming.live_models import Phase
from participation.brainstorming.models import Brainstorm, Moderation
from participation.brainstorming.services import evaluating, leading, moderating
from participation.brainstorming.services.moderating import Verdict
from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work
from tests.brainstorming.making import ideas_of, make_brainstorm, make_comment, make_idea, place
from tests.brainstorming.test_joining import IDEAS, PEOPLE, kept, make_town, tried
from tests.brainstorming.test_results import CLOSED, make_people, make_theme, weigh
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.reports.reading import pdf_text

EVERY = settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
WHO, WHICH = st.integers(0, PEOPLE - 1), st.integers(0, IDEAS - 1)
VOTES = st.lists(st.tuples(st.just("weigh"), WHO, WHICH, st.sampled_from([1, 0, -1])), max_size=12)
JOINS = st.lists(st.tuples(st.just("join"), WHICH, WHICH), max_size=8)


@pytest.fixture
def municipality(app):
    return make_municipality()


@EVERY
@given(VOTES, JOINS)
def test_undoing_every_merge_newest_first_restores_every_count(municipality, votes, joins):
    town = make_town()
    tried(town, votes)
    before = kept(town)
    tried(town, joins)
    standing = sa.select(IdeaMerge.idea_id).where(
        IdeaMerge.undone.is_(None), IdeaMerge.idea_id.in_(town.ideas)
    )
    for key in db.session.scalars(standing.order_by(IdeaMerge.id.desc())).all():
        town.part(town.ideas.index(key))
    assert kept(town) == before
    assert {(one.merged_into_id, one.joined) for one in ideas_of(town.activity)} == {(None, 0)}


SENT = st.lists(
    st.tuples(
        st.sampled_from(["Yksi", "Kaksi"]),  # two tabs, the same browser
        WHICH,
        st.sampled_from(["1", "0", "-1"]),
        st.integers(1, 3),  # clicks, or sendings whose reply was lost
    ),
    min_size=1,
    max_size=8,
)


@EVERY
@given(SENT)
def test_no_evaluation_is_lost_or_doubled(app, municipality, sent):
    activity = make_brainstorm(make_process(slug=token_hex(8)))
    names = [make_idea(activity, f"Ajatus {chr(97 + n)}").public_id for n in range(IDEAS)]
    db.session.commit()
    browser, last = Visitor(app), {}
    for _tab, which, opinion, clicks in sent:
        for _click in range(clicks):
            browser.post(place(activity, f"/evaluate/{names[which]}"), {"opinion": opinion})
        last[which] = int(opinion)
    rows = db.session.scalars(sa.select(Evaluation).filter_by(brainstorm_id=activity.id)).all()
    assert len({row.participant for row in rows}) == 1
    found = {one.public_id: one for one in ideas_of(activity)}
    by_key = {one.id: names.index(name) for name, one in found.items()}
    assert {by_key[row.idea_id]: row.opinion for row in rows} == last
    for which, name in enumerate(names):
        said = [last[which]] if which in last else []
        wanted = Counts(said.count(1), said.count(-1), said.count(0))
        assert evaluating.counts_of(found[name]) == wanted


def test_an_idea_that_is_sent_again_from_another_tab_is_one(app, municipality):
    activity = make_brainstorm()
    db.session.commit()
    browser = Visitor(app)
    for words in ("Penkkejä rantaan", "Penkkejä rantaan", "penkkejä  rantaan", "Lisää valoa"):
        form = {"words": words}
        page = browser.raw("POST", place(activity, "/write/q1"), None, data=form)
        if page.status_code == 200:  # similar ones were shown: send it all the same
            looked = re.search(r'name="looked_at"[^>]*value="([^"]*)"', page.text)
            form["looked_at"] = looked[1] if looked else ""
            browser.raw("POST", place(activity, "/write/q1"), None, data=form)
    assert sorted(one.words for one in ideas_of(activity)) == ["Lisää valoa", "Penkkejä rantaan"]


DRAWS = st.lists(st.floats(0, 1, exclude_max=True), min_size=1, max_size=8)


@EVERY
@given(VOTES, JOINS, DRAWS, WHO)
def test_the_draw_shows_neither_ones_own_ideas_nor_seen_ones(
    municipality, votes, joins, draws, who
):
    town = make_town()
    tried(town, [*votes, *joins])
    board, drawn = queries.brainstorm_of(town.activity.id), set()
    own = len(town.tokens) - 1 - who  # somebody who wrote an idea
    for person in (who, own):
        arrival = town.arrival(person)
        seen = seen_by(arrival)
        for chance in draws:
            name = evaluating.next_idea(board, arrival, lambda chance=chance: chance)
            drawn.add(name)
            assert name not in seen
    shown = {one.public_id for one in ideas_of(town.activity) if one.merged_into_id is None}
    assert drawn <= shown | {None}


def seen_by(arrival) -> set[str]:
    """What somebody wrote or weighed, and what stands for that."""
    weighed = sa.select(Evaluation.idea_id).filter_by(participant=arrival.participant)
    mine = sa.or_(Idea.receipt_hash == arrival.receipt_hash, Idea.id.in_(weighed))
    found = db.session.scalars(sa.select(Idea).where(mine)).all()
    heads = sa.select(Idea.public_id).where(Idea.id.in_([one.merged_into_id for one in found]))
    return {one.public_id for one in found} | set(db.session.scalars(heads))


SECRET = "Salaisuus purppuranpunaisesta raitiovaunusta"
ROOMS = ("brainstorming.", "brainstorming_results.")
PLACES = ("/api", "/<language:lang>/a")


def values_of(activity, idea, key) -> dict[str, list[str]]:
    """What may stand in each part of an address."""
    return {
        "lang": ["fi", "sv", "en"],
        "activity": [activity.public_id],
        "question": ["q1"],
        "idea": [idea.public_id],
        "number": ["1"],
        "key": [key],
        "code": ["nothing"],
        "name": ["nothing"],
        "kind": ["csv", "xlsx", "json", "geojson", "pdf", "docx", "pptx"],
        "subject": ["q1~support", "themes"],
    }


def addresses(app, values) -> Iterator[str]:
    """Every public address of a brainstorm that is read, its results and the API; none forgotten.

    A route with a part that is not known here fails: whoever adds one says what stands in it.
    """
    for rule in app.url_map.iter_rules():
        is_room = rule.endpoint.startswith(ROOMS)
        is_about = "<activity>" in rule.rule and rule.rule.startswith(PLACES)
        is_else = "manage" in rule.rule or rule.endpoint.startswith(("surveys", "budgeting"))
        if "GET" in rule.methods and (is_room or is_about) and not is_else:
            yield from filled(rule, values)
    yield from ("/api/v1/releases", "/sitemap.xml", "/fi/", "/fi/reports", "/robots.txt")


def filled(rule, values) -> Iterator[str]:
    values = values | {"lang": ["sv"]} if "report" in rule.rule else values  # they take long
    from_parts = [{}]
    for name in sorted(rule.arguments):
        from_parts = [{**one, name: value} for one in from_parts for value in values[name]]
    for parts in from_parts:
        with suppress(ValueError):  # a kind of file that this address does not give
            _host, address = rule.build(parts)
            yield address


def told_at(visitor, address) -> str:
    """All words of what an address gives, whatever kind of file it is."""
    answer = visitor.raw("GET", address, None)
    content = answer.data
    if content.startswith(b"%PDF"):
        return " ".join(pdf_text(content).split())
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return "".join(
                package.read(name).decode("utf-8", "replace") for name in package.namelist()
            )
    return answer.text


def walked(visitor, app, values) -> set[str]:
    """The addresses that tell the secret."""
    orders = [f"/fi/a/{values['activity'][0]}/ideas?show={one}" for one in ("support", "divided")]
    every = {*addresses(app, values), *orders}
    return {one for one in every if SECRET in told_at(visitor, one)}


@pytest.mark.parametrize("is_open", [True, False])
def test_a_hidden_idea_leaves_every_public_address_within_one_version(
    app, visitor, municipality, is_open
):
    rules = {"moderation": Moderation.AFTER} | ({} if is_open else CLOSED)
    activity = make_brainstorm(make_process(), shows_themes=True, **rules)
    ideas = [
        make_idea(activity, words, is_reviewed=True)
        for words in (SECRET, "Toinen ajatus", "Kolmas ajatus")
    ]
    people = make_people(activity, 9)
    for idea in ideas:
        weigh(idea, people, [1] * 6 + [-1] * 3)
    make_theme(activity, "Liikenne", *ideas)
    with unit_of_work():
        if is_open:
            leading.begin(activity, actor=ANYBODY)
            leading.go_to(activity, Phase.READ, seen="introduction", actor=ANYBODY)
        else:
            release_closed(activity, now())
    led = leading.session_of(activity.id)
    values = values_of(activity, ideas[0], led.key if led else "nothing")
    before = walked(visitor, app, values)
    assert len(before) >= (12 if is_open else 20), before
    version = db.session.get_one(Brainstorm, activity.id).board_version
    with unit_of_work():
        verdict = Verdict(state=IdeaState.HIDDEN, reason=Reason.INSULT)
        name = ideas[0].public_id
        moderating.decide(activity, name, verdict, seen="new", actor=ANYBODY, now=now())
    assert db.session.get_one(Brainstorm, activity.id).board_version == version + 1
    assert walked(visitor, app, values) == set()
    with unit_of_work():
        moderating.undo(activity, ideas[0].public_id, actor=ANYBODY, now=now())
    assert walked(visitor, app, values) == before


def test_a_hidden_comment_leaves_every_public_address(app, visitor, municipality):
    activity = make_brainstorm(make_process(), has_comments=True, **CLOSED)
    idea = make_idea(activity, "Lisää penkkejä", is_reviewed=True)
    weigh(idea, make_people(activity, 9), [1] * 9)
    said = make_comment(idea, SECRET)
    with unit_of_work():
        release_closed(activity, now())
    values = values_of(activity, idea, "nothing")
    before = walked(visitor, app, values)
    files = {one.rpartition("/")[2] for one in before}
    assert {idea.public_id, "comments.csv", "comments.xlsx", "ideas.xlsx"} <= files
    with unit_of_work():
        verdict = Verdict(state=IdeaState.HIDDEN, reason=Reason.INSULT)
        told = {"seen": "new", "actor": ANYBODY, "now": now(), "of": IdeaComment}
        moderating.decide(activity, said.public_id, verdict, **told)
    assert walked(visitor, app, values) == set()
