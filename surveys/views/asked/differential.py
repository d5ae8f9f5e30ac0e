"""Pairs of opposites with steps between them."""

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from participation.platform.web.languages import say
from surveys.views.asked.base import Asked, Choice


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One row: both ends, the steps between them, and reasons for not answering."""

    id: str
    left: str | Markup
    right: str | Markup
    name: str
    problem: str
    steps: list[Choice]
    reasons: list[Choice]


@dataclass(slots=True)
class AskedDifferential(Asked):
    """A semantic differential."""

    def pairs(self) -> Iterator[Pair]:
        """Yield the rows."""
        for row, (identity, left, name, problem, choices) in zip(
            self.question.rows, self.rows(), strict=True
        ):
            yield Pair(
                id=identity,
                left=left,
                right=say(row.right),
                name=name,
                problem=problem,
                steps=[choice for choice in choices if not choice.is_reason],
                reasons=[choice for choice in choices if choice.is_reason],
            )

    def told(self) -> list[str]:
        """Return what was chosen, with both ends."""
        return [
            f"{pair.left} \N{EN DASH} {pair.right}: {choice.label}"
            for pair in self.pairs()
            for choice in (*pair.steps, *pair.reasons)
            if choice.is_chosen
        ]
