"""What a brainstorm comes to, as the JSON that findings carry.

Format 1. Every object has `shape` and `respondents` (participants in all); by shape also

- turnout: `ideas` and `evaluations` in all, `rows` with those of each question, `languages`: how
  many ideas were written in each
- ideas: `order` (support or divided), `options` (agree, pass, disagree), `rows`: of each idea
  `answered` by those who weighed it, `counts`, and `low`, the lower end of Wilson's interval of
  those who agree (where people rate importance there are no such findings)
- idea_ratings: `order` (importance or fourfold), `rows`: of each idea `answered`, `mean`, `drawn`
  (the mean drawn towards that of the whole brainstorm), `low` and `high` (Student's interval,
  where there is one), and in a fourfold `second` with the same of how well it is done, and `gap`
- idea_themes: `options`: of each theme `count` (ideas), `joined` (ideas joined to those), and the
  codes of `typical` ideas; `untold`: ideas in no theme

Ideas are named by their public codes. `label` holds their words in findings for staff; releases
leave it out, and whoever reads one looks the words up (`services.findings.worded`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from participation.activities.domain.statistics.shares import wilson
from participation.brainstorming.domain.ratings import Given, Rating, rating
from participation.brainstorming.domain.weighing import Counts

FORMAT = 1
TURNOUT, OPINIONS, RATINGS, THEMES = "turnout", "ideas", "idea_ratings", "idea_themes"
MOST, MOST_DIVIDED, MOST_FOURFOLD, TYPICAL = 10, 5, 20, 3
OPTIONS = ("disagree", "pass", "agree")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """An idea that others see: its code, and what they think of it."""

    code: str
    question: int
    language: str
    counts: Counts
    joined: int = 0
    theme: int | None = None


def turnout(
    participants: int, questions: Mapping[int, tuple[str, Any]], ideas: Sequence[Counted]
) -> dict[str, Any]:
    """Return how many took part, wrote and weighed; questions are code and words, by key."""
    languages: dict[str, int] = {}
    for idea in ideas:
        languages[idea.language] = languages.get(idea.language, 0) + 1 + idea.joined
    rows = [
        {"code": code, "label": label, **_sums([one for one in ideas if one.question == question])}
        for question, (code, label) in questions.items()
    ]
    return {
        **_whole(TURNOUT, participants),
        **_sums(ideas),
        "rows": rows,
        "languages": dict(sorted(languages.items())),
    }


def _whole(shape: str, participants: int) -> dict[str, Any]:
    return {"format": FORMAT, "shape": shape, "respondents": participants}


def _sums(ideas: Iterable[Counted]) -> dict[str, int]:
    every = list(ideas)
    return {
        "ideas": sum(1 + one.joined for one in every),
        "evaluations": sum(one.counts.seen for one in every),
    }


def supported(participants: int, ideas: Iterable[Counted], least: int) -> dict[str, Any] | None:
    """Return the ideas that most people surely agree with; nothing of ideas that few weighed."""
    return _opinions(participants, ideas, least, ("support", _support, MOST))


def divided(participants: int, ideas: Iterable[Counted], least: int) -> dict[str, Any] | None:
    """Return the ideas about which people surely differ most."""
    both = (one for one in ideas if one.counts.agreed and one.counts.disagreed)
    return _opinions(participants, both, least, ("divided", _division, MOST_DIVIDED))


Order = tuple[str, Callable[[Counted], float], int]


def _support(idea: Counted) -> float:
    return idea.counts.support


def _division(idea: Counted) -> float:
    return idea.counts.division


def _opinions(
    participants: int, ideas: Iterable[Counted], least: int, order: Order
) -> dict[str, Any] | None:
    name, by, most = order
    enough = [one for one in ideas if not one.counts.rated and one.counts.seen >= least]
    chosen = sorted(enough, key=lambda one: (-by(one), one.code))[:most]
    if not chosen:
        return None
    return {
        **_whole(OPINIONS, participants),
        "order": name,
        "options": [{"code": code, "label": {}} for code in OPTIONS],
        "rows": [_opinion(one) for one in chosen],
    }


def _opinion(idea: Counted) -> dict[str, Any]:
    counts = idea.counts
    return {
        "code": idea.code,
        "answered": counts.seen,
        "counts": {"disagree": counts.disagreed, "pass": counts.passed, "agree": counts.agreed},
        "low": wilson(counts.agreed / counts.seen, counts.seen).low,
    }


def important(participants: int, ideas: Sequence[Counted], least: int) -> dict[str, Any] | None:
    """Return the ideas that people find most important, by means drawn towards the whole."""
    middle = _middle(one.counts.importance for one in ideas)
    rated = [(one, rating(one.counts.importance, middle)) for one in ideas]
    enough = [(one, found) for one, found in rated if found and found.n >= least]
    chosen = sorted(enough, key=lambda each: (-each[1].drawn, each[0].code))[:MOST]
    if not chosen:
        return None
    rows = [{"code": one.code, **_rated(found)} for one, found in chosen]
    return {**_whole(RATINGS, participants), "order": "importance", "rows": rows}


def fourfold(participants: int, ideas: Sequence[Counted], least: int) -> dict[str, Any] | None:
    """Return importance beside how well it is done today, of ideas that enough rated on both."""
    middles = (
        _middle(one.counts.importance for one in ideas),
        _middle(one.counts.realisation for one in ideas),
    )
    found = []
    for one in ideas:
        matters = rating(one.counts.importance, middles[0])
        done = rating(one.counts.realisation, middles[1])
        if matters and done and min(matters.n, done.n) >= least:
            found.append((one, matters, done))
    chosen = sorted(found, key=lambda each: (-each[1].drawn, each[0].code))[:MOST_FOURFOLD]
    if not chosen:
        return None
    rows = [
        {
            "code": one.code,
            **_rated(matters),
            "second": _rated(done),
            "gap": matters.mean - done.mean,
        }
        for one, matters, done in chosen
    ]
    return {**_whole(RATINGS, participants), "order": "fourfold", "rows": rows}


def _middle(given: Iterable[Given]) -> float:
    """Return the mean of everything that was given."""
    return sum(given, Given()).mean


def _rated(found: Rating) -> dict[str, Any]:
    told = {"answered": found.n, "mean": found.mean, "drawn": found.drawn}
    if found.interval is not None:
        told |= {"low": found.interval.low, "high": found.interval.high}
    return told


def themes(
    participants: int, labels: Mapping[int, tuple[str, Any]], ideas: Sequence[Counted]
) -> dict[str, Any] | None:
    """Return themes with their sizes, the largest first, and ideas that tell what they are about.

    Labels are code and words, by key. Joined ideas count in the theme of the one they joined.
    """
    if not any(one.theme in labels for one in ideas):
        return None
    options = [_theme(code, label, key, ideas) for key, (code, label) in labels.items()]
    options.sort(key=lambda option: -option["count"])
    total = sum(1 + one.joined for one in ideas)
    inside = sum(option["count"] for option in options)
    return {**_whole(THEMES, participants), "options": options, "untold": total - inside}


def _theme(code: str, label: Any, key: int, ideas: Sequence[Counted]) -> dict[str, Any]:
    mine = sorted((one for one in ideas if one.theme == key), key=_typical)
    joined = sum(one.joined for one in mine)
    return {
        "code": code,
        "label": label,
        "count": len(mine) + joined,
        "joined": joined,
        "typical": [{"code": one.code} for one in mine[:TYPICAL]],
    }


def _typical(idea: Counted) -> tuple[float, int, str]:
    return (-idea.counts.support, -idea.joined, idea.code)
