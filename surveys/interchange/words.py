"""The sentences for what became of an imported form."""

from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import lazy_gettext as _

from surveys.interchange.report import Entry

CARRIED = {
    "condition_carried": _("The condition %(expression)s was carried."),
    "constraint_carried": _("The rule %(expression)s was carried."),
    "consent": _("Carried as a consent."),
    "date": _("Carried as a date."),
    "budget": _("Carried as a budget."),
    "differential": _("Carried as pairs of opposites."),
    "grade": _("Carried as a school grade."),
    "recommendation": _("Carried as a recommendation."),
    "upload": _("Carried as a question for a file."),
    "month": _("Carried as a month."),
    "note": _("Carried as words to read."),
    "point": _("Carried as a point on a map."),
    "ranking": _("Carried as a ranking."),
    "rating": _("Carried as a rating."),
    "slider": _("Carried as a slider."),
    "text": _("Carried as a text question."),
    "long_text": _("Carried as a long text question."),
    "number": _("Carried as a number question."),
    "single": _("Carried as a single choice question."),
    "multiple": _("Carried as a multiple choice question."),
    "inside": _("Part of the question above."),
    "matrix": _("Carried as a matrix."),
    "table": _("Carried as the words of a matrix."),
    "matrix_row": _("Carried as a statement of a matrix."),
    "page": _("Carried as a page."),
    "double": _("Carried as a matrix with two scales."),
    "info": _("Carried as words to read."),
    "yesno": _("Carried as a question of yes or no."),
    "end": _("Ends a page or a matrix."),
    "title": _("Carried as the title."),
    "whole": _("Carried as it was here."),
}
CHANGED = {
    "as_text": _("A time or barcode became a text question: people write it in words."),
    "calculation_used": _("The calculation was put into the conditions that use it."),
    "choice_filter": _(
        "Choices depended on an earlier answer (%(expression)s): now all are offered."
    ),
    "code_changed": _("The code is now %(code)s: codes are small letters, digits and underscores."),
    "condition": _("It was shown only if %(expression)s: now everybody sees it."),
    "heading_of_boxes": _("The heading of a matrix of boxes to tick became text."),
    "label_from_name": _("There were no words: the name stands in for them as a draft."),
    "language_as_drafts": _(
        "The words are in %(language)s, which is not offered here. They were carried as drafts "
        "in another language (%(as)s): translate them before you publish."
    ),
    "language_assumed": _(
        "Some columns do not say their language, nor does the form name its default. Their words "
        "were carried as drafts in the main language (%(language)s): check them before you publish."
    ),
    "matrix_of_boxes": _("A matrix of boxes to tick became a multiple choice question per row."),
    "matrix_required_mixed": _(
        "Only some statements of the matrix needed an answer: now none does."
    ),
    "matrix_without_rows": _("The heading of a matrix without statements became a question."),
    "note_to_thanks": _("Notes after the last question became the words of thanks."),
    "other_in_list": _("The choice “other” of the list became “Other, please specify”."),
    "range_steps": _("A range whose ends are the same became a number."),
    "read_only": _("A question nobody could answer became text."),
    "reference_in_text": _(
        "The words refer to another answer, as in ${name}. They were carried as a draft: write "
        "them anew."
    ),
    "repeat": _("Repeated questions are asked once."),
    "required_dropped": _("An answer was required under a condition: now it is not."),
    "expression_in_text": _(
        "The words hold an expression of LimeSurvey. They were carried as a draft: write them anew."
    ),
    "logic_to_mend": _("Its logic must be mended before you publish: the list of checks says how."),
    "markup": _("The words had marks for how they look. These were lost: %(marks)s."),
    "matrix_without_statements": _("A matrix without statements got one: its own words."),
    "panel": _("The title of a panel became words to read."),
    "one_for_each": _("A table of fields became a question for each field."),
    "soft_mandatory": _("An answer was asked for but could be passed over: now it is required."),
    "welcome": _("The welcome became the introduction of the first page."),
    "row_hint": _("The help text of the statement was added to its words."),
    "same_choice_once": _("The same choice was in the list twice: it is offered once."),
    "single_of_one": _("A single choice of one became a box to tick."),
}
LEFT_OUT = {
    "appearance": _("The appearance %(expression)s was left out."),
    "array_filter": _("The filter by the answers to %(expression)s was left out."),
    "assessment": _("Scores for answers were left out."),
    "attribute": _("The attribute %(name)s was left out wherever it is used."),
    "calculation_beside": _("The calculation was left out."),
    "choice_without_list": _("The choice belongs to no list."),
    "choices_from_answers": _("Choices taken from earlier answers cannot be carried."),
    "column": _("The column %(name)s was not read."),
    "comments": _("The comments beside choices were left out."),
    "constraint": _("The rule %(expression)s for answers was left out."),
    "default": _("The answer filled in beforehand was left out."),
    "disabled": _("The row is disabled."),
    "enable_if": _("It could be answered only if %(expression)s: now everybody can answer."),
    "own_other": _("The words for “Other” were left out: ours are shown."),
    "guidance_hint": _("The guidance for interviewers was left out."),
    "hidden": _("The question was never shown."),
    "language_not_offered": _("Words in %(language)s were left out: it is not offered here."),
    "language_twice": _(
        "Several columns have words in the same language (%(language)s). Where a column that names "
        "the language has words, the others were left out."
    ),
    "look": _("The appearance %(expression)s was left out wherever it is used."),
    "media_beside": _("The picture, sound or video was left out."),
    "note_without_words": _("The note has no words."),
    "other_in_matrix": _("“Other, please specify” was left out: a matrix has none."),
    "own_error_message": _("The error message of the form was left out: ours is shown."),
    "own_column": _("What the columns of our own say here was left out: it is not sound."),
    "legacy_condition": _("A condition of an older kind was left out."),
    "prefix": _("The words %(expression)s before the number were left out."),
    "quota": _("A quota was left out."),
    "random_groups": _("The random order of groups was left out."),
    "parameter": _("The parameter %(expression)s was left out."),
    "random_seed": _("The number that random orders start from was left out: each has its own."),
    "required_condition": _("An answer was required if %(expression)s: now it is not."),
    "result_shown": _("A result worked out by the form cannot be shown."),
    "row_without_type": _("The row says neither what it asks nor how."),
    "rows_far_below": _("Everything from this row on was left out: too many empty rows before it."),
    "setting": _("The setting %(name)s was left out."),
    "sheet": _("The sheet was not read."),
    "too_many_crossings": _("A table with more than %(limit)s fields cannot be carried."),
    "type_language": _("A language is chosen on every page here."),
    "type_unknown": _("Questions of the type %(type)s cannot be carried."),
    "url_parameter": _("A parameter of the address was left out."),
    "type_calculation": _("Calculations cannot be carried."),
    "type_file": _("Choices from a file cannot be carried."),
    "type_media": _("Such pictures, sounds, videos or files cannot be asked for."),
    "type_place": _("Such places on a map cannot be asked for."),
    "type_setting": _("A setting for other programs."),
    "type_technical": _("Technical data about the device or the time is never collected here."),
}
EXPORTED = {
    "export_condition": _("%(name)s: the condition %(expression)s cannot be said there."),
    "export_kind": _("%(name)s: a question of this kind cannot be asked there in the same way."),
    "export_missing": _("%(name)s: “I don’t know” and “I’d rather not say” are not offered there."),
    "export_option_conditions": _(
        "%(name)s: all choices are offered there, whatever was answered."
    ),
    "export_pictures": _("%(name)s: the pictures of the choices are not in the file."),
    "export_required": _("%(name)s: an answer is not required there if %(expression)s."),
    "export_rule": _("%(name)s: the rule %(expression)s cannot be said there."),
    "export_shuffle": _("%(name)s: the random order cannot be said there."),
}
REFUSED = {
    "choice_twice": _("The choice %(name)s is in the list %(list)s twice. Rename or delete one."),
    "choice_without_name": _("A choice has no name. Give it one in the column “name”."),
    "damaged_file": _("The file is damaged or not a form. Save it again and try once more."),
    "declares_entities": _("The file declares things no form needs. It was not opened."),
    "duplicate_header": _("Two columns have the header %(header)s. Rename or delete one."),
    "empty_file": _("The file is empty."),
    "file_too_large": _("The file is too large for a form."),
    "form_too_long": _(
        "The form is too long: at most %(questions)s questions and %(options)s choices."
    ),
    "group_not_begun": _("A group ends here that did not begin. Check the rows before it."),
    "group_not_ended": _("The group %(name)s does not end. Add “end group”."),
    "has_password": _("The file has a password. Save it without one."),
    "headers_mean_same": _("The columns %(one)s and %(two)s mean the same. Delete one."),
    "list_too_long": _("A list has more than %(limit)s choices."),
    "no_choices": _(
        "The list %(list)s is not in the file: there is no sheet named “choices” with columns "
        "“list_name”, “name” and “label”."
    ),
    "no_list": _("The list %(list)s is not on the sheet “choices”. Add it or correct the name."),
    "no_name": _("A question or group has no name. Give it one in the column “name”."),
    "no_survey_sheet": _("There is no sheet named “survey”. The file has: %(sheets)s."),
    "no_type": _("A row has words but no type. Write one in the column “type”."),
    "no_type_column": _("The sheet has no column “type”."),
    "not_a_form": _(
        "This is not a form we can read. Choose an XLSForm (.xlsx, .xlsm, .xls, .csv or .md), a "
        "survey of LimeSurvey (.lss or .txt) or of SurveyJS (.json)."
    ),
    "not_translations": _(
        "This is not a file of translations from here. Download one, and keep its first row and "
        "the columns “key” and “mark” as they are."
    ),
    "other_languages": _(
        "The file is for translating from %(source)s to %(target)s, which this survey does not do."
    ),
    "not_sound": _("The file does not hold a questionnaire that is whole. Look at: %(name)s"),
    "not_a_survey": _("This is not a survey of LimeSurvey."),
    "not_utf8": _("The file is not in UTF-8. Save it as UTF-8."),
    "too_many_rows": _("The file has more than %(limit)s rows."),
    "sheet_too_large": _("The sheet %(sheet)s is too large for a form."),
    "too_many_parts": _("The file has too many parts for a form."),
    "unknown_type": _("The type %(type)s is not known. Check how it is spelt."),
    "unpacks_too_large": _("The file would unpack to something too large for a form."),
}
HEADINGS: Mapping[str, Any] = {
    "code_changed": _("Codes were changed: they are small letters, digits and underscores."),
    "column": _("Columns that are not part of the format were not read."),
    "attribute": _("Attributes that have no counterpart here were left out."),
    "setting": _("Settings meant for other programs were left out."),
    "look": _("How questions look was left out."),
}
WHY: Mapping[str, Any] = {
    "bracket_not_closed": _("A bracket is not closed."),
    "compared_twice": _("It compares twice in a row."),
    "matrix": _("The statements of a matrix share their rules and choices."),
    "pattern": _("We do not know all signs of its pattern."),
    "too_deep": _("It has too many brackets."),
    "too_long": _("It is too long."),
    "unexpected": _("We cannot read all of it."),
    "unfinished": _("It is not finished."),
    "unknown_function": _("We have no such function."),
    "unknown_word": _("We have no such function."),
    "unknown_name": _("It refers to something that was not carried or is not there."),
    "unknown_option": _("It names a choice that is not there."),
    "unknown_value": _("It holds a value that cannot be written."),
    "unreadable": _("We cannot read all of it."),
    "wrong_number_of_arguments": _("A function has too few or too many values."),
    "wrong_value": _("It compares things of different kinds."),
}
SENTENCES: Mapping[str, Any] = {**CARRIED, **CHANGED, **LEFT_OUT, **EXPORTED, **REFUSED}


def sentence(entry: Entry) -> str:
    """Say what became of something, or why a file is refused."""
    words = str(SENTENCES[entry.reason])
    facts = {"sheet": entry.sheet, "name": entry.name, **entry.facts}
    words = words % facts if "%(" in words else words
    why = entry.facts.get("why", "")
    return f"{words} {WHY[why]}" if why in WHY else words


def grouped(entries: Iterable[Entry]) -> list[tuple[str, list[Entry]]]:
    """Gather entries that say the same, in the order in which each is said first."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        words = str(HEADINGS[entry.reason]) if entry.reason in HEADINGS else sentence(entry)
        found.setdefault(words, []).append(entry)
    return list(found.items())
