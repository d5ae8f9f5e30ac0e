"""Findings of every shape, made by hand, in three languages."""

from typing import Any

from participation.activities.domain.findings import Finding
from participation.reports.domain.blocks import FindingBlock, Source
from participation.reports.domain.document import Document
from tests.reports.exhibited_counts import (
    DATE,
    FILES,
    HIDDEN,
    MULTIPLE,
    NPS,
    NUMBER,
    OPEN,
    POINT,
    SCALE,
    SINGLE,
    VEILED,
    YEARS,
)
from tests.reports.exhibited_parts import (
    finding,
    said,
    text,
)
from tests.reports.exhibited_rows import (
    ALLOCATION,
    DOUBLE,
    MATRIX,
    OPPOSITES,
    PLAIN_MATRIX,
    RANKING,
)


def group(code: str, words: tuple[str, str, str], counts: tuple[int, ...]) -> dict[str, Any]:
    options = [
        {**each, "count": n} for each, n in zip(SINGLE.figures["options"], counts, strict=True)
    ]
    figures = {**SINGLE.figures, "options": options, "others": counts[-1]}
    total = sum(counts)
    return {
        "code": code,
        "label": said(*words),
        "asked": total + 1,
        "answered": total,
        "missing": {"no_answer": 1},
        "figures": figures,
    }


SPLIT = finding(
    "park",
    SINGLE.label,
    {
        **SINGLE.figures,
        "by": {
            "variable": "age",
            "label": said("Ikä", "Ålder", "Age"),
            "groups": [
                group("young", ("Alle 30-vuotiaat", "Under 30 år", "Under 30"), (5, 8, 2, 0, 1)),
                group(
                    "old",
                    ("30 vuotta täyttäneet", "30 år eller äldre", "30 and over"),
                    (12, 3, 5, 0, 2),
                ),
                {
                    **group("none", ("Ei kerro", "Vill inte säga", "Not told"), (0, 0, 0, 0, 0)),
                    "figures": {
                        "format": 1,
                        "shape": "single",
                        "respondents": 40,
                        "hidden": {"reason": "few_answers", "threshold": 5},
                    },
                },
            ],
            "tests": {},
        },
    },
    by="age",
)
WEIGHTED = finding(
    "grade",
    SCALE.label,
    {
        **SCALE.figures,
        "options": [
            {**each, "count": each["count"] * w}
            for each, w in zip(
                SCALE.figures["options"], (1.5, 1.5, 1.25, 1.1, 0.9, 0.9, 1.125), strict=True
            )
        ],
        "unweighted": SCALE.figures,
    },
    weights={"name": "population", "n_effective": 31.4, "design_effect": 1.21},
)
EVERY = (
    *(SINGLE, SCALE, NPS, MULTIPLE, MATRIX, PLAIN_MATRIX, OPPOSITES, RANKING, ALLOCATION, POINT),
    *(NUMBER, DATE, YEARS, DOUBLE, OPEN, FILES, HIDDEN, SPLIT, WEIGHTED, VEILED),
)


def document(findings: tuple[Finding, ...] = EVERY) -> Document:
    """A report of findings, one after another."""
    named = {Source.of(each).key: each for each in findings}
    return Document(
        title=text("Asukaskysely", "Invånarenkät", "Residents’ survey"),
        subtitle=text("Raportti", "Rapport", "Report"),
        blocks=tuple(FindingBlock(source=Source.from_key(key)) for key in named),
        findings=named,
    )
