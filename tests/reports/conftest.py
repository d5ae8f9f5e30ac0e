"""Documents of every shape, laid out in three languages without a database."""

import pytest
from flask import Flask
from flask_babel import Babel

from participation.platform.config import ROOT
from participation.platform.lazy import load
from participation.reports.domain.laying import laid_out
from participation.reports.face import Face
from participation.reports.wording import words_in
from participation.reports.writers import REPORTS
from tests.reports.exhibited import document
from tests.reports.exhibited_parts import MOMENT, text

FACE = Face(name=text("Lintukorpi", "Fågelmarken", "Lintukorpi"), brand="#0b5563")
KINDS = tuple(REPORTS)


@pytest.fixture(scope="session")
def speaking():
    """A house with nothing but words in it."""
    found = Flask("words")
    found.config["BABEL_TRANSLATION_DIRECTORIES"] = str(ROOT / "translations")
    Babel(found)
    return found


@pytest.fixture(scope="session")
def lay(speaking):
    """Lay a document out in a language."""

    def laid(language, found=None):
        with speaking.app_context(), words_in(language, "fi") as words:
            return laid_out(found or document(), language, words)

    return laid


@pytest.fixture(scope="session")
def write(lay):
    """Write a document as a kind of file, each only once."""
    kept = {}

    def written(kind, language, found=None):
        key = kind, language, id(found)
        if key not in kept:
            laid = lay(language, found)
            kept[key] = load(REPORTS[kind].writer)(laid, FACE, MOMENT), laid, found
        return kept[key][0], kept[key][1]

    return written
