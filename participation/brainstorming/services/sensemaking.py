"""What the machine suggests: ideas that say the same, themes, and a theme for each idea.

The worker looks for it when staff ask; people decide. Nothing of it is counted before they do.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.idea_models import Idea
from participation.brainstorming.refusals import Outdated
from participation.brainstorming.services import building
from participation.brainstorming.services.board_steps import insert_rows
from participation.brainstorming.theme_models import (
    IdeaAssignment,
    IdeaLikeness,
    IdeaTheme,
    ThemeBoard,
    ThemeState,
    ThemeSuggestion,
)
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.texts import learning, similar, themes
from participation.texts.learning import learned
from participation.texts.similar import Pair, pairs
from participation.texts.themes import Suggestion, suggested
from participation.texts.words import Said, tokens

NUMBERS = (0, 5, 10, 15)
LONGEST_STOP_WORDS = 2_000
MOST_OF_ONE_AUTHOR = 20
PARTS = (60, 30, 10)  # hundredths of the time: pairs, themes, learning

Told = Callable[[float], None]


def board_of(brainstorm_id: int) -> ThemeBoard | None:
    """Return what staff asked of the machine, if anything."""
    return db.session.get(ThemeBoard, brainstorm_id)


def ask_for(activity: Activity, number: int, stop_words: str) -> None:
    """Have the worker look for likenesses, new themes and a theme for each idea."""
    if number not in NUMBERS:
        raise NotFound
    building.locked(activity.id)
    board = board_of(activity.id) or ThemeBoard(brainstorm_id=activity.id)
    if board.wanted is not None:
        raise Outdated
    db.session.add(board)
    board.stop_words = " ".join(dict.fromkeys(tokens(stop_words)))[:LONGEST_STOP_WORDS]
    board.wanted, board.progress, board.is_failed = number, 0, False
    db.session.flush()


def waiting() -> Sequence[int]:
    """Return the brainstorms for which something is to be looked for."""
    wanted = sa.select(ThemeBoard.brainstorm_id).where(ThemeBoard.wanted.is_not(None))
    return db.session.scalars(wanted.order_by(ThemeBoard.brainstorm_id)).all()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What is looked at: ideas that others see by question, and the themes people gave."""

    by_question: Mapping[int, Sequence[Said]]
    of_flood: frozenset[bytes]
    given: Mapping[bytes, int]
    number: int
    stop_words: frozenset[str]


