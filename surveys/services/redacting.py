"""Taking words out of answers for good, and picking quotes that tell of nobody."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from participation.texts.personal import Hint, hints
from participation.texts.redaction import Span, moved, places_of, redacted, spans
from participation.texts.words import tokens
from surveys.coding_models import CodeFrame, Quote, Redaction, SuggestedGroup
from surveys.models import Response
from surveys.services import counting, frames
from surveys.services.coding_refusals import NotInAnswer, StillPersonal
from surveys.services.open_answers import Answer, Asked


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an answer: plain, or with a hint."""

    words: str
    hint: Hint | None = None


def parts(words: str) -> list[Part]:
    """Return an answer in parts, the hints of personal data apart."""
    found, at = [], 0
    for hint in hints(words):
        found += [Part(words[at : hint.start]), Part(words[hint.start : hint.end], hint)]
        at = hint.end
    return [part for part in [*found, Part(words[at:])] if part.words]


def redact(  # noqa: PLR0913 -- where, what, who and when
    question: Asked,
    answer: Answer,
    chosen: Collection[int],
    typed: str,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Take hints (by where they start) and typed words out of an answer; return how many places.

    Quotes move along. Suggestions forget the words, and nothing waits to be counted that still
    has them. What is written down is where and why, never which words.
    """
    response = _locked(question, answer.key)
    words = response.answers[question.key]
    gone = [(Span(h.start, h.end), h.kind.value) for h in hints(words) if h.start in chosen]
    by_hand = places_of(typed.strip(), words)
    if (typed.strip() and not by_hand) or not (gone or by_hand):
        raise NotInAnswer
    gone += [(span, "") for span in by_hand]
    joined = spans((span for span, _kind in gone), words)
    response.answers = {**response.answers, question.key: redacted(words, joined)}
    for span in joined:
        kind = next((k for s, k in gone if k and s.start >= span.start and s.end <= span.end), "")
        db.session.add(
            Redaction(
                response_id=response.id,
                name=question.key,
                start=span.start,
                length=span.end - span.start,
                kind=kind,
                person_id=actor.person_id,
                moment=now,
            )
        )
    _follow(question, response.id, words, joined)
    db.session.flush()
    _count_what_waits(response.survey_id, now)
    _note(question, joined, actor)
    return len(joined)


def _locked(question: Asked, key: bytes) -> Response:
    wanted = sa.select(Response).where(
        Response.id == key, Response.survey_id == question.activity.id
    )
    found = db.session.scalar(wanted.with_for_update().execution_options(populate_existing=True))
    if found is None or not isinstance(found.answers.get(question.key), str):
        raise NotFound
    return found


def _follow(question: Asked, key: bytes, words: str, gone: Sequence[Span]) -> None:
    """Move the quotes of the answer, and take its words from suggestions."""
    quotes = sa.select(Quote).where(Quote.response_id == key, Quote.frame_id == question.frame_id)
    for quote in db.session.scalars(quotes):
        span = moved(Span(quote.start, quote.end), gone)
        quote.start, quote.end = span.start, span.end
    out = {word for span in gone for word in tokens(words[span.start : span.end])}
    groups = (
        sa.select(SuggestedGroup)
        .join(CodeFrame, CodeFrame.id == SuggestedGroup.frame_id)
        .where(CodeFrame.survey_id == question.activity.id)
    )
    for group in db.session.scalars(groups):
        if out & set(group.terms):
            group.terms = [term for term in group.terms if term not in out]


def _count_what_waits(survey_id: int, now: datetime) -> None:
    """Count every note of the survey, so that none keeps the words of an earlier answer."""
    while counting.refresh(survey_id, now):
        pass


def _note(question: Asked, gone: Sequence[Span], actor: Actor) -> None:
    record(
        actor,
        "surveys.redact",
        question.activity.public_id,
        process_id=question.activity.process_id,
        after={"question": question.name, "places": len(gone)},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quote with its words."""

    quote: Quote
    words: str
    language: str
    key: bytes

    @property
    def name(self) -> str:
        """The answer's name."""
        return self.key.hex()


def pick(  # noqa: PLR0913 -- where, what, who and when
    question: Asked, answer: Answer, passage: str, *, is_clean: bool, actor: Actor, now: datetime
) -> Quote:
    """Pick a passage for reports, once a person has confirmed that it tells of nobody."""
    places = places_of(passage.strip(), answer.words)
    if not places:
        raise NotInAnswer
    if not is_clean:
        raise StillPersonal
    quote = Quote(
        frame_id=frames.frame_of(question).id,
        response_id=answer.key,
        start=places[0].start,
        end=places[0].end,
        checked_by=actor.person_id,
        checked=now,
    )
    db.session.add(quote)
    db.session.flush()
    return quote


def quotes(question: Asked, key: bytes | None = None) -> list[Quoted]:
    """Return the quotes of a question, or of one answer; their words are cut from the answers."""
    answers = question.answers().subquery()
    wanted = (
        sa.select(Quote, answers.c.id, answers.c.words, answers.c.language)
        .join(answers, answers.c.id == Quote.response_id)
        .where(Quote.frame_id == question.frame_id)
        .order_by(Quote.id)
    )
    if key is not None:
        wanted = wanted.where(Quote.response_id == key)
    return [
        Quoted(quote=quote, words=words[quote.start : quote.end], language=language, key=answer)
        for quote, answer, words, language in db.session.execute(wanted)
    ]


def put_back(question: Asked, public_id: str) -> None:
    """Take a quote out of those picked."""
    quote = db.session.scalar(
        sa.select(Quote).where(Quote.frame_id == question.frame_id, Quote.public_id == public_id)
    )
    if quote is None:
        raise NotFound
    db.session.delete(quote)
    db.session.flush()


def redactions(question: Asked, key: bytes) -> Sequence[Redaction]:
    """Return what was taken out of an answer, and when."""
    wanted = sa.select(Redaction).where(
        Redaction.response_id == key, Redaction.name == question.key
    )
    return db.session.scalars(wanted.order_by(Redaction.moment, Redaction.id)).all()
