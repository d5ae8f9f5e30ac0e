"""Form fields that several kinds share: clean words, missing answers, "other, please specify".

Names of fields: the question's code; `code.row` for a row of a matrix; `code~other` for the words
of "other"; `code~missing` for the "I don't know" boxes beside a text or number.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import category, normalize

from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER, Form, Missing, Problem, Reading

LONGEST_OTHER = 200
NO_LONGER_THAN = 20_000
MISSING_CODES = frozenset(Missing)
LINE_ENDS = re.compile(r"\r\n?|[\u2028\u2029\x85\x0b\x0c]")


def clean(typed: str, *, lines: bool = False) -> str:
    """Return words fit to keep: composed, without control characters, one kind of line end."""
    if typed.isascii() and typed.isprintable():  # codes and digits: nothing to compose or drop
        return typed.strip()
    words = LINE_ENDS.sub("\n", normalize("NFC", typed)).replace("\t", " ")
    if not lines:
        words = words.replace("\n", " ")
    kept = (c for c in words if c == "\n" or category(c) not in ("Cc", "Cs"))
    return "".join(kept).strip()


def words_in(form: Form, name: str, *, lines: bool = False) -> str:
    """Return the clean words of a field.

    Words that read like a code for a missing answer lose their tilde, so that nobody can type one.
    """
    typed = form.get(name, ())
    words = clean(typed[0][:NO_LONGER_THAN], lines=lines) if typed else ""
    return words.lstrip("~") if words in MISSING_CODES else words


def other_field(question: Question) -> str:
    """Name the field, and the key, of the words of "other, please specify"."""
    return f"{question.code}~other"


def missing_field(question: Question) -> str:
    """Name the field of the boxes that say why a text or number is left out."""
    return f"{question.code}~missing"


def missing_offered(question: Question) -> tuple[Missing, ...]:
    """Return the reasons for not answering that the question offers."""
    offered = ((Missing.DONT_KNOW, question.dont_know), (Missing.PREFER_NOT, question.prefer_not))
    return tuple(reason for reason, is_offered in offered if is_offered)


def missing_chosen(question: Question, values: Sequence[str]) -> list[Missing]:
    """Return the reasons chosen among those offered."""
    return [reason for reason in missing_offered(question) if reason in values]


def chosen(question: Question, values: Sequence[str]) -> list[str]:
    """Return the known option codes among the values, in the order of the options."""
    wanted = set(values)
    codes = [option.code for option in question.options if option.code in wanted]
    if question.other and OTHER in wanted:
        codes.append(OTHER)
    return codes


def chosen_or_written(question: Question, form: Form) -> list[str]:
    """Return the codes chosen; only words for "other" mean that "other" was meant."""
    values = form.get(question.code, ())
    codes = chosen(question, values)
    if not codes and question.other and not missing_chosen(question, values):
        return [OTHER] if words_in(form, other_field(question)) else []
    return codes


def unanswered(question: Question) -> Reading:
    """Read a question left empty."""
    if question.required:
        return Reading({}, (Problem("required", question.code),))
    return Reading({question.code: Missing.NO_ANSWER.value})


def with_other(question: Question, form: Form, value: Any) -> Reading:
    """Read the words of "other" beside a value that holds it."""
    words = words_in(form, other_field(question))
    if not words:
        return Reading({}, (Problem("other_words_missing", other_field(question)),))
    if len(words) > LONGEST_OTHER:
        facts = {"longest": LONGEST_OTHER, "length": len(words)}
        return Reading({}, (Problem("too_long", other_field(question), facts),))
    return Reading({question.code: value, other_field(question): words})


def beside_value(question: Question, form: Form, *, has_value: bool) -> Reading | None:
    """Read the "I don't know" boxes beside a text or number; nothing when none is ticked."""
    reasons = missing_chosen(question, form.get(missing_field(question), ()))
    if not reasons:
        return None
    if has_value:
        return Reading({}, (Problem("value_and_missing", question.code),))
    if len(reasons) > 1:
        return Reading({}, (Problem("two_reasons", missing_field(question)),))
    return Reading({question.code: reasons[0].value})


def refill_written(question: Question, value: Any, words: str) -> dict[str, list[str]]:
    """Return the fields of a text or number that hold an answer, or why there is none."""
    if value is None or value == Missing.NO_ANSWER:
        return {}
    if value in MISSING_CODES:
        return {missing_field(question): [value]}
    return {question.code: [words]}


def refill_other(question: Question, answers: Mapping[str, Any]) -> dict[str, list[str]]:
    """Return the field of the words of "other", if they were given."""
    name = other_field(question)
    return {name: [answers[name]]} if name in answers else {}


def faults_of_codes(question: Question) -> list[str]:
    """Name what is wrong with the codes of options and rows."""
    found = []
    for things, fault in ((question.options, "options_twice"), (question.rows, "rows_twice")):
        codes = [thing.code for thing in things]
        if len(codes) != len(set(codes)):
            found.append(fault)
    if question.other and any(option.code == OTHER for option in question.options):
        found.append("other_twice")
    return found
