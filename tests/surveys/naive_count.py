"""The slow, plain way to count: what the fast one is proved against."""

from collections import Counter, defaultdict
from fractions import Fraction

MISSING = {"~none": "no_answer", "~unknown": "dont_know", "~refused": "prefer_not"}


def naive(questionnaire, responses):
    """Count one response and one question at a time; return `Counts.to_json()` without zeros."""
    tallies = defaultdict(lambda: defaultdict(int))
    for answers in responses:
        for question in questionnaire.questions():
            if question.code in answers:
                _note(tallies, question, answers[question.code])
            if question.other and f"{question.code}~other" in answers:
                tallies[f"{question.code}/{question.kind}"]["others"] += 1
    return {
        "format": 1,
        "responses": len(responses),
        "tallies": {name: _json(tally) for name, tally in sorted(tallies.items())},
    }


def _note(tallies, question, value):
    shape = "open" if question.kind in ("text", "long_text") else question.kind
    name = f"{question.code}/{shape}"
    if question.kind == "matrix":
        _note_rows(tallies, name, question, value)
    elif isinstance(value, str) and value in MISSING:
        tallies[name][MISSING[value]] += 1
    else:
        tallies[name]["answered"] += 1
        _note_value(tallies[name], question.kind, value)


def _note_value(tally, kind, value):
    if kind == "number":
        tally.setdefault("values", Counter())[f"{value:g}"] += 1
        tally["total"] = tally.get("total", Fraction()) + Fraction(repr(value))
    elif kind in ("single", "multiple"):
        for code in {value} if kind == "single" else set(value):
            tally.setdefault("options", Counter())[code] += 1


def _note_rows(tallies, name, question, value):
    cells = [(value.get(row.code), f"{name}/{row.code}") for row in question.rows]
    asked = [cell for cell, _name in cells if cell is not None]
    for cell, row_name in cells:
        if cell in MISSING:
            tallies[row_name][MISSING[cell]] += 1
        elif cell is not None:
            tallies[row_name]["answered"] += 1
            _note_value(tallies[row_name], "single", cell)
    if any(cell not in MISSING for cell in asked):
        tallies[name]["answered"] += 1
    elif asked:
        kinds = {MISSING[cell] for cell in asked}
        tallies[name][kinds.pop() if len(kinds) == 1 else "no_answer"] += 1


def _json(tally):
    return {k: str(v) if k == "total" else v for k, v in tally.items() if v}
