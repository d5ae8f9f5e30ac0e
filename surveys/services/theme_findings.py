"""Coded themes as findings: how many answers to an open question are about what."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import selectinload

from participation.activities.domain.findings import Finding
from participation.activities.domain.statistics.agreement import Kappa
from participation.activities.models import Activity
from participation.platform.extensions import db
from surveys.coding_models import CodeFrame, Coding, Reading, Theme
from surveys.domain.coding import MERGED, NONE, agreements, counted, decided, merged
from surveys.domain.questions.base import OTHER

SUFFIX = "~themes"

Given = Mapping[int, Sequence[Mapping[int, frozenset[str]]]]


def with_themes(
    activity: Activity, findings: Sequence[Finding], threshold: int | None = None
) -> list[Finding]:
    """Return findings with those of coded themes after the questions they belong to.

    With a threshold, themes of few answers are merged, as everybody may see them.
    """
    frames = _frames(activity.id)
    given = _given(list(frames.values())) if frames else {}
    found: list[Finding] = []
    for finding in findings:
        found.append(finding)
        whole = f"{finding.subject}{finding.figures.get('mark', '')}"
        for name in (whole, f"{whole}~{OTHER}"):
            if name in frames and given.get(frames[name].id):
                frame = frames[name]
                found.append(_finding(finding, frame, given[frame.id], threshold))
    return found


def _frames(activity_id: int) -> dict[str, CodeFrame]:
    wanted = sa.select(CodeFrame).where(CodeFrame.survey_id == activity_id)
    rows = db.session.scalars(wanted.options(selectinload(CodeFrame.themes)))
    return {frame.name: frame for frame in rows if frame.themes}


def _given(frames: Sequence[CodeFrame]) -> Given:
    """Return by frame, for each answer read, the themes by coder."""
    wanted = (
        sa.select(Reading.frame_id, Reading.response_id, Reading.coder_id, Theme.public_id)
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .outerjoin(Theme, Theme.id == Coding.theme_id)
        .where(Reading.frame_id.in_([frame.id for frame in frames]))
    )
    sets: dict[int, dict[bytes, dict[int, set[str]]]] = {}
    for frame, response, coder, theme in db.session.execute(wanted):
        mine = sets.setdefault(frame, {}).setdefault(response, {}).setdefault(coder or 0, set())
        if theme:
            mine.add(theme)
    return {
        frame: [{coder: frozenset(s) for coder, s in by.items()} for by in answers.values()]
        for frame, answers in sets.items()
    }


def _finding(
    base: Finding,
    frame: CodeFrame,
    given: Sequence[Mapping[int, frozenset[str]]],
    threshold: int | None,
) -> Finding:
    """Make the finding of a frame from that of its question."""
    labels = {theme.public_id: theme.label.to_json() for theme in frame.themes}
    answers = [decided(list(by.values())) for by in given]
    is_other = frame.name.endswith(f"~{OTHER}")
    written = base.figures.get("others", 0) if is_other else base.answered
    figures: dict[str, Any] = {
        "format": 1,
        "shape": "themes",
        "respondents": base.figures["respondents"],
        "written": written,
        "uncoded": max(0, written - len(answers)),
        "coders": len({coder for by in given for coder in by}),
    }
    if threshold is None:
        figures |= _of_staff(answers, given, labels)
    else:
        kept = merged(answers, list(labels), threshold)
        figures["options"] = [_option(code, labels, number) for code, number in kept.items()]
        figures["merged_below"] = threshold
    return replace(base, subject=f"{frame.name}{SUFFIX}", answered=len(answers), figures=figures)


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


def _option(code: str, labels: Mapping[str, Any], count: int) -> dict[str, Any]:
    """Return a theme; the two that nobody wrote are named by the interface."""
    return {"code": code, "label": labels.get(code, {}), "count": count}


__all__ = ["MERGED", "NONE", "SUFFIX", "with_themes"]
