import pytest

from participation.platform.i18n.text import Text, TextState
from tests.surveys.xlsforms import YES_NO, entry, read, reasons


def one(survey: str, choices: str = YES_NO):
    """The only question of a form."""
    (found,) = read(survey, choices).questionnaire.questions()
    return found


@pytest.mark.parametrize(
    ("type_", "more", "kind", "settings_"),
    [
        ("text", "", "text", {}),
        ("text", "multiline", "long_text", {}),
        ("integer", "", "number", {}),
        ("decimal", "", "number", {"decimals": 6}),
        ("range", "", "slider", {"min": 1, "max": 10}),
        ("range", "rating vertical", "slider", {"min": 1, "max": 10}),
        ("percentage", "", "number", {"min": 0, "max": 100}),
        ("select_one yn", "minimal", "single", {"look": "dropdown"}),
        ("select_one yn", "quick", "single", {}),
        ("rank yn", "", "ranking", {}),
        ("select_multiple yn", "", "multiple", {}),
        ("date", "", "date", {}),
        ("file", "", "upload", {}),
        ("image", "", "upload", {"kinds": ["pictures"]}),
        ("geopoint", "", "point", {}),
        ("date", "month-year", "month", {}),
        ("time", "", "text", {}),
        ("acknowledge", "", "consent", {}),
    ],
)
def test_a_row_becomes_a_question(type_, more, kind, settings_):
    found = one(f"type | name | label | appearance\n{type_} | q | Kysymys | {more}")
    assert (found.code, found.kind, dict(found.settings)) == ("q", kind, settings_)
    assert found.label == Text({"fi": "Kysymys"})


def test_texts_come_in_every_language_offered():
    imported = read(
        """type | name | label::Suomi (fi) | label::Svenska (sv) | label::Deutsch (de) | hint
        text | q | Nimi | Namn | Name | Vihje"""
    )
    (found,) = imported.questionnaire.questions()
    assert found.label == Text({"fi": "Nimi", "sv": "Namn"})
    assert found.hint == Text({"fi": "Vihje"})
    assert entry(imported, "language_not_offered").facts == {"language": "Deutsch (de)"}
    assert "language_assumed" not in reasons(imported)


def test_words_in_no_known_language_are_drafts_and_that_is_told():
    imported = read(
        """type | name | label | hint::Svenska (sv)
        select_one l | q | Where do you live? | Ett svar""",
        "list_name | name | label\nl | a | North",
        "form_title\nMy form",
    )
    (found,) = imported.questionnaire.questions()
    for words in (found.label, found.options[0].label, imported.title):
        assert words.state("fi") == TextState.DRAFT
    assert found.hint.state("sv") == TextState.APPROVED
    assert entry(imported, "language_assumed").facts == {"language": "fi"}


def test_unnamed_columns_are_in_the_default_language():
    imported = read("type | name | label\ntext | q | Name", "", "default_language\nEnglish (en)")
    assert imported.questionnaire.question("q").label == Text({"en": "Name"})
    assert "language_assumed" not in reasons(imported)


def test_a_title_is_in_the_default_language():
    imported = read(
        "type | name | label::English (en)\ntext | q | Name",
        "",
        "form_title | default_language\nMy form | English (en)",
    )
    assert imported.title == Text({"en": "My form"})


def test_a_named_language_goes_before_an_unnamed_one_and_that_is_told():
    imported = read("type | name | label | label::fi\ntext | a | X | Y\ntext | b | X |")
    assert "language_twice" in reasons(imported)
    assert [q.label.in_("fi") for q in imported.questionnaire.questions()] == ["Y", "X"]


def test_groups_become_pages_and_notes_become_words():
    imported = read("""
        type | name | label
        note | welcome | Tervetuloa
        text | a | A
        begin group | g | Ryhmä
        begin group | h | Sisä
        text | b | B
        note | n | Huomaa
        text | c | C
        end group | |
        text | d | D
        end group | |
        note | end | Kiitos
    """)
    pages = imported.questionnaire.pages
    found = [(p.title.in_("fi"), p.intro.in_("fi"), [q.code for q in p.questions]) for p in pages]
    assert found == [
        ("", "Tervetuloa", ["a"]),
        ("Ryhmä – Sisä", "", ["b", "n", "c"]),
        ("Ryhmä", "", ["d"]),
    ]
    assert imported.questionnaire.question("n").kind == "info"
    assert imported.thanks.in_("fi") == "Kiitos"


