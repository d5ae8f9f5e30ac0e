import re

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from participation.brainstorming.domain.fairness import Voice, in_turns, letters
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.live_models import LiveSession, Phase, WorkshopTable
from participation.brainstorming.models import Brainstorm, Moderation
from participation.brainstorming.services import leading
from participation.platform.access.actor import Role
from participation.platform.extensions import db, limiter
from tests.brainstorming.making import ideas_of, make_brainstorm, make_idea, place, write
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.staff import sign_in


@pytest.fixture
def round_(app):
    make_municipality()
    return make_brainstorm(moderation=Moderation.AFTER)


@pytest.fixture
def facilitator(app, round_):
    leader = Visitor(app)
    sign_in(leader, Role.MODERATOR)
    return leader


def remote(round_) -> str:
    return f"/en/manage/a/{round_.public_id}/ideas/live"


def press(facilitator, round_, deed: str, seen: str = "") -> None:
    facilitator.post(remote(round_), {"deed": deed, "seen": seen})


def session_of(round_) -> LiveSession:
    db.session.expire_all()
    return db.session.get_one(LiveSession, round_.id)


def state_of(round_) -> Brainstorm:
    db.session.expire_all()
    return db.session.get_one(Brainstorm, round_.id)


def begun(facilitator, round_, phase: Phase = Phase.READ) -> LiveSession:
    press(facilitator, round_, "begin")
    press(facilitator, round_, f"phase:{phase}", "introduction")
    return session_of(round_)


def part(visitor, round_, version: int | str = "", expect: int = 200) -> str:
    return visitor.raw("GET", place(round_, f"/live/part?v={version}", "en"), expect).text


def screen(round_, rest: str = "") -> str:
    return place(round_, f"/screen/{session_of(round_).key}{rest}", "en")


def test_phases_set_what_the_page_of_the_round_sets(facilitator, round_):
    page = facilitator.get(remote(round_))
    assert "Begin a live session" in page.words("main")
    press(facilitator, round_, "begin")
    assert not state_of(round_).may_write
    for before, phase in zip(Phase, list(Phase)[1:], strict=False):
        press(facilitator, round_, f"phase:{phase}", before.value)
        found = state_of(round_)
        allowed = leading.ALLOWS[phase]
        assert session_of(round_).phase is phase
        assert (found.may_write, found.may_evaluate) == (allowed.may_write, allowed.may_evaluate)
        assert found.is_revealed is allowed.is_revealed
        facilitator.get(remote(round_))


def test_two_facilitators_never_jump_two_phases(facilitator, round_):
    press(facilitator, round_, "begin")
    for _ in range(2):
        press(facilitator, round_, "phase:write", "introduction")
    assert session_of(round_).phase is Phase.WRITE
    version = state_of(round_).board_version
    press(facilitator, round_, "phase:read", "introduction")
    assert session_of(round_).phase is Phase.WRITE
    assert state_of(round_).board_version == version
    assert "A colleague has changed" in facilitator.get(remote(round_)).words()


def test_the_timer_grows_by_one_minute_however_often_it_is_clicked(facilitator, round_):
    press(facilitator, round_, "begin")
    press(facilitator, round_, "start:5")
    before = session_of(round_).ends
    press(facilitator, round_, "start:10")
    assert session_of(round_).ends == before
    mark = leading.timer_mark(session_of(round_))
    for _ in range(3):
        press(facilitator, round_, "add:", mark)
    assert (session_of(round_).ends - before).total_seconds() == 60
    press(facilitator, round_, "stop")
    assert session_of(round_).ends is None


