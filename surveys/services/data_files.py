"""Make files of answers in the background: ask, make with progress, fetch, forget.

The worker reads in batches and tells how far it is in transactions of their own, so that neither
residents nor the page of files wait for it.
"""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from tempfile import TemporaryFile
from threading import Event, Thread
from typing import IO, Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.clock import now
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.refusals import Conflict, NotFound, Refusal
from participation.platform.transactions import after_commit, unit_of_work
from surveys.file_models import DataFile, Making
from surveys.services.cuts import BeingPrepared
from surveys.services.downloading import note_download

MOST_WAITING = 5
KEPT = timedelta(days=7)
SIGN = timedelta(seconds=20)  # between two signs of life
SILENCE = timedelta(minutes=5)  # after which whoever made it must have been ended
TOLD_EVERY = 5_000

Told = TypeVar("Told")
Write = Callable[[DataFile, Callable[[int], None], IO[bytes]], None]

log = logging.getLogger("yhes.jobs")


class TooManyAsked(Conflict):
    """So many files of a survey are being made already: `facts["most"]`."""


def files_of(activity: Activity) -> list[DataFile]:
    """Return the files of a survey, the newest first."""
    mine = sa.select(DataFile).where(DataFile.survey_id == activity.id)
    return list(db.session.scalars(mine.order_by(DataFile.asked.desc(), DataFile.id.desc())))


def is_lost(file: DataFile, now: datetime) -> bool:
    """Tell whether whoever made the file has given no sign of life for long."""
    begun = file.begun
    return file.state is Making.WORKING and begun is not None and begun < now - SILENCE


def is_under_way(file: DataFile, now: datetime) -> bool:
    """Tell whether the file is still to come."""
    is_open = file.state in (Making.WAITING, Making.WORKING)
    return is_open and not is_lost(file, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What kind of file, in which language, of which answers; `source` is the survey's address."""

    kind: str
    language: str
    source: str
    cut: Cut = WHOLE


def ask(activity: Activity, wish: Wish, *, actor: Actor) -> DataFile:
    """Have a file made."""
    under_way = [f for f in files_of(activity) if is_under_way(f, now())]
    if len(under_way) >= MOST_WAITING:
        raise TooManyAsked(most=MOST_WAITING)
    file = DataFile(
        survey_id=activity.id,
        kind=wish.kind,
        language=wish.language,
        source=wish.source,
        cut=wish.cut.to_json(),
    )
    db.session.add(file)
    db.session.flush()
    note_download(activity, wish.kind, "asked", actor=actor)
    return file


def fetched(activity: Activity, name: str, *, actor: Actor) -> DataFile:
    """Return a file that is ready, and write down who takes it."""
    file = file_named(activity, name)
    if file.state is not Making.READY:
        raise NotFound
    note_download(activity, file.kind, "taken", actor=actor)
    return file


def file_named(activity: Activity, name: str) -> DataFile:
    """Return a file of a survey, or refuse."""
    mine = sa.select(DataFile).where(DataFile.survey_id == activity.id, DataFile.public_id == name)
    found = db.session.scalar(mine)
    if found is None:
        raise NotFound
    return found


def delete(file: DataFile) -> None:
    """Forget a file."""
    key = file.key
    after_commit(lambda: storage().delete(key))
    db.session.delete(file)
    db.session.flush()


def make_next(write: Write, now: datetime) -> bool:
    """Make the file that has waited longest; tell whether there was one."""
    with unit_of_work():
        file = _next(now)
        if file is None:
            return False
        file.state, file.begun, name = Making.WORKING, now, file.public_id
    try:
        with _signs_of_life(name):
            size = _made(name, write)
    except BeingPrepared:
        _settle(name, {"state": Making.FAILED, "reason": "preparing"})
    except NotFound:
        _settle(name, {"state": Making.FAILED, "reason": "gone"})
    except Refusal:
        _settle(name, {"state": Making.FAILED, "reason": "too_large"})
    except Exception as error:
        log.exception("a file of answers failed", extra={"kind": type(error).__name__})
        _settle(name, {"state": Making.FAILED, "reason": "error"})
    else:
        _settle(name, {"state": Making.READY, "size": size})
    return True


def _next(now: datetime) -> DataFile | None:
    """Return the file to make; what somebody began and no longer works at has failed."""
    lost = DataFile.state == Making.WORKING, DataFile.begun < now - SILENCE
    db.session.execute(
        sa.update(DataFile).where(*lost).values(state=Making.FAILED, reason="interrupted")
    )
    waiting = sa.select(DataFile).where(DataFile.state == Making.WAITING)
    return db.session.scalar(
        waiting.order_by(DataFile.asked, DataFile.id).limit(1).with_for_update(skip_locked=True)
    )


@contextmanager
def _signs_of_life(name: str) -> Iterator[None]:
    """Write down now and then that the file is being made, for as long as this process lives."""
    engine, is_over = db.engine, Event()

    def sign() -> None:
        mine = sa.update(DataFile).where(DataFile.public_id == name)
        while not is_over.wait(SIGN.total_seconds()):
            with suppress(SQLAlchemyError), engine.begin() as alone:
                alone.execute(mine.values(begun=now()))

    signing = Thread(target=sign, daemon=True)
    signing.start()
    try:
        yield
    finally:
        is_over.set()
        signing.join()


def _made(name: str, write: Write) -> int:
    file = db.session.scalars(sa.select(DataFile).where(DataFile.public_id == name)).one()
    key = file.key
    with TemporaryFile() as written:
        write(file, lambda rows: progress(name, rows), written)
        db.session.rollback()  # what was read is read
        size = written.tell()
        written.seek(0)
        storage().write(key, written)
    return size


def _settle(name: str, facts: Mapping[str, Any]) -> None:
    """Write down how it ended; of a file deleted meanwhile nothing stays."""
    db.session.rollback()
    if not _tell(name, facts):
        storage().delete(f"data/{name}")


def _tell(name: str, facts: Mapping[str, Any]) -> bool:
    """Write facts of a file in a transaction of its own."""
    mine = sa.update(DataFile).where(DataFile.public_id == name)
    with db.engine.begin() as alone:
        return alone.execute(mine.values(**facts)).rowcount == 1


def progress(name: str, rows: int) -> None:
    """Write down how many rows are written."""
    _tell(name, {"rows": rows})


def tell_of(rows: Iterable[Told], tell: Callable[[int], None]) -> Iterator[Told]:
    """Yield rows, and tell now and then how many there were."""
    number = 0
    for number, row in enumerate(rows, 1):
        if number % TOLD_EVERY == 0:
            tell(number)
        yield row
    tell(number)


def begin(file: DataFile, total: int) -> None:
    """Write down how many rows the file will have."""
    _tell(file.public_id, {"total": total, "rows": 0})


def forget_old(now: datetime) -> int:
    """Delete files made days ago."""
    old = db.session.scalars(sa.select(DataFile).where(DataFile.asked < now - KEPT)).all()
    for file in old:
        delete(file)
    return len(old)
