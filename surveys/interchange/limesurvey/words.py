"""Words of LimeSurvey in our languages: no HTML, and references to answers as ours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from participation.platform.i18n.text import Text, TextState
from surveys.interchange.languages import Languages
from surveys.interchange.plain_words import plain
from surveys.interchange.report import Effect, Report

# An expression in words; one in which a space follows the brace is none.
EXPRESSION = re.compile(r"\{(?!\s)[^{}]{1,500}\}")
ANSWER = re.compile(r"\{([A-Za-z]\w*)(?:\.(?:shown|NAOK|value|code))*\}")


@dataclass(slots=True)
class Said:
    """Turns words into texts; `names` is filled as questions become known."""

    languages: Languages
    report: Report
    told: set[tuple[str, str]] = field(default_factory=set)

    def text(self, words: Mapping[str, str], name: str) -> Text:
        """Return words as a text, and report what of them is lost."""
        said: dict[str, str] = {}
        lost: set[str] = set()
        for language, html in words.items():
            said[language], marks = plain(html)
            lost |= marks if language in self.languages.codes else set()
        if lost:
            self._tell("markup", name, marks=", ".join(sorted(lost)))
        found = self.languages.text(said)
        drafts = {code for code, heard in found.translations.items() if EXPRESSION.search(heard)}
        return Text(found.translations, {**found.marks, **dict.fromkeys(drafts, TextState.DRAFT)})

    def drafted(self, words: str) -> Text:
        """Return words that stand in for missing ones."""
        return self.languages.drafted(words)

    def _tell(self, reason: str, name: str, **facts: str) -> None:
        if (reason, name) not in self.told:
            self.told.add((reason, name))
            self.report.add(Effect.CHANGED, reason, sheet="questions", name=name, facts=facts)