def gathered(brainstorm_id: int) -> Gathered:
    """Read what the worker looks at, in the order of keys."""
    board = db.session.get_one(ThemeBoard, brainstorm_id)
    rows = db.session.execute(
        queries.shown_ideas(brainstorm_id)
        .with_only_columns(
            Idea.id, Idea.question_id, Idea.words, Idea.language, Idea.receipt_hash, Idea.source
        )
        .order_by(Idea.id)
    ).all()
    given = db.session.execute(
        sa.select(IdeaAssignment.idea_id, IdeaAssignment.theme_id)
        .join(IdeaTheme)
        .where(IdeaTheme.brainstorm_id == brainstorm_id)
    )
    by_question: dict[int, list[Said]] = defaultdict(list)
    of_author: Counter[bytes] = Counter()
    flood = set()
    for row in rows:
        by_question[row.question_id].append(Said(row.id, row.words, row.language))
        of_author[row.receipt_hash] += row.source is None
        if of_author[row.receipt_hash] > MOST_OF_ONE_AUTHOR:
            flood.add(row.id)
    return Gathered(
        by_question=dict(sorted(by_question.items())),
        of_flood=frozenset(flood),
        given={row[0]: row[1] for row in given},
        number=board.wanted or 0,
        stop_words=frozenset(board.stop_words.split()),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the worker found, before it is kept."""

    pairs: Sequence[Pair]
    themes: Sequence[Suggestion]
    learned: Mapping[bytes, Sequence[tuple[Any, float]]]


def find(given: Gathered, told: Told) -> Found:
    """Look for it all; the same ideas with the same themes give the same."""
    every = [text for texts in given.by_question.values() for text in texts]
    alike: list[Pair] = []
    first, second, _third = PARTS
    done = 0
    for texts in given.by_question.values():
        alike += pairs(texts, told=_part(told, 0, first, done, len(texts), len(every)))
        done += len(texts)
    # One person's many ideas, and ideas of the same letters, do not make a theme of their own.
    again = {pair.other for pair in alike if pair.likeness == 1.0}
    free = [
        text
        for text in every
        if text.key not in given.given and text.key not in given.of_flood | again
    ]
    new: list[Suggestion] = []
    if given.number:
        heard = _part(told, first, second, 0, 1, 1)
        new = suggested(free, given.number, ignored=given.stop_words, told=heard)
    told(first + second)
    return Found(pairs=alike, themes=new, learned=learned(every, given.given))


def _part(told: Told, start: int, size: int, done: int, of: int, whole: int) -> Told:  # noqa: PLR0913, PLR0917
    """Return what hears how far a part of a part is, and tells how far the whole is."""
    return lambda share: told(start + size * (done + share * of) / max(1, whole))


def tell(brainstorm_id: int, progress: float) -> None:
    """Write down how far it is."""
    changed = sa.update(ThemeBoard).where(ThemeBoard.brainstorm_id == brainstorm_id)
    db.session.execute(changed.values(progress=min(99, int(progress))))


def give_up(brainstorm_id: int) -> None:
    """Write down that something went wrong, so that staff may ask again."""
    changed = sa.update(ThemeBoard).where(ThemeBoard.brainstorm_id == brainstorm_id)
    db.session.execute(changed.values(wanted=None, progress=None, is_failed=True))


def keep(brainstorm_id: int, found: Found, now: datetime) -> None:
    """Keep what was found in the place of what nobody has decided about."""
    building.locked(brainstorm_id)
    board = db.session.get_one(ThemeBoard, brainstorm_id)
    there = set(db.session.scalars(sa.select(Idea.id).where(Idea.brainstorm_id == brainstorm_id)))
    _forget_undecided(brainstorm_id)
    insert_rows(IdeaLikeness, _likenesses(brainstorm_id, found, there))
    for theme in found.themes:
        _keep_theme(brainstorm_id, theme, there)
    kept = sa.select(IdeaTheme.id).where(
        IdeaTheme.brainstorm_id == brainstorm_id, IdeaTheme.state == ThemeState.KEPT
    )
    known = set(db.session.scalars(kept))
    insert_rows(
        ThemeSuggestion,
        (
            {"idea_id": key, "theme_id": theme, "score": score,
             "method": learning.METHOD, "version": learning.VERSION}
            for key, every in found.learned.items() for theme, score in every
            if key in there and theme in known
        ),
    )  # fmt: skip
    board.wanted, board.progress, board.sought = None, None, now
    db.session.flush()


def _forget_undecided(brainstorm_id: int) -> None:
    of = IdeaTheme.brainstorm_id == brainstorm_id
    themes_here = sa.select(IdeaTheme.id).where(of)
    for gone in (
        sa.delete(ThemeSuggestion).where(ThemeSuggestion.theme_id.in_(themes_here)),
        sa.delete(IdeaTheme).where(of, IdeaTheme.state == ThemeState.SUGGESTED),
        sa.delete(IdeaLikeness).where(
            IdeaLikeness.brainstorm_id == brainstorm_id, IdeaLikeness.is_dropped.is_(False)
        ),
    ):
        db.session.execute(gone.execution_options(synchronize_session=False))


def _likenesses(brainstorm_id: int, found: Found, there: set[bytes]) -> Iterator[dict[str, Any]]:
    dropped = db.session.execute(
        sa.select(IdeaLikeness.idea_id, IdeaLikeness.other_id).where(
            IdeaLikeness.brainstorm_id == brainstorm_id
        )
    )
    decided = {(row[0], row[1]) for row in dropped}
    for pair in found.pairs:
        if {pair.one, pair.other} <= there and (pair.one, pair.other) not in decided:
            yield {
                "idea_id": pair.one,
                "other_id": pair.other,
                "brainstorm_id": brainstorm_id,
                "likeness": pair.likeness,
                "method": f"{similar.METHOD} {similar.VERSION}",
                "is_dropped": False,
            }


def _keep_theme(brainstorm_id: int, theme: Suggestion, there: set[bytes]) -> None:
    made = IdeaTheme(
        brainstorm_id=brainstorm_id,
        words=Text({theme.language: ", ".join(theme.words)}),
        state=ThemeState.SUGGESTED,
        method=themes.NAME,
        version=themes.VERSION,
    )
    db.session.add(made)
    db.session.flush()
    insert_rows(
        ThemeSuggestion,
        (
            {"idea_id": one.key, "theme_id": made.id, "score": one.strength,
             "method": themes.NAME, "version": themes.VERSION}
            for one in theme.members if one.key in there
        ),
    )  # fmt: skip
