"""From a survey of LimeSurvey to a questionnaire of ours, with a report."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.interchange.imported import Imported
from surveys.interchange.languages import Languages, languages_in
from surveys.interchange.limesurvey.kinds import CARRIED, LEFT_OUT, ONLY_FOR, RULES, USUAL
from surveys.interchange.limesurvey.lss import read_lss
from surveys.interchange.limesurvey.questions import Questions
from surveys.interchange.limesurvey.survey import Asked, Group, Survey
from surveys.interchange.limesurvey.tsv import read_tsv
from surveys.interchange.limesurvey.words import ANSWER, EXPRESSION, Said
from surveys.interchange.logic import expressionscript
from surveys.interchange.logic.gathered import Logic, Speech
from surveys.interchange.report import Effect, Report
from surveys.interchange.xlsform.pages import joined

SPEECH = Speech(expressionscript.to_ours, EXPRESSION, ANSWER, "questions")


def read_survey(content: bytes, offered: Sequence[str], *, is_tsv: bool = False) -> Imported:
    """Read a file for a municipality that offers these languages, the main one first."""
    survey = read_tsv(content) if is_tsv else read_lss(content)
    report = Report()
    languages = languages_in(survey.languages, survey.languages[0], offered, report)
    return _Reader(survey, languages, report).imported("limesurvey-tsv" if is_tsv else "limesurvey")


class _Reader:
    def __init__(self, survey: Survey, languages: Languages, report: Report) -> None:
        self.survey, self.report = survey, report
        self.said = Said(languages, report)
        self.logic = Logic(report, SPEECH)
        self.questions = Questions(self.said, self.logic, report)
        self.seen: set[str] = set()

    def imported(self, form: str) -> Imported:
        """Return everything."""
        pages = [self._page(number, group) for number, group in enumerate(self.survey.groups, 1)]
        pages = self._welcomed(pages)
        kept = Questionnaire(pages=tuple(page for page in pages if page.questions or page.intro))
        for reason, name in self.survey.losses:
            self.report.add(Effect.LEFT_OUT, reason, sheet="surveys", name=name)
        found = self.logic.resolved(kept)
        return Imported(
            self.said.text(self.survey.title, "title"),
            self.said.text(self.survey.end, "endtext"),
            found,
            self.report,
            tuple(self.survey.languages),
            form,
        )

    def _welcomed(self, pages: list[Page]) -> list[Page]:
        parts = ((self.survey.description, "description"), (self.survey.welcome, "welcometext"))
        words = Text()
        for part, name in parts:
            words = joined(words, self.said.text(part, name), "\n")
        if not words:
            return pages
        self.report.add(Effect.CHANGED, "welcome", sheet="surveys")
        first = pages[0] if pages else Page(code="p1")
        intro = joined(words, first.intro, "\n")
        return [replace(first, intro=intro), *pages[1:]]

    def _page(self, number: int, group: Group) -> Page:
        code = f"p{number}"
        self.logic.condition(("page", code), group.relevance, f"G{number}")
        questions: list[Question] = []
        for asked in group.questions:
            questions += self._asked(asked)
        random = {asked.attribute("random_group") for asked in group.questions}
        is_shuffled = len(random) == 1 and random != {""}
        if not is_shuffled and random != {""}:
            self._tell(Effect.LEFT_OUT, "attribute", "random_group")
        if group.random:
            self._tell(Effect.LEFT_OUT, "random_groups", f"G{number}")
        return Page(
            code=code,
            title=self.said.text(group.name, f"G{number}"),
            intro=self.said.text(group.description, f"G{number}"),
            shuffle=is_shuffled,
            questions=tuple(questions),
        )

    def _asked(self, asked: Asked) -> Iterable[Question]:
        self._tell_of_parts(asked)
        if asked.type in LEFT_OUT or asked.attribute("hidden") == "1":
            reason = LEFT_OUT.get(asked.type, "hidden")
            self._tell(Effect.LEFT_OUT, reason, asked.code, type=asked.type)
            return ()
        return self.questions.made(asked)

    def _tell_of_parts(self, asked: Asked) -> None:
        if asked.has_default:
            self._tell(Effect.LEFT_OUT, "default", asked.code)
        if asked.mandatory == "S":
            self._tell(Effect.CHANGED, "soft_mandatory", asked.code)
        meant = {name for name in CARRIED if asked.type in ONLY_FOR.get(name, asked.type)}
        for name in sorted(asked.attributes.keys() - meant - self.seen):
            said = set(asked.attributes[name].values())
            if said <= USUAL:
                continue
            if name in RULES:
                expression = f"{name}: {', '.join(sorted(said))}"
                self._tell(Effect.LEFT_OUT, "constraint", asked.code, expression=expression)
            else:
                self.seen.add(name)
                self.report.add(
                    Effect.LEFT_OUT, "attribute", sheet="question_attributes", name=name
                )

    def _tell(self, effect: Effect, reason: str, name: str, **facts: str) -> None:
        self.report.add(effect, reason, sheet="questions", name=name, facts=facts)
