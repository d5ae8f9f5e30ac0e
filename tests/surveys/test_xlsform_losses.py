"""What an XLSForm loses on the way is told, and what is broken is refused where it is broken."""

import pytest

from participation.platform.i18n.text import Text
from surveys.interchange.report import Effect, FormRefused
from surveys.interchange.words import SENTENCES, sentence
from tests.surveys.xlsforms import YES_NO, entry, read, reasons


@pytest.mark.parametrize(
    ("column", "value", "reason", "effect"),
    [
        ("relevant", "${a} = 1", "condition", Effect.CHANGED),
        ("choice_filter", "x=1", "choice_filter", Effect.CHANGED),
        ("default", "yes", "default", Effect.LEFT_OUT),
        ("calculation", "1+1", "calculation_beside", Effect.LEFT_OUT),
        ("trigger", "${a}", "calculation_beside", Effect.LEFT_OUT),
        ("constraint", "pulldata(., 'x')", "constraint", Effect.LEFT_OUT),
        ("constraint_message", "No!", "own_error_message", Effect.LEFT_OUT),
        ("required", "${a} = 1", "required_condition", Effect.LEFT_OUT),
        ("guidance_hint", "Lue ääneen", "guidance_hint", Effect.LEFT_OUT),
        ("image", "a.jpg", "media_beside", Effect.LEFT_OUT),
        ("appearance", "image-map", "appearance", Effect.LEFT_OUT),
        ("appearance", "likert", "look", Effect.LEFT_OUT),
        ("parameters", "randomize=true seed=42", "random_seed", Effect.LEFT_OUT),
        ("my column", "x", "column", Effect.LEFT_OUT),
    ],
)
def test_what_stands_beside_a_question_is_told(column, value, reason, effect):
    survey = f"type | name | label | {column}\nselect_one yn | q | K | {value}"
    found = entry(read(survey, YES_NO), reason)
    assert found.effect is effect


@pytest.mark.parametrize(
    ("type_", "reason"),
    [
        ("geotrace", "type_place"),
        ("audio", "type_media"),
        ("calculate", "type_calculation"),
        ("start", "type_technical"),
        ("select_one_from_file a.csv", "type_file"),
        ("select_one ${q}", "choices_from_answers"),
    ],
)
def test_what_cannot_be_asked_is_left_out_loudly(type_, reason):
    imported = read(f"type | name | label\ntext | t | T\n{type_} | q | K", YES_NO)
    assert [q.code for q in imported.questionnaire.questions()] == ["t"]
    found = entry(imported, reason)
    assert (found.effect, found.row, found.name, found.settles) == (Effect.LEFT_OUT, 4, "q", True)


def test_repeats_are_asked_once_and_disabled_rows_not_at_all():
    imported = read("""
        type | name | label | disabled
        begin repeat | r | Lapset |
        text | a | Nimi |
        end repeat | | |
        text | b | Pois | yes
    """)
    assert [q.code for q in imported.questionnaire.questions()] == ["a"]
    assert {"repeat", "disabled"} <= set(reasons(imported))


def test_read_only_rows_become_words_or_are_left_out():
    imported = read("""
        type | name | label | read_only | calculation
        text | a | Lue tämä | yes |
        text | b | Tulos | yes | 1+1
        text | c | Kysymys | |
    """)
    assert imported.questionnaire.pages[0].intro.in_("fi") == "Lue tämä"
    assert {"read_only", "result_shown"} <= set(reasons(imported))


@pytest.mark.parametrize(
    ("survey", "choices", "reason", "row"),
    [
        ("type | name | label\nmap | q | K", "", "unknown_type", 3),
        ("type | name | label\nselect_one l | q | K", YES_NO, "no_list", 3),
        ("type | name | label\nselect_one l | q | K", "", "no_choices", 3),
        ("type | name | label\n| q | K", "", "no_type", 3),
        ("type | name | label\ntext | | K", "", "no_name", 3),
        ("name | label\nq | K", "", "no_type_column", 1),
        ("type | name | label | Label\ntext | q | K | K", "", "headers_mean_same", 1),
        ("type | name | label | caption\ntext | q | K | K", "", "headers_mean_same", 1),
        ("type | name | label | label\ntext | q | K | K", "", "duplicate_header", 1),
        ("type | name | label\nbegin group | g | G\ntext | q | K", "", "group_not_ended", 3),
        ("type | name | label\ntext | q | K\nend group | |", "", "group_not_begun", 4),
        ("type | name | label\nbegin repeat | g | G\nend group | |", "", "group_not_begun", 4),
        (
            "type | name | label\ntext | q | K",
            "list_name | name | label\nl | | X",
            "choice_without_name",
            6,
        ),
        ("type | name | label\ntext | q | K", YES_NO + "yn | yes | Taas", "choice_twice", 8),
    ],
)
def test_a_broken_form_is_refused_where_it_is_broken(survey, choices, reason, row):
    with pytest.raises(FormRefused) as refusal:
        read(survey, choices)
    assert (refusal.value.entry.reason, refusal.value.entry.row) == (reason, row)


