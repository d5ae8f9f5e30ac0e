"""LimeSurvey files written in tests."""

from collections import Counter

from surveys.interchange.reading import read_file
from tests.surveys.questionnaires import LANGUAGES


def lss(tables: dict[str, list[dict[str, str]]], version: str = "177") -> bytes:
    """A file with some tables."""

    def rows(found: list[dict[str, str]]) -> str:
        cells = ("".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) for row in found)
        return "".join(f"<row>{each}</row>" for each in cells)

    body = "".join(f"<{name}><rows>{rows(found)}</rows></{name}>" for name, found in tables.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?><document>'
        f"<LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>{version}</DBVersion>"
        f"<languages><language>fi</language></languages>{body}</document>"
    ).encode()


def survey_of(*questions: dict[str, str], **tables: list[dict[str, str]]):
    """Read a survey in Finnish with these questions."""
    rows = [
        {
            "qid": str(number),
            "parent_qid": "0",
            "gid": "1",
            "type": "S",
            "question": "Kysymys",
            "help": "",
            "language": "fi",
            "question_order": str(number),
            "relevance": "1",
            "mandatory": "N",
            **question,
        }
        for number, question in enumerate(questions, 1)
    ]
    groups = [{"gid": "1", "group_name": "Ryhmä", "language": "fi", "group_order": "1"}]
    surveys = [{"sid": "9", "language": "fi"}]
    found = {"surveys": surveys, "groups": groups, "questions": rows, **tables}
    return read_file(lss(found), "a.lss", LANGUAGES)


def reasons(imported) -> Counter[str]:
    return Counter(entry.reason for entry in imported.report.entries)


def subquestion(number: int, parent: int, code: str, scale: str = "0") -> dict[str, str]:
    return {
        "qid": str(number),
        "parent_qid": str(parent),
        "title": code,
        "question": code.lower(),
        "language": "fi",
        "question_order": str(number),
        "scale_id": scale,
    }


def answer(qid: int, code: str, scale: str = "0") -> dict[str, str]:
    row = {"qid": str(qid), "code": code, "answer": code.lower(), "language": "fi"}
    return row | {"sortorder": code[-1], "scale_id": scale}


def attribute(qid: int, name: str, value: str) -> dict[str, str]:
    return {"qid": str(qid), "attribute": name, "value": value, "language": ""}
