"""Form fields for text in several languages."""

from collections.abc import Callable, Sequence
from typing import Any

from wtforms import Field
from wtforms.utils import unset_value

from participation.platform.i18n.text import Text, TextState
from participation.platform.web.site import site


class TextField(Field):
    """Edits a `Text` side by side; empty languages are left out.

    Posts `name-fi`, `name-sv` … and, where a language is not finished, `name-fi-state=draft`.
    The macro `field` renders it; `rows` > 1 makes the inputs textareas.
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
        self.rows, self.longest = rows, longest

    @property
    def languages(self) -> tuple[str, ...]:
        """Languages to ask for, the main one first."""
        return site().languages

    def process(
        self,
        formdata: Any,
        data: Any = unset_value,
        extra_filters: Sequence[Callable[[Any], Any]] | None = None,
    ) -> None:
        """Gather the languages into one text, marking those that did not follow the source."""
        super().process(None, data, extra_filters)
        old = self.data if isinstance(self.data, Text) else Text()
        if not formdata or not any(f"{self.name}-{code}" in formdata for code in self.languages):
            self.data = old
            return
        words = {code: formdata.get(f"{self.name}-{code}", "").strip() for code in self.languages}
        marks = {
            code: TextState.DRAFT
            for code in self.languages
            if formdata.get(f"{self.name}-{code}-state") == TextState.DRAFT
        }
        kept = {code: old.translations[code] for code in old.translations if code not in words}
        new = Text({**kept, **words}, marks)
        self.raw_data = list(words.values())
        self.data = old.edited(new, site().main_language)


class HasWords:
    """Validates that a `TextField` has words in the main language (or in `any` language)."""

    field_flags = {"required": True}  # noqa: RUF012 -- WTForms reads a plain dict

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: TextField) -> None:
        """Refuse a text that is missing where it is needed first."""
        if site().main_language not in (field.data or Text()).translations:
            raise ValueError(str(self.message))


class NotTooLong:
    """Validates that no language of a `TextField` is longer than the field allows."""

    def __init__(self, message: Any) -> None:
        self.message = message

    def __call__(self, form: Any, field: TextField) -> None:
        """Refuse a text of which one language is too long."""
        if any(len(words) > field.longest for words in field.data.translations.values()):
            raise ValueError(str(self.message) % {"longest": field.longest})
