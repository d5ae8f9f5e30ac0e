"""Answers on paper and by telephone: keyed in by staff, counted apart, one fresh sheet each."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import sqlalchemy as sa

from participation.activities import receipts
from participation.activities.models import (
    AccessLevel,
    Channel,
    LedgerEntry,
    Release,
    ResultVisibility,
    Source,
)
from participation.activities.services.channels import READY
from participation.activities.services.keying_in import fresh_sheet, sheet_named
from participation.activities.services.releasing import Choice, release
from participation.platform import clock
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.extensions import db
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.models import QuestionnaireVersion, Response, ResponseDraft
from surveys.services import showing
from tests.factories import make_municipality, save
from tests.pages import Visitor
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.answering import PAGE_1, PAGE_2, every_kind, make_survey, publish

PAPER = {"source": "paper", "language": "fi"}


def manage(survey, rest="key-in", language="fi"):
    return f"/{language}/manage/a/{survey.public_id}/{rest}"


def rows(model):
    db.session.expire_all()
    return db.session.scalars(sa.select(model)).all()


def said(element):
    return " ".join(" ".join(element.itertext()).split())


def begun(visitor, survey, **chosen):
    """The address of a fresh sheet."""
    return visitor.post(manage(survey), PAPER | chosen).response.location


def pages_of(visitor, survey, **chosen):
    """The addresses of the two pages of a fresh sheet."""
    sheet = begun(visitor, survey, **chosen)
    return f"{sheet}/p1", f"{sheet}/p2"


def key_in(visitor, survey, **chosen):
    first, second = pages_of(visitor, survey, **chosen)
    visitor.follow(first, PAGE_1)
    return visitor.follow(second, PAGE_2)


@pytest.fixture
def survey(app):
    make_municipality()
    return make_survey(access=AccessLevel.DEVICE, results=ResultVisibility.AFTER_CLOSING)


@pytest.fixture
def closed(app):
    make_municipality()
    return make_survey(
        opens=now() - timedelta(days=9),
        closes=now() - timedelta(days=2),
        published=now() - timedelta(days=9),
        results=ResultVisibility.AFTER_CLOSING,
    )


def test_staff_key_in_one_after_another(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    assert manage(survey) in visitor.get(manage(survey, "links")).text
    for _person in range(3):
        page = key_in(visitor, survey)
    answers = rows(Response)
    assert [answer.answers["area"] for answer in answers] == ["north"] * 3
    assert {answer.language for answer in answers} == {"fi"}
    assert not any(answer.is_test for answer in answers)
    (channel,) = [each for each in rows(Channel) if each.source]
    assert {answer.channel_id for answer in answers} == {channel.id}
    assert (channel.name, channel.is_default) == (READY[Source.PAPER], False)
    assert rows(LedgerEntry) == rows(ResponseDraft) == []
    again = {i.get("name"): i.get("value") for i in page.all("input") if i.get("type") == "hidden"}
    assert PAPER.items() <= again.items()


def test_each_source_is_told_apart_in_the_language_of_the_answer(visitor, survey):
    sign_in(visitor, Role.EDITOR, name="Kirjaaja")
    key_in(visitor, survey)
    page = key_in(visitor, survey, source="telephone", language="sv")
    assert "/sv/" in page.response.request.path
    assert "Telefon" in page.words("main")
    by_channel, by_language = showing.split(survey.id)
    assert by_language == {"fi": 1, "sv": 1}
    names = {each.id: each.source for each in rows(Channel)}
    assert {names[channel]: count for channel, count in by_channel.items()} == {
        Source.PAPER: 1,
        Source.TELEPHONE: 1,
    }
    results = visitor.get(manage(survey, "results"))
    assert "Paperilomake" in results.text
    assert "Puhelin" in results.text


def test_the_log_says_who_and_when_but_nothing_of_the_answer(visitor, survey):
    person = sign_in(visitor, Role.EDITOR)
    key_in(visitor, survey)
    key_in(visitor, survey)
    lines = [each for each in rows(AuditEntry) if each.deed == "surveys.key_in"]
    assert [(line.person_id, line.subject) for line in lines] == [(person.id, survey.public_id)] * 2
    assert [(line.before, line.after) for line in lines] == [(None, None)] * 2


def test_the_code_is_small_and_only_there_for_an_hour(visitor, survey, monkeypatch):
    sign_in(visitor, Role.EDITOR)
    page = key_in(visitor, survey)
    place = page.response.request.path
    assert "y-code" not in page.text
    (told,) = (each for each in page.all("details") if "vastaustunnus" in said(each).lower())
    code = said(told)
    hashed = rows(Response)[0].receipt_hash
    assert any(
        receipts.read_code(" ".join(code.split()[at : at + receipts.WORDS])) == hashed
        for at in range(len(code.split()))
    )
    later = now() + timedelta(minutes=61)
    monkeypatch.setattr(clock, "now", lambda: later)
    monkeypatch.setattr("surveys.views.manage.keying_in.now", lambda: later)
    assert said(told) not in visitor.get(place).words()
    assert "vastaustunnus" not in visitor.get(place).words("main").lower()


def test_sent_twice_is_kept_once(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    first, second = pages_of(visitor, survey)
    visitor.follow(first, PAGE_1)
    one, two = (visitor.post(second, PAGE_2).response.location for _press in range(2))
    assert one == two
    assert len(rows(Response)) == 1
    assert [each.deed for each in rows(AuditEntry)].count("surveys.key_in") == 1


@pytest.mark.parametrize("is_same", [True, False])
def test_at_the_same_moment_nothing_is_kept_twice_or_lost(visitor, app, is_same):
    """The first use of a source, by several at once; or four presses of one button."""
    make_municipality()
    survey = make_survey(Questionnaire(pages=every_kind().pages[:1]))
    person = sign_in(visitor, Role.EDITOR)
    browsers = [Visitor(app) for _person in range(4)]
    for browser in browsers:
        sign_in(browser, person=person)
    sheets = [pages_of(visitor, survey)[0] for _person in range(4)]

    def send(number):
        sheet = sheets[0 if is_same else number]
        return browsers[number].client.post(sheet, data=PAGE_1).location

    with ThreadPoolExecutor(4) as threads:
        kept = set(threads.map(send, range(4)))
    assert all("/keyed-in/paper/" in place for place in kept)
    assert len(kept) == len(rows(Response)) == (1 if is_same else 4)
    assert [each.deed for each in rows(AuditEntry)].count("surveys.key_in") == len(kept)
    assert [each.source for each in rows(Channel)] == [None, Source.PAPER]


def test_the_back_button_leads_to_what_was_kept(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    first, second = pages_of(visitor, survey)
    visitor.follow(first, PAGE_1)
    kept = visitor.post(second, PAGE_2).response.location
    assert visitor.raw("GET", second, expect=302).location == kept
    changed = visitor.post(first, PAGE_1 | {"area": "south"})
    assert changed.response.location == kept
    assert rows(Response)[0].answers["area"] == "north"
    assert rows(ResponseDraft) == []


def test_going_back_and_faults_lose_nothing(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    first, second = pages_of(visitor, survey)
    page = visitor.post(first, PAGE_1 | {"age": "999"}, expect=422)
    assert "999" in page.text
    visitor.follow(first, PAGE_1)
    assert 'value="42"' in visitor.follow(second, PAGE_2 | {"_previous": "1"}).text
    switched = visitor.follow(first.replace("/fi/", "/sv/"), PAGE_1 | {"_switch": "sv"})
    assert 'value="42"' in switched.text
    assert rows(Response) == []


def test_a_page_passed_over_leads_back_to_what_is_missing(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    _first, second = pages_of(visitor, survey)
    page = visitor.follow(second, PAGE_2)
    assert "error-summary" in page.text
    assert rows(Response) == []


def test_a_page_of_an_older_version_leads_to_one_that_there_is(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    first, _second = pages_of(visitor, survey)
    assert visitor.post(f"{first}x", PAGE_1).response.location.endswith("/p1")
    assert visitor.raw("GET", f"{first}x", expect=302).location.endswith("/p1")


def test_a_survey_of_one_page_is_sent_at_once(visitor, app):
    make_municipality()
    survey = make_survey(Questionnaire(pages=every_kind().pages[:1]))
    sign_in(visitor, Role.EDITOR)
    first, _second = pages_of(visitor, survey)
    seen = visitor.get(first)
    assert "Tallenna tämä vastaus" in seen.words("main")
    ticket = next(i.get("value") for i in seen.all("input") if i.get("name") == "_ticket")
    shown = Questionnaire(pages=(*every_kind().pages[:1], Page(code="p2")))
    publish(survey, shown, number=2)
    visitor.follow(first, PAGE_1 | {"_ticket": ticket})
    numbers = {each.id: each.number for each in rows(QuestionnaireVersion)}
    assert [numbers[each.version_id] for each in rows(Response)] == [1]


def test_paper_may_come_late_until_final_results_are_out(visitor, closed):
    sign_in(visitor, Role.EDITOR)
    for _person in range(5):
        key_in(visitor, closed)
    actor = actor_of(make_person(Role.ADMINISTRATOR, email="paula@x.test"))
    release(closed, Choice(), now=now(), actor=actor)
    db.session.commit()
    key_in(visitor, closed)
    first, second = pages_of(visitor, closed)
    visitor.follow(first, PAGE_1)
    last = rows(Release)[-1]
    last.is_final = True
    db.session.commit()
    page = visitor.follow(second, PAGE_2)
    assert page.response.request.path == manage(closed)
    visitor.follow(first)
    page = visitor.post(manage(closed), PAPER, expect=200)
    assert page.all("form") == [] or "key-in" not in [f.get("id") for f in page.all("form")]
    assert len(rows(Response)) == 6


@pytest.mark.parametrize("days", [None, 3])
def test_nothing_is_keyed_in_before_a_survey_opens(visitor, app, days):
    make_municipality()
    times = {"published": None} if days is None else {"opens": now() + timedelta(days=days)}
    survey = make_survey(**times)
    sign_in(visitor, Role.EDITOR)
    visitor.get(manage(survey))
    sheet = fresh_sheet(Source.PAPER, now())
    place = manage(survey, f"key-in/paper/{sheet.name}/p1")
    assert visitor.post(place, PAGE_1).response.location == manage(survey)
    assert visitor.raw("GET", place, expect=302).location == manage(survey)
    assert rows(ResponseDraft) == rows(Response) == []


def test_a_language_the_survey_does_not_offer_is_not_answered_in(visitor, app):
    make_municipality()
    survey = make_survey(languages=["fi", "sv"])
    sign_in(visitor, Role.EDITOR)
    visitor.post(manage(survey), PAPER | {"language": "en"}, expect=200)
    first, second = (place.replace("/fi/", "/en/") for place in pages_of(visitor, survey))
    assert visitor.raw("GET", first, expect=302).location.startswith("/fi/")
    for place, typed in ((first, PAGE_1), (second, PAGE_2)):
        visitor.raw("GET", visitor.post(place, typed).response.location, expect=302)
    assert rows(Response) == []


def test_a_sheet_opens_for_nobody_else(visitor, app, survey):
    sign_in(visitor, Role.EDITOR)
    first, _second = pages_of(visitor, survey)
    visitor.follow(first, PAGE_1 | {"_previous": "1"})
    other = Visitor(app)
    sign_in(other, Role.EDITOR, email="toinen@lintukorpi.test")
    assert 'value="42"' in visitor.get(first).text
    assert 'value="42"' not in other.get(first).text
    moved = first.replace("/paper/", "/telephone/")
    assert 'value="42"' not in visitor.get(moved).text


def test_a_code_that_is_taken_gets_a_new_sheet(visitor, survey):
    """Chance gives two people one code once in a lifetime."""
    person = sign_in(visitor, Role.EDITOR)
    first, _second = pages_of(visitor, survey)
    name = first.split("/")[-2]
    sheet = sheet_named("paper", name)
    token = sheet.token(survey, actor_of(person))
    version = rows(QuestionnaireVersion)[0]
    save(
        ResponseDraft(
            id=b"x" * 32,
            survey_id=survey.id,
            version_id=version.id,
            language="fi",
            answers={},
            touched=now().date(),
            receipt_hash=receipts.hash_for(token),
        )
    )
    elsewhere = visitor.raw("GET", first, expect=302).location
    assert name not in elsewhere


@pytest.mark.parametrize("rest", ["key-in/pigeon/{}/p1", "key-in/paper/x/p1", "keyed-in/paper/x"])
def test_made_up_sheets_are_not_found(visitor, survey, rest):
    sign_in(visitor, Role.EDITOR)
    visitor.get(manage(survey, rest.format("0" * 32)), expect=404)


def test_a_sheet_that_was_not_sent_has_nothing_to_say(visitor, survey):
    sign_in(visitor, Role.EDITOR)
    place = manage(survey, f"keyed-in/paper/{'0' * 32}")
    assert visitor.raw("GET", place, expect=302).location == manage(survey)
