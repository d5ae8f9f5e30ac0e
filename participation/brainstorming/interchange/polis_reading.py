"""A conversation from the CSV files that Polis exports, also older ones."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np

from participation.brainstorming.domain.opinions.votes import (
    AGREE,
    DISAGREE,
    UNSEEN,
    Votes,
)
from participation.brainstorming.interchange.polis import (
    COMMENTS,
    OUT,
    SUMMARY,
    TABLE,
    VOTES,
    WAITING,
    Cast,
    Comment,
    Conversation,
    Damaged,
    Fault,
)
from participation.brainstorming.interchange.polis_csv import LARGEST, Row, bared, lines, rows

MOST_CELLS = 200_000_000
LATEST = 10**14  # in milliseconds: the year 5138
MOST_GROUPS = 100
NOBODY = ("", "nan", "null", "none")
YES = ("1", "true", "t", "yes")


def read_folder(folder: Path) -> Conversation:
    """Read the files of a folder."""
    files = {}
    for name in (COMMENTS, VOTES, TABLE, SUMMARY):
        try:
            with (folder / name).open("rb") as opened:
                files[name] = opened.read(LARGEST + 1)
        except FileNotFoundError:
            continue
        except OSError as error:
            raise Damaged(Fault.UNREADABLE, name, what=error.strerror or "") from None
    return read(files)


def read(files: Mapping[str, bytes]) -> Conversation:
    """Read a conversation; comments.csv and votes.csv must be there."""
    for name in (COMMENTS, VOTES):
        if name not in files:
            raise Damaged(Fault.MISSING_FILE, name)
    comments = tuple(_comments(files[COMMENTS]))
    log = tuple(_log(files[VOTES]))
    table, groups = _table(files[TABLE]) if TABLE in files else (None, {})
    # What nobody has voted about is in the table only where there is no table that leaves it out.
    voted = {cast.comment for cast in log}
    unseen = {each.id for each in comments if each.moderated != OUT and table is None}
    statements = _ordered(table.statements if table else (), voted | unseen)
    participants = _ordered(table.participants if table else (), {cast.voter for cast in log})
    if len(participants) * len(statements) > MOST_CELLS:
        raise Damaged(Fault.TOO_LARGE, VOTES)
    return Conversation(
        summary=_summary(files.get(SUMMARY, b"")),
        comments=comments,
        log=log,
        participants=participants,
        statements=statements,
        groups=groups,
        table=table,
    )


def _ordered(known: tuple[str, ...], every: set[str]) -> tuple[str, ...]:
    """Return what is known, in its order, then what else there is: numbers by size, then words."""
    others = every - set(known)
    return (*known, *sorted(others, key=lambda each: (not each.isdecimal(), len(each), each)))


def _comments(content: bytes) -> Iterable[Comment]:
    """Return the statements; a row that is there twice in the same words is one."""
    seen: dict[str, Comment] = {}
    for row in rows(content, COMMENTS, ("comment-id", "comment-body")):
        moderated = row.number("moderated", -1, 1)
        found = Comment(
            id=_comment_id(row),
            text=bared(row.fields["comment-body"]),
            author=row.fields.get("author-id", "").strip(),
            moderated=WAITING if moderated is None else moderated,
            timestamp=_moment(row),
            is_meta=row.fields.get("is-meta", "").strip().lower() in YES,
        )
        if seen.setdefault(found.id, found) != found:
            raise row.damaged(Fault.TWICE, found.id)
    return seen.values()


def _comment_id(row: Row) -> str:
    found = row.name("comment-id")
    if not (found.isascii() and found.isdecimal()):
        raise row.damaged(Fault.NOT_A_NUMBER, found)
    return found


def _log(content: bytes) -> Iterable[Cast]:
    for row in rows(content, VOTES, ("comment-id", "voter-id", "vote")):
        vote = _vote(row, "vote")
        if vote == UNSEEN:
            raise row.damaged(Fault.NOT_A_VOTE, "")
        yield Cast(row.name("voter-id"), _comment_id(row), vote, _moment(row))


def _moment(row: Row) -> int | None:
    return row.number("timestamp", 0, LATEST)


def _vote(row: Row, column: str) -> int:
    words = row.fields[column].strip()
    if words in ("1", "0", "-1"):
        return int(words)
    if not words:
        return UNSEEN
    try:
        found = float(words)
    except ValueError:
        raise row.damaged(Fault.NOT_A_VOTE, words) from None
    if found not in (AGREE, 0, DISAGREE):
        raise row.damaged(Fault.NOT_A_VOTE, words)
    return int(found)


def _table(content: bytes) -> tuple[Votes, dict[str, int]]:
    """Return the table of votes and the published groups; those in none are left out."""
    participants: dict[str, int] = {}
    groups: dict[str, int] = {}
    cells: list[list[int]] = []
    statements: tuple[str, ...] = ()
    for row in rows(content, TABLE, ("participant",)):
        statements = statements or _columns(row)
        participant = row.name("participant")
        if participant in participants:
            raise row.damaged(Fault.TWICE, participant)
        participants[participant] = len(participants)
        cells.append([_vote(row, each) for each in statements])
        label = row.fields.get("group-id", "").strip()
        if label.lower() not in NOBODY:
            groups[participant] = _label(row, label)
    shape = (len(participants), len(statements))
    table = np.array(cells, np.int8).reshape(shape)
    return Votes(tuple(participants), statements, table), groups


def _columns(row: Row) -> tuple[str, ...]:
    return tuple(each for each in row.fields if each.isascii() and each.isdecimal())


def _label(row: Row, words: str) -> int:
    found = words.removesuffix(".0")
    if not (found.isascii() and found.isdecimal() and int(found) < MOST_GROUPS):
        raise row.damaged(Fault.NOT_A_NUMBER, words)
    return int(found)


def _summary(content: bytes) -> dict[str, str]:
    """Return what summary.csv says; a value may hold commas that nobody quoted."""
    return {
        fields[0].strip(): bared(",".join(fields[1:])) for _line, fields in lines(content, SUMMARY)
    }
