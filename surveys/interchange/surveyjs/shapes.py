"""The types of SurveyJS's elements, and which of our kinds they are."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.questionnaire import Option
from surveys.domain.questions.dates import day_of
from surveys.domain.questions.steps import numbered, numbers
from surveys.domain.questions.text import LONGEST_ALLOWED
from surveys.domain.questions.upload import MOST_FILES
from surveys.interchange import files
from surveys.interchange.surveyjs import values
from surveys.interchange.surveyjs.rules import numeric
from surveys.interchange.surveyjs.said import Said
from surveys.interchange.surveyjs.values import Thing

KINDS: Mapping[str, str] = {
    "text": "text", "comment": "long_text", "multipletext": "text", "radiogroup": "single",
    "dropdown": "single", "buttongroup": "single", "checkbox": "multiple", "tagbox": "multiple",
    "imagepicker": "single", "boolean": "yesno", "ranking": "ranking", "rating": "rating",
    "slider": "slider", "matrix": "matrix", "html": "info", "file": "upload",
}  # fmt: skip
LEFT_OUT = {"expression": "type_calculation", "image": "type_media", "signaturepad": "type_media"}
STEPS = {("1", "5"): "rating", ("4", "10"): "grade", ("0", "10"): "recommendation"}
MOST_STEPS = 100
MOST_GIVEN = 500
YES, NO = "true", "false"


@dataclass(frozen=True, slots=True)
class Listed:
    """Options that a type brings itself, our codes of theirs, types of files we do not take."""

    options: tuple[Option, ...] = ()
    theirs: Mapping[str, str] = field(default_factory=dict)
    unknown: str = ""


Shape = tuple[str, dict[str, Any], Listed]


def shape(element: Thing, type_: str, said: Said, name: str) -> Shape:
    """Return the kind, its settings, and the options a type brings itself."""
    if type_ in SHAPES:
        return SHAPES[type_](element, said, name)
    kind = KINDS[type_]
    if type_ == "imagepicker" and element.get("multiSelect") is True:
        kind = "multiple"
    if type_ == "dropdown":
        return kind, {"look": "dropdown"}, Listed()
    if kind in ("multiple", "ranking"):
        return kind, _counts(element, kind), Listed()
    return kind, {}, Listed()


def _text(element: Thing, said: Said, name: str) -> Shape:
    input_ = values.words(element.get("inputType"))
    if input_ in ("number", "range") or (input_ in ("", "text") and numeric(element)):
        return "number", _bounds(element), Listed()
    if input_ in ("date", "month"):
        return input_, _days(element, input_), Listed()
    if input_ in ("datetime-local", "time", "week"):
        return "text", {"as_text": True}, Listed()
    return "text", _longest(element), Listed()


def _comment(element: Thing, said: Said, name: str) -> Shape:
    return "long_text", _longest(element), Listed()


def _longest(element: Thing) -> dict[str, Any]:
    found = [values.number(element.get("maxLength"))]
    found += [
        values.number(each.get("maxLength")) for each in values.things(element.get("validators"))
    ]
    lengths = [int(number) for number in found if number and number >= 1]
    return {"longest": min(*lengths, LONGEST_ALLOWED)} if lengths else {}


def _bounds(element: Thing) -> dict[str, Any]:
    """Return the limits of a number, from the element or from a rule."""
    rules = [
        each
        for each in values.things(element.get("validators"))
        if values.words(each.get("type")).startswith("numeric")
    ]
    settings: dict[str, Any] = {}
    for name, theirs in (("min", "minValue"), ("max", "maxValue")):
        found = [values.number(element.get(name)), *(values.number(r.get(theirs)) for r in rules)]
        number = next((each for each in found if each is not None), None)
        if number is not None:
            settings[name] = number
    step = values.number(element.get("step"))
    if not isinstance(step, int) or any(isinstance(each, float) for each in settings.values()):
        settings["decimals"] = 6
    return settings


def _days(element: Thing, kind: str) -> dict[str, Any]:
    length = len("2026-05-31") if kind == "date" else len("2026-05")
    found = {name: values.words(element.get(name)) for name in ("min", "max")}
    return {name: day for name, day in found.items() if day_of(day) and len(day) == length}


def _counts(element: Thing, kind: str) -> dict[str, Any]:
    rules = values.things(element.get("validators"))
    settings = {}
    for name, theirs, rule in (
        ("min", "minSelectedChoices", "minCount"),
        ("max", "maxSelectedChoices", "maxCount"),
    ):
        found = [values.number(element.get(theirs)), *(values.number(r.get(rule)) for r in rules)]
        number = next((each for each in found if each), None)
        if isinstance(number, int) and number > 0 and (kind, name) != ("ranking", "min"):
            settings[name] = number
    return settings if settings.get("min", 0) <= settings.get("max", 10**6) else {}


def _rating(element: Thing, said: Said, name: str) -> Shape:
    """Return one of our scales when the steps are its, else a single choice among the steps."""
    given = element.get("rateValues")
    steps = given if isinstance(given, list) and given else _counted(element)
    options, codes_of = _given(steps, said, name)
    ends = (options[0].code, options[-1].code) if options else ("", "")
    kind = STEPS.get(ends, "single")
    if kind != "single" and [o.code for o in options] != list(numbers(*map(int, ends))):
        kind = "single"
    settings: dict[str, Any] = {}
    for end, theirs in (("low", "minRateDescription"), ("high", "maxRateDescription")):
        words = said.text(element.get(theirs), name)
        if words and kind != "single":
            settings[end] = words.to_json()
        elif words and options:
            at = 0 if end == "low" else -1
            options[at] = replace(options[at], label=_with(options[at].label, words))
    return kind, settings, Listed(tuple(options), codes_of)


def _with(label: Text, words: Text) -> Text:
    said = {
        code: f"{here} \N{EN DASH} {words.translations[code]}"
        if code in words.translations
        else here
        for code, here in label.translations.items()
    }
    return Text(said, label.marks)


def _counted(element: Thing) -> list[int | float]:
    """Return the steps that a rating counts."""
    least = values.number(element.get("rateMin", 1))
    count = values.number(element.get("rateCount"))
    most = values.number(element.get("rateMax", 5))
    step = values.number(element.get("rateStep", 1))
    if least is None or step is None or step <= 0:
        return [1, 2, 3, 4, 5]
    if isinstance(count, int) and "rateMax" not in element:
        most = least + (count - 1) * step
    if most is None or not 0 < most - least <= MOST_STEPS * step:
        return [1, 2, 3, 4, 5]
    return [round(least + n * step, 6) for n in range(int((most - least) / step + 1e-9) + 1)]


def _given(given: Sequence[Any], said: Said, name: str) -> tuple[list[Option], dict[str, str]]:
    """Return the steps as options, and our codes of their values."""
    found: dict[str, Option] = {}
    theirs: dict[str, str] = {}
    for each in given[:MOST_GIVEN]:
        value = each.get("value") if isinstance(each, Mapping) else each
        step = values.words(value)
        text = each.get("text") if isinstance(each, Mapping) else None
        if step and step not in theirs:
            code = codes.code_from(step, found, "o")
            code = codes.code_from(f"minus{step}", found) if step.startswith("-") else code
            theirs[step] = code
            (plain,) = numbered([step])
            found[code] = Option(code=code, label=said.text(text, name) or plain.label)
    return list(found.values()), theirs


def _boolean(element: Thing, said: Said, name: str) -> Shape:
    labels = {"yes": element.get("labelTrue"), "no": element.get("labelFalse")}
    usual = {
        "yes": Text({"fi": "Kyllä", "sv": "Ja", "en": "Yes"}),
        "no": Text({"fi": "Ei", "sv": "Nej", "en": "No"}),
    }
    options = tuple(
        Option(code=code, label=said.text(label, name) or usual[code])
        for code, label in labels.items()
    )
    theirs = {YES: "yes", NO: "no"}
    for key, code in (("valueTrue", "yes"), ("valueFalse", "no")):
        if key in element:
            theirs[values.words(element[key])] = code
    return "yesno", {}, Listed(options, theirs)


def _slider(element: Thing, said: Said, name: str) -> Shape:
    low, high, step = (
        values.number(element.get(key, usual))
        for key, usual in (("min", 0), ("max", 100), ("step", 1))
    )
    settings: dict[str, Any] = {"min": 0, "max": 100}
    if low is not None and high is not None and low < high:
        settings = {"min": low, "max": high}
        if step is not None and step != 1 and 0 < step <= high - low:
            settings["step"] = step
    if any(isinstance(number, float) for number in settings.values()):
        settings["decimals"] = 6
    return "slider", settings, Listed()


def _file(element: Thing, said: Said, name: str) -> Shape:
    many = element.get("allowMultiple") is True
    most = values.number(element.get("maxFiles")) or MOST_FILES
    accepted = values.words(element.get("acceptedTypes"))
    size = values.number(element.get("maxSize"))
    settings, unknown = files.limits(accepted, most if many else 1, size)
    return "upload", settings, Listed(unknown=unknown)


SHAPES: Mapping[str, Callable[[Thing, Said, str], Shape]] = {
    "text": _text,
    "comment": _comment,
    "rating": _rating,
    "boolean": _boolean,
    "slider": _slider,
    "file": _file,
}
