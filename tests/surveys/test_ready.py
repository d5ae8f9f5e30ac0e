"""The questionnaires that the house brings along are complete, and staff can start from one."""

import re
from dataclasses import replace

import pytest
import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.config import LANGUAGES
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys import queries
from surveys.domain import marks
from surveys.domain.codes import addresses
from surveys.domain.logic.expression import parse
from surveys.domain.plain import hints
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.registry import BY_KEY, asks
from surveys.domain.readiness import shortcomings
from surveys.services import bank, publishing, ready
from tests.factories import make_municipality, text
from tests.staff import actor_of, make_person, sign_in
from tests.surveys.building import make_survey, revision_of, working_of

CODE = re.compile(r"[a-z0-9_]{1,40}")
NAMES = (*ready.KEYS, "library")


def questionnaire(key: str) -> Questionnaire:
    return Questionnaire.from_json(ready._stored(key))


@pytest.mark.parametrize("key", NAMES)
def test_nothing_is_missing(key):
    assert shortcomings(questionnaire(key)) == []


@pytest.mark.parametrize("key", NAMES)
def test_every_text_is_finished_in_every_language(key):
    texts = dict(questionnaire(key).texts())
    if key in ready.KEYS:
        found = ready.ready(key)
        texts |= {name: getattr(found, name) for name in ("name", "purpose", "title", "summary")}
        texts["thanks"] = found.thanks
        assert all((found.name, found.purpose, found.title, found.summary, found.thanks))
    assert {at: t.unfinished(LANGUAGES) for at, t in texts.items() if t.unfinished(LANGUAGES)} == {}


@pytest.mark.parametrize("key", NAMES)
def test_no_language_repeats_the_words_of_another(key):
    """Whoever copies a question must not leave it untranslated; names and numbers may be alike."""
    alike = {
        address: dict(found.translations)
        for address, found in questionnaire(key).texts()
        if len(set(found.translations.values())) < len(found.translations)
        and len(" ".join(found.translations.values())) > 60
    }
    assert alike == {}


@pytest.mark.parametrize("key", NAMES)
def test_sentences_are_short(key):
    found = [
        hint.words
        for hint in hints(questionnaire(key), LANGUAGES)
        if hint.reason == "long_sentence"
    ]
    assert found == []


@pytest.mark.parametrize("key", NAMES)
def test_codes_are_unique_and_good_names(key):
    found = questionnaire(key)
    codes = [q.code for q in found.questions()] + [page.code for page in found.pages]
    assert len(codes) == len(set(codes))
    for question in found.questions():
        for parts in (question.options, question.rows, question.scale):
            inner = [part.code for part in parts]
            assert len(inner) == len(set(inner))
            codes += inner
    assert [code for code in codes if not CODE.fullmatch(code)] == []
    assert addresses(found)


@pytest.mark.parametrize("key", NAMES)
def test_a_round_trip_changes_nothing(key):
    found = questionnaire(key)
    assert Questionnaire.from_json(found.to_json()).checksum() == found.checksum()
    stored = {name: ready._stored(key)[name] for name in ("format", "pages")}
    assert found.to_json() == stored


@pytest.mark.parametrize("key", ready.KEYS)
def test_background_questions_are_those_of_the_library_and_can_be_refused(key):
    own = {question.library: question for question in ready.library()}
    found = questionnaire(key)
    assert [q.code for q in found.pages[-1].questions if not q.prefer_not] == []
    used = [q for q in found.questions() if q.library]
    assert [q for q in used if replace(q, condition="") != own[q.library]] == []


@pytest.mark.parametrize("key", ready.KEYS)
def test_conditions_can_be_read(key):
    found = questionnaire(key)
    conditions = [page.condition for page in found.pages]
    for question in found.questions():
        conditions += [question.condition, *(part.condition for part in question.rows)]
    assert all(parse(words) for words in conditions if words)


def test_the_strategy_survey_asks_in_every_way_there_is():
    found = ready.ready("strategy")
    assert set(BY_KEY) - {q.kind for q in found.questionnaire.questions()} == set()
    assert 25 <= found.asked <= 35
    assert 6 <= len(found.questionnaire.pages) <= 8


def test_the_strategy_survey_asks_of_the_seven_topics_of_the_law():
    topics = ready.ready("strategy").questionnaire.question("topics")
    assert topics.kind == "double"
    assert len(topics.rows) == 7


def test_the_library_has_the_standard_background_questions():
    codes = [question.library for question in ready.library()]
    assert codes == ["age_band", "gender", "area", "relation", "mother_tongue", "situation"]
    assert all(question.prefer_not and asks(question) for question in ready.library())


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor, Role.EDITOR)
    return visitor


def empty_survey(**changes) -> Activity:
    return make_survey(working=Questionnaire(), **changes)


def address(survey: Activity, rest: str = "ready", language: str = "en") -> str:
    return f"/{language}/manage/a/{survey.public_id}/{rest}"


def start(editor, survey: Activity, key: str = "strategy", **more):
    return editor.follow(address(survey, f"ready/{key}"), {"revision": revision_of(survey)}, **more)


