"""Nobody but editors says that an answer came on paper."""

import pytest

from participation.activities.models import AccessLevel, Channel, LedgerEntry, Source
from participation.activities.services import channels
from participation.platform.access.actor import Role
from participation.platform.extensions import db
from surveys.models import Response, ResponseDraft
from tests.factories import make_municipality, make_process
from tests.pages import Visitor
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.answering import PAGE_1, PAGE_2, make_survey, url
from tests.surveys.test_keying_in import PAPER, key_in, manage, pages_of, rows


@pytest.fixture
def survey(app):
    make_municipality()
    return make_survey(access=AccessLevel.DEVICE)


@pytest.fixture
def paper(survey):
    """The channel of answers on paper."""
    actor = actor_of(make_person(Role.ADMINISTRATOR, email="paula@lintukorpi.test"))
    found = channels.channel_of(survey, Source.PAPER, actor=actor)
    db.session.commit()
    return found


@pytest.mark.parametrize("spelt", ["c={}", "c={}&source=paper"])
def test_residents_cannot_claim_the_source(visitor, survey, paper, spelt):
    query = spelt.format(paper.code)
    visitor.get(f"/c/{paper.code}", expect=404)
    visitor.get(f"{url(survey)}?{query}")
    for page, typed in (("p1", PAGE_1), ("p2", PAGE_2)):
        seen = visitor.get(f"{url(survey, f'answer/{page}')}?{query}")
        ticket = next(i.get("value") for i in seen.all("input") if i.get("name") == "_ticket")
        more = {"_ticket": ticket, "source": "paper", "c": paper.code}
        visitor.follow(f"{url(survey, f'answer/{page}')}?{query}", typed | more)
    (answer,) = rows(Response)
    assert answer.channel_id == next(c.id for c in rows(Channel) if c.is_default)


def test_an_editor_who_answers_like_anybody_is_no_paper(visitor, survey, paper):
    sign_in(visitor, Role.EDITOR)
    seen = visitor.get(f"{url(survey)}?c={paper.code}")
    ticket = next(i.get("value") for i in seen.all("input") if i.get("name") == "_ticket")
    visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_ticket": ticket, "c": paper.code})
    assert rows(ResponseDraft)[0].channel_id != paper.id


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR, None])
@pytest.mark.parametrize("is_mine", [True, False])
def test_only_editors_of_the_process_key_in(app, visitor, survey, role, is_mine):
    editor = Visitor(app)
    sign_in(editor, Role.EDITOR, email="eeva@lintukorpi.test")
    first, _second = pages_of(editor, survey)
    if role is not None or not is_mine:
        process = survey.process if is_mine else make_process(slug="muu")
        sign_in(visitor, role or Role.EDITOR, process=process)
    refused = {303, 403, 404}
    assert visitor.raw("GET", manage(survey), expect=None).status_code in refused
    assert visitor.raw("POST", manage(survey), expect=None, data=PAPER).status_code in refused
    assert visitor.raw("POST", first, expect=None, data=PAGE_1).status_code in refused
    assert visitor.raw("GET", first, expect=None).status_code in refused
    assert rows(ResponseDraft) == rows(Response) == []


def test_what_is_keyed_in_has_no_link_and_is_never_where_others_are_counted(visitor, survey, paper):
    sign_in(visitor, Role.EDITOR)
    place = manage(survey, f"links/{paper.code}")
    assert paper.code not in visitor.get(manage(survey, "links")).words("main")
    visitor.raw("GET", f"{place}/qr.svg", expect=404)
    visitor.get(f"{place}/poster", expect=404)
    visitor.post(f"{place}/default", expect=404)
    visitor.get(place)
    visitor.get(f"{place}/delete")
    visitor.follow(f"{place}/delete", {})
    key_in(visitor, survey)
    assert [each.source for each in rows(Channel)] == [None, Source.PAPER]


def test_a_renamed_source_stays_what_it_is(visitor, survey, paper):
    sign_in(visitor, Role.EDITOR)
    visitor.follow(manage(survey, f"links/{paper.code}"), {"name-fi": "Kirjeet"})
    key_in(visitor, survey)
    assert rows(Response)[0].channel_id == paper.id
    assert len(rows(Channel)) == 2


def test_a_resident_before_and_after_takes_nothing_from_the_sheet(visitor, survey):
    """Who keys in may answer for themselves, too, once from their device."""
    sign_in(visitor, Role.EDITOR)
    key_in(visitor, survey)
    seen = visitor.get(url(survey))
    ticket = next(i.get("value") for i in seen.all("input") if i.get("name") == "_ticket")
    visitor.follow(url(survey, "answer/p1"), PAGE_1 | {"_ticket": ticket})
    visitor.follow(url(survey, "answer/p2"), PAGE_2 | {"_ticket": ticket})
    key_in(visitor, survey)
    assert len(rows(Response)) == 3
    assert len(rows(LedgerEntry)) == 1
