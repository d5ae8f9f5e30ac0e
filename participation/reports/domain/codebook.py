"""What the figures of a report are, for those who use them elsewhere: codes, bases, checksums."""

from collections.abc import Iterable, Iterator

from participation.activities.domain.findings import Finding
from participation.reports.domain.exhibiting.parts import people
from participation.reports.domain.exhibits import Row, Table
from participation.reports.domain.measures import label_of
from participation.reports.domain.said import Phrase, Said, phrase

PARTS = ("options", "rows", "scale")


def codebook(findings: Iterable[Finding]) -> Table:
    """Return a line for each finding, and one for each of its options and rows."""
    return Table(
        title=phrase("codebook"),
        stub=phrase("code"),
        columns=(
            phrase("words"),
            phrase("asked"),
            phrase("answered"),
            phrase("versions"),
            phrase("checksum"),
        ),
        rows=tuple(row for finding in findings for row in _rows(finding)),
    )


def _rows(finding: Finding) -> Iterator[Row]:
    asked = ", ".join(map(str, finding.versions))
    yield Row(
        head=finding.subject,
        cells=(
            finding.label,
            people(finding.asked),
            people(finding.answered),
            asked,
            finding.checksum(),
        ),
    )
    seen = set()
    for name in PARTS:
        for part in finding.figures.get(name, ()):
            if part["code"] not in seen:
                seen.add(part["code"])
                yield Row(head=f"{finding.subject}.{part['code']}", cells=_part(label_of(part)))


def _part(words: Said) -> tuple[Said | Phrase, ...]:
    return (words, "", "", "", "")
