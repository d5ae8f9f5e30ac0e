"""A .lss file as a survey: both ways of keeping languages.

Old files repeat whole rows for each language; newer ones keep words in tables named `…_l10ns`.
"""

from collections import defaultdict
from collections.abc import Iterable

from surveys.interchange.limesurvey.survey import Asked, Group, Part, Survey, Words
from surveys.interchange.limesurvey.tables import Rows, read_tables

# Words for the whole survey that have their own place here, or none.
SETTINGS = ("surveyls_url", "surveyls_urldescription", "surveyls_policy_notice")
LOSSES = {"quota": "quota", "assessments": "assessment", "survey_url_parameters": "url_parameter"}


def read_lss(content: bytes) -> Survey:
    """Read the file, or refuse it."""
    return _Lss(*read_tables(content)).survey()


class _Lss:
    def __init__(self, tables: dict[str, Rows], plain: dict[str, list[str]]) -> None:
        self.tables, self.plain = tables, plain
        surveys = tables.get("surveys", [{}])
        self.sid = surveys[0].get("sid", "")
        main = surveys[0].get("language", "") or "en"
        more = surveys[0].get("additional_languages", "").split()
        self.languages = list(dict.fromkeys([main, *more, *plain.get("language", [])]))
        self.attributes = self._attributes()
        self.defaults = {row.get("qid", "") for row in tables.get("defaultvalues", [])}

    def survey(self) -> Survey:
        settings = self.tables.get("surveys_languagesettings", [])
        found = Survey(
            self.languages,
            title=_by_language(settings, "surveyls_title", "surveyls_language"),
            description=_by_language(settings, "surveyls_description", "surveyls_language"),
            welcome=_by_language(settings, "surveyls_welcometext", "surveyls_language"),
            end=_by_language(settings, "surveyls_endtext", "surveyls_language"),
        )
        found.groups = self._groups()
        for table, reason in LOSSES.items():
            for row in self.tables.get(table, []):
                found.losses.append((reason, row.get("name", "")))
        said = {name for name in SETTINGS for row in settings if row.get(name, "").strip()}
        found.losses += [("setting", name) for name in sorted(said)]
        return found

    def _groups(self) -> list[Group]:
        rows = self._with_words("groups", "group_l10ns", "gid", ("group_name", "description"))
        questions = self._questions()
        ordered = sorted(rows.items(), key=lambda item: _order(item[1][0], "group_order"))
        return [
            Group(
                name=words["group_name"],
                description=words["description"],
                relevance=row.get("grelevance", ""),
                random=row.get("randomization_group", ""),
                questions=questions.get(gid, []),
            )
            for gid, (row, words) in ordered
        ]

    def _questions(self) -> dict[str, list[Asked]]:
        rows = self._with_words("questions", "question_l10ns", "qid", ("question", "help"))
        parts, answers = self._parts(), self._answers()
        conditions = self._conditions()
        found: dict[str, list[Asked]] = defaultdict(list)
        top = ((q, r) for q, r in rows.items() if r[0].get("parent_qid", "0") in ("0", ""))
        for qid, (row, words) in sorted(top, key=lambda item: _order(item[1][0], "question_order")):
            relevance = row.get("relevance", "").strip()
            asked = Asked(
                type=row.get("type", ""),
                code=row.get("title", ""),
                words=words["question"],
                help=words["help"],
                relevance=relevance if relevance not in ("", "1") else conditions.get(qid, ""),
                mandatory=row.get("mandatory", "N"),
                other=row.get("other", "N") == "Y",
                pattern=row.get("preg", ""),
                attributes=self.attributes.get(qid, {}),
                parts=parts.get(qid, []),
                answers=answers.get(qid, []),
                has_default=qid in self.defaults,
                ids=f"{self.sid}X{row.get('gid', '')}X{qid}",
            )
            found[row.get("gid", "")].append(asked)
        return found

    def _parts(self) -> dict[str, list[Part]]:
        rows = self._with_words("subquestions", "question_l10ns", "qid", ("question",))
        found: dict[str, list[Part]] = defaultdict(list)
        ordered = sorted(rows.values(), key=lambda item: _order(item[0], "question_order"))
        for row, words in ordered:
            parent = row.get("parent_qid", "")
            part = Part(
                code=row.get("title", ""),
                words=words["question"],
                scale=int(row.get("scale_id") == "1"),
                relevance=row.get("relevance", "").strip(),
                ids=f"{self.sid}X{row.get('gid', '')}X{parent}{row.get('title', '')}",
            )
            found[parent].append(part)
        return found

    def _answers(self) -> dict[str, list[Part]]:
        is_new = "answer_l10ns" in self.tables
        key = "aid" if is_new else "qid code scale_id"
        rows = self._with_words("answers", "answer_l10ns", key, ("answer",))
        found: dict[str, list[Part]] = defaultdict(list)
        for row, words in sorted(rows.values(), key=lambda item: _order(item[0], "sortorder")):
            scale = int(row.get("scale_id") == "1")
            found[row.get("qid", "")].append(Part(row.get("code", ""), words["answer"], scale))
        return found

    def _with_words(
        self, table: str, l10ns: str, key: str, fields: tuple[str, ...]
    ) -> dict[str, tuple[dict[str, str], dict[str, Words]]]:
        """Return each row once, by its key, with its words by field and language."""
        names = key.split()
        rows: dict[str, tuple[dict[str, str], dict[str, Words]]] = {}
        for row in self.tables.get(table, []):
            found = rows.setdefault(_key(row, names), (row, {field: {} for field in fields}))
            if row.get("language"):
                for field in fields:
                    found[1][field][row["language"]] = row.get(field, "")
        for row in self.tables.get(l10ns, []):
            if _key(row, names) in rows:
                for field in fields:
                    rows[_key(row, names)][1][field][row.get("language", "")] = row.get(field, "")
        return rows

    def _attributes(self) -> dict[str, dict[str, Words]]:
        found: dict[str, dict[str, Words]] = defaultdict(lambda: defaultdict(dict))
        for row in self.tables.get("question_attributes", []):
            value = row.get("value", "")
            if value:
                named = found[row.get("qid", "")][row.get("attribute", "")]
                named[row.get("language", "")] = value
        return found

    def _conditions(self) -> dict[str, str]:
        """Return the older kind of conditions as expressions: a scenario or another."""
        scenarios: dict[str, dict[str, dict[str, list[str]]]] = defaultdict(
            lambda: defaultdict(lambda: defaultdict(list))
        )
        for row in self.tables.get("conditions", []):
            name = row.get("cfieldname", "").removeprefix("+")
            value, method = row.get("value", "").strip(), row.get("method", "==").strip() or "=="
            test = f"is_empty({name}.NAOK)" if not value else f'{name}.NAOK {method} "{value}"'
            scenarios[row.get("qid", "")][row.get("scenario", "1")][name].append(test)
        return {
            qid: " or ".join(_all(names.values()) for names in each.values())
            for qid, each in scenarios.items()
        }


def _all(alternatives: Iterable[list[str]]) -> str:
    return "(" + " and ".join("(" + " or ".join(tests) + ")" for tests in alternatives) + ")"


def _key(row: dict[str, str], names: list[str]) -> str:
    return " ".join(row.get(name, "") for name in names)


def _order(row: dict[str, str], name: str) -> int:
    words = row.get(name, "")
    return int(words) if words.isdecimal() and len(words) < 10 else 0  # noqa: PLR2004 -- a number of a row


def _by_language(rows: Rows, name: str, language: str) -> Words:
    return {row.get(language, ""): row[name] for row in rows if row.get(name)}
