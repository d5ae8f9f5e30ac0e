"""Events as calendar files (RFC 5545)."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from participation.platform.clock import at_local
from participation.platform.web.languages import plain
from participation.processes.models import Event


def calendar(name: str, events: Iterable[Event], page: str, now: datetime) -> bytes:
    """Write events as one calendar; `page` is the address of the process."""
    found = Calendar()
    found.add("prodid", "-//Yhes//Yhes//EN")
    found.add("version", "2.0")
    found.add("x-wr-calname", " ".join(name.splitlines()))
    for event in events:
        found.add_component(_entry(event, page, now))
    return bytes(found.to_ical())


def _entry(event: Event, page: str, now: datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.public_id}@{page.split('/')[2]}")
    entry.add("dtstamp", now.astimezone(UTC))
    if event.starts is None:
        entry.add("dtstart", event.day)
        entry.add("dtend", event.day + timedelta(days=1))
    else:
        entry.add("dtstart", at_local(datetime.combine(event.day, event.starts)))
        if event.ends is not None:
            entry.add("dtend", at_local(datetime.combine(event.day, event.ends)))
    entry.add("summary", " ".join(plain(event.title).splitlines()))
    place = ", ".join(filter(None, (plain(event.place), event.address)))
    for key, words in (("location", place), ("description", plain(event.note))):
        if words:
            entry.add(key, "\n".join(words.splitlines()))
    entry.add("url", f"{page}#event-{event.public_id}")
    return entry
