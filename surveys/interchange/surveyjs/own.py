"""What files of our own say beside the elements of SurveyJS, under `yhes`."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from surveys.domain.packing import pack
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.interchange.checking import Unsound, question_from, questionnaire_from
from surveys.interchange.merging import merged
from surveys.interchange.report import Effect
from surveys.interchange.surveyjs.rules import Tell
from surveys.interchange.surveyjs.values import Thing

ODD = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


@dataclass(slots=True)
class Own:
    """Keeps what stands beside elements until all is read; `wholes` are questions kept whole."""

    tell: Tell
    found: dict[tuple[str, str], Mapping[str, Any]] = field(default_factory=dict)
    wholes: dict[str, Question] = field(default_factory=dict)

    def note(self, kind: str, code: str, element: Thing) -> None:
        """Keep what stands beside an element."""
        found = element.get("yhes")
        if isinstance(found, Mapping) and found:
            self.found[kind, code] = found

    def whole(self, element: Thing, name: str) -> Question | None:
        """Return a question of ours that is another thing to SurveyJS."""
        own = element.get("yhes")
        if not isinstance(own, Mapping) or "question" not in own:
            return None
        try:
            return question_from(own["question"])
        except (Unsound, *ODD):
            self.tell(Effect.LEFT_OUT, "own_column", name)
            return None

    def merged(self, questionnaire: Questionnaire) -> Questionnaire:
        """Merge what was kept into pages and questions."""
        pages = []
        for page in questionnaire.pages:
            questions = tuple(self._question(question) for question in page.questions)
            pages.append(replace(self._page(page), questions=questions))
        return Questionnaire(pages=tuple(pages))

    def _question(self, question: Question) -> Question:
        own = self.found.get(("question", question.code))
        if not own:
            return self.wholes.get(question.code, question)
        try:
            return question_from(merged(pack(question), own))
        except (Unsound, *ODD):
            self.tell(Effect.LEFT_OUT, "own_column", question.code)
            return question

    def _page(self, page: Page) -> Page:
        own = self.found.get(("page", page.code))
        if not own:
            return page
        try:
            found = merged(pack(replace(page, questions=())), own)
            (made,) = questionnaire_from({"pages": [found]}).pages
            return replace(made, questions=())
        except (Unsound, *ODD):
            self.tell(Effect.LEFT_OUT, "own_column", page.code)
            return page
