"""The comparable numbers of a finding: what a split, a weighting or a text compares or quotes.

One measure for each option or row: the share of an option, the mean of a row. `measures` works on
the figures of the whole, of a group and of the unweighted answers alike, as they have one shape.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from participation.platform.i18n.text import Text
from participation.reports.domain.said import Said, Unit, Value, phrase

Figures = Mapping[str, Any]
# Codes that have no words of people: the options that every survey has, and languages.
UNSPOKEN: Mapping[str, str] = {
    "other": "other",
    "~notasked": "not_asked",
    "~none": "no_answer",
    "~unknown": "dont_know",
    "~refused": "prefer_not",
    "~removed": "removed_link",
    "~no_theme": "no_theme",
    "~few_themes": "few_themes",
    "agree": "agree",
    "pass": "pass",
    "disagree": "disagree",
    "fi": "in_fi",
    "sv": "in_sv",
    "en": "in_en",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """A number of a finding, or of one of its rows; no value where it is hidden or nobody's."""

    code: str
    label: Said
    value: Value | None
    is_hidden: bool = False


def label_of(part: Mapping[str, Any]) -> Said:
    """Return the words of an option or row; "other" has none of its own, nor has a lost code."""
    words = Text.from_json(part.get("label"))
    right = Text.from_json(part.get("right"))
    if right:
        return phrase("opposites", left=words, right=right)
    if words:
        return words
    code = str(part["code"]).partition(":")[0]  # themes with few answers say after it which
    return phrase(UNSPOKEN[code]) if code in UNSPOKEN else code


def share(count: float | None, answered: float) -> Value | None:
    """Return a part of those who answered; nothing of a hidden count."""
    if count is None or not answered:
        return None
    return Value(number=count / answered, unit=Unit.SHARE)


def number(found: Mapping[str, Any], name: str, unit: Unit, **more: Any) -> Value | None:
    """Return a number of figures, if they have it."""
    return Value(number=found[name], unit=unit, **more) if name in found else None


def measures(figures: Figures, answered: float, asked: float) -> list[Measure]:
    """Return what of figures can be compared; nothing when they are hidden."""
    if "hidden" in figures:
        return []
    return list(BY_SHAPE.get(figures["shape"], _open)(figures, answered, asked))


def primary(figures: Figures, measured: list[Measure]) -> list[Measure]:
    """Return those measures that one chart can show: they have the unit of the first."""
    units = [each.value.unit for each in measured if each.value]
    return [m for m in measured if m.value is None or m.value.unit is units[0]] if units else []


