"""Patterns of texts from elsewhere: the part of their language that we share."""

import re

from surveys.domain.logic.expression import BadExpression
from surveys.domain.logic.patterns import BadPattern, compiled

# Brackets that only hold together.
PLAIN_GROUP = re.compile(r"(?<!\\)\(\?:")


def checked(pattern: str, *, is_whole: bool = True) -> str:
    """Return a pattern as ours, or refuse it; one that finds a part of a text is widened."""
    ours = PLAIN_GROUP.sub("(", pattern)
    if not is_whole:
        before = "" if ours.startswith("^") else ".*"
        after = "" if ours.endswith("$") and not ours.endswith("\\$") else ".*"
        bare = ours.removeprefix("^")
        bare = bare if after else bare[:-1]
        ours = f"{before}({bare}){after}" if before or after else ours
    try:
        compiled(ours)
    except BadPattern:
        raise BadExpression("pattern") from None
    return ours