def test_an_empty_questionnaire_leads_to_the_ready_ones(editor):
    survey = empty_survey()
    page = editor.get(address(survey, "questions"))
    assert "Start from a ready questionnaire" in page.words()
    assert address(survey) in [a.get("href") for a in page.all("a")]
    page = editor.get(address(survey))
    assert "Municipal strategy" in page.words()
    assert f"{ready.ready('strategy').asked} questions" in page.words()


@pytest.mark.parametrize("key", ready.KEYS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_ready_questionnaire_can_be_looked_at_in_every_language(editor, key, language):
    page = editor.get(address(empty_survey(), f"ready/{key}?in={language}"))
    for question in questionnaire(key).questions():
        assert question.label.in_(language) in page.words()


@pytest.mark.parametrize("key", ready.KEYS)
def test_a_survey_starts_from_a_ready_questionnaire_and_can_be_published(editor, key):
    survey = empty_survey()
    page = start(editor, survey, key)
    assert "The questions are in place." in page.words()
    assert working_of(survey).checksum() == questionnaire(key).checksum()
    found = db.session.get(Activity, survey.id)
    assert publishing.publish(found, now()).number == 1
    assert publishing.unfinished([found])[survey.id] == dict.fromkeys(LANGUAGES, 0)
    for each in questionnaire(key).pages:
        editor.get(address(survey, f"preview/{each.code}"))


def test_words_are_filled_in_only_where_there_are_none(editor):
    survey = empty_survey(title=text("Oma"), summary=Text())
    start(editor, survey)
    found = db.session.get(Activity, survey.id)
    assert found.title == text("Oma")
    assert found.summary == ready.ready("strategy").summary
    assert queries.survey_of(survey.id).thanks == ready.ready("strategy").thanks


def test_own_words_of_thanks_stay(editor):
    survey = empty_survey(summary=text("Oma"))
    queries.survey_of(survey.id).thanks = text("Kiitos")
    db.session.commit()
    start(editor, survey)
    assert queries.survey_of(survey.id).thanks == text("Kiitos")
    assert db.session.get(Activity, survey.id).summary == text("Oma")


def test_it_can_be_undone(editor):
    survey = make_survey("text")
    page = editor.get(address(survey, "ready/event"))
    assert "1 question is replaced" in page.words()
    assert "Undo" in start(editor, survey, "event").words()
    editor.follow(address(survey, "questions/undo"), {})
    assert [q.code for q in working_of(survey).questions()] == ["q1"]


def test_languages_that_are_not_offered_are_dropped(visitor):
    make_municipality(languages=["fi", "sv"])
    sign_in(visitor)
    survey = empty_survey(languages=["fi", "sv"], summary=Text())
    visitor.post(f"/fi/manage/a/{survey.public_id}/ready/youth", {"revision": 0})
    codes = {code for _at, t in working_of(survey).texts() for code in t.translations}
    assert codes == {"fi", "sv"}
    assert set(db.session.get(Activity, survey.id).summary.translations) == {"fi", "sv"}


def test_the_municipality_asks_its_own_background_questions(editor):
    actor = actor_of(make_person(Role.ADMINISTRATOR, email="paa@lintukorpi.test"))
    standard = next(q for q in ready.library() if q.library == "area")
    own = replace(standard, options=(*standard.options[:2],))
    bank.change("standard-area", own, now(), mark=marks.of_question(standard), actor=actor)
    db.session.commit()
    survey = empty_survey()
    start(editor, survey)
    assert len(working_of(survey).question("area").options) == 2


def test_a_published_survey_is_refused(editor):
    survey = make_survey("text")
    publishing.publish(db.session.get(Activity, survey.id), now())
    db.session.commit()
    assert "Start a new survey" in editor.get(address(survey)).words()
    page = editor.get(address(survey, "ready/event"))
    assert "Start from this questionnaire" not in page.words()
    editor.post(address(survey, "ready/event"), {"revision": 0}, expect=409)
    assert [q.code for q in working_of(survey).questions()] == ["q1"]


@pytest.mark.parametrize("revision", ["", "x", "7"])
def test_a_newer_edit_is_not_overwritten(editor, revision):
    survey = make_survey("text")
    editor.post(address(survey, "ready/event"), {"revision": revision}, expect=409)
    assert [q.code for q in working_of(survey).questions()] == ["q1"]


@pytest.mark.parametrize("key", ["nothing", "library", "..%2Flibrary"])
def test_an_unknown_questionnaire_is_not_found(editor, key):
    editor.raw("GET", address(empty_survey(), f"ready/{key}"), 404)


def test_those_who_may_not_edit_may_not_start(visitor):
    make_municipality()
    sign_in(visitor, Role.ANALYST)
    visitor.raw("GET", address(empty_survey()), 403)


def test_it_is_written_down(editor):
    start(editor, empty_survey(), "event")
    deeds = db.session.scalars(sa.select(AuditEntry.deed)).all()
    assert "survey.start_from" in deeds
