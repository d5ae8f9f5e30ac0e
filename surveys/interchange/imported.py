"""What a file holds for us, whatever program it comes from."""

from dataclasses import dataclass

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.report import Report


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
