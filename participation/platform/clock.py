"""Time. The only module that may ask what time it is."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import sqlalchemy as sa

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """Return the present moment, aware and in UTC."""
    return datetime.now(UTC)  # noqa: TID251 -- this is the one place


def today() -> date:
    """Return the present day in Finland."""
    return local(now()).date()


def local(moment: datetime) -> datetime:
    """Return the moment as clocks in Finland show it."""
    return moment.astimezone(HELSINKI)


def at_local(naive: datetime) -> datetime:
    """Return the moment at which clocks in Finland show `naive`.

    A time that the spring change skips moves forward by the hour skipped; a time that the autumn
    change repeats is its first occurrence.
    """
    moment = naive.replace(tzinfo=HELSINKI, fold=0)
    return moment.astimezone(UTC)


class UTCDateTime(sa.TypeDecorator[datetime]):
    """An aware datetime, stored naive in UTC because SQLite forgets offsets."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Refuse naive datetimes; store the rest in UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"naive datetime {value!r}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: sa.Dialect) -> datetime | None:
        """Give the offset back."""
        return None if value is None else value.replace(tzinfo=UTC)
