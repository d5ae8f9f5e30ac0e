"""What is written for another program, and what it cannot say."""

from dataclasses import dataclass

from surveys.interchange.report import Report


@dataclass(frozen=True, slots=True)
class Exported:
    """A file; `report` has what the other program cannot say."""

    content: bytes
    suffix: str
    mimetype: str
    report: Report
