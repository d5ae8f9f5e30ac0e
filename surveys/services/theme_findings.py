"""Coded themes as findings: how many answers to an open question are about what."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any

import sqlalchemy as sa

from participation.activities.domain.filters import WHOLE, Cut
from participation.activities.domain.findings import Finding
from participation.activities.domain.statistics.agreement import Kappa
from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys.coding_models import CodeFrame, Coding, Reading, Theme
from surveys.domain.coding import NONE, agreements, counted, decided, merged
from surveys.domain.counting.members import Member
from surveys.domain.questions.base import OTHER
from surveys.domain.theme_cuts import Read, Themes, split
from surveys.models import SurveyWeighting
from surveys.services import counting

SUFFIX = "~themes"
LAST, WEIGHTS = 1_000_000, -1


@dataclass
class Frame:
    """The labels of a frame's themes, and for each answer read the themes by coder."""

    labels: dict[str, Any] = field(default_factory=dict)
    answers: dict[bytes, dict[int, set[str]]] = field(default_factory=dict)

    @cached_property
    def given(self) -> list[dict[int, frozenset[str]]]:
        """The themes by coder, answer by answer."""
        return [
            {coder: frozenset(themes) for coder, themes in by.items()}
            for by in self.answers.values()
        ]


def findings(activity: Activity, now: datetime, cut: Cut = WHOLE) -> tuple[Finding, ...]:
    """Make the finding of every question, and of coded themes, small ones merged.

    Themes are of all answers: some of them, or groups, would tell of too few.
    """
    found = counting.findings(activity, now, cut)
    return found if cut else tuple(with_themes(activity, found, activity.least_people))


def find(activity: Activity, subject: str, now: datetime, cut: Cut = WHOLE) -> Finding:
    """Make one finding, or refuse."""
    if not subject.endswith(SUFFIX):
        return counting.find(activity, subject, now, cut)
    for finding in findings(activity, now, cut):
        if finding.subject == subject:
            return finding
    raise NotFound


def findings_each(activities: Sequence[Activity], now: datetime) -> dict[str, tuple[Finding, ...]]:
    """Make the findings of several surveys, by their public ids, in as many queries as of one."""
    ids = [activity.id for activity in activities]
    counted, frames = counting.read_each(ids, now), _frames(ids)
    found: dict[str, tuple[Finding, ...]] = {}
    for each in activities:
        every = counting.all_of(each, counted[each.id])
        found[each.public_id] = tuple(_with_frames(every, frames[each.id], each.least_people))
    return found


def with_themes(
    activity: Activity, findings: Sequence[Finding], threshold: int | None = None
) -> list[Finding]:
    """Return findings with those of coded themes after the questions they belong to.

    With a threshold, themes of few answers are merged, as everybody may see them.
    """
    return _with_frames(findings, _frames([activity.id])[activity.id], threshold)


def _with_frames(
    findings: Sequence[Finding], frames: Mapping[str, "Frame"], threshold: int | None
) -> list[Finding]:
    found: list[Finding] = []
    for finding in findings:
        found.append(finding)
        whole = f"{finding.subject}{finding.figures.get('mark', '')}"
        found += [
            _finding(finding, name, frames[name], threshold)
            for name in (whole, f"{whole}~{OTHER}")
            if name in frames and frames[name].answers
        ]
    return found


@dataclass(frozen=True, slots=True)
class Frames:
    """What coders made of a survey's open answers, and whether the survey has weights."""

    by_name: Mapping[str, Frame]
    has_weights: bool

    @property
    def keys(self) -> frozenset[bytes]:
        """The responses of which an answer was read."""
        return frozenset(key for frame in self.by_name.values() for key in frame.answers)


def frames_of(activity: Activity) -> Frames:
    """Return the frames of a survey, and whether it has weights, in one statement."""
    weights = sa.select(SurveyWeighting.survey_id, SurveyWeighting.name, sa.literal(WEIGHTS))
    nothing = (sa.null(), sa.null(), sa.null(), sa.null())
    mine = weights.add_columns(*nothing).where(SurveyWeighting.survey_id == activity.id)
    rows = db.session.execute(_every([activity.id], mine)).all()
    kept = [row for row in rows if row[2] != WEIGHTS]
    return Frames(_by_name([activity.id], kept)[activity.id], len(kept) < len(rows))


def with_cut_themes(
    frames: Frames, findings: Sequence[Finding], left: Mapping[bytes, Member]
) -> list[Finding]:
    """Return the findings of a cut with the themes of those answers that it leaves, for staff."""
    found: list[Finding] = []
    for finding in findings:
        whole = f"{finding.subject}{finding.figures.get('mark', '')}"
        found.append(finding)
        found += [
            _cut_finding(finding, name, frames.by_name[name], left)
            for name in (whole, f"{whole}~{OTHER}")
            if name in frames.by_name and frames.by_name[name].answers
        ]
    return found


