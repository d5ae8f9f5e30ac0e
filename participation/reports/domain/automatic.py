"""A report of a whole survey, and a deck for the council, made from nothing but findings.

Both are ordinary documents: staff begin with them and change what they like.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from participation.reports.domain.blocks import (
    Block,
    BreakBlock,
    FindingBlock,
    HeadingBlock,
    Passage,
    PointsBlock,
    QuoteBlock,
    Show,
    Source,
    TextBlock,
)
from participation.reports.domain.document import Document
from participation.reports.domain.exhibiting.parts import people
from participation.reports.domain.exhibiting.whole import exhibit
from participation.reports.domain.measures import is_bare
from participation.reports.domain.said import NOTHING, Phrase, Said, phrase
from participation.reports.domain.telling import tell, told

MOST_POINTS, MOST_SLIDES = 6, 15
# Slides that are no charts: title, in short, how people were asked, how to read, what follows.
FRAME = 5
BRAINSTORM = "brainstorm"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What is known of a survey besides its findings.

    Days are ISO; `address` is where everybody can read the results, `process` what it belongs to.
    `aside` are subjects of background questions, which never count as key findings. `only` says in
    words which answers the figures are made from. `following` is what staff say comes of them.
    """

    title: Text
    municipality: Text
    answers: int
    moment: str
    opened: str = ""
    closed: str = ""
    is_open: bool = False
    process: Text = field(default_factory=Text)
    channels: Sequence[tuple[Said, int]] = ()
    languages: Mapping[str, int] = field(default_factory=dict)
    address: str = ""
    aside: Collection[str] = ()
    only: Said = NOTHING
    is_public: bool = False
    is_self_selected: bool = True
    kind: str = "survey"
    following: Text = field(default_factory=Text)

    def called(self, key: str) -> str:
        """Return the key of a phrase that is another for a brainstorm."""
        return f"{key}_ideas" if self.kind == BRAINSTORM else key


Quotes = Mapping[str, Sequence[Text]]
NO_QUOTES: Quotes = MappingProxyType({})


def automatic(about: About, findings: Sequence[Finding], quotes: Quotes = NO_QUOTES) -> Document:
    """Return the report of a survey: in short, how people were asked, results, how to read them.

    `quotes` were picked by staff, by the name of what they were said about.
    """
    return Document(
        title=_title(about),
        subtitle=phrase(about.called("report_subtitle")),
        about=tuple(front(about)),
        moment=phrase("figures_of", day=about.moment),
        blocks=(
            *_summary(about, findings),
            HeadingBlock(words=phrase("chapter_asked")),
            *passage(Passage.ASKED, about, findings),
            BreakBlock(),
            HeadingBlock(words=phrase("chapter_results")),
            *_results(about, findings, quotes),
            HeadingBlock(words=phrase("chapter_method")),
            *passage(Passage.METHOD, about, findings),
            HeadingBlock(words=phrase("chapter_next")),
            *passage(Passage.NEXT, about, findings),
        ),
        findings={Source.of(each).key: each for each in findings},
    )


def passage(which: Passage, about: About, findings: Sequence[Finding]) -> tuple[Block, ...]:
    """Return what the automatic report says under one of its headings."""
    if which is Passage.SHORT:
        points = tuple(one.sentence for one in told(_main(about, findings), MOST_POINTS))
        return (PointsBlock(points=points),) if points else ()
    if which is Passage.ASKED:
        return (PointsBlock(points=tuple(_asked(about))),)
    said = _method(about, findings) if which is Passage.METHOD else _next(about)
    return tuple(TextBlock(words=words) for words in said)


def belongs(findings: Sequence[Finding], quotes: Collection[str]) -> dict[str, str]:
    """Say after which finding, by the key of its source, quotes of a subject stand: the last."""
    found = {}
    for finding in findings:
        subject = Source.of(finding).subject
        for name in quotes:
            whole = name.removesuffix("~other")
            if not finding.by and subject in (name, whole, f"{name}~themes"):
                found[name] = Source.of(finding).key
    return found


def _results(about: About, findings: Sequence[Finding], quotes: Quotes) -> Iterator[Block]:
    """Yield the findings, each with the quotes that were picked from its answers.

    How many of each group wrote something is no result.
    """
    places = belongs(findings, quotes)
    for each in findings:
        if each.by and is_bare(each.figures):
            continue
        yield _block(each, about)
        key = Source.of(each).key
        for name in (name for name, place in places.items() if place == key):
            yield from (QuoteBlock(words=words) for words in quotes[name])


