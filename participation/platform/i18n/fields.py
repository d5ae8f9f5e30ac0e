"""Form fields for text in several languages."""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value
from wtforms.validators import ValidationError

from participation.platform.i18n.text import Text, TextState
from participation.platform.web.site import site


def read_text(formdata: Any, name: str, old: Text, languages: Sequence[str]) -> Text:
    """Return the text in the fields `name-fi`, `name-sv` …; the first language is the source.

    A language is approved unless `name-fi-state` says `draft`. One that is stale stays so until
    its words change, or `name-fi-state` says `approved`.
    """
    if not any(f"{name}-{code}" in formdata for code in languages):
        return old
    words = {code: formdata.get(f"{name}-{code}", "").strip() for code in languages}
    marks = {code: state for code, state in old.marks.items() if code not in words}
    for code in languages:
        said = formdata.get(f"{name}-{code}-state")
        was_stale = old.state(code) is TextState.STALE and words[code] == old.translations[code]
        if said == TextState.DRAFT:
            marks[code] = TextState.DRAFT
        elif was_stale and said != TextState.APPROVED:
            marks[code] = TextState.STALE
    kept = {code: old.translations[code] for code in old.translations if code not in words}
    return old.edited(Text({**kept, **words}, marks), languages[0])


class TextField(Field):
    """Edits a `Text` side by side; empty languages are left out.

    Posts what `read_text` reads. The macro `field` renders it; `rows` > 1 makes the inputs
    textareas. A form made with `meta={"languages": …}` asks for those languages only. `before` is
    the text as it is stored.
    """

    def __init__(
        self,
        label: Any = None,
        validators: Sequence[Any] = (),
        *,
        rows: int = 1,
        longest: int = 2000,
        **more: Any,
    ) -> None:
        super().__init__(label, list(validators), **more)
        self.rows, self.longest, self.before = rows, longest, Text()

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to ask for, the one that others are translated from first."""
        return tuple(getattr(self.meta, "languages", ())) or site().languages

    @property
    def source(self) -> str:
        """The language that others are translated from."""
        return self.languages[0]

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Gather the languages into one text, marking those that did not follow the source."""
        super().process(None, data, extra_filters)
        self.before = old = self.data if isinstance(self.data, Text) else Text()
        if formdata:
            self.raw_data = [formdata.get(f"{self.name}-{code}", "") for code in self.languages]
        self.data = read_text(formdata or {}, self.name, old, self.languages)


class HasWords:
    """Validates that a `TextField` has words in the language that others are translated from."""

    field_flags = {"required": True}  # noqa: RUF012 -- WTForms reads a plain dict

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: TextField) -> None:
        """Refuse a text that is missing where it is needed first."""
        if field.source not in (field.data or Text()).translations:
            raise ValidationError(str(self.message))


class NotTooLong:
    """Validates that no language of a `TextField` is longer than the field allows."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: TextField) -> None:
        """Refuse a text of which one language is too long."""
        if any(len(words) > field.longest for words in field.data.translations.values()):
            raise ValidationError(str(self.message) % {"longest": field.longest})
