"""Templates keep to their room, their size, and what they use."""

import re
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from participation.platform.config import ROOT
from tests.architecture.conftest import ROOMS

LONGEST = 120
# Parsed only to be read: what the house adds to the language is enough.
PARSER = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)
TEMPLATES = sorted(path for room in ROOMS for path in room.glob("**/templates/**/*.html"))


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.fixture(params=TEMPLATES, ids=named)
def template(request) -> Path:
    return request.param


def test_a_room_keeps_its_templates_under_its_name(template):
    room, inside = str(template.relative_to(ROOT)).split("/templates/", 1)
    name = Path(room).name
    if name != "participation":  # the shell
        assert inside.startswith(f"{name}/"), template


def test_a_template_uses_what_it_imports(template):
    tree = PARSER.parse(template.read_text())
    imported = {
        name if isinstance(name, str) else name[1]
        for node in tree.find_all(nodes.FromImport)
        for name in node.names
    } | {node.target for node in tree.find_all(nodes.Import)}
    used = {node.name for node in tree.find_all(nodes.Name) if node.ctx == "load"}
    assert imported <= used, f"imported and not used: {imported - used}"


def test_a_page_on_which_staff_type_keeps_it_when_its_language_changes(template):
    words = template.read_text()
    asks = re.search(r"{{ field\((?!form\.(file|logo)\b)", words)
    if '{% extends "manage.html" %}' in words and asks:
        assert "{% set switch_form" in words


def test_a_template_is_short(template):
    assert len(template.read_text().splitlines()) <= LONGEST


def test_a_template_has_no_style_or_script_inside(template):
    words = template.read_text()
    assert not re.search(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*\ssrc=)", words)
