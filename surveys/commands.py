"""`flask surveys …`."""

import json
from pathlib import Path
from typing import IO

import click
from flask.cli import AppGroup

from participation.activities.models import Activity
from participation.activities.queries import activity_named
from participation.platform import clock
from participation.platform.access.actor import ANYBODY
from participation.platform.command_line import Refused
from participation.platform.config import LANGUAGES
from participation.platform.i18n.text import Text
from participation.platform.mail.render import speaking
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.site import site
from participation.processes.models import Process
from participation.processes.queries import process_named
from participation.reports.writers import writer
from surveys.exports import answer_tables
from surveys.interchange.imported import Imported
from surveys.interchange.reading import read_file
from surveys.interchange.report import Effect, FormRefused
from surveys.interchange.summary import document, refusal
from surveys.interchange.words import sentence
from surveys.interchange.writing import FORMATS
from surveys.interchange.xlsform.container import LARGEST_FILE
from surveys.services import counting, exporting, importing, recounting
from surveys.services.downloading import note_download
from surveys.wording import Speaker

group = AppGroup("surveys", help="Surveys and their answers.")


@group.command("recount")
@click.argument("activity")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def recount(activity: str, *, as_json: bool) -> None:
    """Count all answers of a survey anew and keep the figures."""
    try:
        survey_id = activity_named(activity).id
        recounting.recount(survey_id, clock.now())
    except NotFound:
        raise Refused(f"There is no survey {activity}.") from None
    total = counting.read(survey_id, clock.now()).counts.responses
    if as_json:
        click.echo(json.dumps({"activity": activity, "responses": total}))
        return
    click.echo(f"Counted {total} responses.")


@group.command("export")
@click.argument("activity")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    help="Write the questionnaire instead of the answers; without FILE to standard output.",
)
@click.option("--language", type=click.Choice(LANGUAGES), default="fi", show_default=True)
@click.option("--codes", is_flag=True, help="Write codes instead of words.")
@click.option("--rfc4180", is_flag=True, help="CSV with commas and decimal points.")
def export(activity: str, file: Path | None, form: str | None, language: str, **how: bool) -> None:
    """Write all answers into a file (.xlsx or .csv), or the questionnaire for another program."""
    try:
        found = activity_named(activity)
    except NotFound:
        raise Refused(f"There is no survey {activity}.") from None
    if form:
        _write_questionnaire(found, form, file)
    else:
        _write_answers(found, file, language, **how)


def _write_questionnaire(activity: Activity, form: str, file: Path | None) -> None:
    with speaking("en"):
        try:
            exported = exporting.exported(activity, form)
        except NotFound:
            raise Refused(f"There is no survey {activity.public_id}.") from None
        for entry in exported.report.of(Effect.LEFT_OUT):
            click.echo(sentence(entry), err=True)
    if file is None:
        click.echo(exported.content, nl=False)
        return
    with _opened(file) as out:
        out.write(exported.content)
    click.echo(f"Wrote {file}.")


def _write_answers(
    activity: Activity, file: Path | None, language: str, *, codes: bool, rfc4180: bool
) -> None:
    """Write all answers, and note it in the log."""
    suffix = file.suffix.lower() if file else ""
    kind = {".xlsx": "xlsx", ".csv": "csv-rfc4180" if rfc4180 else "csv"}.get(suffix)
    if file is None or kind is None:
        raise Refused("The name of the file must end in .xlsx or .csv.")
    with unit_of_work():
        note_download(activity, kind, "codes" if codes else "labels", actor=ANYBODY)
    with speaking(language), _opened(file) as out:
        speaker = Speaker(language, site().main_language)
        tables = answer_tables(activity, clock.now(), speaker, with_labels=not codes)
        making = writer(kind)(language=language) if kind == "xlsx" else writer(kind)
        making.write([tables.answers(), tables.codebook(), tables.summary()], out)
    click.echo(f"Wrote {file}.")


def _opened(file: Path) -> IO[bytes]:
    try:
        return file.open("wb")
    except OSError as error:
        raise Refused(f"{file} cannot be written: {error.strerror}.") from None


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--process", "slug", help="The process the survey belongs to; without it, report only."
)
@click.option(
    "--title", default="", help="What the survey is called; the form's title if left out."
)
@click.option("--dry-run", is_flag=True, help="Report only; save nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_form(file: Path, slug: str | None, title: str, *, dry_run: bool, as_json: bool) -> None:
    """Make a survey of an XLSForm, a survey of LimeSurvey or SurveyJS, or our own JSON.

    Everything that changes or is left out is reported.
    """
    with speaking("en"):
        process = _process(slug) if slug else None
        imported = _read(file, as_json=as_json)
        if not any(True for _question in imported.questionnaire.questions()):
            raise Refused("The form has no question that can be carried.")
        named = _title(title, imported, file)
        public_id = "" if dry_run else _saved(process, imported, named)
        if as_json:
            click.echo(json.dumps(document(imported, public_id), ensure_ascii=False))
        else:
            _print(imported, public_id)


def _process(slug: str) -> Process:
    try:
        return process_named(slug)
    except NotFound:
        raise Refused(f"There is no process {slug}.") from None


def _read(file: Path, *, as_json: bool) -> Imported:
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST_FILE + 1)
        return read_file(content, file.name, site().languages)
    except FormRefused as refused:
        if as_json:
            click.echo(json.dumps(refusal(refused), ensure_ascii=False))
        entry = refused.entry
        place = f"Sheet {entry.sheet}, row {entry.row}: " if entry.row else ""
        raise Refused(f"{place}{sentence(entry)}") from None


def _title(words: str, imported: Imported, file: Path) -> Text:
    return (
        Text({site().main_language: words})
        if words
        else imported.title or Text({site().main_language: file.stem})
    )


def _saved(process: Process | None, imported: Imported, title: Text) -> str:
    if process is None:
        return ""
    with unit_of_work():
        activity = importing.create_from(process, imported, title, site().languages, actor=ANYBODY)
        return activity.public_id


def _print(imported: Imported, public_id: str) -> None:
    for effect, heading in ((Effect.LEFT_OUT, "Left out"), (Effect.CHANGED, "Changed")):
        entries = imported.report.of(effect)
        click.echo(f"{heading}: {len(entries)}")
        for entry in entries:
            row = f" {entry.row}" if entry.row else ""
            click.echo(f"  {entry.sheet}{row} {entry.name}: {sentence(entry)}")
    count = len(list(imported.questionnaire.questions()))
    kept = f"Survey {public_id} holds them." if public_id else "Nothing was saved."
    click.echo(f"Questions carried: {count}. {kept}")