def test_locking_and_hiding(facilitator, visitor, round_):
    make_idea(round_)
    begun(facilitator, round_)
    assert "Lisää penkkejä" in part(visitor, round_)
    press(facilitator, round_, "reveal:off")
    assert "Lisää penkkejä" not in part(visitor, round_)
    press(facilitator, round_, "reveal:on")
    press(facilitator, round_, "lock:on")
    answer = visitor.post(place(round_, "/write/q1"), {"words": "Puita lisää"}, expect=409)
    assert "Puita lisää" in answer.text
    assert "data-writes" not in part(visitor, round_)
    press(facilitator, round_, "lock:off")
    assert "data-writes" in part(visitor, round_)
    assert not leading.is_by_hand(state_of(round_), Phase.READ)


def test_odd_deeds_change_nothing(facilitator, round_):
    press(facilitator, round_, "begin")
    version = state_of(round_).board_version
    for deed in ("", ":", "phase:", "phase:nothing", "screen:x", "shout", "start:-1:²"):
        press(facilitator, round_, deed)
    assert state_of(round_).board_version - version <= 1


def test_a_session_that_was_never_begun_is_not_led(facilitator, round_):
    for deed in ("lock:on", "phase:write", "screen:join", "stop", "end", "renew"):
        press(facilitator, round_, deed)
    assert db.session.get(LiveSession, round_.id) is None


def test_an_analyst_sees_the_remote_and_leads_nothing(app, round_):
    analyst = Visitor(app)
    sign_in(analyst, Role.ANALYST)
    assert "Begin" not in analyst.get(remote(round_)).words("main")
    analyst.raw("POST", remote(round_), 403, data={"deed": "begin"})


def test_what_has_not_changed_is_not_sent_again(facilitator, visitor, round_):
    begun(facilitator, round_)
    version = state_of(round_).board_version
    assert part(visitor, round_, version, 204) == ""
    assert len(visitor.queries) <= 3  # kept for a moment where it is served
    write(Visitor(visitor.app), round_, "Suihkulähde keskelle")
    assert "Suihkulähde keskelle" in part(visitor, round_, version)
    assert 'data-every="3"' in part(visitor, round_)
    press(facilitator, round_, "end")
    assert 'data-every="15"' in part(visitor, round_)


def test_the_live_page_takes_an_idea_and_comes_back(facilitator, visitor, round_):
    begun(facilitator, round_, Phase.WRITE)
    page = visitor.get(place(round_, "/live", "en"))
    assert page.all("textarea")
    assert [a for a in page.all("a") if "".join(a.itertext()) == "Refresh"]
    sent = {"words": "Lisää puita torille", "live": "1"}
    back = visitor.post(place(round_, "/write/q1", "en"), sent)
    assert "/live" in back.response.location
    assert "your idea has come in" in visitor.get(back.response.location).words("main")
    visitor.raw("GET", place(round_, "/live/part", "en").replace(round_.public_id, "x"), 404)


def test_people_join_by_a_short_address(facilitator, visitor, round_):
    code = begun(facilitator, round_).code
    answer = visitor.raw("GET", f"/j/{code}", 302)
    assert answer.location.endswith("/ideas/live")
    visitor.get(answer.location)
    visitor.raw("GET", "/j/nothing", 404)


def test_a_hall_may_send_more(facilitator, visitor, round_, monkeypatch):
    way = place(round_, "/write/q1")
    code = begun(facilitator, round_, Phase.WRITE).code
    monkeypatch.setattr(limiter, "enabled", True)
    limiter.reset()
    send = {"words": "", "live": "1"}
    codes = [visitor.raw("POST", way, None, data=send).status_code for _ in range(122)]
    assert codes.count(429) == 2
    page = visitor.post(place(round_, "/write/q1", "en"), {"words": "Minun"}, expect=429)
    assert "Minun" in page.text
    visitor.raw("GET", f"/j/{code}", 302)
    assert visitor.raw("POST", way, None, data=send).status_code != 429
    press(facilitator, round_, "renew", code)
    assert visitor.raw("POST", way, None, data=send).status_code == 429
    limiter.reset()


