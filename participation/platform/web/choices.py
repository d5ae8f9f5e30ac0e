"""Choices of select fields, radio buttons and checkboxes."""

from collections.abc import Iterable
from typing import Any

from wtforms import SelectChoice  # type: ignore[attr-defined]


def choices(pairs: Iterable[tuple[Any, Any]]) -> list[Any]:
    """Return what WTForms fields take as choices, made of (value, label) pairs."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]
