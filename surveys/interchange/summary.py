"""What was understood of a file, as one document for machines."""

from collections import Counter
from typing import Any

from surveys.domain.logic.places import expressions
from surveys.interchange.imported import Imported
from surveys.interchange.report import Effect, FormRefused
from surveys.interchange.words import sentence


def document(imported: Imported, public_id: str) -> dict[str, Any]:
    """Return what a file holds for us, and everything that is lost."""
    questions = list(imported.questionnaire.questions())
    entries = [{**e.to_json(), "words": sentence(e)} for e in imported.report.entries]
    return {
        "format": imported.format,
        "activity": public_id or None,
        "languages": list(imported.languages),
        "title": dict(imported.title.translations),
        "pages": len(imported.questionnaire.pages),
        "questions": len(questions),
        "kinds": dict(sorted(Counter(question.kind for question in questions).items())),
        "options": sum(len(question.options) for question in questions),
        "rows": sum(len(question.rows) for question in questions),
        "required": sum(q.required or bool(q.required_if) for q in questions),
        "conditions": _places(imported, "condition_carried"),
        "constraints": _places(imported, "constraint_carried"),
        "expressions": sum(1 for _each in expressions(imported.questionnaire)),
        "losses": [each for each in entries if each["effect"] != Effect.CARRIED.value],
        "report": entries,
    }


def _places(imported: Imported, reason: str) -> int:
    """Count the places in the file with something that was carried."""
    found = (entry for entry in imported.report.entries if entry.reason == reason)
    return len({(e.sheet, e.row or (e.name, e.facts.get("expression"))) for e in found})


def refusal(refused: FormRefused) -> dict[str, Any]:
    """Return why a file is refused."""
    return {"refused": {**refused.entry.to_json(), "words": sentence(refused.entry)}}
