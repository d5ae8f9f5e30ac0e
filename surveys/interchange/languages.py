"""Which of the file's languages are which of ours.

Words in columns without a language are in the form's default language. Where it names none, they
are carried as drafts in the municipality's main language: nobody knows what they are in. When none
of the file's languages is offered, its default words are carried as drafts as well: nothing is
lost, and nothing can be published before somebody translates it.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from participation.platform.i18n.text import Text, TextState
from surveys.interchange.report import Effect, Report

CODE = re.compile(r"\(([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-_]+)?\)\s*$")
NAMES = {
    "suomi": "fi",
    "finnish": "fi",
    "finska": "fi",
    "svenska": "sv",
    "swedish": "sv",
    "ruotsi": "sv",
    "english": "en",
    "englanti": "en",
    "engelska": "en",
}
REFERENCE = re.compile(r"\$\{\s*[^}]*\}")


def code_of(language: str) -> str:
    """Return the code of a language as files name it: `Suomi (fi)`, `fi`, `fi-FI`, `Finnish`."""
    found = CODE.search(language)
    if found:
        return found[1].lower()
    plain = language.strip().lower()
    return NAMES.get(plain, re.split(r"[-_]", plain)[0])


@dataclass(frozen=True, slots=True)
class Languages:
    """The file's name of a language → our code, and whether its words are only drafts.

    `is_assumed` tells that nothing says in which language the unnamed words are.
    """

    codes: Mapping[str, str]
    main: str
    as_drafts: bool = False
    is_assumed: bool = False

    def text(self, words: Mapping[str, str] | None) -> Text:
        """Return a text of the languages offered; a named language goes before an unnamed one."""
        found: dict[str, str] = {}
        named: dict[str, str] = {}
        for language in sorted(words or {}, key=_is_named):
            code = self.codes.get(language)
            if code and words and words[language].strip():
                found[code], named[code] = words[language].strip(), language
        drafts = (code for code in found if self._is_draft(found[code], named[code]))
        return Text(found, dict.fromkeys(drafts, TextState.DRAFT))

    def _is_draft(self, words: str, language: str) -> bool:
        is_unsure = self.is_assumed and not _is_named(language)
        return self.as_drafts or is_unsure or bool(REFERENCE.search(words))

    def drafted(self, words: str) -> Text:
        """Return words that stand in for missing ones until somebody writes better."""
        return Text({self.main: words}, {self.main: TextState.DRAFT})


def _is_named(language: str) -> bool:
    return language.lower() not in ("", "default")


def languages_in(
    named: Iterable[str], default: str, offered: Sequence[str], report: Report
) -> Languages:
    """Match the file's languages with those offered, and report the others."""
    files = list(dict.fromkeys(named))
    main = offered[0]
    unnamed = code_of(default) if default else main
    codes = {language: code_of(language) if _is_named(language) else unnamed for language in files}
    known = {language: code for language, code in codes.items() if code in offered}
    for language in files:
        if language and language not in known:
            report.add(Effect.LEFT_OUT, "language_not_offered", facts={"language": language})
    for code in {code for code in known.values() if list(known.values()).count(code) > 1}:
        report.add(Effect.LEFT_OUT, "language_twice", facts={"language": code})
    if known or not files:
        is_assumed = not default and not all(map(_is_named, known))
        if is_assumed:
            facts = {"language": main}
            report.add(Effect.CHANGED, "language_assumed", sheet="survey", facts=facts)
        return Languages(known, main, is_assumed=is_assumed)
    chosen = _default_among(files, default)
    facts = {"language": chosen or default, "as": main}
    report.add(Effect.CHANGED, "language_as_drafts", facts=facts)
    return Languages({chosen: main}, main, as_drafts=True)


def _default_among(files: Sequence[str], default: str) -> str:
    wanted = code_of(default) if default else ""
    return next((each for each in files if each and code_of(each) == wanted), files[0])
