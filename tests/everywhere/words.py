"""Words on a page that nobody has translated."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from babel.messages.pofile import read_po
from lxml.html import HtmlElement

from participation.platform.config import ROOT

PLACE = re.compile(r"%\((\w+)\)[sd]|%%")
# English words that neither Finnish nor Swedish has.
ENGLISH = re.compile(r"\b(?:the|with|your|you|this|that|from|which|when|because)\b", re.IGNORECASE)
SILENT = {"script", "style", "code", "samp", "kbd"}
SAID = ("alt", "aria-label", "title", "placeholder", "aria-description", "label")


@cache
def _english(language: str) -> tuple[frozenset[str], dict[str, list[re.Pattern[str]]]]:
    """Return the English sentences that a language says in other words; those with places apart."""
    file = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    with file.open("rb") as opened:
        catalogue = read_po(opened, locale=language)
    plain, same, placed = set(), set(), defaultdict(list)
    for message in catalogue:
        originals = message.id if isinstance(message.id, tuple) else (message.id,)
        said = message.string if isinstance(message.string, tuple) else (message.string,)
        same |= {_tidy(form) for form in said}
        for words in map(_tidy, filter(None, originals)):
            if not PLACE.search(words):
                plain.add(words)
            elif len(PLACE.sub("", words).split()) > 1 and words not in said:
                placed[PLACE.split(words)[0].split(" ")[0]].append(_pattern(words))
    return frozenset(plain - same), placed


def _tidy(words: Any) -> str:
    return " ".join(str(words).split())


def _pattern(words: str) -> re.Pattern[str]:
    pieces = PLACE.split(words.replace("%%", "%"))[::2]
    return re.compile(".*?".join(map(re.escape, pieces)))


def untranslated(tree: HtmlElement, language: str) -> list[str]:
    """Return what is said in English on a page in another language."""
    if language == "en":
        return []
    plain, placed = _english(language)
    found = []
    for words in spoken(tree, language):
        candidates = placed.get(words.split(" ")[0], []) + placed.get("", [])
        if words in plain or any(p.fullmatch(words) for p in candidates) or ENGLISH.search(words):
            found.append(words)
    return found


def spoken(tree: HtmlElement, language: str) -> Iterator[str]:
    """Yield every piece of words that is in the page's own language."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in SILENT:
            continue
        if _language(element) != language:
            continue
        said = [element.get(name) for name in (*SAID, *_handed_on(element))]
        if element.tag != "textarea":
            said.append(element.text)
        said += [child.tail for child in element]
        tidied = map(_tidy, filter(None, said))
        yield from (words for words in tidied if any(map(str.isalpha, words)))


def _handed_on(element: HtmlElement) -> list[str]:
    """Return the attributes in which scripts are given words."""
    return [n for n, words in element.items() if str(n).startswith("data-") and " " in words]


def _language(element: HtmlElement) -> str:
    while element is not None:
        if element.get("lang"):
            return str(element.get("lang"))
        element = element.getparent()
    return ""
