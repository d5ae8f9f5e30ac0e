"""Options with a least and a most amount, as staff write them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from flask_babel import gettext as _
from wtforms.validators import ValidationError

from participation.platform.i18n.locales import number
from participation.platform.web.languages import current_language
from participation.texts.numbers import parse
from surveys.domain.questions.number import LARGEST
from surveys.forms.lines import Line, LinesField

LONGEST = 30


@dataclass(frozen=True, slots=True)
class LimitedLine(Line):
    """An option with its limits as they were typed."""

    low: str = ""
    high: str = ""


class LimitedLinesField(LinesField):
    """Edits options with limits; posts `name-0-low` and `name-0-high` besides."""

    has_limits = True

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.type = "LinesField"  # templates show it as one

    def show(self, limits: Iterable[Sequence[Any]]) -> None:
        """Show stored limits: `[option, least, most]`."""
        known = {code: (low, high) for code, low, high in limits}
        self.lines = [
            _limited(line, *(_written(limit) for limit in known.get(line.code, (None, None))))
            for line in self.lines
        ]

    def limits(self, lines: Iterable[Line]) -> list[list[Any]]:
        """Return the limits of lines that have any, as they are stored."""
        found = [(line.code, *_meant(line)) for line in lines]
        return [[code, low, high] for code, low, high in found if (low, high) != (None, None)]

    def pre_validate(self, form: Any) -> None:
        """Refuse limits that are no amounts, besides what lines cannot be."""
        super().pre_validate(form)
        for line in self.written():
            if not all(map(_is_amount, (getattr(line, "low", ""), getattr(line, "high", "")))):
                raise ValidationError(_("Write limits as numbers, or leave them empty."))
            low, high = _meant(line)
            if low is not None and high is not None and low > high:
                raise ValidationError(_("A least amount is more than the most of its option."))

    def _read(self, formdata: Any, number: int, old: Mapping[str, Line]) -> Line:
        line = super()._read(formdata, number, dict(old))
        name = f"{self.name}-{number}"
        low, high = (formdata.get(f"{name}-{end}", "").strip()[:LONGEST] for end in ("low", "high"))
        return _limited(line, low, high)


def _limited(line: Line, low: str, high: str) -> LimitedLine:
    values = {each.name: getattr(line, each.name) for each in fields(Line)}
    return LimitedLine(**values, low=low, high=high)


def _written(limit: float | None) -> str:
    return "" if limit is None else number(limit, current_language())


def _meant(line: Line) -> tuple[int | float | None, int | float | None]:
    return _number(getattr(line, "low", "")), _number(getattr(line, "high", ""))


def _is_amount(words: str) -> bool:
    """Tell whether a limit is one, or left empty."""
    found = parse(words)
    return not words or (found is not None and 0 <= found <= LARGEST)


def _number(words: str) -> int | float | None:
    found = parse(words)
    if found is None:
        return None
    return int(found) if found == found.to_integral_value() else float(found)
