"""Begin, change, publish and remove processes."""

from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.files.services import forget
from participation.platform.i18n.text import Text
from participation.processes.domain.slugs import free_slug, slug_of
from participation.processes.models import Process
from participation.processes.queries import documents_of
from participation.processes.refusals import HasActivities, Lack, NotPresentable, SlugTaken


def create_process(
    name: Text, purpose: Text, *, slug: str = "", source: str = "fi", actor: Actor
) -> Process:
    """Add a process that nobody outside sees yet; without `slug`, name it after its name."""
    if slug:
        _check_free(slug)
    else:
        slug = _free_slug(name.in_("fi", source))
    process = Process(name=name, purpose=purpose, slug=slug)
    db.session.add(process)
    _flush_slug()
    record(
        actor,
        "process.create",
        slug,
        process_id=process.id,
        after={"name": name.to_json(), "purpose": purpose.to_json()},
    )
    return process


def edit_process(process: Process, name: Text, purpose: Text, slug: str, *, actor: Actor) -> None:
    """Change a process's words and address."""
    db.session.refresh(process, with_for_update=True)
    if slug != process.slug:
        _check_free(slug)
    before = _kept(process)
    process.name, process.purpose, process.slug = name, purpose, slug
    _flush_slug()
    record(
        actor,
        "process.edit",
        slug,
        process_id=process.id,
        before=before,
        after=_kept(process),
    )


def lacks(process: Process, required: Sequence[str]) -> tuple[Lack, ...]:
    """List what the public page still needs."""
    found = {
        Lack.CONTACT: not process.contacts,
        Lack.NAME: bool(process.name.unfinished(required)),
        Lack.PURPOSE: not process.purpose or bool(process.purpose.unfinished(required)),
    }
    return tuple(lack for lack, is_missing in found.items() if is_missing)


def publish_process(
    process: Process, required: Sequence[str], *, actor: Actor, now: datetime
) -> None:
    """Show the process to everybody; if somebody was faster, all is done."""
    db.session.refresh(process, with_for_update=True)
    if process.published is not None:
        return
    found = lacks(process, required)
    if found:
        raise NotPresentable(found)
    process.published = now
    db.session.flush()
    record(actor, "process.publish", process.slug, process_id=process.id)


def unpublish_process(process: Process, *, actor: Actor) -> None:
    """Hide the process, unless it has activities that people know of.

    Publishing an activity holds its process too, so neither can pass the other by.
    """
    db.session.refresh(process, with_for_update=True)
    known = sa.select(Activity.id).where(
        Activity.process_id == process.id, Activity.published.is_not(None)
    )
    if db.session.scalar(known.limit(1)) is not None:
        raise HasActivities
    process.published = None
    db.session.flush()
    record(actor, "process.unpublish", process.slug, process_id=process.id)


def delete_process(process: Process, *, actor: Actor) -> None:
    """Remove a process that has no activities, with the files of its documents."""
    db.session.refresh(process, with_for_update=True)
    mine = sa.select(Activity.id).where(Activity.process_id == process.id)
    if db.session.scalar(mine.limit(1)) is not None:
        raise HasActivities
    record(actor, "process.delete", process.slug, before=_kept(process))
    files = [document.file for document in db.session.scalars(documents_of(process))]
    db.session.delete(process)
    db.session.flush()
    for file in files:
        forget(file)


def _kept(process: Process) -> dict[str, object]:
    return {
        "name": process.name.to_json(),
        "purpose": process.purpose.to_json(),
        "slug": process.slug,
    }


def _check_free(slug: str) -> None:
    if db.session.scalar(sa.select(Process.id).where(Process.slug == slug)) is not None:
        raise SlugTaken


def _flush_slug() -> None:
    """Write the address down; the constraint decides between two at the same moment."""
    try:
        db.session.flush()
    except IntegrityError as error:
        raise SlugTaken from error


def _free_slug(words: str) -> str:
    alike = sa.select(Process.slug).where(Process.slug.startswith(slug_of(words), autoescape=True))
    return free_slug(words, set(db.session.scalars(alike)))
