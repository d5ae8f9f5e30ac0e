"""Conversations for tests: those kept here, those in YHES_DATA, and small ones written as text."""

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from participation.brainstorming.interchange.polis import COMMENTS, VOTES, Conversation
from participation.brainstorming.interchange.polis_reading import read, read_folder

HERE = Path(__file__).parents[1] / "data" / "polis"
SEATTLE = HERE / "15-per-hour-seattle"
SMALL = {
    COMMENTS: b"comment-id,author-id,moderated,comment-body\n0,a,1,One\n1,b,1,Two\n2,b,-1,Three\n",
    VOTES: b"comment-id,voter-id,vote\n0,a,1\n1,a,-1\n0,b,1\n0,b,0\n",
}


def places() -> list[Path]:
    more = os.environ.get("YHES_DATA")
    return [HERE, *([Path(more) / "polis"] if more and (Path(more) / "polis").is_dir() else [])]


def folders() -> list[Path]:
    found = {each.name: each for place in places() for each in place.iterdir() if each.is_dir()}
    return [found[name] for name in sorted(found)]


def checks() -> dict[str, Any]:
    files = [each / "checks.json" for each in places()]
    return {
        name: values
        for file in files
        if file.exists()
        for name, values in json.loads(file.read_text()).items()
    }


@cache
def conversation(folder: Path) -> Conversation:
    return read_folder(folder)


def small(**files: str) -> Conversation:
    """A small conversation; `comments`, `votes`, `table` and `summary` replace its files."""
    return read(changed(**files))


def changed(**files: str) -> dict[str, bytes]:
    names = {"comments": COMMENTS, "votes": VOTES, "table": "participants-votes.csv",
             "summary": "summary.csv"}  # fmt: skip
    return SMALL | {names[name]: words.encode() for name, words in files.items()}


def adjusted_rand(one, other) -> float:
    """How far two partitions agree beyond chance (L. Hubert, P. Arabie, J. Classif. 2, 1985)."""
    table = np.zeros((len(set(one)), len(set(other))))
    np.add.at(table, (np.unique(one, return_inverse=True)[1],
                      np.unique(other, return_inverse=True)[1]), 1)  # fmt: skip

    def pairs(numbers) -> float:
        return float((numbers * (numbers - 1) / 2).sum())

    together, rows, columns = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = rows * columns / (len(one) * (len(one) - 1) / 2)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (together - expected) / (most - expected)
