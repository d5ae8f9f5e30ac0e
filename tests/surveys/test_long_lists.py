"""Questions with as many options as there can be are edited and saved whole."""

from dataclasses import replace

import pytest

from surveys.domain.questionnaire import Option, Page, Questionnaire
from surveys.forms.lines import MOST_ADDED, MOST_LINES
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import make_survey, question, working_of

ALT = "Kuva"
URLENCODED = "application/x-www-form-urlencoded"


def sent(count: int) -> dict[str, str]:
    """What a browser sends of a question with many options, each with a picture."""
    fields = {"label-fi": "Minkä valitset?", "look": "cards", "revision": "0"}
    for n in range(count):
        line = {"was": f"o{n}", "code": f"o{n}", "image": f"a{n}/kuva.png"}
        for code in ("fi", "sv", "en"):
            line |= {f"label-{code}": f"Vaihtoehto {n}", f"alt-{code}": ALT}
            line |= {f"label-{code}-state": "draft", f"alt-{code}-state": "draft"}
        fields |= {f"options-{n}-{name}": words for name, words in line.items()}
    return fields


@pytest.fixture
def survey(visitor):
    make_municipality()
    sign_in(visitor)
    options = tuple(Option(code=f"o{n}", label=text(f"Ennen {n}")) for n in range(MOST_LINES))
    asked = replace(question("q1", "multiple"), options=options)
    return make_survey(working=Questionnaire(pages=(Page(code="p1", questions=(asked,)),)))


def test_a_question_with_the_most_options_and_pictures_is_saved_whole(visitor, survey):
    place = f"/en/manage/a/{survey.public_id}/question/q1"
    many = {"data": sent(MOST_LINES), "content_type": URLENCODED}
    visitor.raw("POST", place, 302, **many)
    saved = working_of(survey).question("q1").options
    assert len(saved) == MOST_LINES
    assert {option.alt.in_("fi") for option in saved} == {ALT}
    assert saved[-1].label.in_("fi") == f"Vaihtoehto {MOST_LINES - 1}"


def test_one_more_than_can_be_added_is_refused_beside_the_list(visitor, survey):
    place = f"/en/manage/a/{survey.public_id}/question/q1"
    many = {"data": sent(MOST_ADDED) | {"do": "options add"}, "content_type": URLENCODED}
    page = visitor.raw("POST", place, 200, **many).text
    assert f"No more than {MOST_ADDED} can be added here." in page
    assert f"options-{MOST_ADDED - 1}-code" in page
    assert f"options-{MOST_ADDED}-code" not in page


def test_the_longest_form_of_a_question_keeps_to_what_staff_may_send(app):
    limit = app.config["STAFF_FORM_PARTS"]
    assert len(sent(MOST_LINES)) + MOST_LINES * len(("exclusive", "drop", "file")) < limit
