"""What reports need to know of a survey besides its findings."""

from dataclasses import dataclass
from datetime import datetime

from participation.activities.domain.disclosure import key
from participation.activities.domain.state import State
from participation.activities.models import AccessLevel, Activity
from participation.activities.services.published import Published
from participation.platform.clock import local
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from participation.reports.domain.automatic import About
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.laying import laid_exhibit
from participation.reports.domain.said import Said, phrase
from participation.reports.services.making import File, automatic_report, chart_file, face
from participation.reports.wording import words_in
from surveys.cut_words import CutWords
from surveys.domain.questions.base import OTHER
from surveys.services.analysing import Analysed
from surveys.services.quoting import quotes_each
from surveys.services.splitting import LIBRARY, background_of
from surveys.wording import Speaker

SELF_SELECTED = (AccessLevel.OPEN, AccessLevel.DEVICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which file of a report, in which language; `address` is where the results are public."""

    kind: str
    language: str
    address: str = ""


def report(activity: Activity, shown: Analysed, wanted: Wanted, now: datetime) -> File:
    """Make the automatic report of what staff look at."""
    about, quotes = _about(activity, shown, wanted, now), {} if shown.cut else _quotes(activity)
    return automatic_report(about, shown.findings, wanted.kind, wanted.language, now, quotes)


def public_report(activity: Activity, shown: Published, wanted: Wanted, now: datetime) -> File:
    """Make the report of a release, which anybody may have: from published figures only."""
    day = local(shown.release.published).date().isoformat()
    about = About(
        title=activity.title,
        municipality=face().name,
        answers=shown.release.responses,
        moment=day,
        opened=_day(activity.opens),
        closed=_day(activity.closes),
        is_open=activity.state(now) is State.OPEN,
        process=activity.process.name,
        address=wanted.address,
        is_public=True,
        is_self_selected=activity.access in SELF_SELECTED,
        aside=frozenset(LIBRARY),
    )
    told = {key(each) for each in shown.shown if "hidden" not in each.figures}
    quotes = {
        name: words
        for name, words in _quotes(activity).items()
        if name.removesuffix(f"~{OTHER}") in told
    }
    return automatic_report(about, shown.shown, wanted.kind, wanted.language, now, quotes)


def _quotes(activity: Activity) -> dict[str, list[Text]]:
    """Return the quotes that were picked, by the name of what they were said about."""
    found: dict[str, list[Text]] = {}
    for each in quotes_each([activity])[activity.public_id]:
        found.setdefault(each.subject, []).append(each.words)
    return found


def public_chart(activity: Activity, shown: Published, name: str, wanted: Wanted) -> File:
    """Make a file of the chart of one published figure, or refuse."""
    own, finding = face(), shown.named(name)
    if shown.withdrawn(finding) is not None:
        raise NotFound
    with words_in(wanted.language, own.main_language) as words:
        found = laid_exhibit(exhibit(finding), words)
        told = (own.called(wanted.language), words.say(activity.title), wanted.address)
        source = " \N{MIDDLE DOT} ".join(each for each in told if each)
    if not found.charts:
        raise NotFound
    return chart_file(found.charts[0], wanted.kind, own, source)


def _about(activity: Activity, shown: Analysed, wanted: Wanted, now: datetime) -> About:
    return About(
        title=activity.title,
        municipality=face().name,
        answers=shown.counted.counts.responses,
        moment=local(shown.counted.moment).date().isoformat(),
        opened=_day(activity.opens),
        closed=_day(activity.closes),
        is_open=activity.state(now) is State.OPEN,
        process=activity.process.name,
        channels=_channels(activity, shown),
        languages=shown.languages,
        address=wanted.address,
        aside=frozenset({*background_of(shown.known), *LIBRARY}),
        is_self_selected=activity.access in SELF_SELECTED,
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
