"""Earlier answers within the words of a question, such as `How is life in {area}?`.

A name between braces that is no question's code stays as it is.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Page, Question

PIPE = re.compile(r"\{([a-z0-9_]{1,40})(?:\.([a-z0-9_]{1,40}))?\}")

# Takes the codes of a question and a part of it; returns words, or nothing for a code unknown.
Words = Callable[[str, str], str | None]


def pipes_in(texts: Iterable[Text]) -> Iterator[str]:
    """Yield the names between braces in texts."""
    for text in texts:
        for words in text.translations.values():
            if "{" in words:
                yield from (found[1] for found in PIPE.finditer(words))


def with_answers(page: Page, words: Words) -> Page:
    """Return a page that says earlier answers where its words name them."""

    def put(text: Text) -> Text:
        return _put(text, words)

    def asked(question: Question) -> Question:
        return replace(question, label=put(question.label), hint=put(question.hint))

    questions = tuple(asked(question) for question in page.questions)
    return replace(page, title=put(page.title), intro=put(page.intro), questions=questions)


def renamed(text: Text, names: Mapping[str, str]) -> Text:
    """Return a text in which codes have their new names."""

    def rename(found: re.Match[str]) -> str:
        code = names.get(found[1], found[1])
        return f"{{{code}.{found[2]}}}" if found[2] else f"{{{code}}}"

    translations = {code: PIPE.sub(rename, words) for code, words in text.translations.items()}
    return Text(translations, text.marks)


def _put(text: Text, words: Words) -> Text:
    if not any("{" in each for each in text.translations.values()):
        return text

    def said(found: re.Match[str]) -> str:
        answer = words(found[1], found[2] or "")
        return found[0] if answer is None else answer

    translations = {code: PIPE.sub(said, each) for code, each in text.translations.items()}
    return Text(translations, text.marks)
