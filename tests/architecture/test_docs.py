"""The documents mention what there is."""

import re
import tomllib

import click
import pytest

from participation.platform.config import ROOT

DOCS = (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"))


@pytest.fixture(scope="module")
def words() -> str:
    return "\n".join(path.read_text() for path in DOCS)


def commands(group: click.Group, name: str) -> list[str]:
    """Return the full names of the commands of ours."""
    found = []
    for key, command in group.commands.items():
        if isinstance(command, click.Group):
            found += commands(command, f"{name} {key}")
        elif (
            command.callback.__wrapped__
            if hasattr(command.callback, "__wrapped__")
            else command.callback
        ).__module__.startswith(("participation", "surveys", "budgeting")):
            found.append(f"{name} {key}")
    return found


def test_every_command_is_documented(plan, words):
    silent = [name for name in commands(plan.cli, "flask") if name not in words]
    assert silent == []


def test_every_target_of_make_is_documented(words):
    targets = re.findall(r"^([a-z0-9]+):.*##", (ROOT / "Makefile").read_text(), re.MULTILINE)
    assert [name for name in targets if f"make {name}" not in words] == []


def test_every_dependency_has_its_reason():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    listed = [*project["project"]["dependencies"], *project["dependency-groups"]["test"]]
    names = {re.split(r"[<>=\[]", wanted)[0].lower() for wanted in listed}
    reasons = (ROOT / "docs" / "dependencies.md").read_text().lower()
    assert [name for name in sorted(names) if f"`{name}`" not in reasons] == []


def test_links_between_documents_lead_somewhere():
    dead = [
        f"{path.name}: {target}"
        for path in DOCS
        for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", path.read_text())
        if not (path.parent / target).exists()
    ]
    assert dead == []
