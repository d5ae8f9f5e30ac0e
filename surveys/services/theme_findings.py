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
from surveys.domain.questions.base import OTHER
from surveys.services import counting

SUFFIX = "~themes"
LAST = 1_000_000


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


def with_themes(
    activity: Activity, findings: Sequence[Finding], threshold: int | None = None
) -> list[Finding]:
    """Return findings with those of coded themes after the questions they belong to.

    With a threshold, themes of few answers are merged, as everybody may see them.
    """
    frames = _frames(activity.id)
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


def _frames(activity_id: int) -> dict[str, Frame]:
    """Return the frames by name, with all their readings, in one query."""
    frames: dict[str, Frame] = defaultdict(Frame)
    rows = db.session.execute(_every(activity_id)).all()
    words = [row for row in rows if row[4] is None]
    for name, _place, theme, label, _response, _coder in sorted(words, key=lambda row: row[1]):
        frames[name].labels[theme] = label.to_json()
    for name, _place, theme, _label, response, coder in rows:
        if response is not None:
            themes = frames[name].answers.setdefault(response, {}).setdefault(coder or 0, set())
            if theme is not None:
                themes.add(theme)
    return frames


def _every(activity_id: int) -> Any:
    """Select the themes with their words and places, and the readings, whose place is last."""
    mine = CodeFrame.survey_id == activity_id
    named = (CodeFrame.name, Theme.place, Theme.public_id, Theme.label, sa.null(), sa.null())
    themes = sa.select(*named).join(Theme, Theme.frame_id == CodeFrame.id).where(mine)
    given = (Theme.public_id, sa.null(), Reading.response_id, Reading.coder_id)
    readings = (
        sa.select(CodeFrame.name, sa.literal(LAST), *given)
        .join(Reading, Reading.frame_id == CodeFrame.id)
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .outerjoin(Theme, Theme.id == Coding.theme_id)
        .where(mine)
    )
    return themes.union_all(readings)


def _finding(base: Finding, name: str, frame: Frame, threshold: int | None) -> Finding:
    """Make the finding of a frame from that of its question."""
    labels, given = frame.labels, frame.given
    answers = [decided(list(by.values())) for by in given]
    is_other = name.endswith(f"~{OTHER}")
    written = base.figures.get("others", 0) if is_other else base.answered
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


def _option(code: str, labels: Mapping[str, Any], count: int) -> dict[str, Any]:
    """Return a theme; none, and merged ones, are named by the interface."""
    return {"code": code, "label": labels.get(code, {}), "count": count}
