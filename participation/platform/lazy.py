"""Modules that weigh much are named by a dotted string and loaded when first used.

Workers that only take answers never load writers of office files.
"""

from importlib import import_module
from typing import Any


def load(name: str) -> Any:
    """Return what `package.module:thing` names."""
    module, _colon, thing = name.partition(":")
    return getattr(import_module(module), thing)
