"""The forms of others, with pyxform as the judge of what they hold."""

import warnings
from collections import Counter

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import get_xlsform

from surveys.domain.readiness import shortcomings
from surveys.interchange.reading import read_file as read_any
from surveys.interchange.report import FormRefused
from tests.surveys.xlsforms import entry, files, read_file, walk

FAMILIES = {
    "text": "text string integer int decimal date time datetime dateTime barcode range percentage",
    "one": "select one",
    "many": "select all that apply",
    "note": "note",
    "tick": "trigger acknowledge",
    "place": "geopoint geotrace geoshape",
    "media": "photo audio video file",
    "rank": "rank",
    "calculation": "calculate",
    "group": "group repeat loop",
    "technical": "start end today deviceid username phonenumber hidden email audit uri:deviceid",
}
REASONS = {
    "text": "text long_text number date month slider rating as_text read_only result_shown",
    "one": "single single_of_one matrix matrix_row choices_from_answers",
    "many": "multiple matrix_of_boxes heading_of_boxes",
    "note": "note note_without_words",
    "tick": "consent",
    "place": "type_place point",
    "media": "type_media upload",
    "rank": "ranking",
    "calculation": "type_calculation",
    "group": "page table repeat",
    "technical": "type_technical",
    "end": "end",
}
SPACED = {"select one": "one", "select all that apply": "many", "phone number": "text"}
OF_TYPE = {word: family for family, words in FAMILIES.items() for word in words.split()} | SPACED
OF_REASON = {word: family for family, words in REASONS.items() for word in words.split()}


@pytest.fixture(params=files(), ids=lambda file: file.name)
def file(request):
    return request.param


def judged(file) -> Counter[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        form = workbook_to_json(get_xlsform(str(file)), form_name="form")
    return Counter(OF_TYPE[element["type"]] for element in walk(form["children"]))


def test_every_row_is_accounted_for_as_pyxform_reads_it(file):
    try:
        expected = judged(file)
    except PyXFormError:
        with pytest.raises(FormRefused):
            read_file(file)
        return
    settled = read_file(file).report.settled()
    ours = Counter(OF_REASON[found.reason] for found in settled.values())
    assert ours.pop("end", 0) == expected["group"]
    assert ours == expected


def test_what_is_imported_can_be_published_once_translated(file):
    try:
        imported = read_file(file)
    except FormRefused:
        return
    assert [each for each in shortcomings(imported.questionnaire) if each.fault is None] == []
    again = type(imported.questionnaire).from_json(imported.questionnaire.to_json())
    assert again == imported.questionnaire


def named(name: str):
    return read_file(next(found for found in files() if found.name == name))


def test_duplicate_columns_are_refused_by_name():
    with pytest.raises(FormRefused) as refusal:
        named("bug__duplicate_columns.xlsx")
    assert refusal.value.entry.reason == "duplicate_header"
    assert refusal.value.entry.facts == {"header": "label"}


def test_csv_and_markdown_say_the_same():
    assert named("group.csv").questionnaire == named("group.md").questionnaire


def test_a_form_in_a_language_not_offered_becomes_drafts():
    imported = named("all_types_survey.xlsx")
    label = imported.questionnaire.question("q_mandatory").label
    assert (label.in_("fi"), label.state("fi")) == ("Wie lautet Ihre E-Mail-Adresse?", "draft")
    assert entry(imported, "language_as_drafts").facts == {"language": "de", "as": "fi"}
    assert imported.thanks.in_("fi").startswith("Vielen Dank")


def test_constraints_of_real_forms_become_limits_or_rules_with_words_of_their_own():
    imported = named("all_types_survey.xlsx")
    (rule,) = imported.questionnaire.question("q_constraint").rules
    assert rule.test == "{.} >= 18 and {.} <= 120"
    assert rule.message
    counted = named("socio-economic-survey-v20240515.xlsx").questionnaire
    assert counted.question("diseases").settings == {"max": 3}


def test_a_table_list_becomes_a_matrix():
    matrix = next(iter(named("table-list.xls").questionnaire.questions()))
    assert (matrix.kind, matrix.code) == ("matrix", "table_list_test2")
    assert [row.code for row in matrix.rows] == ["table_list_3", "table_list_4"]
    assert [option.code for option in matrix.options] == ["yes", "no"]


def test_a_choice_offered_twice_for_a_filter_is_offered_once():
    counties = named("choice_filter_test.xlsx").questionnaire.question("county")
    assert [option.code for option in counties.options] == ["king", "pierce", "cameron"]


def test_or_other_becomes_other():
    imported = named("or_other.xlsx")
    assert [question.other for question in imported.questionnaire.questions()] == [True, False]


def test_logic_that_must_be_mended_is_told():
    file = next(found for found in files() if found.name.startswith("socio-economic"))
    imported = read_any(file.read_bytes(), file.name, ("fi", "sv", "en"))
    assert entry(imported, "logic_to_mend").name == "se_list"
