"""Reading the labelled sentences, and measuring hints against them."""

import re
from collections import Counter
from pathlib import Path

from participation.texts.personal import Hint, hints

MARKED = re.compile(r"\{(\w+):([^}]*)\}")


def sentences(part):
    """Return (words, [(start, end, kind)]) for each sentence of a part."""
    text = (Path(__file__).with_name("labelled.txt")).read_text("utf-8")
    chosen = text.split(f"\n[{part}]\n")[1].split("\n[")[0]
    return [unmarked(line) for line in chosen.splitlines() if line.strip()]


def unmarked(line):
    words, spans, at = "", [], 0
    for match in MARKED.finditer(line):
        words += line[at : match.start()]
        spans.append((len(words), len(words) + len(match[2]), match[1]))
        words += match[2]
        at = match.end()
    return words + line[at:], spans


def measured(part):
    """Count by kind: found (a hint of the kind overlaps), missed, false (a hint of nothing)."""
    counted = {"found": Counter(), "missed": Counter(), "false": Counter()}
    for words, spans in sentences(part):
        given = hints(words)
        for start, end, kind in spans:
            is_found = any(h.kind == kind and h.overlaps(Hint(start, end, h.kind)) for h in given)
            counted["found" if is_found else "missed"][kind] += 1
        for hint in given:
            if not any(hint.start < end and start < hint.end for start, end, _kind in spans):
                counted["false"][hint.kind.value] += 1
    return counted
