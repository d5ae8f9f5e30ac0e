"""A conversation as the CSV files that Polis exports.

Words that a spreadsheet would run as a formula begin with an apostrophe; reading takes it away.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from participation.brainstorming.domain.opinions.counts import count
from participation.brainstorming.domain.opinions.votes import AGREE, DISAGREE, UNSEEN
from participation.brainstorming.interchange.polis import (
    COMMENTS,
    SUMMARY,
    TABLE,
    VOTES,
    Conversation,
)
from participation.brainstorming.interchange.polis_csv import guarded, written

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = (
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
)  # fmt: skip
HEADINGS = (
    "timestamp",
    "datetime",
    "comment-id",
    "author-id",
    "agrees",
    "disagrees",
    "moderated",
    "comment-body",
)
Cells = list[object]


def write(conversation: Conversation) -> dict[str, bytes]:
    """Return the four files by name."""
    return {
        SUMMARY: written(_summary(conversation)),
        COMMENTS: written(list(_comments(conversation))),
        VOTES: written(list(_log(conversation))),
        TABLE: written(list(_table(conversation))),
    }


def _summary(conversation: Conversation) -> list[Cells]:
    """Say what it was about, and count: everybody who voted, not only those in a group."""
    said = conversation.summary
    voters = len(conversation.participants)
    counted = {
        "voters": voters,
        "voters-in-conv": voters,
        "commenters": len(conversation.written_by),
        "comments": len(conversation.statements),
        "groups": len(set(conversation.groups.values())),
    }
    before = {name: guarded(said.get(name, "")) for name in ("topic", "url", "views")}
    after = {name: guarded(words) for name, words in said.items()
             if name not in before and name not in counted}  # fmt: skip
    after.setdefault("conversation-description", "")
    return [[name, value] for name, value in (before | counted | after).items()]


def _comments(conversation: Conversation) -> Iterator[Cells]:
    """Yield each statement; agrees and disagrees count all rows of the log, as in Polis."""
    has_meta = any(each.is_meta for each in conversation.comments)
    yield [*HEADINGS, "is-meta"] if has_meta else [*HEADINGS]
    votes = Counter((cast.comment, cast.vote) for cast in conversation.log)
    for each in conversation.comments:
        yield [
            each.timestamp,
            _moment(each.timestamp),
            each.id,
            each.author,
            votes[each.id, AGREE],
            votes[each.id, DISAGREE],
            each.moderated,
            guarded(each.text),
            *([int(each.is_meta)] if has_meta else []),
        ]


def _log(conversation: Conversation) -> Iterator[Cells]:
    yield ["timestamp", "datetime", "comment-id", "voter-id", "vote"]
    for cast in conversation.log:
        yield [cast.timestamp, _moment(cast.timestamp), cast.comment, cast.voter, cast.vote]


def _table(conversation: Conversation) -> Iterator[Cells]:
    yield ["participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree",
           *conversation.statements]  # fmt: skip
    votes = conversation.votes
    people = count(votes.cells.T)
    for at, participant in enumerate(votes.participants):
        row: Sequence[int] = votes.cells[at].tolist()
        yield [
            participant,
            conversation.groups.get(participant),
            conversation.written_by[participant],
            int(people.seen[at]),
            int(people.agrees[at]),
            int(people.disagrees[at]),
            *(None if cell == UNSEEN else cell for cell in row),
        ]


def _moment(timestamp: int | None) -> str:
    """Return a moment as Polis writes it, in UTC."""
    if timestamp is None:
        return ""
    at = datetime.fromtimestamp(timestamp / 1000, UTC)
    return f"{DAYS[at.weekday()]} {MONTHS[at.month - 1]} {at.day:02d} {at:%H:%M:%S} UTC {at.year}"
