"""SPSS (.sav) and Stata (.dta) files, with labels and codes for missing answers.

Options are numbered from 1 in the order of the questionnaire, with their words as value labels.
Missing answers are user-missing: in SPSS -1 to -4 (of numbers just below `FAR_BELOW`, which nobody
answers), in Stata .a … .d. Neither program has them for words and days: these are empty. Formats:
GNU PSPP, "System File Format"; StataCorp, "dta file format"; `pyreadstat` writes both.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import IO, Any

import pandas as pd
import pyreadstat

from participation.platform.refusals import Refusal
from participation.reports.data.dataset import MOST_CELLS, Dataset, Field, Kind, plain_names

FAR_BELOW = -999_999_990
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONGEST_LABEL = {"sav": 120, "dta": 80}
LONGEST_NAME = {"sav": 64, "dta": 32}
LONGEST_WORDS = {"sav": 32_767, "dta": 2_045}  # bytes


class TooLargeToHold(Refusal):
    """These files are made in memory, and a dataset may have `facts["limit"]` cells at most."""


@dataclass(frozen=True, slots=True)
class _Coded:
    """One field as numbers, and what the numbers mean."""

    numbers: Mapping[Any, Any]
    labels: Mapping[Any, str]
    missing: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatisticsFile:
    """A file of one of the two programs."""

    suffix: str
    mimetype: str

    def write(self, dataset: Dataset, file: IO[bytes]) -> None:
        """Write the dataset; hold it in memory while doing so."""
        if dataset.cells > MOST_CELLS:
            raise TooLargeToHold(limit=MOST_CELLS)
        names = plain_names((field.name for field in dataset.fields), LONGEST_NAME[self.suffix])
        coded = [self._coded(field, dataset.missing) for field in dataset.fields]
        rows = list(dataset.rows)
        columns: dict[str, Any] = {}
        for place, (name, field, codes) in enumerate(
            zip(names, dataset.fields, coded, strict=True)
        ):
            columns[name] = self._column(field, codes, [row[place] for row in rows])
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"answers.{self.suffix}"
            self._write(pd.DataFrame(columns), path, dataset, dict(zip(names, coded, strict=True)))
            with path.open("rb") as written:
                copyfileobj(written, file)

    def _coded(self, field: Field, missing: Mapping[str, str]) -> _Coded:
        if field.kind in (Kind.TEXT, Kind.DAY):
            return _Coded({}, {}, ())
        is_mark = field.kind is Kind.MARK
        places = enumerate(field.codes, 1)
        options = {code: int(code) if is_mark else place for place, code in places}
        reasons = dict(zip(missing, self._reasons(field, len(missing)), strict=True))
        words = {number: field.codes[code] for code, number in options.items()}
        words |= {number: missing[code] for code, number in reasons.items()}
        longest = LONGEST_LABEL[self.suffix]
        labels = {number: _within(said, longest) for number, said in words.items()}
        return _Coded(options | reasons, labels, tuple(reasons.values()))

    def _reasons(self, field: Field, number: int) -> Sequence[Any]:
        if self.suffix == "dta":
            return LETTERS[:number]
        below = FAR_BELOW if field.kind is Kind.NUMBER else 0
        return [below - place for place in range(1, number + 1)]

    def _column(self, field: Field, coded: _Coded, cells: list[Any]) -> Any:
        if field.kind is Kind.TEXT:
            longest = LONGEST_WORDS[self.suffix]
            return pd.array([_words(cell, longest) for cell in cells], dtype="str")
        if field.kind is Kind.DAY:
            return pd.Series([None if isinstance(c, str) else c for c in cells], dtype="object")
        numbers = [coded.numbers.get(c, c) if isinstance(c, str) else c for c in cells]
        if field.kind is Kind.NUMBER:
            numbers = [float(n) if isinstance(n, int) else n for n in numbers]
        return pd.Series(numbers, dtype="object" if self.suffix == "dta" else "float64")

    def _write(self, frame: Any, path: Path, dataset: Dataset, coded: Mapping[str, _Coded]) -> None:
        longest = LONGEST_LABEL[self.suffix] if self.suffix == "dta" else 255
        said: dict[str, Any] = {
            "file_label": _within(dataset.title, min(longest, 64)),
            "column_labels": [_within(field.label, longest) for field in dataset.fields],
            "variable_value_labels": {n: dict(c.labels) for n, c in coded.items() if c.labels},
        }
        reasons = {name: codes.missing for name, codes in coded.items() if codes.missing}
        if self.suffix == "dta":
            told = {name: list(letters) for name, letters in reasons.items()}
            pyreadstat.write_dta(frame, path, version=15, missing_user_values=told, **said)
        else:
            ranges: Any = {
                n: [{"lo": min(codes), "hi": max(codes)}] for n, codes in reasons.items()
            }
            measure = {
                name: "scale" if field.kind is Kind.NUMBER else "nominal"
                for name, field in zip(coded, dataset.fields, strict=True)
            }
            pyreadstat.write_sav(
                frame,
                path,
                missing_ranges=ranges,
                variable_measure=measure,
                row_compress=True,
                **said,
            )


def _words(cell: Any, longest: int) -> str:
    """Return words as they fit; why there are none is not told of words."""
    if cell is None or (isinstance(cell, str) and cell.startswith("~")):
        return ""
    written = str(cell).replace("\x00", "")
    while len(written.encode()) > longest:
        written = written[: min(len(written) - 1, longest)]
    return written


def _within(words: str, longest: int) -> str:
    """Return words that fit into so many bytes, marked when they are cut."""
    if len(words.encode()) <= longest:
        return words
    cut = words.encode()[: longest - 3].decode(errors="ignore")
    return f"{cut}…"


SPSS = StatisticsFile(suffix="sav", mimetype="application/x-spss-sav")
STATA = StatisticsFile(suffix="dta", mimetype="application/x-stata-dta")
