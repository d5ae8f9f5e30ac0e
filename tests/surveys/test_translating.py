import pytest

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.i18n.text import Text, TextState
from surveys.domain.questionnaire import Option, Page, Questionnaire
from tests.factories import make_municipality, text
from tests.staff import sign_in
from tests.surveys.building import make_survey, question, working_of

TITLE = Text({"fi": "Kysely"})


@pytest.fixture
def editor(visitor):
    make_municipality()
    sign_in(visitor)
    return visitor


def one_question(label: Text, **changes) -> Activity:
    written = Questionnaire(pages=(Page(code="p1", questions=(question("q1", label=label),)),))
    return make_survey(working=written, **{"title": text("Kysely")} | changes)


def place(survey: Activity, query: str = "to=sv") -> str:
    return f"/en/manage/a/{survey.public_id}/translate?{query}"


def fields_of(page) -> dict[str, str]:
    found = {}
    for control in (*page.all("input"), *page.all("textarea")):
        ticked = control.get("type") != "checkbox" or "checked" in control.attrib
        if control.get("name") and ticked:
            found[control.get("name")] = control.get("value") or (control.text or "").lstrip("\n")
    return found


def number_of(fields: dict[str, str], address: str) -> str:
    return next(name.removeprefix("address-") for name, value in fields.items() if value == address)


def label_of(survey: Activity) -> Text:
    return working_of(survey).question("q1").label


def test_saving_without_change_changes_nothing(editor):
    marked = Text({"fi": "A", "sv": "B", "en": "C"}, {"sv": "stale", "en": "draft"})
    survey = one_question(marked)
    for language in ("sv", "en"):
        page = editor.get(place(survey, f"to={language}"))
        editor.follow(place(survey, f"to={language}"), fields_of(page))
    assert label_of(survey) == marked


@pytest.mark.parametrize(
    ("before", "words", "box", "state"),
    [
        ({"fi": "A"}, "Ny", None, "approved"),
        ({"fi": "A"}, "Ny", "draft", "draft"),
        ({"fi": "A", "sv": "B", "~": {"sv": "draft"}}, "B", None, "approved"),
        ({"fi": "A", "sv": "B", "~": {"sv": "stale"}}, "B", "approved", "approved"),
        ({"fi": "A", "sv": "B", "~": {"sv": "stale"}}, "B", None, "stale"),
        ({"fi": "A", "sv": "B", "~": {"sv": "stale"}}, "Ny", None, "approved"),
        ({"fi": "A", "sv": "B"}, "B", "draft", "draft"),
        ({"fi": "A", "sv": "B"}, "", None, "missing"),
    ],
)
def test_a_translation_gets_its_state(editor, before, words, box, state):
    survey = one_question(Text.from_json(before))
    fields = fields_of(editor.get(place(survey)))
    n = number_of(fields, "q1.label")
    fields.pop(f"state-{n}", None)
    fields |= {f"words-{n}": words} | ({f"state-{n}": box} if box else {})
    editor.follow(place(survey), fields)
    assert label_of(survey).state("sv") == state
    assert label_of(survey).translations.get("sv", "") == words
    assert label_of(survey).state("fi") is TextState.APPROVED


def test_title_summary_and_thanks_are_translated_too(editor):
    survey = one_question(text("K"), title=TITLE)
    fields = fields_of(editor.get(place(survey)))
    fields[f"words-{number_of(fields, '~title')}"] = "Enkät"
    editor.follow(place(survey), fields)
    assert db.session.get(Activity, survey.id).title.in_("sv") == "Enkät"


def test_what_somebody_else_changed_meanwhile_is_shown_again(editor):
    survey = one_question(Text({"fi": "A"}), title=TITLE)
    late = fields_of(editor.get(place(survey)))
    early = late | {f"words-{number_of(late, 'q1.label')}": "Först"}
    editor.follow(place(survey), early)
    late |= {
        f"words-{number_of(late, 'q1.label')}": "Sent",
        f"words-{number_of(late, '~title')}": "Titel",
    }
    page = editor.post(place(survey), late, expect=409)
    assert "Sent" in page.text
    assert label_of(survey).in_("sv") == "Först"
    assert db.session.get(Activity, survey.id).title.in_("sv") == "Titel"


def test_only_unfinished_texts_can_be_shown(editor):
    survey = one_question(Text({"fi": "Puuttuu"}))
    page = editor.get(place(survey, "to=sv&only=unfinished"))
    assert "Puuttuu" in page.words()
    assert page.text.count("<textarea") == 1
    page = editor.get(place(survey, "to=sv"))
    assert page.text.count("<textarea") == 2
    assert "1 of 2 finished" in page.words()


def test_a_survey_in_one_language_has_nothing_to_translate(editor):
    survey = one_question(text("K"), languages=["fi"])
    assert "nothing to translate" in editor.get(place(survey)).words()


def test_an_unknown_address_or_language_is_ignored(editor):
    survey = one_question(Text({"fi": "A"}))
    fields = {"address-0": "q9.label", "words-0": "X", "mark-0": "", "was-0": "missing"}
    editor.follow(place(survey, "to=xx"), fields)
    assert label_of(survey) == Text({"fi": "A"})


def test_a_thousand_texts_take_few_queries(editor):
    options = tuple(Option(code=f"o{n}", label=Text({"fi": f"V{n}"})) for n in range(100))
    questions = tuple(question(f"q{n}", "single", options=options) for n in range(10))
    survey = make_survey(working=Questionnaire(pages=(Page(code="p1", questions=questions),)))
    page = editor.get(place(survey))
    fields = fields_of(page)
    assert page.text.count("<textarea") > 1000
    fields |= {name: "Ö" for name in fields if name.startswith("words-")}
    editor.follow(place(survey), fields)
    assert editor.get(place(survey, "to=sv&only=unfinished")).text.count("<textarea") == 0


def test_the_main_language_is_filled_in_where_a_form_came_without_it(editor):
    survey = one_question(Text({"sv": "Namn", "en": "Name"}))
    place_ = place(survey, "to=fi")
    fields = fields_of(editor.get(place_))
    fields[f"words-{number_of(fields, 'q1.label')}"] = "Nimi"
    editor.follow(place_, fields)
    assert label_of(survey) == Text({"fi": "Nimi", "sv": "Namn", "en": "Name"})


def test_rewording_the_main_language_makes_the_others_stale(editor):
    survey = one_question(text("Nimi"))
    place_ = place(survey, "to=fi")
    fields = fields_of(editor.get(place_))
    fields[f"words-{number_of(fields, 'q1.label')}"] = "Koko nimi"
    editor.follow(place_, fields)
    assert [label_of(survey).state(code) for code in ("fi", "sv", "en")] == [
        "approved",
        "stale",
        "stale",
    ]


def test_what_was_typed_outlives_a_change_of_the_page_s_language(editor):
    survey = make_survey("text")
    typed = fields_of(editor.get(place(survey))) | {"words-0": "Ny titel", "state-0": "draft"}
    page = editor.post(place(survey).replace("/en/", "/sv/"), typed | {"_switch": "sv"}, expect=200)
    kept = {name: fields_of(page)[name] for name in ("words-0", "mark-0", "state-0")}
    assert kept == {"words-0": "Ny titel", "mark-0": typed["mark-0"], "state-0": "draft"}
    assert db.session.get(Activity, survey.id).title.in_("sv") == "Enkät"
