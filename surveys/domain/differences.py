"""How one question differs from what it was, as a list of facts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Question, Row


class What(StrEnum):
    """A kind of difference. Rows are statements, steps those of a second scale."""

    KIND = "kind"
    WORDS = "words"
    HINT = "hint"
    UNIT = "unit"
    SETTING_WORDS = "setting_words"
    OPTION_NEW = "option_new"
    OPTION_GONE = "option_gone"
    OPTION_WORDS = "option_words"
    PICTURE = "picture"
    ROW_NEW = "row_new"
    ROW_GONE = "row_gone"
    ROW_WORDS = "row_words"
    STEP_NEW = "step_new"
    STEP_GONE = "step_gone"
    STEP_WORDS = "step_words"
    WAY_NEW = "way_new"
    WAY_GONE = "way_gone"
    REQUIRED = "required"
    LIMITS = "limits"
    CONDITION = "condition"
    ORDER = "order"
    MOVED = "moved"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; `before` and `after` are the words concerned, where there are any."""

    what: What
    before: Text = field(default_factory=Text)
    after: Text = field(default_factory=Text)


WAYS = ("other", "dont_know", "prefer_not")


def differences(before: Question, after: Question) -> Iterator[Difference]:
    """Yield everything in which a question differs from what it was."""
    if before.kind != after.kind:
        yield Difference(What.KIND)
    yield from _words(What.WORDS, before.label, after.label)
    yield from _words(What.HINT, before.hint, after.hint)
    yield from _settings(before, after)
    yield from _parts("option", before.options, after.options)
    yield from _parts("row", before.rows, after.rows)
    yield from _parts("step", before.scale, after.scale)
    yield from _ways(before, after)
    yield from _rules(before, after)


def _words(what: What, before: Text, after: Text) -> Iterator[Difference]:
    if dict(before.translations) != dict(after.translations):
        yield Difference(what, before, after)


def _settings(before: Question, after: Question) -> Iterator[Difference]:
    changed = [
        name
        for name in {**before.settings, **after.settings}
        if before.settings.get(name) != after.settings.get(name)
    ]
    is_limit = False
    for name in changed:
        old, new = before.settings.get(name), after.settings.get(name)
        if name == "unit" and _is_same_unit(old, new):
            continue
        if name != "unit" and not isinstance(new or old, Mapping):
            is_limit = True
            continue
        what = What.UNIT if name == "unit" else What.SETTING_WORDS
        yield from _words(what, _text(old), _text(new))
    rules = [[rule.test for rule in question.rules] for question in (before, after)]
    lonely = [{o.code: o.exclusive for o in question.options} for question in (before, after)]
    shared = lonely[0].keys() & lonely[1].keys()
    if is_limit or rules[0] != rules[1] or any(lonely[0][c] != lonely[1][c] for c in shared):
        yield Difference(What.LIMITS)


def _is_same_unit(old: object, new: object) -> bool:
    """Tell whether a plain word, the same in every language, became a text that says just it."""
    words = [frozenset(_text(unit).translations.values()) for unit in (old, new)]
    return words[0] == words[1] and (isinstance(old, str) or isinstance(new, str))


def _text(setting: object) -> Text:
    """Return the words of a setting; a plain word is the same in every language."""
    if isinstance(setting, Mapping):
        return Text.from_json(setting)
    return Text({"": str(setting)}) if setting else Text()


def _parts(
    name: str, before: Sequence[Option | Row], after: Sequence[Option | Row]
) -> Iterator[Difference]:
    old, new = ({part.code: part for part in parts} for parts in (before, after))
    for code, part in new.items():
        if code not in old:
            yield Difference(What(f"{name}_new"), after=part.label)
            continue
        yield from _part(name, old[code], part)
    for code, part in old.items():
        if code not in new:
            yield Difference(What(f"{name}_gone"), before=part.label)
    stayed = [code for code in old if code in new]
    if stayed != [code for code in new if code in old]:
        yield Difference(What.ORDER)


def _part(name: str, before: Option | Row, after: Option | Row) -> Iterator[Difference]:
    yield from _words(What(f"{name}_words"), before.label, after.label)
    if isinstance(before, Row) and isinstance(after, Row):
        yield from _words(What.ROW_WORDS, before.right, after.right)
    if isinstance(before, Option) and isinstance(after, Option) and before.image != after.image:
        yield Difference(What.PICTURE, before.label, after.label)


def _ways(before: Question, after: Question) -> Iterator[Difference]:
    """Yield ways not to choose an option that came or went: other, don't know, rather not say."""
    ways = [{way for way in WAYS if getattr(question, way)} for question in (before, after)]
    if ways[1] - ways[0]:
        yield Difference(What.WAY_NEW)
    if ways[0] - ways[1]:
        yield Difference(What.WAY_GONE)


def _rules(before: Question, after: Question) -> Iterator[Difference]:
    if (before.required, before.required_if) != (after.required, after.required_if):
        yield Difference(What.REQUIRED)
    old, new = _conditions(before), _conditions(after)
    if any(old[part] != new[part] for part in old.keys() & new.keys()):
        yield Difference(What.CONDITION)
    if before.shuffle != after.shuffle:
        yield Difference(What.ORDER)


def _conditions(question: Question) -> dict[str, str]:
    options = {f"option.{option.code}": option.condition for option in question.options}
    rows = {f"row.{row.code}": row.condition for row in question.rows}
    return {"": question.condition, **options, **rows}
