"""Marks: short checksums of parts of a questionnaire, to notice that one has changed since.

Two people who edit different questions at once are in nobody's way: each form knows the mark of
its own question, page or text, not that of the whole.
"""

from dataclasses import replace
from hashlib import sha256
from json import dumps
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.packing import pack
from surveys.domain.questionnaire import Page, Question

LENGTH = 16


def of_question(question: Question) -> str:
    """Return the mark of everything a question holds."""
    return _mark(pack(question))


def of_page(page: Page, *, with_questions: bool = False) -> str:
    """Return the mark of a page: its own words and rules, or also all that is on it."""
    return _mark(pack(page if with_questions else replace(page, questions=())))


def of_text(text: Text) -> str:
    """Return the mark of words in all languages."""
    return _mark(text.to_json())


def _mark(stored: Any) -> str:
    canonical = dumps(stored, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()[:LENGTH]
