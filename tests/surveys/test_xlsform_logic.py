"""Conditions, rules, filters and kinds that an XLSForm says in expressions and parameters."""

from participation.platform.i18n.text import Text
from surveys.interchange.words import sentence
from tests.surveys.test_xlsform import YES_NO, one
from tests.surveys.xlsforms import entry, read, reasons


def test_conditions_of_groups_are_those_of_their_pages():
    imported = read(
        """type | name | label | relevant
        text | Name | N |
        begin group | out | Out | ${Name} != ''
        text | a | A |
        begin group | in | In | selected(${yn}, 'yes')
        select_one yn | b | B | ${a} = 'x' and ${Name} = 'y'
        end group | | |
        end group | | |
        select_one yn | yn | YN |""",
        YES_NO,
    )
    pages = {page.code: page.condition for page in imported.questionnaire.pages}
    assert pages["out"] == "answered({name})"
    assert pages["in"] == "answered({name}) and selected({yn}, 'yes')"
    assert imported.questionnaire.question("b").condition == "{a} = 'x' and {name} = 'y'"
    assert reasons(imported)["condition_carried"] == 4


def test_a_condition_that_cannot_be_carried_names_its_cell():
    imported = read("type | name | label | relevant\ntext | a | A | once(${a})")
    found = entry(imported, "condition")
    assert (found.row, found.facts["cell"]) == (3, "relevant")
    assert found.facts["why"] == "unknown_function"
    assert "We have no such function." in sentence(found)


def test_rules_carry_their_message():
    found = one(
        "type | name | label | constraint | constraint_message::Suomi (fi)\n"
        "integer | q | K | . > 2 and . != 7 | Ei seitsemän",
    )
    assert found.settings == {}
    assert [(rule.test, rule.message) for rule in found.rules] == [
        ("{.} > 2 and {.} != 7", Text({"fi": "Ei seitsemän"}))
    ]


def test_a_rule_without_words_of_its_own_is_a_limit():
    found = one("type | name | label | constraint\ninteger | q | K | . > 2 and . != 7")
    assert found.settings == {"min": 3}
    assert [rule.test for rule in found.rules] == ["{.} != 7"]


def test_words_repeat_an_answer_through_a_calculation():
    imported = read(
        "type | name | label | calculation\n"
        "select_one yn | area | A |\n"
        "calculate | said | | jr:choice-name(${area}, '${area}')\n"
        "begin group | g | |\n"
        "text | why | Why ${said}? |\n"
        "end group | | |",
        "list_name | name | label\nyn | a | Yes\nyn | b | No",
    )
    label = imported.questionnaire.question("why").label
    assert set(label.translations.values()) == {"Why {area}?"}
    assert "reference_in_text" not in reasons(imported)


def test_a_rule_that_none_stands_alone_becomes_an_exclusive_option():
    found = one(
        "type | name | label | constraint\n"
        "select_multiple yn | q | K | not(selected(., 'no') and count-selected(.) > 1)"
    )
    assert [option.exclusive for option in found.options] == [False, True]
    assert found.rules == ()


def test_an_answer_may_be_required_under_a_condition():
    imported = read("type | name | label | required\ntext | a | A |\ntext | b | B | ${a} = 'x'")
    question = imported.questionnaire.question("b")
    assert (question.required, question.required_if) == (False, "{a} = 'x'")


def test_filters_of_choices_become_conditions_of_options():
    imported = read(
        "type | name | label | choice_filter\n"
        "select_one s | s | S |\nselect_one c | c | C | s=${s} and kind='town'",
        "list_name | name | label | s | kind\ns | x-1 | X | |\ns | y | Y | |\n"
        "c | a | A | x-1 | town\nc | b | B | y | town\nc | d | D | y | village",
    )
    options = imported.questionnaire.question("c").options
    assert {o.code: o.condition for o in options} == {"a": "{s} = 'x_1'", "b": "{s} = 'y'"}


def test_calculations_are_put_into_the_conditions_that_use_them():
    imported = read(
        "type | name | label | calculation | relevant\ninteger | a | A | |\n"
        "calculate | c | | ${a} * 2 | \ncalculate | d | | ${d} + 1 | \n"
        "text | b | B | | ${c} > 10\ntext | e | E | | ${d} > 1"
    )
    assert imported.questionnaire.question("b").condition == "{a} * 2 > 10"
    assert imported.questionnaire.question("e").condition == ""
    assert {"calculation_used", "type_calculation", "condition"} <= set(reasons(imported))


def test_a_note_under_a_condition_is_information():
    imported = read(
        "type | name | label | relevant | hint\nnote | w | Hei | ${a} = 'x' | Lue\ntext | a | A | |"
    )
    note, _a = imported.questionnaire.questions()
    assert (note.kind, note.condition, note.hint) == ("info", "{a} = 'x'", Text({"fi": "Lue"}))


def test_choices_may_come_in_a_random_order():
    survey = "type | name | label | parameters\nselect_one yn | q | K | randomize=true"
    assert one(survey).shuffle == ("options",)


def test_a_range_of_five_stars_is_a_rating():
    found = one(
        "type | name | label | appearance | parameters\n"
        "range | q | K | rating | start=1 end=5 step=1"
    )
    assert (found.kind, [option.code for option in found.options]) == ("rating", list("12345"))
    steps = one("type | name | label | parameters\nrange | q | K | start=0 end=10 step=2.5")
    assert steps.settings == {"min": 0, "max": 10, "step": 2.5, "decimals": 1}
