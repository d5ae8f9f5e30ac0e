"""Read a questionnaire from a file of whatever program."""

from collections.abc import Sequence

from surveys.domain.readiness import shortcomings
from surveys.interchange.imported import Imported
from surveys.interchange.limesurvey.reading import read_survey
from surveys.interchange.report import Effect, FormRefused
from surveys.interchange.surveyjs.reading import read_json
from surveys.interchange.xlsform.container import LARGEST_FILE
from surveys.interchange.xlsform.reading import read_form

START = 4_096


def read_file(content: bytes, name: str, offered: Sequence[str]) -> Imported:
    """Read a file for a municipality that offers these languages, the main one first.

    What a file is shows in its first characters, not in its name.
    """
    if not content:
        raise FormRefused("empty_file")
    if len(content) > LARGEST_FILE:
        raise FormRefused("file_too_large", limit=LARGEST_FILE, size=len(content))
    found = _read(content, name, offered)
    for place in dict.fromkeys(
        shortcoming.question or shortcoming.page
        for shortcoming in shortcomings(found.questionnaire)
        if shortcoming.fault
    ):
        found.report.add(Effect.CHANGED, "logic_to_mend", sheet="", name=place)
    return found


def _read(content: bytes, name: str, offered: Sequence[str]) -> Imported:
    start = content[:START].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") or _is_utf16_xml(content):
        return read_survey(content, offered)
    if start.startswith((b"{", b"[")):
        return read_json(content, offered)
    header = start.splitlines()[0].split(b"\t") if start else []
    if b"class" in header and b"type/scale" in header:
        return read_survey(content, offered, is_tsv=True)
    return read_form(content, name, offered)


def _is_utf16_xml(content: bytes) -> bool:
    return content[:8].replace(b"\0", b"").removeprefix(b"\xff\xfe").lstrip().startswith(b"<")
