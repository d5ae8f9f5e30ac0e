"""`flask brainstorming …`."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from participation.activities.queries import activity_named
from participation.brainstorming.domain.opinions.analysis import (
    Analysis,
    analyse,
    analyse_groups,
)
from participation.brainstorming.import_command import import_ideas
from participation.brainstorming.interchange.polis import TABLE, Conversation, Damaged, Fault
from participation.brainstorming.interchange.polis_document import carried_over, document
from participation.brainstorming.interchange.polis_reading import read_folder
from participation.brainstorming.interchange.polis_words import sentence
from participation.brainstorming.interchange.polis_writing import write
from participation.brainstorming.queries import brainstorm_of
from participation.brainstorming.services.polis import create_from
from participation.brainstorming.services.voted import conversation_of, note_export
from participation.platform import clock
from participation.platform.access.actor import ANYBODY
from participation.platform.command_line import Refused
from participation.platform.refusals import NotFound
from participation.platform.transactions import unit_of_work
from participation.platform.web.site import site
from participation.processes.models import Process
from participation.processes.queries import process_named

group = AppGroup("brainstorming", help="Brainstorms and what people think of each other's ideas.")


@group.command("analyse")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--labels",
    type=click.Choice(["own", "published"]),
    default="own",
    show_default=True,
    help="Find groups here, or take those of participants-votes.csv.",
)
@click.option("--seed", type=click.IntRange(0), default=0, help="Where finding groups starts.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def analyse_folder(folder: Path, labels: str, seed: int, *, as_json: bool) -> None:
    """Work out groups and consensus of a conversation in Polis's CSV files; saves nothing."""
    conversation = _read(folder)
    found = _published(conversation) if labels == "published" else _own(conversation, seed)
    told = document(conversation, found)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        _print(told)


def _read(folder: Path) -> Conversation:
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder}.")
    try:
        return read_folder(folder)
    except Damaged as damaged:
        raise Refused(sentence(damaged)) from None


def _own(conversation: Conversation, seed: int) -> Analysis:
    votes, left_out, meta = conversation.votes, conversation.left_out, conversation.meta
    return analyse(votes, left_out, meta, seed=seed)


def _published(conversation: Conversation) -> Analysis:
    if conversation.table is None:
        raise Refused(sentence(Damaged(Fault.MISSING_FILE, TABLE)))
    if not conversation.groups:
        raise Refused(sentence(Damaged(Fault.NO_GROUPS, TABLE)))
    votes, left_out, meta = conversation.votes, conversation.left_out, conversation.meta
    return analyse_groups(votes, left_out, meta, conversation.groups)


def _print(told: dict[str, Any]) -> None:
    """Print the lists, by number and words."""
    words = {each["id"]: _line(each["text"] or "") for each in told["ideas"]}
    counted = told["conversation"]
    click.echo(f"{counted['participants']} participants, {counted['ideas']} ideas, "
               f"{counted['votes']} votes.")  # fmt: skip
    lists = {
        "Most agree": told["consensus"]["agree"],
        "Most disagree": told["consensus"]["disagree"],
        "All groups agree": [each["id"] for each in told["group_informed_consensus"][:5]],
        "Groups are divided": [each["id"] for each in told["divided"]],
    }
    for each in told["groups"]:
        name = f"Group {each['group']} of {each['size']}"
        lists[name] = [mark["id"] for mark in each["representative"]]
    for name, ideas in lists.items():
        click.echo(f"{name}:")
        for idea in ideas:
            click.echo(f"  {idea:>5}  {words[idea]}")


def _line(words: str) -> str:
    """Return somebody's words on one line, without what a terminal would obey."""
    return "".join(each for each in " ".join(words.split()) if each.isprintable())


@group.command("import-polis")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--process", "slug", help="The process it belongs to; without it, report only.")
@click.option("--title", default="", help="What it is called; its topic if left out.")
@click.option("--dry-run", is_flag=True, help="Report only; save nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def import_polis(
    folder: Path, slug: str | None, title: str, *, dry_run: bool, as_json: bool
) -> None:
    """Make a brainstorm, as a draft, of a conversation in Polis's CSV files."""
    process = _process(slug) if slug else None
    conversation = _read(folder)
    named = title or conversation.summary.get("topic", "").strip() or folder.resolve().name
    public_id = "" if dry_run else _saved(process, conversation, named)
    told = carried_over(conversation, named, public_id)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False))
        return
    kept = f"Brainstorm {public_id} holds them." if public_id else "Nothing was saved."
    click.echo(
        f"{told['participants']} participants, {told['ideas']} ideas, {told['votes']} votes, "
        f"{told['groups']} groups. {kept}"
    )


def _process(slug: str) -> Process:
    try:
        return process_named(slug)
    except NotFound:
        raise Refused(f"There is no process {slug}.") from None


def _saved(process: Process | None, conversation: Conversation, title: str) -> str:
    if process is None:
        return ""
    with unit_of_work():
        activity = create_from(process, conversation, title, actor=ANYBODY, now=clock.now())
        return activity.public_id


@group.command("export-polis")
@click.argument("activity")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def export_polis(activity: str, folder: Path) -> None:
    """Write ideas and votes of a brainstorm in Polis's CSV files; names nobody."""
    try:
        found = activity_named(activity)
        brainstorm = brainstorm_of(found.id)
    except NotFound:
        raise Refused(f"There is no brainstorm {activity}.") from None
    main = site().main_language
    asked = " / ".join(each.words.in_(main) for each in brainstorm.questions)
    files = write(conversation_of(found, found.title.in_(main), asked))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError as error:
        raise Refused(f"{folder} cannot be written: {error.strerror}.") from None
    with unit_of_work():
        note_export(found, actor=ANYBODY)
    click.echo(f"Wrote {', '.join(files)}.")


group.add_command(import_ideas)