MATRIX = """
type | name | label | appearance | required | relevant | hint
begin group | g | Ryhmä | | | |
select_one yn | head | Arvioi | label | | | Vihje
select_one yn | Row-1 | Eka | list-nolabel | yes | | Rivin vihje
select_one yn | row2 | Toka | list-nolabel | {required} | {relevant} |
text | t | Muuta | | | |
end group | | | | | |
"""


def test_a_heading_and_rows_become_a_matrix():
    imported = read(MATRIX.format(required="yes", relevant=""), YES_NO)
    matrix, after = imported.questionnaire.questions()
    assert (matrix.kind, matrix.code, matrix.required) == ("matrix", "head", True)
    assert [(row.code, row.label.in_("fi")) for row in matrix.rows] == [
        ("row_1", "Eka – Rivin vihje"),
        ("row2", "Toka"),
    ]
    assert matrix.hint.in_("fi") == "Vihje"
    assert after.code == "t"
    assert entry(imported, "code_changed").facts == {"code": "row_1"}


def test_a_matrix_is_required_only_when_every_row_is():
    imported = read(MATRIX.format(required="", relevant=""), YES_NO)
    assert not imported.questionnaire.question("head").required
    assert "matrix_required_mixed" in reasons(imported)
    imported = read(MATRIX.format(required="yes", relevant="${t} = once(1)"), YES_NO)
    assert not imported.questionnaire.question("head").required
    assert {"condition", "required_dropped"} <= set(reasons(imported))


def test_a_heading_without_rows_becomes_a_question():
    survey = "type | name | label | appearance | required\nselect_one yn | q | K | label | yes"
    imported = read(survey, YES_NO)
    assert imported.questionnaire.question("q").kind == "single"
    assert imported.questionnaire.question("q").required
    assert "matrix_without_rows" in reasons(imported)


def test_boxes_in_a_table_become_questions_each():
    imported = read(
        """type | name | label | appearance
        begin group | g | Otsikko | table-list
        select_multiple yn | a | A |
        select_multiple yn | b | B |
        end group | | |""",
        YES_NO,
    )
    assert [q.kind for q in imported.questionnaire.questions()] == ["multiple", "multiple"]
    assert imported.questionnaire.pages[0].intro.in_("fi") == "Otsikko"
    assert reasons(imported)["matrix_of_boxes"] == 2


def test_or_other_takes_the_place_of_a_choice_called_other():
    choices = YES_NO + "yn | other | Muu\n"
    imported = read("type | name | label\nselect_one yn or_other | q | K", choices)
    found = imported.questionnaire.question("q")
    assert found.other
    assert [option.code for option in found.options] == ["yes", "no"]
    assert "other_in_list" in reasons(imported)


def test_codes_of_choices_are_cleaned_and_listed():
    choices = "list_name | name | label\nl | A b! | X\nl | a-b | Y\nl | 您 | Z"
    imported = read("type | name | label\nselect_one l | q | K", choices)
    codes = [option.code for option in imported.questionnaire.question("q").options]
    assert codes == ["a_b_", "a_b", "o1"]
    listed = [e.facts["code"] for e in imported.report.entries if e.reason == "code_changed"]
    assert listed == codes


def test_names_that_become_alike_stay_apart():
    imported = read(
        "type | name | label\ntext | A | X\ntext | a | Y\ntext | a-1 | Z\ntext | a_1 | W"
    )
    assert [q.code for q in imported.questionnaire.questions()] == ["a", "a_2", "a_1", "a_1_2"]


def test_a_single_choice_of_one_becomes_a_box():
    found = one(
        "type | name | label\nselect_one l | q | K", "list_name | name | label\nl | y | Joo"
    )
    assert (found.kind, found.settings) == ("multiple", {"max": 1})


def test_words_that_refer_to_answers_do_so_here():
    imported = read("type | name | label\ntext | A-1 | A\ntext | b | Hei ${ A-1 }!")
    assert imported.questionnaire.question("b").label == Text({"fi": "Hei {a_1}!"})
    assert "reference_in_text" not in reasons(imported)


def test_words_that_refer_to_what_is_not_there_are_drafts():
    imported = read("type | name | label\ntext | b | Hei ${a}!")
    assert imported.questionnaire.question("b").label.state("fi") == "draft"
    assert "reference_in_text" in reasons(imported)
