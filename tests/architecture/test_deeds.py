"""The audit log speaks in words: every deed the code writes down is explained by its room."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from participation.processes.models import Contact, Decision, Event, Phase
from tests.architecture.conftest import ROOMS

DEED = re.compile(r"[a-z]+\.(?!html)[a-z]+(_[a-z]+)*")


def known(plan) -> set[str]:
    return {deed for feature in plan.extensions["features"] for deed in feature.deeds}


def deeds_in(file: Path) -> Iterator[str]:
    """Every deed that a file writes down in so many words."""
    tree = ast.parse(file.read_text())
    if "audit" not in {name for node in ast.walk(tree) for name in imported(node)}:
        return
    words = (node.value for node in ast.walk(tree) if isinstance(node, ast.Constant))
    yield from (found for found in words if isinstance(found, str) and DEED.fullmatch(found))


def imported(node: ast.AST) -> list[str]:
    return (node.module or "").split(".") if isinstance(node, ast.ImportFrom) else []


def test_every_deed_has_words(plan):
    files = [file for room in ROOMS for file in room.glob("**/services/*.py")]
    found = {deed for file in files for deed in deeds_in(file)}
    assert len(found) > 30
    assert found - known(plan) == set()


def test_every_change_of_a_part_of_a_process_has_words(plan):
    parts = [model.__tablename__ for model in (Phase, Event, Decision, Contact)]
    found = {
        f"{part}.{verb}" for part in (*parts, "document") for verb in ("add", "edit", "remove")
    }
    assert found - known(plan) == set()
