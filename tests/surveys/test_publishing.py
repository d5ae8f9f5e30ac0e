from dataclasses import replace

import pytest
import sqlalchemy as sa

from participation.platform.access.actor import ANYBODY
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from surveys import queries
from surveys.domain.questionnaire import Option, Page, Questionnaire, Row
from surveys.domain.readiness import Shortcoming, shortcomings
from surveys.kind import SurveyKind
from surveys.models import QuestionnaireVersion
from surveys.services import building, publishing
from surveys.shortcoming_words import sentence
from tests.factories import make_municipality, text
from tests.surveys.building import make_survey, question, questionnaire


def on_a_page(*questions) -> Questionnaire:
    return Questionnaire(pages=(Page(code="p1", questions=questions),))


BLANK = Option(code="x", label=Text())


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (Questionnaire(), "no_questions"),
        (questionnaire(), "no_questions"),
        (on_a_page(question("q1", label=Text())), "no_label"),
        (on_a_page(question("q1"), question("q1")), "code_twice"),
        (on_a_page(question("q1", "map")), "unknown_kind"),
        (on_a_page(question("q1", "single", options=())), "no_options"),
        (on_a_page(question("q1", "matrix", rows=())), "no_rows"),
        (on_a_page(question("q1", "single", options=(BLANK, BLANK))), "option_without_label"),
        (
            on_a_page(question("q1", "matrix", rows=(Row(code="r", label=Text()),))),
            "row_without_label",
        ),
        (on_a_page(question("q1", "number", settings={"min": 2, "max": 1})), "min_over_max"),
        (on_a_page(question("q1", "multiple", settings={"max": 9})), "more_than_options"),
        (on_a_page(question("q1", "text", settings={"longest": 0.5})), "bad_longest"),
        (on_a_page(question("q1", "number", settings={"decimals": 9})), "bad_decimals"),
        (
            on_a_page(
                question(
                    "q1",
                    "single",
                    options=(Option(code="other", label=text("Muu")), BLANK),
                    other=True,
                )
            ),
            "other_twice",
        ),
        (
            Questionnaire(pages=(Page(code="p1", questions=(question("q1"),)), Page(code="p2"))),
            "empty_page",
        ),
        (
            Questionnaire(
                pages=(
                    Page(code="p1", questions=(question("q1"),)),
                    Page(code="p1", questions=(question("q2"),)),
                )
            ),
            "page_code_twice",
        ),
    ],
)
def test_a_broken_questionnaire_is_not_published(app, broken, reason):
    assert reason in [found.reason for found in shortcomings(broken)]
    survey = make_survey(working=broken)
    with app.test_request_context("/en/"), pytest.raises(publishing.NotReady):
        publishing.publish(survey, now())
    assert queries.current_version(survey.id) is None


def test_every_shortcoming_has_words_and_a_place_to_mend_it(app):
    reasons = [
        "no_questions",
        "empty_page",
        "page_code_twice",
        "code_twice",
        "unknown_kind",
        "no_label",
        "option_without_label",
        "row_without_label",
        "no_options",
        "no_rows",
        "options_twice",
        "rows_twice",
        "other_twice",
        "min_over_max",
        "more_than_options",
        "bad_longest",
        "bad_decimals",
    ]
    with app.test_request_context("/en/"):
        for reason in reasons:
            assert sentence(Shortcoming(reason, "q1", "p1"))
        survey = make_survey(working=on_a_page(question("q1", label=Text())))
        (fault,) = SurveyKind().faults(survey)
    assert fault.url.endswith("/question/q1")


def test_the_same_questionnaire_keeps_its_version(app):
    survey = make_survey("single", "text")
    first = publishing.publish(survey, now())
    assert publishing.publish(survey, now()) is first
    building.move_question(survey, "q1", 1)
    second = publishing.publish(survey, now())
    assert (first.number, second.number) == (1, 2)
    assert second.checksum == Questionnaire.from_json(second.document).checksum()


def test_going_back_to_an_old_questionnaire_is_a_new_version(app):
    survey = make_survey("single", "text")
    numbers = []
    for step in (1, -1, 1):
        numbers.append(publishing.publish(survey, now()).number)
        building.move_question(survey, "q1", step)
    assert numbers == [1, 2, 3]


def test_no_edit_touches_a_published_version(app):
    survey = make_survey("single", "text", "matrix")
    publishing.publish(survey, now())
    db.session.commit()
    before = db.session.execute(sa.text("SELECT * FROM questionnaire_version")).one()
    building.duplicate_question(survey, "q1")
    building.save_question(survey, "q2", question("q2", label=text("Uusi")), revision=1)
    building.remove_page(survey, "p1", revision=2)
    building.undo(survey)
    building.save_thanks(survey, text("Kiitos"), revision=4)
    publishing.publish(survey, now())
    db.session.commit()
    after = db.session.execute(
        sa.text("SELECT * FROM questionnaire_version ORDER BY number LIMIT 1")
    ).one()
    assert after == before
    assert db.session.scalar(sa.select(sa.func.count()).select_from(QuestionnaireVersion)) == 2


def test_the_canonical_checksum_does_not_depend_on_order_of_keys():
    one = question("q1", label=Text({"fi": "K", "sv": "F"}), settings={"min": 1, "max": 2})
    two = replace(one, label=Text({"sv": "F", "fi": "K"}), settings={"max": 2, "min": 1})
    assert on_a_page(one).checksum() == on_a_page(two).checksum()


def test_unfinished_texts_are_counted_by_language(app):
    make_municipality()
    survey = make_survey(
        working=on_a_page(question("q1", label=Text({"fi": "K", "sv": "F"}, {"sv": "stale"}))),
        languages=["fi", "en"],
        title=Text({"fi": "Vain"}),
    )
    with app.test_request_context("/en/"):
        assert SurveyKind().unfinished([survey])[survey.id] == {"fi": 0, "en": 1, "sv": 1}


def test_a_unit_is_a_text_like_others(app):
    make_municipality()
    years = question("q1", "number", settings={"unit": {"fi": "vuotta"}})
    survey = make_survey(working=on_a_page(years), languages=["fi", "sv"])
    with app.test_request_context("/fi/"):
        assert SurveyKind().unfinished([survey])[survey.id] == {"fi": 0, "sv": 1}


def test_half_translated_changes_stay_unpublished(app):
    survey = make_survey("text", published=now())
    publishing.publish(survey, now())
    building.add_question(survey, "p1", question("", label=Text({"fi": "Vain"})))
    with pytest.raises(publishing.HalfTranslated):
        publishing.publish_changes(survey, now(), actor=ANYBODY, revision=1)
