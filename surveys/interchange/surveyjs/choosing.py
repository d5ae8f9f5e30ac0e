"""Choices that elements of SurveyJS do not list: counted, or those of another question."""

from collections.abc import Iterator, Mapping
from typing import Any

from surveys.interchange.surveyjs import values
from surveys.interchange.surveyjs.values import Thing

NESTED = ("pages", "elements", "templateElements")
MOST_COUNTED = 2_000
# What is shown of the choices of another question.
MODES = {"selected": "contains", "unselected": "notcontains"}


def with_choices(survey: Thing) -> dict[str, Any]:
    """Return a survey in which every element lists its choices, where they can be told."""
    named = {values.words(each.get("name")): each for each in _elements(survey)}
    return _completed(survey, named)


def _elements(thing: Thing) -> Iterator[Thing]:
    for name in NESTED:
        for each in values.things(thing.get(name)):
            yield each
            yield from _elements(each)


def _completed(thing: Thing, named: Mapping[str, Thing]) -> dict[str, Any]:
    found = dict(thing)
    for name in NESTED:
        if isinstance(found.get(name), list):
            found[name] = [
                _completed(each, named) if isinstance(each, Mapping) else each
                for each in found[name]
            ]
    if not found.get("choices") and "choicesMax" in found:
        return _counted(found)
    source = named.get(values.words(found.get("choicesFromQuestion")))
    return _borrowed(found, source) if source is not None else found


def _counted(element: dict[str, Any]) -> dict[str, Any]:
    ends = [values.number(element.get(key, 1)) for key in ("choicesMin", "choicesMax")]
    step = values.number(element.get("choicesStep", 1))
    kept = {key: value for key, value in element.items() if not key.startswith("choicesM")}
    kept.pop("choicesStep", None)
    if not all(isinstance(each, int) for each in (*ends, step)) or step < 1:  # type: ignore[operator]  # a number by now
        return element
    counted = range(ends[0], ends[1] + 1, step)  # type: ignore[arg-type, operator]  # whole numbers by now
    return {**kept, "choices": list(counted)} if len(counted) <= MOST_COUNTED else element


def _borrowed(element: dict[str, Any], source: Thing) -> dict[str, Any]:
    """Return an element with the choices of another, those that were chosen there or all."""
    listed = source.get("choices")
    if not isinstance(listed, list) or not listed:
        return element
    sign = MODES.get(values.words(element.get("choicesFromQuestionMode")))
    name = values.words(source.get("name"))
    choices = [
        _shown_if(each, f"{{{name}}} {sign} '{_value(each)}'" if sign else "") for each in listed
    ]
    own = ("choicesFromQuestion", "choicesFromQuestionMode")
    kept = {key: value for key, value in element.items() if key not in own}
    more = element.get("choices")
    return {**kept, "choices": [*choices, *(more if isinstance(more, list) else [])]}


def _value(choice: Any) -> str:
    return values.words(choice.get("value") if isinstance(choice, Mapping) else choice)


def _shown_if(choice: Any, condition: str) -> dict[str, Any]:
    found = dict(choice) if isinstance(choice, Mapping) else {"value": choice}
    both = [words for words in (values.words(found.get("visibleIf")), condition) if words]
    return {**found, **({"visibleIf": " and ".join(f"({one})" for one in both)} if both else {})}
