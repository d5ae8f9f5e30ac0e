"""From a survey's JSON to a questionnaire of ours, with a report. Our own JSON is read here too."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.interchange.checking import Unsound, is_text, questionnaire_from
from surveys.interchange.imported import Imported
from surveys.interchange.languages import languages_in
from surveys.interchange.logic.gathered import Logic
from surveys.interchange.report import Effect, FormRefused, Report
from surveys.interchange.surveyjs import values
from surveys.interchange.surveyjs.choosing import with_choices
from surveys.interchange.surveyjs.elements import SPEECH, Elements
from surveys.interchange.surveyjs.said import Said
from surveys.interchange.surveyjs.values import Thing
from surveys.interchange.xlsform.pages import joined

CARRIED = frozenset({
    "title", "description", "locale", "pages", "elements", "completedHtml", "questionOrder",
    "$schema", "sjsVersion", "yhes",
})  # fmt: skip
MOST_PAGES = 500


def read_json(content: bytes, offered: Sequence[str]) -> Imported:
    """Read a file for a municipality that offers these languages, the main one first."""
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise FormRefused("not_utf8") from error
    except (ValueError, RecursionError) as error:
        raise FormRefused("damaged_file") from error
    if not isinstance(found, Mapping):
        raise FormRefused("not_a_form")
    if "questionnaire" in found:
        return _ours(found)
    if not values.things(found.get("pages")) and not values.things(found.get("elements")):
        raise FormRefused("not_a_form")
    try:
        return _Reader(found, offered).imported()
    except RecursionError as error:
        raise FormRefused("damaged_file") from error


def _ours(found: Thing) -> Imported:
    try:
        questionnaire = questionnaire_from(found["questionnaire"])
    except (Unsound, TypeError, KeyError, ValueError, AttributeError, RecursionError) as error:
        where = str(error.args[0]) if isinstance(error, Unsound) and error.args else ""
        raise FormRefused("not_sound", name=where[:100]) from error
    title, thanks = (_text(found.get(name)) for name in ("title", "thanks"))
    report = Report()
    for question in questionnaire.questions():
        report.add(Effect.CARRIED, question.kind, sheet="", name=question.code)
    texts = (text for _at, text in questionnaire.texts())
    languages = tuple(dict.fromkeys(code for text in texts for code in text.translations))
    return Imported(title, thanks, questionnaire, report, languages, "json")


def _text(stored: Any) -> Text:
    return Text.from_json(stored) if is_text(stored) else Text()


class _Reader:
    def __init__(self, survey: Thing, offered: Sequence[str]) -> None:
        self.survey, self.report = with_choices(survey), Report()
        main = values.words(survey.get("locale")) or "en"
        self.named = ["default", *dict.fromkeys(values.languages_in(survey))]
        languages = languages_in(self.named, main, offered, self.report)
        self.main = main
        self.said = Said(languages, self.report)
        self.logic = Logic(self.report, SPEECH)
        self.elements = Elements(self.said, self.logic, self.report)
        self.codes: set[str] = set()

    def imported(self) -> Imported:
        """Return everything."""
        found = values.things(self.survey.get("pages")) or [self.survey]
        if len(found) > MOST_PAGES:
            raise FormRefused("form_too_long", questions=1_000, options=20_000)
        pages = [self._page(page) for page in found]
        pages = self._introduced(pages)
        self._tell_of_rest()
        own = self.survey.get("yhes")
        is_own, own = isinstance(own, Mapping), own if isinstance(own, Mapping) else {}
        kept = (page for page in pages if is_own or page.questions or page.intro)
        resolved = self.elements.own.merged(self.logic.resolved(Questionnaire(pages=tuple(kept))))
        return Imported(
            _text(own.get("title")) or self.said.text(self.survey.get("title"), "title"),
            _text(own.get("thanks")) or self.said.text(self.survey.get("completedHtml"), "thanks"),
            resolved,
            self.report,
            tuple(dict.fromkeys([self.main, *self.named[1:]])),
            "surveyjs",
        )

    def _page(self, page: Thing) -> Page:
        is_page = page is not self.survey
        name = values.words(page.get("name")) if is_page else ""
        code = codes.code_from(name, self.codes, "p") if name else codes.next_code("p", self.codes)
        self.codes.add(code)
        questions: list[Question] = []
        if is_page:
            self.logic.condition(("page", code), values.words(page.get("visibleIf")), name or code)
        for element in values.things(page.get("elements")):
            questions += self.elements.made(element)
        found = Page(
            code=code,
            title=self.said.text(page.get("title"), name) if is_page else Text(),
            intro=self.said.text(page.get("description"), name) if is_page else Text(),
            shuffle="random" in (page.get("questionOrder"), self.survey.get("questionOrder")),
            questions=tuple(questions),
        )
        self.elements.own.note("page", code, page if is_page else {})
        return found

    def _introduced(self, pages: list[Page]) -> list[Page]:
        words = self.said.text(self.survey.get("description"), "description")
        if not words or not pages:
            return pages
        self.report.add(Effect.CHANGED, "welcome", sheet="survey")
        first = replace(pages[0], intro=joined(words, pages[0].intro, "\n"))
        return [first, *pages[1:]]

    def _tell_of_rest(self) -> None:
        for name in sorted(self.survey.keys() - CARRIED):
            facts = {"value": values.words(self.survey[name])[:200]}
            self.report.add(Effect.LEFT_OUT, "setting", sheet="survey", name=name, facts=facts)
