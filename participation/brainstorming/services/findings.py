"""Findings of brainstorms: who took part, what people think of ideas, themes."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from participation.activities.domain.findings import Finding
from participation.activities.models import Activity
from participation.brainstorming import queries
from participation.brainstorming.domain import figures, group_figures
from participation.brainstorming.domain.figures import Counted
from participation.brainstorming.domain.weighing import Counts
from participation.brainstorming.group_models import OpinionRun
from participation.brainstorming.idea_models import (
    Evaluation,
    Idea,
    IdeaTranslation,
    Participant,
)
from participation.brainstorming.models import Brainstorm, BrainstormQuestion
from participation.brainstorming.services import group_findings
from participation.brainstorming.theme_models import IdeaAssignment, IdeaTheme, ThemeState
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound

COUNTS = tuple(getattr(Idea, name) for name in Counts.__slots__)
ROWS = (figures.OPINIONS, figures.RATINGS, group_figures.SHAPE)
ALL = 0  # the question under which all participants are counted


@dataclass
class Read:
    """What one brainstorm holds: participants, who weighed by question, ideas, themes."""

    brainstorm: Brainstorm
    people: dict[int, int] = field(default_factory=dict)
    ideas: list[Counted] = field(default_factory=list)
    themes: dict[int, tuple[str, Any]] = field(default_factory=dict)
    run: OpinionRun | None = None
    by_key: dict[str, Counted] = field(default_factory=dict)

    @property
    def participants(self) -> int:
        """How many took part."""
        return self.people.get(ALL, 0)


def findings(activity: Activity, now: datetime) -> list[Finding]:
    """Make every finding of a brainstorm."""
    return findings_each([activity], now)[activity.public_id]


def find(activity: Activity, subject: str, now: datetime) -> Finding:
    """Make one finding, or refuse."""
    for finding in findings(activity, now):
        if finding.subject == subject:
            return finding
    raise NotFound


def findings_each(activities: Sequence[Activity], now: datetime) -> dict[str, list[Finding]]:
    """Make the findings of several brainstorms, in as many queries as those of one."""
    read = _read([activity.id for activity in activities])
    bare = {each.public_id: _made(each, read[each.id], now) for each in activities}
    words = _words(_codes(one for found in bare.values() for one in found))
    return {name: [_with_words(one, words) for one in found] for name, found in bare.items()}


def worded(stored: Sequence[Finding]) -> list[Finding]:
    """Put the words of ideas into findings of a release, without those no longer shown."""
    words = _words(_codes(stored))
    return [_with_words(one, words) for one in stored]


def _made(activity: Activity, read: Read, now: datetime) -> list[Finding]:
    questions = read.brainstorm.questions
    asked = {one.id: (one.code, one.words.to_json()) for one in questions}
    people, least = read.participants, activity.least_people
    found = [_whole("turnout", activity, people, figures.turnout(people, asked, read.ideas), now)]
    if themes := figures.themes(people, read.themes, read.ideas):
        total = sum(1 + one.joined for one in read.ideas)
        made = _whole("themes", activity, total, themes, now)
        untold = themes["untold"]
        missing = {"no_theme": untold} if untold else {}
        found.append(replace(made, answered=total - untold, missing=missing))
    if groups := group_findings.groups_of(read.brainstorm, read.run, people, read.by_key):
        number = sum(group["count"] for group in groups["options"])
        found.append(_whole("groups", activity, number, groups, now))
    for question in questions:
        ideas = [one for one in read.ideas if one.question == question.id]
        every = {
            "support": figures.supported(people, ideas, least),
            "divided": figures.divided(people, ideas, least),
            "importance": figures.important(people, ideas, least),
            "fourfold": figures.fourfold(people, ideas, least),
        }
        weighers = read.people.get(question.id, 0)
        found += [
            replace(
                _whole(f"{question.code}~{name}", activity, weighers, told, now),
                label=question.words,
            )
            for name, told in every.items()
            if told is not None
        ]
    return found


def _whole(
    subject: str, activity: Activity, number: int, told: Mapping[str, Any], now: datetime
) -> Finding:
    return Finding(
        kind=activity.kind,
        activity=activity.public_id,
        subject=subject,
        label=activity.title,
        asked=number,
        answered=number,
        missing={},
        figures=told,
        moment=now,
    )


def _read(activity_ids: Sequence[int]) -> dict[int, Read]:
    """Read brainstorms: a handful of queries, however many there are."""
    with_runs = queries.brainstorms_of(activity_ids).add_columns(OpinionRun)
    same = OpinionRun.brainstorm_id == Brainstorm.activity_id
    read = db.session.execute(with_runs.outerjoin(OpinionRun, same)).unique()
    found = {one.activity_id: Read(one, run=run) for one, run in read}
    for brainstorm, question, number in db.session.execute(_people(activity_ids)):
        found[brainstorm].people[question] = number
    themed = False
    for brainstorm, key, question, code, language, joined, theme, *counts in _ideas(activity_ids):
        one = Counted(
            code=code,
            question=question,
            language=language,
            joined=joined,
            theme=theme,
            counts=Counts(*counts),
        )
        found[brainstorm].ideas.append(one)
        found[brainstorm].by_key[key.hex()] = one
        themed = themed or theme is not None
    for theme in _themes(activity_ids) if themed else ():
        found[theme.brainstorm_id].themes[theme.id] = (theme.public_id, theme.words.to_json())
    return found


def _people(activity_ids: Sequence[int]) -> Any:
    """Count who took part, and who weighed ideas of each question."""
    everybody = (
        sa.select(Participant.brainstorm_id, sa.literal(ALL), sa.func.count())
        .where(Participant.brainstorm_id.in_(activity_ids))
        .group_by(Participant.brainstorm_id)
    )
    weighed = (
        sa.select(
            Evaluation.brainstorm_id,
            Idea.question_id,
            sa.func.count(sa.distinct(Evaluation.participant)),
        )
        .join(Idea, Idea.id == Evaluation.idea_id)
        .where(Evaluation.brainstorm_id.in_(activity_ids), queries.SHOWN)
        .group_by(Evaluation.brainstorm_id, Idea.question_id)
    )
    return everybody.union_all(weighed)


def _ideas(activity_ids: Sequence[int]) -> Iterable[Any]:
    wanted = (
        sa.select(
            Idea.brainstorm_id,
            Idea.id,
            Idea.question_id,
            Idea.public_id,
            Idea.language,
            Idea.joined,
            IdeaAssignment.theme_id,
            *COUNTS,
        )
        .outerjoin(IdeaAssignment, IdeaAssignment.idea_id == Idea.id)
        .where(Idea.brainstorm_id.in_(activity_ids), queries.SHOWN)
    )
    return db.session.execute(wanted)


def _themes(activity_ids: Sequence[int]) -> Iterable[IdeaTheme]:
    kept = IdeaTheme.brainstorm_id.in_(activity_ids), IdeaTheme.state == ThemeState.KEPT
    wanted = sa.select(IdeaTheme).where(*kept).order_by(IdeaTheme.position, IdeaTheme.id)
    return db.session.scalars(wanted)


def _codes(findings: Iterable[Finding]) -> set[str]:
    """Return the codes of the ideas that findings name."""
    found: set[str] = set()
    for finding in findings:
        for name in ("rows", "options"):
            for part in finding.figures.get(name, ()):
                found |= {idea["code"] for idea in part.get("typical", ())}
        if finding.figures["shape"] in ROWS:
            found |= {row["code"] for row in finding.figures.get("rows", ())}
    return found


def _words(codes: set[str]) -> dict[str, dict[str, str]]:
    """Return the words of those ideas that are shown, in the languages they are in."""
    if not codes:
        return {}
    wanted = (
        sa.select(Idea.public_id, Idea.language, Idea.words)
        .add_columns(IdeaTranslation.language, IdeaTranslation.words)
        .outerjoin(
            IdeaTranslation,
            sa.and_(IdeaTranslation.idea_id == Idea.id, IdeaTranslation.is_reviewed),
        )
        .where(Idea.public_id.in_(codes), queries.SHOWN)
        .order_by(Idea.public_id, IdeaTranslation.language)
    )
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for code, language, words, other, translated in db.session.execute(wanted):
        if other:
            found[code][other] = translated
        found[code][language] = words
    return found


def _with_words(finding: Finding, words: Mapping[str, dict[str, str]]) -> Finding:
    told = dict(finding.figures)
    if told["shape"] in ROWS and "rows" in told:
        told["rows"] = _labelled(told["rows"], words)
    if told["shape"] == figures.THEMES:
        told["options"] = [
            {**option, "typical": _labelled(option["typical"], words)} for option in told["options"]
        ]
    if told["shape"] == group_figures.SHAPE:
        told = group_findings.named(told)
    return replace(finding, figures=told)


def _labelled(
    parts: Sequence[Mapping[str, Any]], words: Mapping[str, dict[str, str]]
) -> list[dict[str, Any]]:
    return [
        {**part, "label": Text(words[part["code"]]).to_json()}
        for part in parts
        if part["code"] in words
    ]


def questions(activity: Activity) -> Sequence[BrainstormQuestion]:
    """Return the questions of a brainstorm."""
    return queries.brainstorm_of(activity.id).questions