def deck(about: About, findings: Sequence[Finding]) -> Document:
    """Return slides for the council: the most telling charts, at most fifteen slides in all."""
    shown = [each for each in _main(about, findings) if _has_chart(each)]
    weights = {id(each): found.weight if (found := tell(each)) else 0.0 for each in shown}
    chosen = sorted(shown, key=lambda each: -weights[id(each)])[: MOST_SLIDES - FRAME]
    return Document(
        title=_title(about),
        subtitle=phrase(about.called("deck_subtitle")),
        about=tuple(front(about)),
        moment=phrase("figures_of", day=about.moment),
        blocks=(
            *_summary(about, findings),
            *_slide_of_asked(about),
            *(_block(each, about, Show.CHART) for each in shown if each in chosen),
            HeadingBlock(words=phrase("chapter_method")),
            PointsBlock(points=tuple(_method(about, findings))),
            HeadingBlock(words=phrase("chapter_next")),
            PointsBlock(points=tuple(_next(about))),
        ),
        findings={Source.of(each).key: each for each in findings},
    )


def _title(about: About) -> Said:
    """Name the survey, and which answers the figures are made from."""
    return phrase("of_scale", title=about.title, scale=about.only) if about.only else about.title


def _slide_of_asked(about: About) -> Iterator[Block]:
    """Say how people were asked, if there is more to say than on the first slide."""
    if any(number for _name, number in about.channels):
        yield HeadingBlock(words=phrase("chapter_asked"))
        yield PointsBlock(points=tuple(_asked(about)))


def _block(finding: Finding, about: About, show: Show = Show.BOTH) -> FindingBlock:
    return FindingBlock(source=Source.of(finding), show=show, only=about.only)


def _has_chart(finding: Finding) -> bool:
    return bool(exhibit(finding).charts)


def front(about: About) -> Iterator[Said]:
    """Say on the title page what the reader must know before anything else."""
    yield _answered(about)
    if about.opened and about.closed:
        key = "open_between" if about.is_open else "asked_between"
        yield phrase(about.called(key), span=f"{about.opened}/{about.closed}")
    if about.process:
        yield about.process
    if about.only:
        yield about.only
    yield phrase("figures_of", day=about.moment)


def _answered(about: About) -> Phrase:
    return phrase(about.called("survey_answered"), n=about.answers, people=people(about.answers))


def _summary(about: About, findings: Sequence[Finding]) -> Iterator[Block]:
    """Give the key findings; without any, the report begins with how people were asked."""
    if points := passage(Passage.SHORT, about, findings):
        yield HeadingBlock(words=phrase("chapter_short"))
        yield from points


def _main(about: About, findings: Sequence[Finding]) -> list[Finding]:
    """Return findings of everybody, without background questions; splits if there is no whole."""
    asked = [each for each in findings if each.subject not in about.aside]
    whole = {each.subject for each in asked if not each.by}
    return [each for each in asked if not each.by or each.subject not in whole]


def _asked(about: About) -> Iterator[Said]:
    yield _answered(about)
    if about.opened and about.closed:
        key = "open_between" if about.is_open else "asked_between"
        yield phrase(about.called(key), span=f"{about.opened}/{about.closed}")
    for name, number in about.channels:
        if number:
            yield phrase("came_by", name=name, n=number, people=people(number))
    for code, number in about.languages.items():
        if number:
            yield phrase("answered_in", name=phrase(f"in_{code}"), n=number, people=people(number))


def _method(about: About, findings: Sequence[Finding]) -> Iterator[Said]:
    key = "method_self_selected" if about.is_self_selected else "method_invited"
    yield phrase(about.called(key))
    yield phrase(about.called("method_shares"))
    if any(finding.weights or "weighted" in finding.figures for finding in findings):
        yield phrase("method_weights")
        yield phrase("method_weights_limit")
    if about.is_public:
        yield phrase("method_hidden")
    else:
        yield phrase("method_staff")
    yield phrase("method_rounding")


def _next(about: About) -> Iterator[Said]:
    if about.following:
        yield about.following
    yield phrase(about.called("next_open") if about.is_open else "next_used")
    if about.address:
        yield phrase("next_address", address=about.address)