def _cut_finding(base: Finding, name: str, frame: Frame, left: Mapping[bytes, Member]) -> Finding:
    """Make the finding of a frame from those of its answers that a cut leaves."""
    labels = frame.labels
    read = [
        Read(decided([frozenset(themes) for themes in by.values()]), left[key])
        for key, by in frame.answers.items()
        if key in left
    ]
    told = Themes(
        list(labels), lambda code, number: _option(code, labels, number), bool(base.weights)
    )
    figures = told.figures(read, base.figures["respondents"])
    written = _written(base, name)
    figures |= {"written": written, "uncoded": max(0, written - len(read))}
    if "by" in base.figures:
        figures["by"] = split(told, read, base.figures["by"])
    if "apart" in base.figures:
        figures["apart"] = base.figures["apart"]
    return replace(base, subject=f"{name}{SUFFIX}", answered=len(read), figures=figures)


def _written(base: Finding, name: str) -> int:
    """Return how many wrote something: answers in words, or words for "other"."""
    plain = base.figures.get("unweighted", base.figures)
    return int(plain.get("others", 0)) if name.endswith(f"~{OTHER}") else base.answered


def _frames(activity_ids: Sequence[int]) -> dict[int, dict[str, Frame]]:
    """Return the frames of each survey by name, with all their readings, in one query."""
    return _by_name(activity_ids, db.session.execute(_every(activity_ids)).all())


def _by_name(activity_ids: Sequence[int], rows: Sequence[Any]) -> dict[int, dict[str, Frame]]:
    found: dict[int, dict[str, Frame]] = {each: defaultdict(Frame) for each in activity_ids}
    words = [row for row in rows if row[5] is None]
    ordered = sorted(words, key=lambda row: row[2])
    for survey, name, _place, theme, label, _response, _coder in ordered:
        found[survey][name].labels[theme] = label.to_json()
    for survey, name, _place, theme, _label, response, coder in rows:
        if response is not None:
            answers = found[survey][name].answers
            themes = answers.setdefault(response, {}).setdefault(coder or 0, set())
            if theme is not None:
                themes.add(theme)
    return found


def _every(activity_ids: Sequence[int], *more: sa.Select[Any]) -> Any:
    """Select the themes with their words and places, and the readings, whose place is last."""
    mine = CodeFrame.survey_id.in_(activity_ids)
    frame = (CodeFrame.survey_id, CodeFrame.name)
    named = (*frame, Theme.place, Theme.public_id, Theme.label, sa.null(), sa.null())
    themes = sa.select(*named).join(Theme, Theme.frame_id == CodeFrame.id).where(mine)
    given = (Theme.public_id, sa.null(), Reading.response_id, Reading.coder_id)
    readings = (
        sa.select(*frame, sa.literal(LAST), *given)
        .join(Reading, Reading.frame_id == CodeFrame.id)
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .outerjoin(Theme, Theme.id == Coding.theme_id)
        .where(mine)
    )
    return themes.union_all(readings, *more)


def _finding(base: Finding, name: str, frame: Frame, threshold: int | None) -> Finding:
    """Make the finding of a frame from that of its question."""
    labels, given = frame.labels, frame.given
    answers = [decided(list(by.values())) for by in given]
    written = _written(base, name)
    figures: dict[str, Any] = {
        "format": 1,
        "shape": "themes",
        "respondents": base.figures["respondents"],
    }
    if "apart" in base.figures:
        figures["apart"] = base.figures["apart"]
    if threshold is None:
        figures |= _of_staff(answers, given, labels)
        figures |= {"written": written, "uncoded": max(0, written - len(answers))}
    else:
        kept = merged(answers, list(labels), threshold)
        figures["options"] = [_option(code, labels, number) for code, number in kept.items()]
    return replace(base, subject=f"{name}{SUFFIX}", answered=len(answers), figures=figures)


def _of_staff(
    answers: Sequence[frozenset[str]],
    given: Sequence[Mapping[int, frozenset[str]]],
    labels: Mapping[str, Any],
) -> dict[str, Any]:
    codes = list(labels)
    found = counted(answers, codes)
    options = [_option(code, labels, found.themes[code]) for code in codes]
    both = [
        {"answers": one.answers, "kappa": round(one.whole.kappa, 3)}
        for one in agreements(given, codes)
        if isinstance(one.whole, Kappa)
    ]
    return {"options": [*options, _option(NONE, labels, found.none)], "agreement": both}


def _option(code: str, labels: Mapping[str, Any], count: float) -> dict[str, Any]:
    """Return a theme; none, and merged ones, are named by the interface."""
    return {"code": code, "label": labels.get(code, {}), "count": count}
