"""`flask brainstorming …`."""

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from participation.brainstorming.domain.opinions.analysis import (
    Analysis,
    analyse,
    analyse_groups,
)
from participation.brainstorming.interchange.polis import TABLE, Conversation, Damaged, Fault
from participation.brainstorming.interchange.polis_document import document
from participation.brainstorming.interchange.polis_reading import read_folder
from participation.brainstorming.interchange.polis_words import sentence
from participation.platform.command_line import Refused

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
    try:
        conversation = _read(folder)
        found = _published(conversation) if labels == "published" else _own(conversation, seed)
    except Damaged as damaged:
        raise Refused(sentence(damaged)) from None
    told = document(conversation, found)
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, allow_nan=False))
    else:
        _print(told)


def _read(folder: Path) -> Conversation:
    if not folder.is_dir():
        raise Refused(f"There is no folder {folder}.")
    return read_folder(folder)


def _own(conversation: Conversation, seed: int) -> Analysis:
    votes, left_out, meta = conversation.votes, conversation.left_out, conversation.meta
    return analyse(votes, left_out, meta, seed=seed)


def _published(conversation: Conversation) -> Analysis:
    if conversation.table is None:
        raise Damaged(Fault.MISSING_FILE, TABLE)
    if not conversation.groups:
        raise Damaged(Fault.NO_GROUPS, TABLE)
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
