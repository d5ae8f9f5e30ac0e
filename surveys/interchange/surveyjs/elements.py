"""One element of SurveyJS as one or several questions of ours."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from participation.platform.i18n.text import Text
from surveys.domain import codes
from surveys.domain.logic.expression import Answer
from surveys.domain.logic.values import heard
from surveys.domain.questionnaire import Question
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.registry import BY_KEY, kind_of
from surveys.interchange.logic import surveyjs
from surveys.interchange.logic.adapting import Target
from surveys.interchange.logic.gathered import Logic, Speech
from surveys.interchange.report import Effect, FormRefused, Report
from surveys.interchange.surveyjs import tables, values
from surveys.interchange.surveyjs.keys import CARRIED, LOSSES, has, shuffled
from surveys.interchange.surveyjs.own import Own
from surveys.interchange.surveyjs.parts import Parts
from surveys.interchange.surveyjs.rules import Rules
from surveys.interchange.surveyjs.said import REFERENCE, Said
from surveys.interchange.surveyjs.shapes import KINDS, LEFT_OUT, shape
from surveys.interchange.surveyjs.values import Thing
from surveys.interchange.xlsform.pages import joined

SPEECH = Speech(surveyjs.to_ours, REFERENCE, REFERENCE, "survey")
MOST_QUESTIONS, MOST_OPTIONS, DEEPEST, MOST_CROSSINGS = 1_000, 20_000, 12, 60


@dataclass(slots=True)
class Elements:
    """Makes questions, and notes their names for conditions."""

    said: Said
    logic: Logic
    report: Report
    codes: set[str] = field(default_factory=set)
    options: int = 0
    looks: set[str] = field(default_factory=set)
    own: Own = field(init=False)
    around: list[str] = field(default_factory=list)
    rules: Rules = field(init=False)

    def __post_init__(self) -> None:
        self.rules, self.own = Rules(self.said, self.logic, self.tell), Own(self.tell)

    def made(self, element: Thing, depth: int = 0) -> Iterator[Question]:
        """Yield the questions, and report what became of the element."""
        if depth > DEEPEST:
            raise FormRefused("damaged_file")
        type_, name = values.words(element.get("type")), values.words(element.get("name"))
        if type_ in ("panel", "paneldynamic"):
            yield from self._panel(element, name, depth)
            return
        whole = self._kept_whole(element, name)
        if whole is not None:
            yield whole
        else:
            yield from self._element(element, type_, name)

    def _element(self, element: Thing, type_: str, name: str) -> Iterator[Question]:
        if element.get("visible") is False and not element.get("visibleIf"):
            self.tell(Effect.LEFT_OUT, "hidden", name)
        elif type_ in ("matrixdropdown", "matrixdynamic"):
            yield from self._table(element, name)
        elif type_ == "matrix" and element.get("cellType") == "text":
            yield from self._table(tables.of_text(element), name)
        elif type_ in LEFT_OUT or KINDS.get(type_) not in BY_KEY:
            self.tell(Effect.LEFT_OUT, LEFT_OUT.get(type_, "type_unknown"), name, type=type_)
        elif type_ == "multipletext":
            yield from self._several(element, name, "items")
        elif type_ == "matrix" and element.get("cellType") == "checkbox":
            yield from self._several(element, name, "rows")
        elif type_ == "slider" and element.get("sliderType") == "range":
            self.tell(Effect.LEFT_OUT, "type_unknown", name, type="slider: range")
        else:
            self._tell_of_parts(element, name)
            yield self._one(element, name, type_)

    def _kept_whole(self, element: Thing, name: str) -> Question | None:
        """Return a question of ours that is another thing to SurveyJS."""
        found = self.own.whole(element, name)
        if found is None:
            return None
        code = codes.code_from(found.code, self.codes)
        self.codes.add(code)
        self.options += len(found.options) + len(found.rows)
        theirs = {option.code: option.code for option in found.options}
        self.logic.name(name, "", Target(Answer(code), kind_of(found).gives, theirs))
        self.tell(Effect.CARRIED, "whole", name)
        self.own.wholes[code] = replace(found, code=code)
        self._name_scales(self.own.wholes[code], name, ("first", "second"))
        return self.own.wholes[code]

    def _name_scales(self, question: Question, name: str, columns: Sequence[str]) -> None:
        """Note what conditions call the cells of a table with two scales."""
        if not question.scale:
            return
        for scale, column in zip(heard(question), columns, strict=True):
            theirs = {option.code: option.code for option in scale.options}
            for row in question.rows:
                target = Target(Answer(scale.code, row.code), "rows", theirs)
                self.logic.name(f"{name}.{row.code}.{column}", "", target)

    def tell(self, effect: Effect, reason: str, name: str, **facts: str) -> None:
        """Report something about an element."""
        self.report.add(effect, reason, sheet="survey", name=name, facts=facts)

    def _panel(self, element: Thing, name: str, depth: int) -> Iterator[Question]:
        """Yield the questions of a panel, under its condition; its title is words to read."""
        if element.get("type") == "paneldynamic":
            self.tell(Effect.CHANGED, "repeat", name)
            self._tell_of_parts({key: element[key] for key in element if key in LOSSES}, name)
            inside = tables.once(element.get("templateElements"), "panel", "")
            element = {**element, "elements": inside}
        condition = values.words(element.get("visibleIf")).strip()
        self.around += [condition] * bool(condition)
        title = self.said.text(element.get("title"), name)
        hint = self.said.text(element.get("description"), name)
        if title or hint:
            code = self._code(name)
            self._shown(code, {}, name)
            self.tell(Effect.CHANGED, "panel", name)
            yield Question(
                code=code, kind="info", label=title or hint, hint=hint if title else Text()
            )
        for each in values.things(element.get("elements")):
            yield from self.made(each, depth + 1)
        if condition:
            self.around.pop()

    def _one(self, element: Thing, name: str, type_: str) -> Question:
        code = self._code(name)
        parts = Parts(self.said, self.logic, code, name)
        kind, settings, listed = shape(element, type_, self.said, name)
        options = listed.options or parts.options(element, kind)
        theirs = {**parts.theirs, **listed.theirs}
        question = Question(
            code=code,
            kind=kind,
            label=self._label(element, type_, name),
            hint=self.said.text(element.get("description"), name),
            required=element.get("isRequired") is True and kind != "info",
            options=options,
            rows=parts.rows(element, theirs) if BY_KEY[kind].has_rows else (),
            shuffle=shuffled(element, kind),
            settings=settings,
            other=has(element, "showOtherItem", "hasOther") and kind in ("single", "multiple"),
            dont_know=element.get("showDontKnowItem") is True,
            prefer_not=element.get("showRefuseItem") is True,
        )
        question = self._whole(question, name)
        if type_ in ("imagepicker", "image"):
            self.tell(Effect.LEFT_OUT, "media_beside", name)
        if listed.unknown:
            facts = {"expression": f"acceptedTypes: {listed.unknown}", "why": ""}
            self.tell(Effect.LEFT_OUT, "constraint", name, **facts)
        if settings.get("as_text"):
            question = replace(question, settings={})
            self.tell(Effect.CHANGED, "as_text", name)
        self._note(question, element, name, theirs)
        self._settle(question, name, type_)
        return question

    def _several(self, element: Thing, name: str, part: str) -> Iterator[Question]:
        """Yield a question for each item of a text, or for each row of boxes."""
        self._tell_of_parts(element, name)
        self.tell(Effect.CHANGED, "one_for_each", name)
        title = self._label(element, "", name)
        for item in values.things(element.get(part)) or []:
            own = values.words(item.get("name", item.get("value")))
            words = self.said.text(item.get("title", item.get("text")), name)
            label = Text(
                {
                    code: f"{said} \N{EN DASH} {words.translations.get(code, own)}"
                    for code, said in title.translations.items()
                },
                title.marks,
            )
            whole = {"type": "text", **item} if part == "items" else {**element, "type": "checkbox"}
            whole = {**whole, "title": None, "choices": element.get("columns"), "yhes": None}
            found = self._one(whole, f"{name}.{own}", values.words(whole["type"]))
            yield replace(found, label=label)

    def _table(self, element: Thing, name: str) -> Iterator[Question]:
        """Yield a question with two scales, or what asks each column."""
        self._tell_of_parts(element, name)
        if tables.are_two_scales(element):
            yield self._double(element, name)
            return
        found = list(tables.cells(element, name))
        if len(found) > MOST_CROSSINGS:
            facts = {"limit": str(MOST_CROSSINGS)}
            self.tell(Effect.LEFT_OUT, "too_many_crossings", name, **facts)
            return
        self.tell(Effect.CHANGED, "one_for_each" if element.get("rows") else "repeat", name)
        for cells in found:
            label = self._label(element, "", name)
            for words in cells.words:
                label = joined(label, self.said.text(words, name))
            full = values.words(cells.element.get("name"))
            for made in self._element(cells.element, values.words(cells.element["type"]), full):
                for alias, row in cells.aliases.items():
                    self.logic.targets.setdefault(alias, self.logic.targets[f"{full}.{row}"])
                yield replace(made, label=label)

    def _double(self, element: Thing, name: str) -> Question:
        """Return a table of two columns of choices as a matrix with two scales."""
        code = self._code(name)
        first, second = values.things(element.get("columns"))
        scales, parts = [], []
        for column in (first, second):
            part = Parts(self.said, self.logic, code, name)
            listed = {"choices": tables.choices_in(element, column)}
            scales.append(part.options(listed, "single"))
            parts.append(part)
        rows = parts[0].rows({"rows": tables.rows_of(element)}, parts[0].theirs)
        names = {
            key: (self.said.text(column.get("title"), name) or self.said.drafted(plain)).to_json()
            for key, column in (("first", first), ("second", second))
            if (plain := values.words(column.get("name")) or key)
        }
        question = Question(
            code=code,
            kind="double",
            label=self._label(element, "", name),
            hint=self.said.text(element.get("description"), name),
            required=element.get("isRequired") is True
            or any(column.get("isRequired") is True for column in (first, second)),
            options=scales[0],
            scale=scales[1],
            rows=rows,
            settings=names,
        )
        self._note(question, element, name, parts[0].theirs)
        for scale, part, column in zip(heard(question), parts, (first, second), strict=True):
            for row, theirs in zip(rows, tables.rows_of(element), strict=False):
                full = (
                    f"{name}.{values.words(theirs.get('value'))}.{values.words(column.get('name'))}"
                )
                target = Target(Answer(scale.code, row.code), "rows", part.theirs)
                self.logic.name(full, "", target)
        self._settle(question, name, "matrixdropdown")
        return question

    def _whole(self, question: Question, name: str) -> Question:
        """Return a question that has what its kind needs."""
        options = len(question.options) + question.other
        if question.kind == "single" and options < 2:  # noqa: PLR2004 -- a choice needs two
            self.tell(Effect.CHANGED, "single_of_one", name)
            question = replace(question, kind="multiple", settings={"max": 1} if options else {})
        if question.other:
            kept = tuple(option for option in question.options if option.code != OTHER)
            question = replace(question, options=kept)
        self.options += options + len(question.rows)
        if self.options > MOST_OPTIONS or len(self.codes) > MOST_QUESTIONS:
            raise FormRefused("form_too_long", questions=MOST_QUESTIONS, options=MOST_OPTIONS)
        return question

    def _note(
        self, question: Question, element: Thing, name: str, theirs: Mapping[str, str]
    ) -> None:
        gives = kind_of(question).gives
        self.logic.name(name, "", Target(Answer(question.code), gives, theirs))
        self._shown(question.code, element, name)
        self.rules.note(question, element, name)
        self.own.note("question", question.code, element)

    def _shown(self, code: str, element: Thing, name: str) -> None:
        for condition in (*self.around, values.words(element.get("visibleIf"))):
            self.logic.condition(("question", code), condition, name)

    def _label(self, element: Thing, type_: str, name: str) -> Text:
        title = element.get("html") if type_ == "html" else element.get("title")
        found = self.said.text(title, name)
        return found or (self.said.text(name, name) if name else self.said.drafted("?"))

    def _code(self, name: str) -> str:
        code = codes.code_from(name, self.codes)
        self.codes.add(code)
        if code != name:
            self.tell(Effect.CHANGED, "code_changed", name, code=code)
        return code

    def _settle(self, question: Question, name: str, type_: str) -> None:
        self.tell(Effect.CARRIED, question.kind, name, type=type_)

    def _tell_of_parts(self, element: Thing, name: str) -> None:
        for key in sorted(element.keys() - CARRIED):
            reason = LOSSES.get(key)
            if reason and element[key] not in (None, "", [], {}):
                said = values.words(element[key])
                self.tell(Effect.LEFT_OUT, reason, name, expression=said, why="")
            elif reason is None and key not in self.looks:
                self.looks.add(key)
                self.tell(Effect.LEFT_OUT, "look", name, expression=key)
