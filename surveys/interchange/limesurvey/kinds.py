"""The types of LimeSurvey's questions, and which of our kinds they are."""

from collections.abc import Mapping

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option
from surveys.domain.questions.steps import numbered, numbers

KINDS: Mapping[str, str] = {
    "5": "rating", "!": "single", "L": "single", "O": "single", "M": "multiple", "P": "multiple",
    "F": "matrix", "H": "matrix", "A": "matrix", "B": "matrix", "C": "matrix", "E": "matrix",
    "1": "double", "S": "text", "T": "long_text", "U": "long_text", "Q": "text", "K": "number",
    "N": "number", "D": "date", "G": "single", "R": "ranking", "Y": "yesno", "X": "info",
    "|": "upload", ":": "number", ";": "text",
}  # fmt: skip
# One question of ours for each subquestion, or for each crossing of two.
SEVERAL = frozenset("QK")
CROSSED = frozenset(":;")
LEFT_OUT = {"I": "type_language", "*": "type_calculation"}


def _said(fi: str, sv: str, en: str) -> Text:
    return Text({"fi": fi, "sv": sv, "en": en})


YES, NO = _said("Kyllä", "Ja", "Yes"), _said("Ei", "Nej", "No")
# Answers that LimeSurvey does not write down: their codes there, ours, and the words.
BUILT_IN: Mapping[str, tuple[tuple[str, Option], ...]] = {
    "Y": (("Y", Option(code="yes", label=YES)), ("N", Option(code="no", label=NO))),
    "G": (
        ("F", Option(code="f", label=_said("Nainen", "Kvinna", "Female"))),
        ("M", Option(code="m", label=_said("Mies", "Man", "Male"))),
    ),
    "C": (
        ("Y", Option(code="y", label=YES)),
        ("U", Option(code="u", label=_said("En ole varma", "Osäker", "Uncertain"))),
        ("N", Option(code="n", label=NO)),
    ),
    "E": (
        ("I", Option(code="i", label=_said("Lisääntyy", "Ökar", "Increase"))),
        ("S", Option(code="s", label=_said("Pysyy samana", "Samma", "Same"))),
        ("D", Option(code="d", label=_said("Vähenee", "Minskar", "Decrease"))),
    ),
    **{
        letter: tuple((option.code, option) for option in numbered(numbers(1, last)))
        for letter, last in (("5", 5), ("A", 5), ("B", 10))
    },
}
# Attributes that are carried; the others are told of.
CARRIED = frozenset({
    "array_filter", "array_filter_exclude", "exclude_all_others", "min_answers", "max_answers",
    "max_subquestions", "random_order", "answer_order", "hidden", "prefix", "suffix",
    "maximum_chars", "numbers_only", "num_value_int_only", "min_num_value_n", "max_num_value_n",
    "em_validation_q", "em_validation_q_tip", "slider_layout", "slider_min", "slider_max",
    "slider_accuracy", "multiflexible_checkbox", "dualscale_headerA", "dualscale_headerB",
    "date_min", "date_max", "subquestion_order", "multiflexible_min", "multiflexible_max",
    "random_group", "allowed_filetypes", "max_num_of_files", "max_filesize", "equals_num_value",
})  # fmt: skip
# Of those that are carried, the ones that only mean something here for some types.
ONLY_FOR: Mapping[str, str] = {
    "array_filter": "LO!MPRFHABCE1QK:;", "array_filter_exclude": "LO!MPRFHABCE1QK:;",
    "exclude_all_others": "MP", "min_answers": "MP", "max_answers": "MPR", "suffix": "NKQ;:",
    "max_subquestions": "R", "prefix": "NK:", "maximum_chars": "STUQ;", "numbers_only": "SQ;T",
    "min_num_value_n": "NKSQ", "max_num_value_n": "NKSQ", "equals_num_value": "K",
    "allowed_filetypes": "|", "max_num_of_files": "|", "max_filesize": "|",
    "date_min": "D", "date_max": "D",
}  # fmt: skip
# Rules about several fields at once, which we have not.
RULES = frozenset({
    "min_num_value", "max_num_value", "min_num_value_sgqa",
    "max_num_value_sgqa", "num_value_equals_sgqa", "em_validation_sq", "other_numbers_only",
    "other_comment_mandatory", "min_num_of_files", *ONLY_FOR,
})  # fmt: skip
# Values that say the same as none.
USUAL = frozenset({"", "0", "N", "normal", "default", "I"})
