"""A survey in LimeSurvey's tab-separated text: one row for each thing in each language."""

import csv
from io import StringIO

from surveys.interchange.limesurvey.survey import Asked, Group, Part, Survey
from surveys.interchange.report import FormRefused

MOST_ROWS = 200_000
LONGEST_CELL = 200_000
NOT_ATTRIBUTES = frozenset({
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language",
    "validation", "mandatory", "encrypted", "other", "default", "same_default", "same_script",
})  # fmt: skip
LOSSES = {"AS": "assessment", "QTA": "quota", "C": "legacy_condition"}
TEXTS = {
    "surveyls_title": "title",
    "surveyls_description": "description",
    "surveyls_welcometext": "welcome",
    "surveyls_endtext": "end",
}

Row = dict[str, str]


def read_tsv(content: bytes) -> Survey:
    """Read the file, or refuse it."""
    return _Tsv(_rows(content)).survey()


def _rows(content: bytes) -> list[Row]:
    try:
        words = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormRefused("not_utf8") from error
    reader = csv.DictReader(StringIO(words.replace("\0", ""), newline=""), delimiter="\t")
    found = []
    try:
        for row in reader:
            found.append({str(k): v for k, v in row.items() if k and isinstance(v, str)})
            if len(found) > MOST_ROWS:
                raise FormRefused("too_many_rows", limit=MOST_ROWS)
    except csv.Error as error:
        raise FormRefused("damaged_file") from error
    if not found or "class" not in found[0]:
        raise FormRefused("not_a_survey")
    return found


class _Tsv:
    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        settings = {r.get("name", ""): r.get("text", "") for r in rows if r.get("class") == "S"}
        main = settings.get("language") or "en"
        more = settings.get("additional_languages", "").split()
        used = [row.get("language", "") for row in rows]
        self.languages = list(dict.fromkeys(filter(None, [main, *more, *used])))
        self.found = Survey(self.languages)
        self.groups: dict[str, Group] = {}
        self.asked: dict[str, Asked] = {}
        self.parts: dict[tuple[str, str, str, int], Part] = {}
        # The group and the question that rows of a language belong to.
        self.at: dict[str, tuple[Group, Asked | None]] = {}

    def survey(self) -> Survey:
        readings = {"SL": self._text, "G": self._group, "Q": self._question}
        for row in self.rows:
            kind = row.get("class", "")
            if kind in readings:
                readings[kind](row)
            elif kind in ("SQ", "A"):
                self._part(row, kind)
            elif kind in LOSSES:
                self.found.losses.append((LOSSES[kind], row.get("name", "")))
        self.found.groups = list(self.groups.values())
        return self.found

    def _text(self, row: Row) -> None:
        field = TEXTS.get(row.get("name", ""))
        if field and row.get("text"):
            getattr(self.found, field)[row.get("language", "")] = row["text"]

    def _group(self, row: Row) -> None:
        language = row.get("language", "")
        key = row.get("id") or row.get("type/scale") or row.get("name", "")
        group = self.groups.setdefault(key, Group())
        group.name[language] = row.get("name", "")
        group.description[language] = row.get("text", "")
        group.relevance = group.relevance or row.get("relevance", "")
        self.at[language] = (group, None)

    def _question(self, row: Row) -> None:
        language, code = row.get("language", ""), row.get("name", "")
        asked = self.asked.get(code)
        group = self.at.get(language, next(iter(self.at.values()), (None, None)))[0]
        if asked is None:
            if group is None:
                raise FormRefused("damaged_file")
            asked = self.asked[code] = self._asked(row)
            group.questions.append(asked)
        asked.words[language] = row.get("text", "")
        asked.help[language] = row.get("help", "")
        if group is not None:
            self.at[language] = (group, asked)

    def _asked(self, row: Row) -> Asked:
        attributes = {
            name: {"": value} for name, value in row.items() if value and name not in NOT_ATTRIBUTES
        }
        return Asked(
            type=row.get("type/scale", ""),
            code=row.get("name", ""),
            relevance=row.get("relevance", "").strip(),
            mandatory=row.get("mandatory", "") or "N",
            other=row.get("other") == "Y",
            pattern=row.get("validation", ""),
            attributes=attributes,
            has_default=bool(row.get("default")),
        )

    def _part(self, row: Row, kind: str) -> None:
        language = row.get("language", "")
        _group, asked = self.at.get(language, (None, None))
        if asked is None:
            raise FormRefused("damaged_file")
        scale = int(row.get("type/scale") == "1")
        key = (asked.code, kind, row.get("name", ""), scale)
        part = self.parts.get(key)
        if part is None:
            part = self.parts[key] = Part(row.get("name", ""), scale=scale)
            part.relevance = row.get("relevance", "").strip() if kind == "SQ" else ""
            (asked.parts if kind == "SQ" else asked.answers).append(part)
        part.words[language] = row.get("text", "")
