"""The limits of a question as constraints and parameters of XLSForm."""

from collections.abc import Iterator
from decimal import Decimal

from surveys.domain.questionnaire import Question

SUBJECTS = {"number": ".", "slider": "", "multiple": "count-selected(.)", "ranking": ""}
WRITTEN = ("text", "long_text")


def of(question: Question) -> list[str]:
    """Return the tests that the settings of a question mean."""
    return [*_bounds(question), *_lonely(question)]


def parameters(question: Question) -> str:
    """Return the parameters of a row."""
    if question.kind == "slider":
        return _range(question)
    return "randomize=true" if "options" in question.shuffle else ""


def _range(question: Question) -> str:
    settings = question.settings
    ends = [settings.get("min"), settings.get("max"), settings.get("step", 1)]
    if any(isinstance(end, bool) or not isinstance(end, (int, float)) for end in ends):
        return ""
    start, end, step = (Decimal(str(end)) for end in ends)
    if start >= end or not 0 < step <= end - start or (end - start) % step:
        return ""
    return f"start={start:f} end={end:f} step={step:f}"


def _bounds(question: Question) -> Iterator[str]:
    settings = question.settings
    if question.kind in WRITTEN and settings.get("longest"):
        yield f"string-length(.) <= {settings['longest']}"
    for name, sign in (("min", ">="), ("max", "<=")):
        bound = settings.get(name)
        if bound is None:
            continue
        if question.kind == "date":
            yield f". {sign} date('{bound}')"
        elif SUBJECTS.get(question.kind):
            yield f"{SUBJECTS[question.kind]} {sign} {Decimal(str(bound)):f}"


def _lonely(question: Question) -> Iterator[str]:
    if question.kind == "multiple":
        for option in question.options:
            if option.exclusive:
                yield f"not(selected(., '{option.code}') and count-selected(.) > 1)"
