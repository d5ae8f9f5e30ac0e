"""Population figures by the municipality's background questions."""

from collections.abc import Sequence
from dataclasses import dataclass

from participation.municipality.domain.population import Population
from participation.municipality.domain.population_file import Variable
from participation.municipality.models import PopulationTable
from participation.municipality.queries import population_table
from surveys.domain.questionnaire import Question
from surveys.services import bank


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The figures there are, and the background questions by their codes."""

    table: PopulationTable | None
    questions: dict[str, Question]

    @property
    def figures(self) -> Population:
        """The figures; without a table, none."""
        return Population.from_json(self.table.document) if self.table else Population()


def known() -> Known:
    """Return the figures and what their codes mean."""
    return Known(table=population_table(), questions={q.library: q for q in background()})


def background() -> list[Question]:
    """Return the background questions that put everybody into one group."""
    return [
        entry.question
        for entry in bank.entries()
        if entry.is_background and entry.question.kind == "single"
    ]


def variables(questions: Sequence[Question]) -> list[Variable]:
    """Return what a file of figures may name, by code or by words in any language."""
    return [
        Variable(
            code=question.library,
            words=tuple(question.label.translations.values()),
            categories={
                option.code: tuple(option.label.translations.values())
                for option in question.options
            },
        )
        for question in questions
    ]


def empty_table(questions: Sequence[Question], most: int = 3) -> list[tuple[str, ...]]:
    """Return the lines of a file to fill in: every group of the first variables, without people."""
    lines: list[tuple[str, ...]] = [()]
    for question in questions[:most]:
        lines = [(*line, option.code) for line in lines for option in question.options]
    return [(*line, "") for line in lines]
