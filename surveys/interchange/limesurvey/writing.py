"""Write a questionnaire as LimeSurvey's tab-separated text.

The rows of the first language of a group come before those of the others: the importer counts the
order anew where translations begin.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from io import StringIO

from participation.platform.i18n.text import Text
from surveys.domain.logic.expression import BadExpression, parse
from surveys.domain.logic.piping import PIPE
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row
from surveys.domain.questions.registry import kind_of
from surveys.interchange.exported import Exported
from surveys.interchange.limesurvey.names import Names, mapped
from surveys.interchange.logic import expressionscript
from surveys.interchange.report import Effect, Report

HEADER = (
    "id", "related_id", "class", "type/scale", "name", "relevance", "text", "help", "language",
    "validation", "mandatory", "encrypted", "other", "default", "same_default", "same_script",
)  # fmt: skip
TYPES: Mapping[str, str] = {
    "text": "S", "long_text": "T", "number": "N", "slider": "N", "single": "L", "multiple": "M",
    "matrix": "F", "differential": "F", "double": "1", "ranking": "R", "date": "D", "month": "D",
    "consent": "M", "info": "X", "point": "S", "upload": "|",
}  # fmt: skip
DONT_KNOW = Text({"fi": "En osaa sanoa", "sv": "Vet inte", "en": "I don’t know"})
PREFER_NOT = Text({"fi": "En halua sanoa", "sv": "Vill inte säga", "en": "I’d rather not say"})
MIMETYPE = "text/tab-separated-values"

Cells = dict[str, str]


def write_tsv(
    questionnaire: Questionnaire, title: Text, thanks: Text, languages: Sequence[str]
) -> Exported:
    """Return the file; `languages` begin with the main one."""
    writer = _Writer(questionnaire, languages)
    rows = [*writer.survey(title, thanks), *writer.groups()]
    more = sorted({name for row in rows for name, said in row.items() if said} - set(HEADER))
    stream = StringIO()
    out = csv.DictWriter(stream, [*HEADER, *more], "", "ignore", "excel-tab", lineterminator="\r\n")
    out.writeheader()
    out.writerows(rows)
    return Exported(stream.getvalue().encode(), ".txt", MIMETYPE, writer.report)


class _Writer:
    def __init__(self, questionnaire: Questionnaire, languages: Sequence[str]) -> None:
        self.questionnaire, self.languages = questionnaire, languages
        self.names, self.report = Names(questionnaire), Report()
        self.number = 0

    def survey(self, title: Text, thanks: Text) -> Iterator[Cells]:
        """Yield the settings, and the words of the survey in each language."""
        main, *more = self.languages
        settings = {"language": main, "additional_languages": " ".join(more), "format": "G"}
        for name, said in settings.items():
            if said:
                yield {"class": "S", "name": name, "relevance": "1", "text": said}
        for language in self.languages:
            texts = {"surveyls_title": title, "surveyls_endtext": thanks}
            for name, text in texts.items():
                said = self._said(text, language)
                if said:
                    yield {"class": "SL", "name": name, "text": said, "language": language}

    def groups(self) -> Iterator[Cells]:
        """Yield the groups with their questions."""
        for number, page in enumerate(self.questionnaire.pages, 1):
            self.number += 1
            yield from self._group(number, page)
            first = self.number
            for language in self.languages:
                self.number = first
                for question in page.questions:
                    yield from self._question(question, language)

    def _group(self, number: int, page: Page) -> Iterator[Cells]:
        if page.shuffle:
            self._lost("shuffle", page.code)
        relevance = self._relevance(page.condition, page.code)
        for language in self.languages:
            yield {
                "id": str(self.number),
                "class": "G",
                "type/scale": str(number),
                "name": self._said(page.title, language) or f"G{number}",
                "relevance": relevance,
                "text": self._said(page.intro, language),
                "language": language,
            }

    def _question(self, question: Question, language: str) -> Iterator[Cells]:
        is_first = language == self.languages[0]
        self.number += 1
        own = self.number
        cells = {
            "id": str(own),
            "class": "Q",
            "type/scale": self._type(question),
            "name": self.names.questions[question.code],
            "text": self._said(question.label, language),
            "help": self._said(question.hint, language),
            "language": language,
            **self._spoken_attributes(question, language),
        }
        if is_first:
            cells |= {
                "relevance": self._relevance(question.condition, question.code),
                "mandatory": "Y" if question.required else "N",
                "other": "Y" if question.other else "N",
                **self._attributes(question),
            }
            self._tell_of_losses(question)
        yield cells
        for kind, scale, part, code in self._parts(question):
            self.number += 1
            yield {
                "id": str(self.number),
                "related_id": str(own),
                "class": kind,
                "type/scale": str(scale),
                "name": code,
                "relevance": self._relevance(part.condition, question.code) if is_first else "1",
                "text": self._label(question, part, language),
                "language": language,
            }

    def _type(self, question: Question) -> str:
        if question.settings.get("look") == "dropdown" and question.kind == "single":
            return "!"
        if kind_of(question).gives == "amounts":
            return "K"
        return TYPES.get(question.kind, "L" if question.options else "S")

    def _parts(self, question: Question) -> Iterator[tuple[str, int, Option | Row, str]]:
        """Yield subquestions and answers with their scales and codes."""
        type_, names = self._type(question), self.names
        for row in question.rows:
            yield "SQ", 0, row, names.parts[question.code + "row", row.code]
        kind = "SQ" if type_ in ("M", "K") else "A"
        for code, option in zip(mapped(names, question).values(), question.options, strict=True):
            yield kind, 0, option, code
        for step in question.scale:
            yield "A", 1, step, names.parts[question.code + "scale", step.code]
        if type_ in ("L", "!", "F"):
            if question.dont_know:
                yield "A", 0, Option(code="dk", label=DONT_KNOW), "dk999"
            if question.prefer_not:
                yield "A", 0, Option(code="pn", label=PREFER_NOT), "pn999"

    def _attributes(self, question: Question) -> Cells:
        settings, type_ = question.settings, self._type(question)
        low, high = (str(settings.get(name, "")) for name in ("min", "max"))
        cells: Cells = {}
        if type_ == "N":
            whole = "" if settings.get("decimals") else "1"
            cells = {"min_num_value_n": low, "max_num_value_n": high, "num_value_int_only": whole}
        elif type_ == "M":
            lonely = (o.code for o in question.options if o.exclusive)
            theirs = mapped(self.names, question)
            cells = {"min_answers": low, "max_answers": high}
            cells["exclude_all_others"] = ";".join(theirs[code] for code in lonely)
        elif type_ == "R":
            cells = {"max_subquestions": high}
        elif type_ in ("S", "T"):
            cells = {"maximum_chars": str(settings.get("longest", ""))}
        elif type_ == "D":
            cells = {"date_min": low, "date_max": high}
        elif type_ == "K":
            cells = {"equals_num_value": str(settings.get("total", ""))}
        if question.kind == "point":
            cells["location_mapservice"] = "100"
        cells["random_order"] = "1" if question.shuffle else ""
        cells["em_validation_q"] = " and ".join(self._rules(question))
        return cells

    def _rules(self, question: Question) -> Iterator[str]:
        for rule in question.rules:
            found = self._expression(rule.test)
            if found is None:
                self._lost("rule", question.code, expression=rule.test)
            else:
                yield f"({found})"

    def _spoken_attributes(self, question: Question, language: str) -> Cells:
        """Return the attributes that have words of their own in each language."""
        cells = {}
        unit = question.settings.get("unit")
        if unit:
            text = Text.from_json(unit) if isinstance(unit, Mapping) else Text({language: unit})
            cells["suffix"] = self._said(text, language)
        spoken = [rule.message for rule in question.rules if rule.message]
        if spoken:
            cells["em_validation_q_tip"] = self._said(spoken[0], language)
        for name, column in (("first", "dualscale_headerA"), ("second", "dualscale_headerB")):
            if question.kind == "double" and isinstance(question.settings.get(name), Mapping):
                cells[column] = self._said(Text.from_json(question.settings[name]), language)
        return cells

    def _label(self, question: Question, part: Option | Row, language: str) -> str:
        label = self._said(part.label, language)
        if isinstance(part, Row) and part.right:
            return f"{label}|{self._said(part.right, language)}"
        return label

    def _relevance(self, source: str, name: str) -> str:
        if not source:
            return "1"
        found = self._expression(source)
        if found is None:
            self._lost("condition", name, expression=source)
        return found or "1"

    def _expression(self, source: str) -> str | None:
        try:
            tree = self.names.node(parse(source))
            return expressionscript.from_ours(tree, self.names.answers, self.names.boxes)
        except BadExpression:
            return None

    def _tell_of_losses(self, question: Question) -> None:
        if question.required_if:
            self._lost("required", question.code, expression=question.required_if)
        missing = question.dont_know or question.prefer_not
        if missing and self._type(question) not in ("L", "!", "F"):
            self._lost("missing", question.code)
        if any(option.condition for option in question.options) and self._type(question) != "M":
            self._lost("option_conditions", question.code)
        if any(option.image for option in question.options):
            self._lost("pictures", question.code)

    def _lost(self, reason: str, name: str, **facts: str) -> None:
        self.report.add(
            Effect.LEFT_OUT, f"export_{reason}", sheet="", name=name, facts={"name": name, **facts}
        )

    def _said(self, text: Text, language: str) -> str:
        """Return words as HTML, with references to answers as theirs."""
        words = text.translations.get(language, "")
        parts, at = [], 0
        for found in PIPE.finditer(words):
            name = self.names.questions.get(found[1]) if not found[2] else None
            parts += [_html(words[at : found.start()]), f"{{{name}.shown}}" if name else ""]
            at = found.end() if name else found.start()
        return "".join([*parts, _html(words[at:])])


def _html(words: str) -> str:
    plain = escape(words, quote=False).replace("{", "{ ")
    return plain.replace("\r\n", "\n").replace("\n", "<br />").replace("\t", " ")
