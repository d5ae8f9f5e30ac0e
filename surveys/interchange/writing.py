"""Write a questionnaire for whatever program."""

from collections.abc import Callable, Mapping, Sequence

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Questionnaire
from surveys.interchange.exported import Exported
from surveys.interchange.limesurvey.writing import write_tsv
from surveys.interchange.report import Report
from surveys.interchange.surveyjs.writing import write_json, write_survey
from surveys.interchange.xlsform.writing import write_form

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Write = Callable[[Questionnaire, Text, Text, Sequence[str], str], Exported]


def _xlsform(
    questionnaire: Questionnaire, title: Text, thanks: Text, languages: Sequence[str], code: str
) -> Exported:
    content = write_form(questionnaire, title, thanks, languages, code)
    return Exported(content, ".xlsx", XLSX, Report())


FORMATS: Mapping[str, Write] = {
    "xlsform": _xlsform,
    "limesurvey": lambda q, title, thanks, languages, _code: write_tsv(q, title, thanks, languages),
    "surveyjs": lambda q, title, thanks, languages, _code: write_survey(
        q, title, thanks, languages
    ),
    "json": lambda q, title, thanks, _languages, _code: write_json(q, title, thanks),
}
