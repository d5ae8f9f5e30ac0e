"""What reports need to know of a survey besides its findings."""

from dataclasses import dataclass
from datetime import datetime

from participation.activities.domain.state import State
from participation.activities.models import Activity
from participation.platform.clock import local
from participation.platform.i18n.text import Text
from participation.reports.domain.automatic import About
from participation.reports.domain.said import Said, phrase
from participation.reports.services.making import File, automatic_report, face
from participation.reports.wording import words_in
from surveys.cut_words import CutWords
from surveys.services.analysing import Analysed
from surveys.wording import Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which file of a report, in which language; `address` is where the results are public."""

    kind: str
    language: str
    address: str = ""


def report(activity: Activity, shown: Analysed, wanted: Wanted, now: datetime) -> File:
    """Make the automatic report of what staff look at."""
    about = _about(activity, shown, wanted, now)
    return automatic_report(about, shown.findings, wanted.kind, wanted.language, now)


def _about(activity: Activity, shown: Analysed, wanted: Wanted, now: datetime) -> About:
    known = shown.known.variables.values()
    return About(
        title=activity.title,
        municipality=face().name,
        answers=shown.counted.counts.responses,
        moment=local(shown.counted.moment).date().isoformat(),
        opened=_day(activity.opens),
        closed=_day(activity.closes),
        is_open=activity.state(now) is State.OPEN,
        summary=activity.summary,
        process=activity.process.name,
        channels=_channels(activity, shown),
        languages=shown.languages,
        address=wanted.address,
        aside=frozenset(each.name.partition(".")[0] for each in known if each.is_background),
        only=_only(shown, wanted),
    )


def _day(moment: datetime | None) -> str:
    return local(moment).date().isoformat() if moment else ""


def _channels(activity: Activity, shown: Analysed) -> list[tuple[Said, int]]:
    """Return through which links answers came; of links that are gone the name is, too."""
    found: list[tuple[Said, int]] = [
        (channel.name, shown.channels.get(channel.id, 0)) for channel in activity.channels
    ]
    return [*found, (phrase("removed_link"), shown.channels.get(None, 0))]


def _only(shown: Analysed, wanted: Wanted) -> Said:
    """Say in the language of the report which answers its figures are made from."""
    if not shown.cut.filter:
        return Text()
    main = face().main_language
    with words_in(wanted.language, main):
        speaker = Speaker(wanted.language, main)
        return CutWords(speaker, shown.known.variables).short(shown.cut)
