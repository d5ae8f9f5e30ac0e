"""Plain values to and from JSON: an object has the fields that differ from their defaults.

So a field that is added later changes neither what is stored nor its checksum.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from typing import Any

from participation.platform.i18n.text import Text


def pack(thing: Any) -> dict[str, Any]:
    """Return the JSON object of a dataclass."""
    values = ((each, getattr(thing, each.name)) for each in fields(thing))
    return {each.name: _packed(value) for each, value in values if value != _default(each)}


def unpack(kind: Any, stored: Mapping[str, Any], parts: Mapping[str, Any]) -> Any:
    """Rebuild a dataclass; `parts` names the type of the fields that hold others or a `Text`."""
    known = {each.name for each in fields(kind)}
    found = {name: value for name, value in stored.items() if name in known}
    return kind(**{name: _unpacked(parts.get(name), found[name], parts) for name in found})


def _default(each: Field[Any]) -> Any:
    return each.default if each.default_factory is MISSING else each.default_factory()


def _packed(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_json()
    if isinstance(value, tuple):
        return [_packed(each) for each in value]
    if isinstance(value, Mapping):
        return dict(value)
    return pack(value) if is_dataclass(value) else value


def _unpacked(kind: Any, value: Any, parts: Mapping[str, Any]) -> Any:
    if kind is Text:
        return Text.from_json(value)
    if isinstance(value, list):
        return tuple(each if kind is None else unpack(kind, each, parts) for each in value)
    return value
