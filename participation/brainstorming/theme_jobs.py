"""Background work on themes."""

from collections.abc import Callable
from datetime import datetime

from participation.brainstorming.services import sensemaking
from participation.platform.extensions import db
from participation.platform.transactions import unit_of_work

A_STEP = 5.0


def make_sense(now: datetime) -> int:
    """Look for what staff asked for; no transaction is open while that takes long."""
    boards = sensemaking.waiting()
    for board in boards:
        given = sensemaking.gathered(board)
        db.session.rollback()
        try:
            found = sensemaking.find(given, _teller(board))
        except Exception:
            with unit_of_work():
                sensemaking.give_up(board)
            raise
        with unit_of_work():
            sensemaking.keep(board, found, now)
    return len(boards)


def _teller(board: int) -> Callable[[float], None]:
    """Return what writes down how far it is, a few hundredths at a time."""
    last = 0.0

    def tell(progress: float) -> None:
        nonlocal last
        if progress - last >= A_STEP:
            last = progress
            with unit_of_work():
                sensemaking.tell(board, progress)

    return tell
