"""Items to rate from what other activities found."""

import pytest

from participation.activities.domain.items import Item, items_of
from participation.activities.models import Activity
from participation.platform.access.actor import Role
from participation.platform.clock import now
from surveys.domain.questionnaire import Option, Page, Questionnaire, Row
from surveys.domain.sources import with_items
from surveys.services import counting
from tests.factories import make_municipality, make_process, text
from tests.staff import sign_in
from tests.surveys.answering import make_survey as make_answered
from tests.surveys.building import make_survey, question, working_of


def test_a_finding_gives_its_options_its_rows_or_itself():
    said, other = text("A").to_json(), {"code": "other", "label": {}}
    options = {"options": [{"code": "a", "label": said, "count": 3}, other]}
    assert list(items_of("q1", text("K"), options)) == [Item(key="q1.a", label=text("A"), people=3)]
    rows = {"rows": [{"code": "r", "label": {"fi": "R"}}], "options": options["options"]}
    assert [item.key for item in items_of("q1", text("K"), rows)] == ["q1.r"]
    assert list(items_of("theme", text("Teema"), {})) == [Item(key="theme", label=text("Teema"))]


def test_items_become_statements_with_new_codes_and_never_twice():
    before = question("q1", "matrix", rows=(Row(code="r1", label=text("Rivi")),))
    items = [Item(key="a.1", label=text("Uusi")), Item(key="a.2", label=text("Rivi"))]
    after = with_items(before, [*items, items[0]], {"activity": "x", "title": {"fi": "T"}}, {"r2"})
    assert [row.code for row in after.rows] == ["r1", "r3"]
    assert after.rows[1].source == {"activity": "x", "title": {"fi": "T"}, "subject": "a.1"}


def test_a_kind_without_statements_gets_options():
    before = question("q1", "single")
    after = with_items(before, [Item(key="", label=text("Uusi"))], {}, ())
    assert after.options[-1] == Option(code="o1", label=text("Uusi"))


@pytest.fixture
def editor(visitor):
    make_municipality()
    visitor.process = make_process()
    sign_in(visitor, Role.EDITOR, process=visitor.process)
    return visitor


@pytest.fixture
def lender(editor) -> Activity:
    return make_answered(process=editor.process)


def address(survey: Activity, code: str = "q1") -> str:
    return f"/en/manage/a/{survey.public_id}/question/{code}/items"


def test_chosen_items_of_another_survey_are_added_and_tell_where_from(editor, lender):
    survey = make_survey("matrix", process=editor.process)
    page = editor.post(
        address(survey), {"show": "1", "from": lender.public_id, "lines": "oma"}, expect=200
    )
    keys = [e.get("value") for e in page.all("input") if e.get("name") == "item"]
    assert keys
    assert "oma" in page.text
    editor.follow(
        address(survey), {"from": lender.public_id, "item": keys[:2], "lines": "oma\n\nrivi"}
    )

    rows = working_of(survey).question("q1").rows
    assert len(rows) == 1 + 2 + 2
    assert [row.source.get("subject") for row in rows[1:]] == [*keys[:2], None, None]
    assert rows[1].source["title"] == lender.title.to_json()


def test_where_items_came_from_is_part_of_every_figure(editor):
    row = Row(code="r1", label=text("Rivi"), source={"activity": "x", "title": {"fi": "Aivoriihi"}})
    asked = question("q1", "matrix", rows=(row,))
    pages = (Page(code="p1", questions=(asked,)),)
    survey = make_answered(Questionnaire(pages=pages), process=editor.process)
    (finding,) = counting.findings(survey, now())
    assert finding.figures["sources"] == {"r1": {"fi": "Aivoriihi"}}


def test_nothing_chosen_is_said_with_everything_kept(editor, lender):
    survey = make_survey("single", process=editor.process)
    page = editor.post(address(survey), {"from": lender.public_id}, expect=422)
    assert "Choose at least one item" in page.words()


def test_other_processes_results_are_not_offered(editor):
    foreign = make_answered(process=make_process(slug="muu"))
    survey = make_survey("matrix", process=editor.process)
    assert foreign.public_id not in editor.get(address(survey)).text
    editor.post(address(survey), {"from": foreign.public_id, "item": "q1"}, expect=404)
    editor.get(f"{address(survey)}?from={foreign.public_id}", expect=404)


def test_a_text_question_has_no_items(editor):
    survey = make_survey("text", process=editor.process)
    editor.get(address(survey), expect=404)
