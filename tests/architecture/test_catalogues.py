"""Finnish and Swedish say everything that the code says."""

import re
from collections import Counter

import pytest
from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from participation.platform.config import ROOT
from tools import catalogues

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%")
COMPLETE = ("fi", "sv")


@pytest.fixture(scope="module")
def sentences(tmp_path_factory) -> Catalog:
    """What the code and the templates say."""
    target = catalogues.extract(tmp_path_factory.mktemp("words") / "messages.pot")
    with target.open("rb") as file:
        return read_po(file)


@pytest.fixture(scope="module", params=COMPLETE)
def catalogue(request) -> Catalog:
    file = ROOT / "translations" / request.param / "LC_MESSAGES" / "messages.po"
    if not file.exists():
        pytest.skip(f"no catalogue for {request.param} yet: make i18n")
    with file.open("rb") as opened:
        return read_po(opened, locale=request.param)


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def forms(message: Message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def originals(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (message.id,)


def said(catalogue: Catalog) -> set[tuple[object, str | None]]:
    """Sentences, and the context of those that have two meanings."""
    return {(m.id, m.context) for m in messages(catalogue)}


def test_every_sentence_is_in_the_catalogue(sentences, catalogue):
    missing = said(sentences) - said(catalogue)
    assert not missing, f"{len(missing)} missing, run make i18n: {sorted(map(str, missing))[:5]}"


def test_nothing_is_in_the_catalogue_that_nobody_says(sentences, catalogue):
    extra = said(catalogue) - said(sentences)
    assert not extra, f"{len(extra)} obsolete, run make i18n: {sorted(map(str, extra))[:5]}"


def test_every_sentence_is_translated_in_every_plural_form(catalogue):
    empty = [
        m.id
        for m in messages(catalogue)
        if not all(forms(m)) or (m.pluralizable and len(forms(m)) != catalogue.num_plurals)
    ]
    assert not empty, f"{len(empty)} not translated: {empty[:5]}"


def test_nothing_is_a_guess(catalogue):
    assert [m.id for m in messages(catalogue) if m.fuzzy] == []


def test_placeholders_are_kept(catalogue):
    broken = []
    for message in messages(catalogue):
        wanted = Counter(PLACEHOLDER.findall(originals(message)[-1]))
        for form in filter(None, forms(message)):
            found = Counter(PLACEHOLDER.findall(form))
            # A singular may say "one" in words.
            if found != wanted and not (message.pluralizable and not found - wanted):
                broken.append((message.id, form))
    assert broken == []


def test_sentences_are_not_put_together_from_pieces(sentences):
    pieces = [
        m.id for m in messages(sentences) if any(words != words.strip() for words in originals(m))
    ]
    assert pieces == []
