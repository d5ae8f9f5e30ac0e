"""Which languages of an activity must be finished before it opens."""

from collections.abc import Iterable, Mapping

from participation.platform.i18n.text import Text


def languages_to_finish(offered: Iterable[str], required: Iterable[str]) -> tuple[str, ...]:
    """Return the languages that must be complete: those required, then others offered."""
    return tuple(dict.fromkeys((*required, *offered)))


def unfinished_texts(
    texts: Iterable[Text], counted: Mapping[str, int], languages: Iterable[str]
) -> dict[str, int]:
    """Count what is not approved by language: `texts`, and what the kind has `counted` itself.

    Languages with nothing to do are left out.
    """
    found = {code: counted.get(code, 0) for code in languages}
    for text in texts:
        for code in text.unfinished(found):
            found[code] += 1
    return {code: count for code, count in found.items() if count}
