"""Domain packages know the language, numbers and people's words: nothing of pages or tables."""

import ast
import sys

import pytest

from participation.platform.config import ROOT
from tests.architecture.conftest import ROOMS

ALLOWED = (
    "numpy",
    "participation.platform.i18n.text",
    "participation.platform.lazy",
    "participation.texts",
)
IMPURE = ("time", "random", "os", "socket", "subprocess", "logging", "sqlite3")
MODULES = sorted(
    path
    for room in ROOMS
    for pattern in ("**/domain/**/*.py", "texts/**/*.py")
    for path in room.glob(pattern)
)


def imported(source: str) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_rule_imports_only_rules(path):
    for name in imported(path.read_text()):
        top = name.split(".", maxsplit=1)[0]
        pure = top in sys.stdlib_module_names and top not in IMPURE
        assert pure or name.startswith(ALLOWED) or ".domain" in name, name
