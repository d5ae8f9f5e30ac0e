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


def is_skipped(naive: datetime) -> bool:
    """Tell whether the spring change skips `naive`: no clock in Finland ever shows it."""
    return local(at_local(naive)).replace(tzinfo=None) != naive


def is_repeated(naive: datetime) -> bool:
    """Tell whether the autumn change repeats `naive`: clocks in Finland show it twice."""
    first, second = (naive.replace(tzinfo=HELSINKI, fold=fold).utcoffset() for fold in (0, 1))
    return first != second and not is_skipped(naive)


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
