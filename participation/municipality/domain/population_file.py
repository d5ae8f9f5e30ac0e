"""Reading population figures from CSV, its columns in any order, with every fault told by line."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from participation.municipality.domain.population import Group, Population

MOST_ROWS = 5_000
MOST_PEOPLE = 100_000_000
PEOPLE = "population"
# What columns are called in the files of statistics offices and municipalities.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    PEOPLE: (
        *("population", "people", "persons", "residents", "number"),
        *("väestö", "väkiluku", "asukasluku", "asukkaita", "henkilöitä", "lukumäärä"),
        *("befolkning", "folkmängd", "invånare", "personer", "antal"),
    ),
    "age_band": ("age", "age group", "ikä", "ikäryhmä", "ikäluokka", "ålder", "åldersgrupp"),
    "gender": ("gender", "sex", "sukupuoli", "kön"),
    "area": ("area", "district", "alue", "asuinalue", "kaupunginosa", "område", "stadsdel"),
    "mother_tongue": ("mother tongue", "language", "äidinkieli", "kieli", "modersmål", "språk"),
    "situation": ("situation", "main activity", "tilanne", "toiminta", "sysselsättning"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A background variable: its code, and by code the words that its categories go by."""

    code: str
    words: tuple[str, ...] = ()
    categories: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a line of the file; pages have the words."""

    reason: str
    line: int = 0
    facts: Mapping[str, Any] = field(default_factory=dict)


def read(words: str, variables: Sequence[Variable]) -> Population | list[Fault]:
    """Read a file of semicolons, commas or tabs, its columns in any order."""
    lines = [(n, cells) for n, cells in _lines(words) if any(cell for cell in cells)]
    if not lines:
        return [Fault("no_lines")]
    if len(lines) > MOST_ROWS:
        return [Fault("too_many_lines", 0, {"most": MOST_ROWS})]
    (first, heading), *rest = lines
    columns = [_variable_of(cell, variables) for cell in heading]
    faults = list(_faults_of_heading(first, heading, columns))
    if faults:
        return faults
    return _Reader(columns, variables).read(rest) if rest else [Fault("no_lines")]


def _lines(words: str) -> Iterator[tuple[int, list[str]]]:
    plain = words.removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\x00", "")
    start = next((line for line in plain.splitlines() if line.strip()), "")
    separator = max(";,\t", key=start.count)
    reader = csv.reader(plain.splitlines(), delimiter=separator)
    for cells in reader:
        yield reader.line_num, [cell.strip() for cell in cells]


def _key(words: str) -> str:
    """Return words as they are compared: no case, one kind of dash and space."""
    plain = re.sub(r"[\u2010-\u2015\u2212]", "-", words.casefold())
    return re.sub(r"\s*-\s*", "-", " ".join(plain.replace("_", " ").split()))


def _variable_of(heading: str, variables: Sequence[Variable]) -> str:
    """Return the code of the variable that a heading names, or nothing."""
    wanted = _key(heading)
    if wanted in map(_key, HEADINGS[PEOPLE]):
        return PEOPLE
    for variable in variables:
        names = (variable.code, *variable.words, *HEADINGS.get(variable.code, ()))
        if wanted in map(_key, names):
            return variable.code
    return ""


def _faults_of_heading(
    line: int, heading: Sequence[str], columns: Sequence[str]
) -> Iterator[Fault]:
    for words, code in zip(heading, columns, strict=True):
        if words and not code:
            yield Fault("unknown_column", line, {"words": words})
        elif code and columns.count(code) > 1:
            yield Fault("column_twice", line, {"words": words})
    if PEOPLE not in columns:
        yield Fault("no_people", line)
    if not any(code not in ("", PEOPLE) for code in columns):
        yield Fault("no_variable", line)


class _Reader:
    """Reads the lines under a heading, and notes every fault."""

    def __init__(self, columns: Sequence[str], variables: Sequence[Variable]) -> None:
        self.columns = columns
        self.codes = {
            variable.code: {
                _key(words): code
                for code, names in variable.categories.items()
                for words in (*names, code)
            }
            for variable in variables
        }
        self.faults: list[Fault] = []
        self.lines: dict[Group, int] = {}
        self.people: dict[Group, int] = {}

    def read(self, lines: Sequence[tuple[int, list[str]]]) -> Population | list[Fault]:
        """Return the figures, or all faults."""
        for line, cells in lines:
            before = len(self.faults)
            group, people = self._group(line, cells), self._people(line, cells)
            if len(self.faults) == before:
                self._add(line, group, people)
        if self.faults:
            return self.faults
        named = tuple(code for code in self.columns if code not in ("", PEOPLE))
        return self._without_empty(Population(variables=named, people=self.people))

    def _cells(self, cells: Sequence[str]) -> Iterator[tuple[str, str]]:
        padded = [*cells, *[""] * len(self.columns)]
        yield from zip(self.columns, padded, strict=False)

    def _group(self, line: int, cells: Sequence[str]) -> Group:
        if any(cells[len(self.columns) :]):
            self.faults.append(Fault("too_many_cells", line))
        found = []
        for variable, words in self._cells(cells):
            if variable not in ("", PEOPLE):
                found.append(self._category(line, variable, words))
        return tuple(found)

    def _category(self, line: int, variable: str, words: str) -> str:
        code = self.codes[variable].get(_key(words), "")
        if words and not code:
            facts = {"words": words, "variable": variable}
            self.faults.append(Fault("unknown_category", line, facts))
        return code

    def _people(self, line: int, cells: Sequence[str]) -> int:
        words = next(words for variable, words in self._cells(cells) if variable == PEOPLE)
        plain = re.sub(r"\s", "", words)
        if not re.fullmatch(r"\d{1,12}([.,]0+)?", plain):
            reason = "not_a_number" if plain else "no_number"
            self.faults.append(Fault(reason, line, {"words": words}))
            return 0
        people = int(re.split(r"[.,]", plain)[0])
        if people > MOST_PEOPLE:
            self.faults.append(Fault("not_a_number", line, {"words": words}))
        return people

    def _add(self, line: int, group: Group, people: int) -> None:
        if not any(group):
            self.faults.append(Fault("no_group", line))
        elif group in self.lines:
            self.faults.append(Fault("group_twice", line, {"first": self.lines[group]}))
        else:
            self.lines[group], self.people[group] = line, people

    @staticmethod
    def _without_empty(found: Population) -> Population | list[Fault]:
        """Leave out columns without a single category; refuse figures of nobody."""
        used = [any(group[at] for group in found.people) for at in range(len(found.variables))]

        def kept(values: Sequence[str]) -> Group:
            return tuple(value for value, is_used in zip(values, used, strict=True) if is_used)

        people = {kept(group): number for group, number in found.people.items()}
        if not any(people.values()):
            return [Fault("nobody")]
        return Population(variables=kept(found.variables), people=people)
