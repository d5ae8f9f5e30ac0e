"""Extract interface words and bring the catalogues up to date, with small diffs.

Locations are left out: they change with every edit. A changed sentence is a new one, never a fuzzy
guess. Obsolete ones go, git remembers them.
"""

import re
import sys
from pathlib import Path

from babel.messages.frontend import CommandLineInterface

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "translations" / "messages.pot"
LANGUAGES = ("fi", "sv", "en")
# What a header tells that changes every time.
VOLATILE = re.compile(
    r'^"(POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team|Generated-By|'
    r'Report-Msgid-Bugs-To|Project-Id-Version):.*\n', re.MULTILINE
)  # fmt: skip
# Babel knows `gettext as _`, `ngettext` and `pgettext`; these are ours besides.
KEYWORDS = ("lazy_gettext", "lazy_ngettext:1,2", "lazy_pgettext:1c,2")


def babel(*words: str) -> None:
    """Run one of pybabel's commands."""
    CommandLineInterface().run(["pybabel", "-q", *words])


def extract(target: Path = TEMPLATE) -> Path:
    """Collect every sentence of the code and the templates into a file."""
    keywords = [word for keyword in KEYWORDS for word in ("-k", keyword)]
    babel(
        "extract", "-F", str(ROOT / "pyproject.toml"), *keywords, "--no-location", "--sort-output",
        "--omit-header", "--no-wrap", "-c", "Translators:", "-o", str(target),
        *(str(ROOT / room) for room in ("participation", "surveys", "budgeting")),
    )  # fmt: skip
    return target


def update(language: str) -> None:
    """Merge the sentences into one language's catalogue."""
    file = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
    common = ("-i", str(TEMPLATE), "-l", language, "-o", str(file), "--no-wrap")
    if file.exists():
        babel("update", *common, "--no-fuzzy-matching", "--ignore-obsolete")
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        babel("init", *common)
    words = file.read_text()
    file.write_text(VOLATILE.sub("", words[words.index("msgid") :]))


def main() -> int:
    """Update every catalogue."""
    extract()
    for language in LANGUAGES:
        update(language)
    return 0


if __name__ == "__main__":
    sys.exit(main())
