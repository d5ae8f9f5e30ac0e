"""Words in another language are found, wherever they stand on a page."""

import pytest
from lxml.html import document_fromstring

from tests.everywhere.words import untranslated


def page(body: str, language: str = "fi") -> list[str]:
    tree = document_fromstring(f'<html lang="{language}"><body>{body}</body></html>')
    return untranslated(tree, language)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Skip to main content</p>",
        "<p>Etusivu <b>x</b> Skip to main content</p>",
        '<button aria-label="Skip to main content"></button>',
        "<p>The link works until 1.2.2027</p>",
        "<p>A sentence that nobody has handed to translators</p>",
    ],
)
def test_words_that_nobody_translated_are_found(body):
    assert page(body)
    assert page(body, "sv")
    assert not page(body, "en")


@pytest.mark.parametrize(
    "body",
    [
        "<p>Siirry sisältöön</p>",
        '<p lang="en">Skip to main content</p>',
        "<code>Skip to main content</code>",
        "<textarea>Skip to main content</textarea>",
        "<p>English</p>",
    ],
)
def test_what_may_be_said_in_english_is_left_alone(body):
    assert not page(body)
