"""Feedback on the service, so that the queue is not empty."""

from datetime import datetime, timedelta

from participation.municipality.models import FeedbackKind
from participation.municipality.services.feedback import Words, give_feedback

GIVEN = (
    (
        16,
        FeedbackKind.ACCESSIBILITY,
        "fi",
        "Ruudunlukijani lukee ohjelman PDF-tiedostoa oudosti. Saisinko sen tekstinä?",
        "palaute@example.fi",
    ),
    (
        5,
        FeedbackKind.GENERAL,
        "sv",
        "Bra att man kan svara utan att logga in. En påminnelse före sista dagen vore fin.",
        "",
    ),
    (
        1,
        FeedbackKind.GENERAL,
        "en",
        "The survey was easy to answer on the bus. I would like to see the results on a map.",
        "",
    ),
)


def give_some_feedback(now: datetime) -> None:
    """Put a few pieces of feedback into the queue, one of them late."""
    for days, kind, language, words, email in GIVEN:
        given = Words(kind=kind, words=words, language=language, email=email)
        give_feedback(given, now - timedelta(days=days))