def test_the_screen_needs_its_key_and_forgets_an_old_one(facilitator, visitor, round_):
    make_idea(round_)
    session = begun(facilitator, round_)
    address = screen(round_)
    page = visitor.get(address)
    assert "Lisää penkkejä" in page.words("main")
    assert "Lue muiden" in page.words("main") or "Read ideas of others" in page.words("main")
    version = state_of(round_).board_version
    visitor.raw("GET", f"{screen(round_, '/part')}?v={version}", 204)
    visitor.raw("GET", place(round_, "/screen/nothing", "en"), 404)
    press(facilitator, round_, "renew", session.code)
    visitor.raw("GET", address, 404)


def test_the_screen_shows_what_the_facilitator_says(facilitator, visitor, round_):
    make_idea(round_)
    begun(facilitator, round_)
    for what, seen in (("join", False), ("nothing", False), ("phase", True)):
        press(facilitator, round_, f"screen:{what}")
        assert ("Lisää penkkejä" in visitor.get(screen(round_)).words()) is seen


def test_until_a_moderator_has_looked_nothing_is_on_the_screen(app, facilitator, visitor):
    round_ = make_brainstorm(make_process(slug="toinen"), moderation=Moderation.UNTIL_REVIEWED)
    make_idea(round_, "Katsomatta")
    make_idea(round_, "Katsottu", is_reviewed=True)
    begun(facilitator, round_)
    words = visitor.get(screen(round_)).words()
    assert "Katsottu" in words
    assert "Katsomatta" not in words
    assert "Katsomatta" in part(visitor, round_)


def test_tables_write_by_links_of_their_own(app, facilitator, round_):
    begun(facilitator, round_, Phase.WRITE)
    tables = remote(round_).replace("/live", "/tables")
    facilitator.post(tables, {"names": "Pöytä 1\n\n Pöytä  2 \nPöytä 1"})
    facilitator.get(tables)
    found = db.session.scalars(sa.select(WorkshopTable).order_by(WorkshopTable.id)).all()
    assert [table.name for table in found] == ["Pöytä 1", "Pöytä 2"]
    codes = [table.code for table in found]
    device = Visitor(app)
    way = device.raw("GET", f"/j/{codes[1]}", 302).location
    page = device.get(way)
    assert "Pöytä 2" in page.words("main")
    sent = {"words": "Lisää varjoa", "live": "1", "table": codes[1]}
    back = device.post(place(round_, "/write/q1", "en"), sent).response.location
    assert codes[1] in back
    assert [idea.table_name for idea in ideas_of(round_)] == ["Pöytä 2"]
    facilitator.post(tables, {"names": "Pöytä 2\nPöytä 3"})
    device.raw("GET", f"/j/{codes[0]}", 404)
    device.raw("GET", f"/j/{codes[1]}", 302)


def test_results_on_the_screen_tell_of_enough_people(facilitator, visitor, round_):
    make_idea(round_, "Moni", agreed=9, disagreed=1, support=0.6)
    make_idea(round_, "Harva", agreed=2, support=0.3)
    begun(facilitator, round_)
    assert "9 agree" not in visitor.get(screen(round_)).words()
    press(facilitator, round_, "phase:results", "read")
    words = visitor.get(screen(round_)).words()
    assert "9 agree" in words
    assert "2 agree" not in words
    assert words.index("Moni") < words.index("Harva")


FLOOD = 5000


def test_a_flood_hides_nobody(facilitator, visitor, round_):
    begun(facilitator, round_)
    honest = {f"Ajatus {chr(97 + n)} torista" for n in range(20)}
    for words in sorted(honest):
        make_idea(round_, words)
    flood(round_, FLOOD, browsers=2500)
    for text in (part(visitor, round_), visitor.get(screen(round_)).text):
        assert all(words in text for words in honest)
        assert text.count("Osta halvalla") <= 10


