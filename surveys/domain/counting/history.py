"""What of a question changed from version to version, for those who read its figures.

`told` is part of the figures of a finding (see `figures`): `history`, a list of
`{"version", "what", "label"}` with `what` one of `CHANGES` and the words of the option or
statement concerned; `apart`, the versions in which the question meant something else and whose
answers are counted apart, with `mark`, which tells the later question's columns and pages from
those of the earlier. All are left out when there is nothing to tell.
"""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from surveys.domain.counting.union import Joined
from surveys.domain.differences import What, differences

CHANGES = {
    What.WORDS: "reworded",
    What.HINT: "reworded",
    What.SETTING_WORDS: "reworded",
    What.OPTION_WORDS: "reworded",
    What.ROW_WORDS: "reworded",
    What.STEP_WORDS: "reworded",
    What.PICTURE: "reworded",
    What.UNIT: "reworded",
    What.OPTION_NEW: "option_new",
    What.OPTION_GONE: "option_gone",
    What.ROW_NEW: "row_new",
    What.ROW_GONE: "row_gone",
    What.STEP_NEW: "limits",
    What.STEP_GONE: "limits",
    What.WAY_NEW: "ways",
    What.WAY_GONE: "ways",
    What.LIMITS: "limits",
    What.CONDITION: "condition",
}


def told(joined: Joined) -> dict[str, Any]:
    """Return what a reader must know to understand figures that join several versions."""
    history = list(_history(joined))
    found: dict[str, Any] = {"history": history} if history else {}
    if joined.apart:
        found |= {"apart": list(joined.apart), "mark": joined.mark}
    return found


def _history(joined: Joined) -> Iterator[dict[str, Any]]:
    for number, (before, after) in zip(joined.versions[1:], pairwise(joined.asked), strict=False):
        seen = []
        for found in differences(before, after):
            if found.what not in CHANGES:
                continue
            what = CHANGES[found.what]
            is_part = what.endswith(("_new", "_gone"))
            label = (found.after or found.before).to_json() if is_part else {}
            seen.append({"version": number, "what": what, "label": label})
        yield from (each for n, each in enumerate(seen) if each not in seen[:n])
