"""One question of LimeSurvey as one or several of ours."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.logic.expression import Answer
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.registry import BY_KEY, kind_of
from surveys.interchange.limesurvey.kinds import BUILT_IN, CROSSED, KINDS, SEVERAL
from surveys.interchange.limesurvey.shapes import Shapes
from surveys.interchange.limesurvey.survey import Asked, Part
from surveys.interchange.limesurvey.words import Said
from surveys.interchange.logic.adapting import Target
from surveys.interchange.logic.gathered import Filter, Logic
from surveys.interchange.report import Effect, FormRefused, Report
from surveys.interchange.xlsform.pages import joined

MOST_QUESTIONS, MOST_OPTIONS, MOST_CROSSINGS = 1_000, 20_000, 60


class Questions:
    """Makes questions, and notes their names for conditions."""

    def __init__(self, said: Said, logic: Logic, report: Report) -> None:
        self.said, self.logic, self.report = said, logic, report
        self.shapes = Shapes(said, report)
        self.codes: set[str] = set()
        self.options = 0

    def made(self, asked: Asked) -> tuple[Question, ...]:
        """Return the questions, and report what became of the one."""
        kind = KINDS.get(asked.type)
        if kind is None or kind not in BY_KEY:
            self._tell(Effect.LEFT_OUT, "type_unknown", asked.code, type=asked.type)
            return ()
        if asked.type in CROSSED:
            found = tuple(self._crossed(asked, kind))
        elif asked.type == "K" and len(asked.parts) > 1 and self.shapes.divided(asked):
            found = (self._budget(asked),)
        elif asked.type in SEVERAL:
            found = tuple(self._each(asked, kind))
        else:
            found = (self._one(asked, kind),)
        self._count(found)
        return found

    def _one(self, asked: Asked, kind: str) -> Question:
        code = self._code(asked.code)
        kind, settings = self.shapes.of(asked, kind)
        options, theirs = self._options(asked, kind)
        question = Question(
            code=code,
            kind=kind,
            label=self._label(asked),
            hint=self.said.text(asked.help, asked.code),
            required=asked.mandatory in ("Y", "S") and kind != "info",
            options=options,
            rows=self._rows(asked, kind),
            scale=self._scale(asked),
            shuffle=self._shuffle(asked, kind),
            settings=settings,
            other=asked.other and kind in ("single", "multiple"),
        )
        if kind == "info" and not any(asked.words.values()):
            question = replace(question, label=question.hint or question.label, hint=Text())
        question = self._whole(question, asked)
        self._name(question, asked, theirs)
        self._settle(asked, question.kind)
        return question

    def _budget(self, asked: Asked) -> Question:
        """Return several numbers with a fixed sum as a budget."""
        code = self._code(asked.code)
        options, theirs = self._listed(asked, asked.parts, set())
        unit = self.shapes.unit(asked)
        question = Question(
            code=code,
            kind="budget",
            label=self._label(asked),
            hint=self.said.text(asked.help, asked.code),
            required=asked.mandatory in ("Y", "S"),
            options=tuple(options),
            shuffle=("options",) if asked.attribute("random_order") == "1" else (),
            settings={"total": self.shapes.divided(asked), **({"unit": unit} if unit else {})},
        )
        for part in asked.parts:
            target = Target(Answer(code, theirs[part.code]), "number")
            self.logic.name(f"{asked.code}_{part.code}", part.ids, target)
            self.logic.condition(("part", code, theirs[part.code]), part.relevance, asked.code)
        self._note_filters(asked, code, theirs)
        self._name(question, asked, theirs)
        self._settle(asked, "budget")
        return question

    def _whole(self, question: Question, asked: Asked) -> Question:
        """Return a question that has what its kind needs."""
        options = len(question.options) + question.other
        if question.kind == "single" and options < 2:  # noqa: PLR2004 -- a choice needs two
            self._tell(Effect.CHANGED, "single_of_one", asked.code)
            settings = {"max": 1} if options else {}
            question = replace(question, kind="multiple", settings=settings)
        if asked.other and question.kind not in ("single", "multiple"):
            self._tell(Effect.LEFT_OUT, "other_in_matrix", asked.code)
        if asked.type in ("O", "P"):
            self._tell(Effect.LEFT_OUT, "comments", asked.code)
        return question

    def _options(self, asked: Asked, kind: str) -> tuple[tuple[Option, ...], Mapping[str, str]]:
        """Return the options, and our codes of theirs."""
        if asked.type in BUILT_IN:
            pairs = BUILT_IN[asked.type]
            return tuple(o for _c, o in pairs), {theirs: o.code for theirs, o in pairs}
        if not BY_KEY[kind].has_options:
            return (), {}
        parts = asked.parts if kind == "multiple" else asked.answers or asked.parts
        parts = [part for part in parts if not part.scale]
        lonely = set(re.split(r"[;,\s]+", asked.attribute("exclude_all_others")))
        reserved = {OTHER} if asked.other else set()
        found, theirs = self._listed(asked, parts, reserved)
        exclusive = kind == "multiple"
        options = tuple(
            replace(option, exclusive=exclusive and part.code in lonely)
            for option, part in zip(found, parts, strict=True)
        )
        self._note_parts(asked, kind, parts, theirs)
        return options, theirs

    def _listed(
        self, asked: Asked, parts: Sequence[Part], reserved: set[str]
    ) -> tuple[list[Option], dict[str, str]]:
        taken, theirs, found = set(reserved), {}, []
        for part in parts:
            code = codes.code_from(part.code, taken, "o")
            taken.add(code)
            theirs[part.code] = code
            label = self.said.text(part.words, asked.code) or self.said.drafted(part.code or code)
            found.append(Option(code=code, label=label))
        return found, theirs

    def _note_parts(
        self, asked: Asked, kind: str, parts: Sequence[Part], theirs: Mapping[str, str]
    ) -> None:
        code = self.last
        if not BY_KEY[kind].has_rows:
            self._note_filters(asked, code, theirs)
        if kind != "multiple":
            return
        self.logic.boxes[asked.code] = dict(theirs)
        for part in parts:
            target = Target(Answer(code), "choices", theirs, theirs[part.code])
            self.logic.name(f"{asked.code}_{part.code}", part.ids, target)
            self.logic.condition(("part", code, theirs[part.code]), part.relevance, asked.code)

    def _note_filters(self, asked: Asked, code: str, theirs: Mapping[str, str]) -> None:
        for attribute, chosen in (("array_filter", True), ("array_filter_exclude", False)):
            for source in filter(None, re.split(r"[;,\s]+", asked.attribute(attribute))):
                found = Filter(source, asked.code, chosen, dict(theirs))
                self.logic.filters.setdefault(code, []).append(found)

    def _rows(self, asked: Asked, kind: str) -> tuple[Row, ...]:
        if not BY_KEY[kind].has_rows:
            return ()
        found, theirs = self._listed(asked, [p for p in asked.parts if not p.scale], set())
        for part in asked.parts:
            if part.scale:
                continue
            row = theirs[part.code]
            for scale, end in enumerate(("", "~second") if asked.type == "1" else ("",)):
                answer = Answer(f"{self.last}{end}", row)
                target = Target(answer, "rows", self._row_codes(asked, scale))
                name = f"{asked.code}_{part.code}"
                if asked.type == "1":
                    self.logic.name(f"{name}_{scale}", "", target)
                if scale == 0:
                    self.logic.name(name, part.ids, target)
            self.logic.condition(("part", self.last, row), part.relevance, asked.code)
        self._note_filters(asked, self.last, theirs)
        if not found:
            self._tell(Effect.CHANGED, "matrix_without_statements", asked.code)
            return (Row(code="r1", label=self._label(asked)),)
        return tuple(Row(code=option.code, label=option.label) for option in found)

    def _row_codes(self, asked: Asked, scale: int) -> Mapping[str, str]:
        if asked.type in BUILT_IN:
            return {theirs: option.code for theirs, option in BUILT_IN[asked.type]}
        taken: set[str] = set()
        theirs = {}
        for part in (p for p in asked.answers if p.scale == scale):
            theirs[part.code] = code = codes.code_from(part.code, taken, "o")
            taken.add(code)
        return theirs

    def _scale(self, asked: Asked) -> tuple[Option, ...]:
        if asked.type != "1":
            return ()
        return tuple(self._listed(asked, [p for p in asked.answers if p.scale], set())[0])

    def _shuffle(self, asked: Asked, kind: str) -> tuple[str, ...]:
        is_random = asked.attribute("random_order") == "1" or "random" in (
            asked.attribute("answer_order"),
            asked.attribute("subquestion_order"),
        )
        what = "rows" if BY_KEY[kind].has_rows else "options"
        return (what,) if is_random and BY_KEY[kind].has_options else ()

    def _each(self, asked: Asked, kind: str) -> Iterator[Question]:
        """Yield a question for each subquestion; without any there is one."""
        if not asked.parts:
            yield self._one(asked, kind)
            return
        self._tell(Effect.CHANGED, "one_for_each", asked.code, type=asked.type)
        if asked.type == "K" and (total := asked.attribute("equals_num_value")):
            facts = {"expression": f"equals_num_value: {total}"}
            self._tell(Effect.LEFT_OUT, "constraint", asked.code, **facts)
        for part in asked.parts:
            yield self._alone(asked, kind, part, part.words, f"{asked.code}_{part.code}")

    def _crossed(self, asked: Asked, kind: str) -> Iterator[Question]:
        """Yield a question for each crossing of a row and a column."""
        rows = [part for part in asked.parts if not part.scale]
        columns = [part for part in asked.parts if part.scale]
        if len(rows) * len(columns) > MOST_CROSSINGS:
            self._tell(Effect.LEFT_OUT, "too_many_crossings", asked.code, limit=str(MOST_CROSSINGS))
            return
        self._tell(Effect.CHANGED, "one_for_each", asked.code, type=asked.type)
        boxes = asked.type == ":" and asked.attribute("multiflexible_checkbox") == "1"
        for row in rows:
            if boxes:
                yield self._boxes(asked, row, columns)
                continue
            for column in columns:
                words = {
                    language: f"{said}: {column.words.get(language, '')}"
                    for language, said in row.words.items()
                }
                name = f"{asked.code}_{row.code}_{column.code}"
                yield self._alone(asked, kind, row, words, name)

    def _boxes(self, asked: Asked, row: Part, columns: Sequence[Part]) -> Question:
        question = self._alone(asked, "multiple", row, row.words, f"{asked.code}_{row.code}")
        found, _theirs = self._listed(asked, columns, set())
        return replace(question, settings={}, options=tuple(found))

    def _alone(
        self, asked: Asked, kind: str, part: Part, words: Mapping[str, str], name: str
    ) -> Question:
        code = self._code(name)
        label = joined(self._label(asked), self.said.text(words, asked.code))
        kind, settings = (kind, {}) if kind == "multiple" else self.shapes.of(asked, kind)
        question = Question(
            code=code,
            kind=kind,
            label=label,
            hint=self.said.text(asked.help, asked.code),
            required=asked.mandatory in ("Y", "S"),
            settings=settings,
        )
        target = Target(Answer(code), kind_of(question).gives)
        self.logic.name(name, part.ids if name.count("_") == 1 else "", target)
        self.logic.condition(("question", code), asked.relevance, asked.code)
        self.logic.condition(("question", code), part.relevance, asked.code)
        for attribute, sign in (("array_filter", "=="), ("array_filter_exclude", "!=")):
            for source in filter(None, re.split(r"[;,\s]+", asked.attribute(attribute))):
                if part.code in self.logic.boxes.get(source, {part.code: ""}):
                    box = f'{source}_{part.code}.NAOK {sign} "Y"'
                    self.logic.condition(("question", code), box, asked.code)
        self._settle(asked, kind)
        return question

    def _name(self, question: Question, asked: Asked, theirs: Mapping[str, str]) -> None:
        gives = kind_of(question).gives
        target = Target(Answer(question.code), gives, theirs)
        self.logic.name(asked.code, asked.ids, target)
        self.logic.condition(("question", question.code), asked.relevance, asked.code)
        rule = asked.attribute("em_validation_q")
        if rule:
            message = self.said.text(asked.attributes.get("em_validation_q_tip", {}), asked.code)
            self.logic.rules.setdefault(question.code, []).append((rule, asked.code, message))
        if asked.pattern.strip() and gives != "text":
            self._tell(Effect.LEFT_OUT, "constraint", asked.code, expression=asked.pattern)
        elif asked.pattern.strip():
            self.logic.patterns[question.code] = [(asked.pattern.strip(), asked.code, Text())]

    def _label(self, asked: Asked) -> Text:
        found = self.said.text(asked.words, asked.code)
        if found:
            return found
        if asked.type != "X":
            self._tell(Effect.CHANGED, "label_from_name", asked.code)
        return self.said.drafted(asked.code or "?")

    def _code(self, name: str) -> str:
        self.last = codes.code_from(name, self.codes)
        self.codes.add(self.last)
        if self.last != name:
            self._tell(Effect.CHANGED, "code_changed", name, code=self.last)
        return self.last

    def _count(self, found: Sequence[Question]) -> None:
        self.options += sum(len(question.options) + len(question.rows) for question in found)
        if len(self.codes) > MOST_QUESTIONS or self.options > MOST_OPTIONS:
            raise FormRefused("form_too_long", questions=MOST_QUESTIONS, options=MOST_OPTIONS)

    def _settle(self, asked: Asked, kind: str) -> None:
        self._tell(Effect.CARRIED, kind, asked.code, type=asked.type)

    def _tell(self, effect: Effect, reason: str, name: str, **facts: str) -> None:
        self.report.add(effect, reason, sheet="questions", name=name, facts=facts)
