"""An activity as those meet it who come to take part: read at every step, so read cheaply."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache, lru_cache
from json import loads
from typing import Any

import sqlalchemy as sa

from participation.activities.domain.state import State, state
from participation.activities.models import AccessLevel, Activity, ResultVisibility
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.platform.transactions import connection
from participation.platform.web.moments import kept_a_moment

MOST_KEPT = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What may be asked of an activity while somebody takes part in it."""

    id: int
    public_id: str
    kind: str
    title: Text
    languages: tuple[str, ...]
    access: AccessLevel
    results: ResultVisibility
    opens: datetime | None
    closes: datetime | None
    published: datetime | None
    process_slug: str
    process_published: datetime | None

    def state(self, moment: datetime) -> State:
        """Return where the activity is in its life at `moment`."""
        return state(self.published, self.opens, self.closes, moment)


def occasion_named(activity: str) -> Occasion:
    """Return the occasion with the public id of an activity as it was a moment ago, or refuse.

    Opening and closing go by the clock to the second; what staff change reaches residents within
    a moment.
    """
    return kept_a_moment(("occasion", activity), lambda: _read(activity))


def _read(activity: str) -> Occasion:
    named = {"public_id": activity}
    row = connection().execute(_statement(), named).one_or_none()
    if row is None:
        raise NotFound
    return _occasion(row)


@cache
def _statement() -> sa.Select[Any]:
    """Write the statement once, in the words of the database: JSON is parsed only when it is new.

    Processes stand on activities, so their table is found by name, and not before it is there.
    """
    activity = sa.inspect(Activity).local_table
    process = sa.inspect(Activity).relationships["process"].mapper.local_table
    as_they_are = ("id", "public_id", "kind", "access", "results", "opens", "closes", "published")
    return (
        sa.select(
            *(activity.c[name] for name in as_they_are),
            *(sa.cast(activity.c[name], sa.Text).label(name) for name in ("title", "languages")),
            process.c.slug.label("process_slug"),
            process.c.published.label("process_published"),
        )
        .join_from(activity, process, activity.c.process_id == process.c.id)
        .where(activity.c.public_id == sa.bindparam("public_id"))
    )


@lru_cache(maxsize=MOST_KEPT)
def _occasion(row: sa.Row[Any]) -> Occasion:
    """Return what a row says. Kept by all that it says, so nothing of an older row is shown."""
    written = {"title": Text.from_json(loads(row.title)), "languages": tuple(loads(row.languages))}
    return Occasion(**{**row._asdict(), **written})
