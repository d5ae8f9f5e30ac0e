"""When feedback must be answered, and when what tells who wrote it is forgotten."""

from datetime import date, timedelta

# Act 306/2019 gives two weeks for accessibility; people who write of other things wait no longer.
ANSWERED_WITHIN = timedelta(days=14)
ADDRESS_KEPT = timedelta(days=90)


def due(received: date) -> date:
    """Return the last day on which feedback must be answered."""
    return received + ANSWERED_WITHIN


def is_overdue(due: date, done: date | None, today: date) -> bool:
    """Tell whether feedback still waits though its last day has passed."""
    return done is None and due < today


def forgotten_if_done_by(today: date) -> date:
    """Return the last day of answering after which an e-mail address is not kept any more."""
    return today - ADDRESS_KEPT
