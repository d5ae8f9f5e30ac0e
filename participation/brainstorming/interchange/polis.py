"""A conversation as Polis keeps it in CSV files; agree is 1, disagree -1, pass 0.

The raw database of Polis has the opposite sign; its files have not. `votes.csv` is a log: the last
row of a voter about a comment counts. In `comments.csv` agrees and disagrees count all rows of the
log, so they differ from the table where somebody voted again.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np

from participation.brainstorming.domain.opinions.votes import UNSEEN, Mask, Votes, from_log
from participation.platform.refusals import Refusal

COMMENTS, VOTES = "comments.csv", "votes.csv"
TABLE, SUMMARY = "participants-votes.csv", "summary.csv"
OUT, WAITING, IN = -1, 0, 1


class Fault(StrEnum):
    """What is wrong with a file."""

    MISSING_FILE = "missing_file"
    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    NOT_UTF8 = "not_utf8"
    NOT_CSV = "not_csv"
    EMPTY = "empty"
    MISSING_COLUMN = "missing_column"
    TWICE = "twice"
    FIELDS = "fields"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_VOTE = "not_a_vote"
    NO_NAME = "no_name"
    NO_GROUPS = "no_groups"


class Damaged(Refusal):
    """A file cannot be read: which, on what line (0: none in particular), and why."""

    def __init__(self, fault: Fault, file: str, line: int = 0, what: str = "") -> None:
        super().__init__(fault=fault, file=file, line=line, what=what)
        self.fault, self.file, self.line, self.what = fault, file, line, what


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A statement; `moderated` is OUT, WAITING or IN."""

    id: str
    text: str
    author: str = ""
    moderated: int = IN
    timestamp: int | None = None
    is_meta: bool = False


@dataclass(frozen=True, slots=True)
class Cast:
    """One row of the log."""

    voter: str
    comment: str
    vote: int
    timestamp: int | None = None


@dataclass(frozen=True, eq=False, kw_only=True)
class Conversation:
    """All that the files hold; `table` is what participants-votes.csv says, if it is there."""

    summary: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...]
    log: tuple[Cast, ...]
    participants: tuple[str, ...]
    statements: tuple[str, ...]
    groups: Mapping[str, int] = field(default_factory=dict)
    table: Votes | None = None

    @cached_property
    def votes(self) -> Votes:
        """The table that the log gives: the last vote counts."""
        log = ((cast.voter, cast.comment, cast.vote) for cast in self.log)
        return from_log(log, self.participants, self.statements)

    @cached_property
    def differing(self) -> int | None:
        """In how many cells the log says something else than the table; None without a table."""
        if self.table is None:
            return None
        rows, columns = self.table.cells.shape
        there = self.votes.cells[:rows, :columns] != self.table.cells
        beyond = np.count_nonzero(self.votes.cells != UNSEEN) - np.count_nonzero(
            self.votes.cells[:rows, :columns] != UNSEEN
        )
        return int(np.count_nonzero(there) + beyond)

    @cached_property
    def written_by(self) -> Counter[str]:
        """How many comments each author has."""
        return Counter(comment.author for comment in self.comments)

    @property
    def left_out(self) -> Mask:
        """Which statements are moderated out."""
        return self.votes.marked(each.id for each in self.comments if each.moderated == OUT)

    @property
    def meta(self) -> Mask:
        """Which statements are about the conversation itself."""
        return self.votes.marked(each.id for each in self.comments if each.is_meta)
