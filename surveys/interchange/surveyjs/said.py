"""Words of SurveyJS in our languages."""

import re
from dataclasses import dataclass
from typing import Any

from participation.platform.i18n.text import Text, TextState
from surveys.interchange.languages import Languages
from surveys.interchange.plain_words import plain
from surveys.interchange.report import Effect, Report
from surveys.interchange.surveyjs import values

# A name in braces that may be that of a question.
REFERENCE = re.compile(r"\{\s*([^{}]{1,200}?)\s*\}")


@dataclass(slots=True)
class Said:
    """Turns strings into texts."""

    languages: Languages
    report: Report

    def text(self, value: Any, name: str) -> Text:
        """Return a string as a text, and report which marks of it are lost."""
        said: dict[str, str] = {}
        lost: set[str] = set()
        for language, html in values.spoken(value).items():
            said[language], marks = plain(html)
            lost |= marks
        if lost:
            facts = {"marks": ", ".join(sorted(lost))}
            self.report.add(Effect.CHANGED, "markup", sheet="survey", name=name, facts=facts)
        found = self.languages.text(said)
        drafts = {code for code, heard in found.translations.items() if REFERENCE.search(heard)}
        return Text(found.translations, {**found.marks, **dict.fromkeys(drafts, TextState.DRAFT)})

    def drafted(self, words: str) -> Text:
        """Return words that stand in for missing ones."""
        return self.languages.drafted(words)
