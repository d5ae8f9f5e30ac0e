"""The kinds of files that the worker makes of a survey's answers, and how each is written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any

from flask_babel import lazy_gettext as _

from participation.activities.domain.filters import Cut
from participation.activities.models import Activity
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.mail.render import speaking
from participation.platform.web.site import site
from participation.reports.data.geojson import MIMETYPE, write_places
from participation.reports.tables import Table
from participation.reports.writers import REPORTS, writer
from surveys.cut_tables import figures_table
from surveys.cut_words import CutWords
from surveys.datasets import Answers
from surveys.exports import answer_tables
from surveys.file_models import DataFile
from surveys.services.analysing import analysed
from surveys.services.cuts import known_of
from surveys.services.data_files import begin, tell_of
from surveys.services.reporting import Wanted, report
from surveys.wording import Speaker

Tell = Callable[[int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DataKind:
    """A kind of file: what it is called, how its name ends, and what it is on the web.

    Files of figures follow the filter, the split and the weights; those of answers the filter.
    """

    title: Any
    suffix: str
    mimetype: str
    write: Callable[[Activity, DataFile, Tell, IO[bytes]], None]
    has_figures: bool = False


def _speaker(language: str) -> Speaker:
    return Speaker(language, site().main_language)


def _answers(activity: Activity, file: DataFile, moment: datetime) -> Answers:
    cut = Cut(filter=file.chosen.filter)
    return Answers(
        activity=activity,
        counted=analysed(activity, moment, cut).counted,
        speaker=_speaker(file.language),
        source=file.source,
        cut=cut,
    )


def _typed(key: str) -> Callable[[Activity, DataFile, Tell, IO[bytes]], None]:
    def write(activity: Activity, file: DataFile, tell: Tell, written: IO[bytes]) -> None:
        dataset = _answers(activity, file, now()).dataset()
        begin(file, dataset.size)
        writer(key).write(replace(dataset, rows=tell_of(dataset.rows, tell)), written)

    return write


def _table(key: str) -> Callable[[Activity, DataFile, Tell, IO[bytes]], None]:
    def write(activity: Activity, file: DataFile, tell: Tell, written: IO[bytes]) -> None:
        speaker = _speaker(file.language)
        tables = answer_tables(activity, now(), speaker, with_labels=True, cut=file.chosen)
        begin(file, tables.counted.counts.responses)
        answers = tables.answers()
        answers = replace(answers, rows=tell_of(answers.rows, tell))
        if key == "xlsx":
            book = writer(key)(language=file.language, title=title_of(activity, file))
            book.write([answers, tables.codebook(), tables.summary()], written)
        else:
            writer(key).write([answers], written)

    return write


def title_of(activity: Activity, file: DataFile) -> str:
    """Name a survey and which answers a file is of, in the language of the file."""
    speaker, cut = _speaker(file.language), file.chosen
    title = speaker.say(activity.title)
    if not cut.filter:
        return title
    known = known_of(activity)
    only = CutWords(speaker, known.variables).short(cut) if known.asked(cut) else ""
    return f"{title} \N{EN DASH} {only}"


def _figures(key: str) -> Callable[[Activity, DataFile, Tell, IO[bytes]], None]:
    """Write figures as they are now: filtered, split and weighted as was asked."""

    def write(activity: Activity, file: DataFile, tell: Tell, written: IO[bytes]) -> None:
        moment = now()
        shown = analysed(activity, moment, file.chosen)
        people = shown.counted.counts.responses
        begin(file, people)
        if key == "csv":
            table: Table = figures_table(shown, _speaker(file.language))
            writer(key).write([table], written)
        else:
            wanted = Wanted(kind=key, language=file.language, address=file.source)
            written.write(report(activity, shown, wanted, moment).content)
        tell(people)

    return write


def _places(activity: Activity, file: DataFile, tell: Tell, written: IO[bytes]) -> None:
    answers = _answers(activity, file, now())
    begin(file, answers.counted.counts.responses)
    write_places(answers.places(), written)
    tell(answers.counted.counts.responses)


KINDS: Mapping[str, DataKind] = {
    "sav": DataKind(
        title=_("SPSS (.sav), with labels and codes for missing answers"),
        suffix="sav",
        mimetype="application/x-spss-sav",
        write=_typed("sav"),
    ),
    "dta": DataKind(
        title=_("Stata (.dta), with labels and codes for missing answers"),
        suffix="dta",
        mimetype="application/x-stata-dta",
        write=_typed("dta"),
    ),
    "parquet": DataKind(
        title=_("Parquet, for R, Python and data warehouses"),
        suffix="parquet",
        mimetype="application/vnd.apache.parquet",
        write=_typed("parquet"),
    ),
    "datapackage": DataKind(
        title=_("Data package: CSV with a schema and a codebook (Frictionless)"),
        suffix="zip",
        mimetype="application/zip",
        write=_typed("datapackage"),
    ),
    "geojson": DataKind(
        title=_("Points on the map (GeoJSON)"),
        suffix="geojson",
        mimetype=MIMETYPE,
        write=_places,
    ),
    "xlsx": DataKind(
        title=_("Excel workbook, however many answers there are"),
        suffix="xlsx",
        mimetype="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        write=_table("xlsx"),
    ),
    "csv": DataKind(
        title=_("CSV for Excel in Finnish: semicolons and decimal commas"),
        suffix="csv",
        mimetype="text/csv; charset=utf-8",
        write=_table("csv"),
    ),
    "figures_xlsx": DataKind(
        title=_("Figures, not answers: Excel, a table for each group, and charts"),
        suffix="xlsx",
        mimetype=REPORTS["xlsx"].mimetype,
        write=_figures("xlsx"),
        has_figures=True,
    ),
    "figures_csv": DataKind(
        title=_("Figures, not answers: CSV, a line for each number of each group"),
        suffix="csv",
        mimetype="text/csv; charset=utf-8",
        write=_figures("csv"),
        has_figures=True,
    ),
    "figures_docx": DataKind(
        title=_("Figures, not answers: Word, a table for each group, and charts"),
        suffix="docx",
        mimetype=REPORTS["docx"].mimetype,
        write=_figures("docx"),
        has_figures=True,
    ),
}


def write(file: DataFile, tell: Tell, written: IO[bytes]) -> None:
    """Write a file that somebody asked for, in the language it was asked in."""
    activity = db.session.get_one(Activity, file.survey_id)
    with speaking(file.language):
        KINDS[file.kind].write(activity, file, tell, written)
