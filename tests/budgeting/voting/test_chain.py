"""The log shows where it was changed."""

from dataclasses import replace
from datetime import date

from budgeting.domain.voting.chain import START, Entry, first_broken

DAY = date(2026, 3, 2)


def chain(count):
    entries, before = [], START
    for number in range(1, count + 1):
        entry = Entry(number, DAY, "votes", {"on_roll": number * 7})
        before = entry.digest(before)
        entries.append((entry, before))
    return entries


def test_a_whole_log_is_whole():
    assert first_broken(chain(4)) is None
    assert first_broken([]) is None


def test_a_changed_entry_is_found():
    entries = chain(4)
    entry, digest = entries[1]
    entries[1] = (replace(entry, facts={"on_roll": 15}), digest)
    assert first_broken(entries) == 2


def test_a_missing_entry_is_found():
    entries = chain(4)
    del entries[2]
    assert first_broken(entries) == 3
