"""A form field for a list of options or statements, each with words in several languages."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask_babel import gettext as _
from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from participation.platform.i18n.fields import read_text
from participation.platform.i18n.text import Text
from participation.platform.web.site import site
from surveys.domain import codes

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One option or statement. `was` is the code it had before; a new one has none."""

    was: str = ""
    code: str = ""
    label: Text = field(default_factory=Text)
    exclusive: bool = False

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written, so that saving leaves the line out."""
        return not self.was and not self.code and not self.label


class LinesField(Field):
    """Edits lines in order. Buttons named `do` say `name add`, `name up 2`, `name remove 2`.

    Posts `name-0-was`, `name-0-code`, `name-0-label-fi`, `name-0-exclusive` … `letter` begins new
    codes; `blank` lines are offered where there are none.
    """

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        letter: str = "o",
        blank: int = 2,
        exclusive: bool = False,
        **more: Any,
    ) -> None:
        super().__init__(label, list(validators), **more)
        self.letter, self.blank, self.has_exclusive = letter, blank, exclusive
        self.lines: list[Line] = []
        self.focus = ""

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to ask for, the one that others are translated from first."""
        return tuple(getattr(self.meta, "languages", ())) or site().languages

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Read the lines, finding what they were by the codes they had."""
        super().process(None, data, extra_filters)
        old = {thing.code: _line(thing) for thing in self.data or ()}
        if formdata and f"{self.name}-0-code" in formdata:
            self.lines = [self._read(formdata, number, old) for number in self._numbers(formdata)]
            self._do(formdata.get("do", "").split())
        else:
            self.lines = list(old.values()) or [Line()] * self.blank

    def written(self) -> list[Line]:
        """Return the lines that are kept."""
        return [line for line in self.lines if not line.is_empty]

    def coded(self, taken: Iterable[str]) -> list[Line]:
        """Return the lines kept, with codes for those that have none."""
        used = {*taken, *(line.code for line in self.lines)}
        found = []
        for line in self.written():
            code = line.code or codes.next_code(self.letter, used)
            used.add(code)
            found.append(replace(line, code=code))
        return found

    def pre_validate(self, form: Any) -> None:
        """Refuse lines without words and codes that are none or come twice."""
        seen = set()
        for line in self.written():
            if self.languages[0] not in line.label.translations:
                raise ValidationError(_("Write words for each of them, or remove it."))
            if line.code and not codes.is_code(line.code):
                words = _(
                    "%(code)s cannot be a code: use a–z, digits and underscores.", code=line.code
                )
                raise ValidationError(words)
            if line.code and line.code in seen:
                raise ValidationError(_("The code %(code)s is there twice.", code=line.code))
            seen.add(line.code)

    def _numbers(self, formdata: Any) -> range:
        known = (number for number in range(MOST_LINES) if f"{self.name}-{number}-code" in formdata)
        return range(max(known) + 1)

    def _read(self, formdata: Any, number: int, old: dict[str, Line]) -> Line:
        name = f"{self.name}-{number}"
        was = formdata.get(f"{name}-was", "")
        before = old.get(was, Line())
        return Line(
            before.was,
            formdata.get(f"{name}-code", before.code).strip() or before.code,
            read_text(formdata, f"{name}-label", before.label, self.languages),
            bool(formdata.get(f"{name}-exclusive")),
        )

    def _do(self, deed: Sequence[str]) -> None:
        """Change the list as a button asks; remember where the focus belongs after it."""
        match deed:
            case [self.name, "add"]:
                self.lines.append(Line())
                self.focus = f"{self.name}-{len(self.lines) - 1}-label-{self.languages[0]}"
            case [self.name, "remove", number] if self._has(number):
                self.lines.pop(int(number))
                self.focus = f"{self.name}-add"
            case [self.name, ("up" | "down") as way, number] if self._has(number):
                at = int(number)
                to = min(max(at + (-1 if way == "up" else 1), 0), len(self.lines) - 1)
                self.lines.insert(to, self.lines.pop(at))
                ends = {0: "down", len(self.lines) - 1: "up"}
                self.focus = f"{self.name}-{to}-{ends.get(to, way)}"

    def _has(self, number: str) -> bool:
        return number in map(str, range(len(self.lines)))


def _line(thing: Any) -> Line:
    return Line(thing.code, thing.code, thing.label, getattr(thing, "exclusive", False))
