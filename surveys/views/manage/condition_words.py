"""Conditions in words, as the workspace shows them."""

from collections.abc import Mapping

from flask_babel import gettext as _

from surveys.domain.logic.places import of_question
from surveys.domain.logic.plainly import Test, plainly
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.forms.subjects import Subject, every_subject

PARTS = ("options", "rows", "scale")


def deed_words() -> dict[str, str]:
    """Name the comparisons."""
    return {
        "is": _("is"),
        "is_not": _("is not"),
        "more": _("is more than"),
        "at_least": _("is at least"),
        "less": _("is less than"),
        "at_most": _("is at most"),
        "includes": _("includes"),
        "lacks": _("does not include"),
        "contains": _("has the words"),
        "count_at_least": _("has at least so many chosen"),
        "count_at_most": _("has at most so many chosen"),
        "answered": _("is answered"),
        "unanswered": _("is not answered"),
    }


def date_words() -> dict[str, str]:
    """Name the comparisons of days."""
    days = {
        "more": _("is after"),
        "at_least": _("is on or after"),
        "less": _("is before"),
        "at_most": _("is on or before"),
    }
    return deed_words() | days


class Told:
    """Says the conditions of a questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.subjects: Mapping[str, Subject] = every_subject(questionnaire)
        self.words, self.days = deed_words(), date_words()

    def of(self, part: Page | Question) -> list[str]:
        """Return a sentence for each thing that is not so for everybody."""
        condition = part.condition
        found = [self._shown(condition)] if condition else []
        if isinstance(part, Question):
            found += self._more(part)
        return found

    def _more(self, question: Question) -> list[str]:
        found = []
        if question.required_if:
            tests = self.tests(question.required_if)
            found.append(_("Must be answered if: %(tests)s", tests=tests))
        places = of_question(question)
        if many := sum(bool(source) for place, source in places if place.role in PARTS):
            found.append(_("Options or statements with conditions: %(number)s", number=many))
        if question.rules:
            found.append(_("Rules for the answer: %(number)s", number=len(question.rules)))
        if question.shuffle:
            found.append(_("In an order of each person’s own"))
        return found

    def _shown(self, source: str) -> str:
        plain = plainly(source)
        many = len(plain.tests) if plain else 1
        tests = self.tests(source)
        if many == 1:
            return str(_("Shown if: %(tests)s", tests=tests))
        if plain and plain.join == "or":
            return str(_("Shown if any of these is true: %(tests)s", tests=tests))
        return str(_("Shown if all of these are true: %(tests)s", tests=tests))

    def tests(self, source: str) -> str:
        """Return what an expression says in words; one that says too much stays as it is."""
        plain = plainly(source)
        words = [self._test(test) for test in plain.tests] if plain else [None]
        return source if None in words else "; ".join(filter(None, words))

    def _test(self, test: Test) -> str | None:
        key = f"{test.question}.{test.part}" if test.part else test.question
        subject = self.subjects.get(key)
        if subject is None:
            return None
        deed = (self.days if subject.type == "date" else self.words)[test.deed]
        if test.value is None:
            return str(_("“%(question)s” %(deed)s", question=subject.words, deed=deed))
        value = dict(subject.options).get(str(test.value), str(test.value))
        words = {"question": subject.words, "deed": deed, "value": value}
        return str(_("“%(question)s” %(deed)s “%(value)s”", **words))
