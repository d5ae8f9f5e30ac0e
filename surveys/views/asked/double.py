"""A matrix with two scales."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from markupsafe import Markup

from surveys.domain.questions.double import second_field, second_of
from surveys.views.asked.base import Asked, Choice
from surveys.views.asked.steps import end_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """One scale of a row."""

    id: str
    title: str | Markup
    name: str
    problem: str
    choices: list[Choice]


@dataclass(slots=True)
class AskedDouble(Asked):
    """Statements that are answered twice."""

    def pairs(self) -> Iterator[tuple[str, str | Markup, tuple[Scale, Scale]]]:
        """Yield id, statement and both scales of every row."""
        titles = [end_words(self.question, name) for name in ("first", "second")]
        rows = zip(self.question.rows, self.rows(), self._second().rows(), strict=True)
        for row, (identity, said, name, problem, choices), second in rows:
            other, field = f"{identity}s", second_field(self.question, row)
            moved = [replace(c, id=f"{other}-{n}") for n, c in enumerate(second[4])]
            wrong = _("Choose an answer.") if field in self.problems else ""
            yield (
                identity,
                said,
                (
                    Scale(
                        id=identity, title=titles[0], name=name, problem=problem, choices=choices
                    ),
                    Scale(id=other, title=titles[1], name=field, problem=wrong, choices=moved),
                ),
            )

    def first_id(self, name: str) -> str:
        """Return the id of the first choice of the scale that is not answered."""
        for n, row in enumerate(self.question.rows):
            if name == second_field(self.question, row):
                return f"{self.id}-r{n}s-0"
        return Asked.first_id(self, name)

    def told(self) -> list[str]:
        """Return what was chosen on both scales."""
        return [
            f"{said} ({scale.title}): {choice.label}"
            for _id, said, scales in self.pairs()
            for scale in scales
            for choice in scale.choices
            if choice.is_chosen
        ]

    def _second(self) -> Asked:
        """Return the second scale as if it were a matrix of its own."""
        return Asked(second_of(self.question), self.number, self.typed)
