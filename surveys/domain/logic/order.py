"""The order of options, rows and questions: each person's own, the same whenever they come back.

What is fixed, stands alone ("none of these"), is "other" or a reason for not answering keeps its
place; the rest is put in an order that follows from the person's seed.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import blake2b
from typing import Any, TypeVar

from surveys.domain.logic.plan import Planned
from surveys.domain.questionnaire import Question

Part = TypeVar("Part")

LARGEST_SEED = 2**31 - 1


def shuffled(question: Question, seed: int) -> Question:
    """Return a question with its options and rows in a person's order."""
    if not question.shuffle:
        return question
    changes: dict[str, Any] = {}
    if "options" in question.shuffle:
        changes["options"] = _in_order(question.options, seed, f"{question.code}.option", _is_loose)
    if "rows" in question.shuffle:
        changes["rows"] = _in_order(question.rows, seed, f"{question.code}.row", _is_loose)
    return replace(question, **changes)


def in_order(planned: Planned, questions: Sequence[Question], seed: int) -> tuple[Question, ...]:
    """Return the questions of a page in a person's order, each after those it follows from."""
    own = tuple(shuffled(question, seed) for question in questions)
    if not planned.page.shuffle:
        return own
    looks = {each.question.code: each.looks_at for each in planned.asking}
    blocks: list[list[Question]] = []
    for question in own:
        before = [b for b in blocks if any(q.code in looks[question.code] for q in b)]
        merged = [q for block in before for q in block]
        at = blocks.index(before[0]) if before else len(blocks)
        blocks = [block for block in blocks if block not in before]
        blocks.insert(at, [*merged, question])
    mixed = _in_order(blocks, seed, planned.page.code, lambda _b: True, lambda b: b[0].code)
    return tuple(question for block in mixed for question in block)


def _is_loose(part: Any) -> bool:
    return not (part.fixed or getattr(part, "exclusive", False))


def _in_order(
    parts: Sequence[Part],
    seed: int,
    where: str,
    is_loose: Callable[[Part], bool],
    code: Callable[[Part], str] = lambda part: str(getattr(part, "code", "")),
) -> tuple[Part, ...]:
    loose = [part for part in parts if is_loose(part)]
    loose.sort(key=lambda part: blake2b(f"{seed}.{where}.{code(part)}".encode()).digest())
    rest = iter(loose)
    return tuple(next(rest) if is_loose(part) else part for part in parts)
