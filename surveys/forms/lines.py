"""A form field for a list of options or statements, each with words in several languages."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
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

# As many as an imported question can have: what a form does not read would be gone. The form of
# so many, each with a picture, keeps to STAFF_FORM_PARTS.
MOST_LINES = 2_000
# A page with more of them is no longer quick; more come by importing a questionnaire.
MOST_ADDED = 500
# The public id of a stored file and its name, as `platform.file` wants them.
IMAGE = re.compile(r"[a-z0-9]{1,40}/[^/]{1,200}")


@dataclass(frozen=True, slots=True)
class Line:
    """One option or statement. `was` is the code it had before; a new one has none.

    `right` is the other end of a pair of opposites. `image` is a stored picture (see `pictures`),
    `alt` says what it shows, and `upload` is a picture that was just sent.
    """

    was: str = ""
    code: str = ""
    label: Text = field(default_factory=Text)
    exclusive: bool = False
    right: Text = field(default_factory=Text)
    image: str = ""
    alt: Text = field(default_factory=Text)
    upload: Any = None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was written, so that saving leaves the line out."""
        return not (self.was or self.code or self.label or self.right or self.image)


class LinesField(Field):
    """Edits lines in order. Buttons named `do` say `name add`, `name up 2`, `name remove 2`.

    Posts `name-0-was`, `name-0-code`, `name-0-label-fi`, `name-0-exclusive` … `letter` begins new
    codes; `blank` lines are offered where there are none. `parts` are what else a line has:
    `exclusive`, a box; `pair`, a second text `name-0-right-fi`; `pictures`, a file `name-0-file`
    with what it shows, `name-0-alt-fi`, and `name-0-image` and `name-0-drop` for the stored one.
    """

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        letter: str = "o",
        blank: int = 2,
        parts: Collection[str] = (),
        **more: Any,
    ) -> None:
        super().__init__(label, list(validators), **more)
        self.letter, self.blank, self.refused = letter, blank, ""
        self.has_exclusive = "exclusive" in parts
        self.is_pair, self.has_pictures = "pair" in parts, "pictures" in parts
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
        if self.refused:
            raise ValidationError(self.refused)
        for line in self.written():
            if any(self.languages[0] not in words.translations for words in self._needed(line)):
                raise ValidationError(_("Write words for each of them, or remove it."))
            if line.code and not codes.is_code(line.code):
                words = _(
                    "%(code)s cannot be a code: use a–z, digits and underscores.", code=line.code
                )
                raise ValidationError(words)
            if line.code and line.code in seen:
                raise ValidationError(_("The code %(code)s is there twice.", code=line.code))
            seen.add(line.code)

    def _needed(self, line: Line) -> tuple[Text, ...]:
        """Return the texts that a line cannot do without."""
        return (line.label, line.right) if self.is_pair else (line.label,)

    def _numbers(self, formdata: Any) -> range:
        known = (number for number in range(MOST_LINES) if f"{self.name}-{number}-code" in formdata)
        return range(max(known) + 1)

    def _read(self, formdata: Any, number: int, old: dict[str, Line]) -> Line:
        name = f"{self.name}-{number}"
        was = formdata.get(f"{name}-was", "")
        before = old.get(was, Line())
        sent = formdata.get(f"{name}-file") if self.has_pictures else None
        return Line(
            was=before.was,
            code=formdata.get(f"{name}-code", before.code).strip() or before.code,
            label=read_text(formdata, f"{name}-label", before.label, self.languages),
            exclusive=bool(formdata.get(f"{name}-exclusive")),
            right=read_text(formdata, f"{name}-right", before.right, self.languages),
            image=_image(formdata, name, before.image),
            alt=read_text(formdata, f"{name}-alt", before.alt, self.languages),
            upload=sent if getattr(sent, "filename", "") else None,
        )

    def _do(self, deed: Sequence[str]) -> None:
        """Change the list as a button asks; remember where the focus belongs after it."""
        match deed:
            case [self.name, "add"] if len(self.lines) >= MOST_ADDED:
                self.errors = [_("No more than %(most)s can be added here.", most=MOST_ADDED)]
                self.focus = f"{self.name}-add"
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


def _image(formdata: Any, name: str, before: str) -> str:
    """Return the stored picture that a line keeps."""
    if formdata.get(f"{name}-drop"):
        return ""
    said = formdata.get(f"{name}-image", before)
    return said if IMAGE.fullmatch(said) else ""


def _line(thing: Any) -> Line:
    return Line(
        was=thing.code,
        code=thing.code,
        label=thing.label,
        exclusive=getattr(thing, "exclusive", False),
        right=getattr(thing, "right", Text()),
        image=getattr(thing, "image", ""),
        alt=getattr(thing, "alt", Text()),
    )