def test_a_flood_from_one_browser_fills_no_list(visitor, round_):
    table = {"table_name": "Pöytä 3", "receipt_hash": b"t" * 32}
    for n in range(12):
        make_idea(round_, f"Pöydän ajatus {chr(97 + n)}", **table)
    flood(round_, FLOOD)
    page = visitor.get(place(round_, "", "en")).text
    assert page.count('<p class="govuk-body-l y-lines y-idea" lang="fi">Pöydän ajatus') == 12
    assert page.count("Osta halvalla") <= 16  # each with a link that names it again
    unseen = visitor.get(place(round_, "?show=unseen", "en")).words("main")
    assert all(f"Pöydän ajatus {chr(97 + n)}" in unseen for n in range(12))


def flood(round_, number: int, browsers: int = 1) -> None:
    """One script, from so many browsers."""
    one = make_idea(round_, "Osta halvalla 0", receipt_hash=b"f" * 32)
    values = {c.name: getattr(one, c.key) for c in sa.inspect(Idea).columns}
    rows = [
        values
        | {
            "id": n.to_bytes(16, "big"),
            "public_id": f"flood{n}",
            "words": f"Osta halvalla {n}!",
            "receipt_hash": (n % browsers).to_bytes(32, "big"),
        }
        for n in range(1, number)
    ]
    db.session.execute(sa.insert(Idea), rows)
    db.session.execute(sa.update(Brainstorm).values(board_version=Brainstorm.board_version + 1))
    db.session.commit()


VOICES = st.lists(
    st.builds(Voice, st.integers(0, 3), st.sampled_from(["a", "b", "c1", "c2", "", "9"])),
    max_size=60,
)


@given(VOICES, st.text(min_size=1, max_size=5))
def test_whoever_speaks_once_is_among_the_first(voices, words):
    said = {letters(voice.words) for voice in voices}
    others = {voice.author for voice in voices}
    order = in_turns([*voices, Voice("me", words)])
    assert sorted(order) == list(range(len(voices) + 1))
    if letters(words) not in said or not letters(words):
        assert order.index(len(voices)) <= 5 * len(others)


def test_a_table_is_several_people():
    voices = [Voice(1, "a" * (n + 1), "T") for n in range(40)] + [Voice(2, "z")]
    assert in_turns(voices)[-1] == 40
    alone = [Voice(1, "a" * (n + 1)) for n in range(40)] + [Voice(2, "z")]
    assert in_turns(alone).index(40) == 5


def test_a_hidden_idea_leaves_everything_within_one_version(app, facilitator, visitor, round_):
    begun(facilitator, round_)
    names = [
        make_idea(round_, f"Ajatus {chr(97 + n)} tästä", is_reviewed=True).public_id
        for n in range(6)
    ]
    db.session.execute(sa.update(Brainstorm).values(board_version=Brainstorm.board_version + 1))
    db.session.commit()
    places = [place(round_, rest, "en") for rest in ("", "/live", "/live/part")]
    places += [screen(round_), screen(round_, "/part"), place(round_, "?show=support", "en")]
    for language in ("fi", "sv", "en"):
        for at in places:
            assert (
                "Ajatus c tästä"
                in visitor.raw("GET", at.replace("/en/", f"/{language}/"), 200).text
            )
    version = state_of(round_).board_version
    case = f"/en/manage/a/{round_.public_id}/ideas/moderation/{names[2]}"
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', facilitator.get(case).text)
    form = {"state": "hidden", "reason": "off_topic", "seen": seen[1] if seen else "new"}
    facilitator.post(case, form)
    assert state_of(round_).board_version == version + 1
    for language in ("fi", "sv", "en"):
        for at in places:
            page = visitor.raw("GET", at.replace("/en/", f"/{language}/"), 200).text
            assert "Ajatus c tästä" not in page
            assert "Ajatus d tästä" in page
    hints = visitor.post(place(round_, "/write/q1", "en"), {"words": "Ajatus c tästä!"}, expect=200)
    assert hints.text.count("Ajatus c tästä") == 1  # the words just typed
