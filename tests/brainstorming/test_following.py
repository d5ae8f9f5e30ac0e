"""What happened to my idea, by the four-word code."""

from datetime import UTC, datetime, timedelta

import pytest

from participation.activities.receipts import code_for, hash_for
from participation.activities.services import lending
from participation.activities.services.releasing import release_closed
from participation.brainstorming.idea_models import IdeaState, Reason
from participation.brainstorming.models import Brainstorm
from participation.brainstorming.services import joining, moderating
from participation.brainstorming.services.moderating import Verdict
from participation.platform.access.actor import ANYBODY, Role
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Questionnaire
from surveys.services import borrowing, publishing
from tests.brainstorming.making import make_brainstorm, make_idea
from tests.brainstorming.test_results import CLOSED, make_people, make_round, make_theme, weigh
from tests.factories import make_municipality, text
from tests.staff import actor_of, make_person
from tests.surveys.building import make_survey as write_survey
from tests.surveys.building import question

TOKEN = b"t" * 16


@pytest.fixture
def follow(visitor):
    def told(token=TOKEN, language="fi"):
        db.session.commit()
        page = visitor.post(f"/{language}/r", {"code": code_for(token, "fi")}, expect=200)
        return page.words("main")

    return told


def mine(activity, words="Tuettu idea", token=TOKEN, **more):
    return make_idea(activity, words, receipt_hash=hash_for(token), **more)


def hide(activity, idea, **more):
    seen = moderating.seen_mark(moderating.history(idea))
    verdict = Verdict(state=IdeaState.HIDDEN, **more)
    moderating.decide(activity, idea.public_id, verdict, seen=seen, actor=ANYBODY, now=now())


def test_an_open_round_tells_what_comes_next_and_no_numbers(app, follow):
    make_municipality()
    activity = make_brainstorm()
    weigh(mine(activity), make_people(activity, 9), [1] * 9)
    said = follow()
    assert "Mitä ideallesi tapahtui" in said
    assert "Arvioijien määrä kerrotaan sulkeutumisen jälkeen" in said
    assert "Arvioijia 9" not in said
    assert "Seuraavaksi muut arvioivat sitä" in said


def test_an_idea_that_waits_says_until_when(app, follow):
    make_municipality()
    mine(make_brainstorm(), state=IdeaState.WAITING, day=datetime(2026, 11, 20, tzinfo=UTC).date())
    assert "viimeistään 22.11.2026" in follow()


@pytest.mark.parametrize(("number", "words"), [(5, "Arvioijia 5."), (4, "alle 5 ihmistä")])
def test_after_closing_it_is_told_how_many_weighed_it_from_the_minimum_on(
    app, follow, number, words
):
    make_municipality()
    activity = make_brainstorm(**CLOSED)
    weigh(mine(activity), make_people(activity, number), [1] * number)
    said = follow()
    assert words in said
    assert "Arvioijia 4" not in said


def test_a_joined_idea_says_which_stands_for_it_with_its_theme_and_numbers(app, follow):
    activity, (head, *_others), people = make_round()
    own = mine(activity, "Sama asia toisin", language="sv")
    weigh(own, people[:2], [1, 1])
    db.session.get(Brainstorm, activity.id).shows_themes = True
    make_theme(activity, "Viihtyisyys", head)
    joining.join(activity, [own.public_id], head.public_id, actor=ANYBODY, now=now())
    said = follow()
    assert "Nyt molemmista kertoo tämä idea: Tuettu idea" in said
    assert "Teema: Viihtyisyys" in said
    assert "Arvioijia 12." in said
    assert "Se yhdistettiin samaa sanovaan ideaan" in said
    joining.part(activity, own.public_id, actor=ANYBODY, now=now())
    said = follow()
    assert "Nyt molemmista" not in said
    assert "Se erotettiin siitä" in said


def test_words_of_a_hidden_idea_that_stands_for_mine_are_not_shown(app, follow):
    activity, (head, *_others), _people = make_round()
    own = mine(activity, "Sama asia")
    joining.join(activity, [own.public_id], head.public_id, actor=ANYBODY, now=now())
    hide(activity, head, reason=Reason.INSULT)
    said = follow()
    assert "Tuettu idea" not in said
    assert "Arvioijia 12" not in said


def test_themes_that_nobody_sees_yet_are_not_told(app, follow):
    make_municipality()
    activity = make_brainstorm()
    make_theme(activity, "Salainen teema", mine(activity))
    assert "Salainen teema" not in follow()


def test_what_moderators_decided_is_told_with_reason_and_history(app, follow):
    make_municipality()
    activity = make_brainstorm()
    own = mine(activity)
    hide(activity, own, reason=Reason.OFF_TOPIC, note=text("Kerro lisää.", "Berätta mer.", "More."))
    said = follow()
    assert "Syy: se ei vastaa kysymykseen" in said
    assert "Kerro lisää." in said
    assert "Se ei etene" in said
    moderating.undo(activity, own.public_id, actor=ANYBODY, now=now())
    said = follow()
    assert "Päätös peruttiin. Moderoija päätti julkaista sen." in said
    assert said.index("Kirjoitit idean") < said.index("Syy:") < said.index("Päätös peruttiin")


def test_results_that_tell_of_it_and_what_follows_are_named(app, follow):
    activity, (best, *_others), _people = make_round()
    best.receipt_hash = hash_for(TOKEN)
    make_theme(activity, "Viihtyisyys", best)
    db.session.get(Brainstorm, activity.id).next_steps = Text({"fi": "Valtuusto käsittelee."})
    release_closed(activity, now())
    said = follow()
    assert "eniten kannatettujen ideoiden joukossa" in said
    assert "esimerkkinä teemastaan" in said
    assert "Teema: Viihtyisyys" in said
    assert "Valtuusto käsittelee." in said
    best.state = IdeaState.HIDDEN
    assert "kannatettujen" not in follow()


def test_questions_that_let_others_rate_it_are_named_once_they_are_published(app, follow):
    activity, (best, *_others), _people = make_round()
    best.receipt_hash = hash_for(TOKEN)
    make_theme(activity, "Viihtyisyys", best)
    db.session.commit()
    asked = Page(
        code="p1", questions=(question("views", "matrix", label=text("Mikä on tärkeintä?")),)
    )
    survey = write_survey(
        process=activity.process, working=Questionnaire(pages=(asked,)), title=text("Arviointi")
    )
    chief = actor_of(make_person(Role.ADMINISTRATOR))
    lender = lending.lender(activity.public_id, now(), actor=chief)
    borrowing.borrow(survey, "views", lender, {f"q1~support.{best.public_id}"})
    assert "Mikä on tärkeintä?" not in follow()
    publishing.publish(survey, now())
    survey.published = now()
    assert "Siitä kysytään kyselyssä" in follow()
    assert "Mikä on tärkeintä?" in follow()


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "Vad hände med dina idéer"), ("en", "What happened to your")]
)
def test_it_is_told_in_every_language(app, follow, language, words):
    activity, _ideas, _people = make_round()
    mine(activity)
    mine(activity, "Toinen", state=IdeaState.WAITING)
    said = follow(language=language)
    assert words in said
    assert "Mitä" not in said


def test_nothing_finer_than_a_day_and_no_name_of_staff(app, follow):
    make_municipality()
    activity = make_brainstorm(closes=datetime.now(UTC) + timedelta(days=9))
    own = mine(activity)
    hide(activity, own, reason=Reason.OTHER)
    moment = moderating.history(own)[0].made
    assert moment.strftime("%H.%M") not in follow().replace("klo", "")
