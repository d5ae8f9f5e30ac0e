"""Count groups of three letters in our own words of three languages: texts/trigrams.json.

`--measure` counts nine sentences in ten and says how many of the others are told rightly, whole
and by their first four words.
"""

import re
import sys
from collections import Counter
from collections.abc import Iterator
from json import dumps
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from participation.texts import languages  # noqa: E402

LEAST, MOST_GRAMS = 3, 3000
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]")


def sentences(language: str) -> Iterator[str]:
    """Yield the words of the interface and the words of response codes."""
    source = "fi" if language == "en" else language
    path = ROOT / "translations" / source / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        for message in read_po(file, locale=source):
            words = message.id if language == "en" else message.string
            for one in (words,) if isinstance(words, str) else words:
                if one:
                    yield PLACEHOLDER.sub(" ", one)
    folder = ROOT / "participation" / "activities" / "wordlists"
    yield from (folder / f"{language}.txt").read_text("utf-8").split()


def profile(words: list[str]) -> dict[str, int]:
    """Count the groups of a language; rare ones are left out."""
    found: Counter[str] = Counter()
    for sentence in words:
        found.update(languages.trigrams(sentence))
    return {gram: number for gram, number in found.most_common(MOST_GRAMS) if number >= LEAST}


def write(kept: dict[str, list[str]], file: Path) -> None:
    """Write the profiles."""
    counted = {language: profile(words) for language, words in kept.items()}
    file.write_text(dumps(counted, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")


def measure(every: dict[str, list[str]]) -> None:
    """Hold every tenth sentence back, and print the shares told rightly."""
    file = Path("/tmp/trigrams.json")  # noqa: S108
    write({k: [s for n, s in enumerate(v) if n % 10] for k, v in every.items()}, file)
    languages.FILE = file
    languages._profiles.cache_clear()  # noqa: SLF001 -- ours
    languages._of_word.cache_clear()  # noqa: SLF001 -- ours
    for language, words in every.items():
        held = [s for s in words[::10] if len(s.split()) > 1]
        right = [languages.language_of(s) == language for s in held]
        short = [languages.language_of(" ".join(s.split()[:4])) == language for s in held]
        print(
            f"{language} {sum(right) / len(held):.3f} {sum(short) / len(held):.3f} of {len(held)}"
        )


if __name__ == "__main__":
    EVERY = {language: list(sentences(language)) for language in ("fi", "sv", "en")}
    if "--measure" in sys.argv:
        measure(EVERY)
    else:
        write(EVERY, languages.FILE)
