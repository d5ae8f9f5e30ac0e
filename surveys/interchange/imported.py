"""What a file holds for us, whatever program it comes from."""

from dataclasses import dataclass
from typing import Any, Self

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.report import Entry, Report


@dataclass(frozen=True, slots=True)
class Imported:
    """A questionnaire with its title and words of thanks, and a report on everything in the file.

    `languages` are those of the file, as it names them.
    """

    title: Text
    thanks: Text
    questionnaire: Questionnaire
    report: Report
    languages: tuple[str, ...] = ()
    format: str = "xlsform"

    def to_json(self) -> dict[str, Any]:
        """Return everything as JSON can carry it."""
        return {
            "title": self.title.to_json(),
            "thanks": self.thanks.to_json(),
            "questionnaire": self.questionnaire.to_json(),
            "report": [entry.to_json() for entry in self.report.entries],
            "languages": list(self.languages),
            "format": self.format,
        }

    @classmethod
    def from_json(cls, kept: dict[str, Any]) -> Self:
        """Return what `to_json` carried."""
        return cls(
            title=Text.from_json(kept["title"]),
            thanks=Text.from_json(kept["thanks"]),
            questionnaire=Questionnaire.from_json(kept["questionnaire"]),
            report=Report([Entry.from_json(entry) for entry in kept["report"]]),
            languages=tuple(kept["languages"]),
            format=kept["format"],
        )