def _choice(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for option in figures["options"]:
        found = share(option["count"], answered)
        is_hidden = "hidden" in option
        yield Measure(code=option["code"], label=label_of(option), value=found, is_hidden=is_hidden)
    if "mean" in figures:
        yield Measure(code="", label=phrase("mean"), value=number(figures, "mean", Unit.MEAN))
    if figures.get("nps"):
        score = number(figures["nps"], "score", Unit.SCORE)
        yield Measure(code="", label=phrase("nps"), value=score)


def _rows(figures: Figures, name: str, unit: Unit) -> Iterator[Measure]:
    for row in figures["rows"]:
        found = None if "hidden" in row else number(row, name, unit)
        yield Measure(code=row["code"], label=label_of(row), value=found, is_hidden="hidden" in row)


def _matrix(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    shown = [row for row in figures["rows"] if "hidden" not in row]
    if any("mean" in row for row in shown):
        yield from _rows(figures, "mean", Unit.MEAN)
    elif any("net" in row for row in shown):
        yield from _rows(figures, "net", Unit.NET)
    else:
        for row in figures["rows"]:
            yield from _steps(row, figures["options"])


def _steps(row: Mapping[str, Any], options: list[Mapping[str, Any]]) -> Iterator[Measure]:
    """Each option of a row of its own, for scales that have neither mean nor middle."""
    for option in options:
        count = None if "hidden" in row else row["counts"].get(option["code"], 0)
        hidden = count is None
        yield Measure(
            code=f"{row['code']}.{option['code']}",
            label=phrase("row_answer", row=label_of(row), answer=label_of(option)),
            value=None if count is None else share(count, row["answered"]),
            is_hidden=hidden,
        )


def _double(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for name in ("first", "second"):
        scale = Text.from_json(figures.get(name))
        for row in figures["rows"]:
            found = row if name == "first" else row.get("second", {})
            yield Measure(
                code=row["code"] if name == "first" else f"{row['code']}.second",
                label=phrase("row_scale", row=label_of(row), scale=scale),
                value=number(found, "mean", Unit.MEAN),
                is_hidden="hidden" in row,
            )


def _ranking(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    yield from _rows(figures, "borda", Unit.SCORE)


def _allocation(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    yield from _rows(figures, "share", Unit.SHARE)


def _point(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for row in figures["rows"]:
        found = None if "hidden" in row else share(row["answered"], answered)
        yield Measure(code=row["code"], label=label_of(row), value=found, is_hidden="hidden" in row)


def _number(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    unit = Text.from_json(figures.get("unit"))
    for name, decimals in (("mean", 2), ("median", None)):
        found = number(figures, name, Unit.AMOUNT, decimals=decimals, of=unit)
        yield Measure(code=name, label=phrase(name), value=found)


def _date(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for each in figures["classes"]:
        found = share(each["count"], answered)
        hidden = each["count"] is None
        yield Measure(code=f"{each['from']}", label=class_of(each), value=found, is_hidden=hidden)


def _turnout(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for name in ("ideas", "evaluations"):
        value = Value(number=figures[name], unit=Unit.PEOPLE)
        yield Measure(code=name, label=phrase(name), value=value)


def _agreed(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for row in figures["rows"]:
        found = share(row["counts"]["agree"], row["answered"])
        yield Measure(code=row["code"], label=label_of(row), value=found)


def _important(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    yield from _rows(figures, "mean", Unit.MEAN)


def _idea_themes(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for option in figures["options"]:
        found = share(option["count"], asked)
        yield Measure(code=option["code"], label=label_of(option), value=found)


def _idea_groups(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    for option in figures["options"]:
        found = share(option["count"], answered)
        yield Measure(code=option["code"], label=called(option), value=found)


def called(group: Mapping[str, Any]) -> Said:
    """Return what a group of opinion is called: the idea that sets it apart most."""
    name = group["name"]
    if not name:
        return phrase("group_nameless", number=group["code"])
    return phrase("group_for" if name["agrees"] else "group_against", idea=label_of(name))


def _open(figures: Figures, answered: float, asked: float) -> Iterator[Measure]:
    found = share(answered, asked)
    yield Measure(code="", label=phrase("answered_question"), value=found)


def class_of(found: Mapping[str, Any], unit: Text | None = None) -> Said:
    """Return the words of a class of numbers or months."""
    low, high = found["from"], found["to"]
    if isinstance(low or high, str):
        return phrase("months", months=f"{low}/{high}")
    of = unit or Text()

    def written(edge: float) -> Value:
        return Value(number=edge, unit=Unit.AMOUNT, of=of)

    if low is None:
        return phrase("or_less", number=written(high))
    if high is None:
        return phrase("or_more", number=written(low))
    if low == high:
        return written(low)
    return phrase("between", low=Value(number=low, unit=Unit.AMOUNT), high=written(high))


BY_SHAPE: Mapping[str, Callable[[Figures, float, float], Iterator[Measure]]] = {
    "single": _choice,
    "multiple": _choice,
    "themes": _choice,
    "matrix": _matrix,
    "double": _double,
    "ranking": _ranking,
    "allocation": _allocation,
    "point": _point,
    "number": _number,
    "date": _date,
    "turnout": _turnout,
    "ideas": _agreed,
    "idea_ratings": _important,
    "idea_themes": _idea_themes,
    "idea_groups": _idea_groups,
}


def is_bare(figures: Figures) -> bool:
    """Tell whether figures only count written answers or files."""
    return "hidden" not in figures and figures["shape"] not in BY_SHAPE
