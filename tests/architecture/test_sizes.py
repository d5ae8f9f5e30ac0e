"""Files and functions stay short enough to read in one go."""

import ast

import pytest

from participation.platform.config import ROOT

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
GENERATED = "migrations/versions"


@pytest.fixture(scope="module")
def modules(files):
    return [f for f in files if f.suffix == ".py" and GENERATED not in f.as_posix()]


def test_files_are_short(modules):
    lengths = {str(f.relative_to(ROOT)): len(f.read_text().splitlines()) for f in modules}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short(modules):
    long = {
        f"{file.relative_to(ROOT)}:{node.name}": lines
        for file in modules
        if not file.is_relative_to(ROOT / "tests")
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (lines := body_lines(node)) > LONGEST_FUNCTION
    }
    assert long == {}


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function after its docstring."""
    first = function.body[1] if ast.get_docstring(function) and function.body[1:] else None
    start = (first or function.body[0]).lineno
    return (function.end_lineno or start) - start + 1