def test_choices_without_list_or_words_are_told():
    choices = "list_name | name | label\n| x | X\nyn | yes |\nyn | no | Ei"
    imported = read("type | name | label\nselect_one yn | q | K", choices)
    assert imported.questionnaire.question("q").options[0].label.state("fi") == "draft"
    assert {"choice_without_list", "label_from_name"} <= set(reasons(imported))


def test_a_form_that_is_too_long_is_refused():
    rows = "\n".join(f"text | q{n} | K" for n in range(1_002))
    with pytest.raises(FormRefused) as refusal:
        read(f"type | name | label\n{rows}")
    assert refusal.value.entry.reason == "form_too_long"


def test_every_reason_has_a_sentence_that_needs_no_more_than_its_facts(app):
    imported = read(
        """type | name | label | relevant | my column | default
        select_one yn | Q | K | x | y | z
        begin repeat | r | R | | |
        geopoint | g | G | | |
        end repeat | | | | |""",
        YES_NO,
        "form_id\nx",
    )
    with app.test_request_context("/en/"):
        for found in imported.report.entries:
            assert sentence(found)
            assert "%(" not in sentence(found)
        assert all(str(words) for words in SENTENCES.values())


def test_a_heading_of_boxes_becomes_words():
    imported = read(
        """type | name | label | appearance
        begin group | g | Otsikko |
        select_multiple yn | h | Valitse | label
        select_multiple yn | a | A | list-nolabel
        end group | | |""",
        YES_NO,
    )
    assert imported.questionnaire.pages[0].intro.in_("fi") == "Valitse"
    assert [q.code for q in imported.questionnaire.questions()] == ["a"]
    assert "heading_of_boxes" in reasons(imported)


def test_rows_without_a_heading_take_the_words_of_their_group():
    imported = read(
        """type | name | label | appearance
        begin group | g | Arvioi |
        select_one yn or_other | a | A | list-nolabel
        end group | | |""",
        YES_NO,
    )
    matrix = imported.questionnaire.question("g")
    assert (matrix.kind, matrix.label.in_("fi")) == ("matrix", "Arvioi")
    assert "other_in_matrix" in reasons(imported)


def test_titles_settings_and_remarks_on_the_survey_sheet_are_told():
    imported = read(
        """type | name | label | my column
        set form title | Minun kyselyni | |
        set form id | x | |
        | | | vain huomautus
        text | q | K | """,
        "",
        "version\n1",
    )
    assert imported.title.in_("fi") == "Minun kyselyni"
    assert {"title", "type_setting", "row_without_type", "setting"} <= set(reasons(imported))


def test_a_note_without_words_is_left_out():
    imported = read("type | name | label | image\nnote | n | | a.jpg\ntext | q | K |")
    assert "note_without_words" in reasons(imported)


def test_media_and_references_of_choices_are_told():
    choices = "list_name | name | label | image\nl | a | ${z} | a.jpg\nl | b | B |"
    imported = read("type | name | label\nselect_one l | q | K", choices)
    assert {"media_beside", "reference_in_text"} <= set(reasons(imported))


def test_a_list_that_is_too_long_is_refused():
    choices = "\n".join(f"l | c{n} | C" for n in range(2_001))
    with pytest.raises(FormRefused) as refusal:
        read("type | name | label\nselect_one l | q | K", f"list_name | name | label\n{choices}")
    assert refusal.value.entry.reason == "list_too_long"


def test_a_column_called_default_has_no_language_of_its_own():
    imported = read("type | name | label::default\ntext | q | K")
    assert imported.questionnaire.question("q").label == Text({"fi": "K"})
