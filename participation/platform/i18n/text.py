"""Text that people write in several languages, with a state for each language."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Self

import sqlalchemy as sa

STATES = "~"
# Control characters and halves of pairs: nobody can read them, and PostgreSQL keeps no NUL.
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class TextState(StrEnum):
    """How far one language of a text has come."""

    MISSING = "missing"
    DRAFT = "draft"
    APPROVED = "approved"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class Text:
    """An immutable set of translations of one text, keyed by language code.

    A language that is present is approved unless `marks` says draft or stale. Stored and
    exchanged as one JSON object: `{"fi": "Puisto", "sv": "Park", "~": {"sv": "stale"}}`.
    """

    translations: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, TextState] = field(default_factory=dict)

    def __post_init__(self) -> None:
        fit = {code: UNFIT.sub("", words) for code, words in self.translations.items()}
        kept = {code: words for code, words in fit.items() if words.strip()}
        marks = {
            code: TextState(state)
            for code, state in self.marks.items()
            if code in kept and state in (TextState.DRAFT, TextState.STALE)
        }
        object.__setattr__(self, "translations", MappingProxyType(kept))
        object.__setattr__(self, "marks", MappingProxyType(marks))

    def __hash__(self) -> int:
        return hash((frozenset(self.translations.items()), frozenset(self.marks.items())))

    def __bool__(self) -> bool:
        return bool(self.translations)

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (dict(self.translations), dict(self.marks)))

    def __or__(self, other: Self) -> Self:
        return type(self)(
            {**self.translations, **other.translations}, {**self.marks, **other.marks}
        )

    def in_(self, language: str, *fallbacks: str) -> str:
        """Return the words in `language`, else in the first fallback present, else in any."""
        return self.translations.get(self.language_for(language, *fallbacks), "")

    def language_for(self, language: str, *fallbacks: str) -> str:
        """Return the language whose words `in_` shows, or an empty string if there are none."""
        for candidate in (language, *fallbacks):
            if candidate in self.translations:
                return candidate
        return next(iter(self.translations), "")

    def state(self, language: str) -> TextState:
        """Return how far the text has come in `language`."""
        if language not in self.translations:
            return TextState.MISSING
        return self.marks.get(language, TextState.APPROVED)

    def unfinished(self, languages: Iterable[str]) -> tuple[str, ...]:
        """Return those of `languages` that are not approved; none for an entirely empty text."""
        if not self:
            return ()
        return tuple(code for code in languages if self.state(code) is not TextState.APPROVED)

    def edited(self, new: Self, source: str) -> Self:
        """Return `new` with the languages marked stale that did not follow a change of `source`.

        A language whose words changed in the same edit carries the mark that `new` gives it.
        """
        if not self or new.translations.get(source) == self.translations.get(source):
            return new
        stale = {
            code: TextState.STALE
            for code, words in new.translations.items()
            if code != source
            and words == self.translations.get(code)
            and new.marks.get(code) is not TextState.DRAFT
        }
        return type(self)(new.translations, {**new.marks, **stale})

    def to_json(self) -> dict[str, Any]:
        """Return the JSON object in which the text is stored."""
        stored: dict[str, Any] = dict(self.translations)
        if self.marks:
            stored[STATES] = {code: state.value for code, state in self.marks.items()}
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Self:
        """Rebuild a text from its JSON object."""
        stored = stored or {}
        return cls(
            {code: words for code, words in stored.items() if code != STATES},
            stored.get(STATES, {}),
        )


class TextType(sa.TypeDecorator[Text]):
    """Store a `Text` as one JSON object."""

    impl = sa.JSON(none_as_null=True)
    cache_ok = True

    def process_bind_param(self, value: Text | None, dialect: sa.Dialect) -> Any:
        """Keep only what was written."""
        return None if value is None else value.to_json()

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Text | None:
        """Rebuild the value object."""
        return None if value is None else Text.from_json(value)
