"""Each of our kinds as an element of SurveyJS."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Protocol

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Question, Row

Element = dict[str, Any]


class Speaker(Protocol):
    """Says texts and conditions as properties."""

    def said(self, key: str, text: Text) -> dict[str, Any]:
        """Return a property for a text."""
        ...

    def condition(self, key: str, source: str, name: str, own: str = "") -> dict[str, Any]:
        """Return a property for a condition."""
        ...


Build = Callable[[Question, Speaker], Element]


def choices(question: Question, parts: Iterable[Option | Row], speaker: Speaker) -> list[Element]:
    """Return options or rows as items."""
    return [
        {
            "value": part.code,
            **speaker.said("text", part.label),
            **speaker.condition("visibleIf", part.condition, question.code),
        }
        for part in parts
    ]


def _beside(question: Question) -> Element:
    """Return the answers beside the choices."""
    flags = {
        "showOtherItem": question.other,
        "showDontKnowItem": question.dont_know,
        "showRefuseItem": question.prefer_not,
    }
    return {name: True for name, is_so in flags.items() if is_so}


def _text(type_: str) -> Build:
    def build(question: Question, speaker: Speaker) -> Element:
        longest = question.settings.get("longest")
        return {"type": type_, **({"maxLength": longest} if longest else {})}

    return build


def _number(question: Question, speaker: Speaker) -> Element:
    settings = question.settings
    step = {} if settings.get("decimals") else {"step": 1}
    return {"type": "text", "inputType": "number", **_ends(question), **step}


def _ends(question: Question) -> Element:
    found = {name: question.settings.get(name) for name in ("min", "max")}
    return {name: str(end) for name, end in found.items() if end is not None}


def _day(kind: str) -> Build:
    return lambda question, speaker: {"type": "text", "inputType": kind, **_ends(question)}


def _slider(question: Question, speaker: Speaker) -> Element:
    found = {name: question.settings.get(name) for name in ("min", "max", "step")}
    return {"type": "slider", **{name: end for name, end in found.items() if end is not None}}


def _single(question: Question, speaker: Speaker) -> Element:
    type_ = "dropdown" if question.settings.get("look") == "dropdown" else "radiogroup"
    listed = choices(question, question.options, speaker)
    return {"type": type_, "choices": listed, **_beside(question)}


def _multiple(question: Question, speaker: Speaker) -> Element:
    names = {"min": "minSelectedChoices", "max": "maxSelectedChoices"}
    counts = {
        theirs: question.settings[ours]
        for ours, theirs in names.items()
        if question.settings.get(ours)
    }
    listed = choices(question, question.options, speaker)
    return {"type": "checkbox", "choices": listed, **counts, **_beside(question)}


def _ranking(question: Question, speaker: Speaker) -> Element:
    most = question.settings.get("max")
    some = {"selectToRankEnabled": True, "maxSelectedChoices": most} if most else {}
    return {"type": "ranking", "choices": choices(question, question.options, speaker), **some}


def _rating(question: Question, speaker: Speaker) -> Element:
    listed = choices(question, question.options, speaker)
    found: Element = {"type": "rating", "rateValues": listed}
    for end, theirs in (("low", "minRateDescription"), ("high", "maxRateDescription")):
        words = question.settings.get(end)
        if isinstance(words, Mapping):
            found |= speaker.said(theirs, Text.from_json(words))
    return found


def _yesno(question: Question, speaker: Speaker) -> Element:
    found: Element = {"type": "boolean", "valueTrue": "yes", "valueFalse": "no"}
    for code, key in (("yes", "labelTrue"), ("no", "labelFalse")):
        option = question.option(code)
        found |= speaker.said(key, option.label) if option else {}
    return found


def _matrix(question: Question, speaker: Speaker) -> Element:
    """Return a table of choices; a second end of a row is written after the first."""
    rows = choices(question, question.rows, speaker)
    for row, cells in zip(question.rows, rows, strict=True):
        cells.update(speaker.said("text", _both_ends(row)))
    found: Element = {
        "type": "matrix",
        "columns": choices(question, question.options, speaker),
        "rows": rows,
    }
    if question.required:
        found["eachRowRequired"] = True
    if "rows" in question.shuffle:
        found["rowOrder"] = "random"
    return found


def _both_ends(row: Row) -> Text:
    if not row.right:
        return row.label
    return Text(
        {
            code: f"{said} \N{LEFT RIGHT ARROW} {row.right.translations.get(code, '')}"
            for code, said in row.label.translations.items()
        }
    )


def _consent(question: Question, speaker: Speaker) -> Element:
    return {"type": "checkbox", "choices": choices(question, question.options, speaker)}


def _info(question: Question, speaker: Speaker) -> Element:
    return {"type": "html", **speaker.said("html", question.label)}


BUILT: Mapping[str, Build] = {
    "text": _text("text"),
    "long_text": _text("comment"),
    "number": _number,
    "slider": _slider,
    "date": _day("date"),
    "month": _day("month"),
    "single": _single,
    "multiple": _multiple,
    "ranking": _ranking,
    "rating": _rating,
    "grade": _rating,
    "recommendation": _rating,
    "yesno": _yesno,
    "matrix": _matrix,
    "differential": _matrix,
    "consent": _consent,
    "info": _info,
    "upload": lambda question, speaker: {"type": "file"},
}


def other(question: Question, speaker: Speaker) -> Element:
    """Return what is nearest to a kind that SurveyJS has not."""
    if question.scale:
        return _double(question, speaker)
    if not question.options:
        return {"type": "text"}
    items = [
        {"name": option.code, "inputType": "number", **speaker.said("title", option.label)}
        for option in question.options
    ]
    return {"type": "multipletext", "items": items}


def _double(question: Question, speaker: Speaker) -> Element:
    """Return a table in which each statement is answered twice."""
    columns = []
    for name, parts in (("first", question.options), ("second", question.scale)):
        words = question.settings.get(name)
        title = speaker.said("title", Text.from_json(words)) if isinstance(words, Mapping) else {}
        listed = choices(question, parts, speaker)
        columns.append({"name": name, "cellType": "dropdown", "choices": listed, **title})
    rows = choices(question, question.rows, speaker)
    return {"type": "matrixdropdown", "columns": columns, "rows": rows}
