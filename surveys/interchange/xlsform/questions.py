"""One row of the survey sheet as one of our questions, and what of the row is not carried."""

from collections.abc import Mapping
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions.base import OTHER
from surveys.interchange.xlsform import bounds
from surveys.interchange.xlsform.choices import ChoiceList, Lists
from surveys.interchange.xlsform.columns import MEDIA, Record
from surveys.interchange.xlsform.languages import REFERENCE, Languages
from surveys.interchange.xlsform.report import Effect, FormRefused, Report
from surveys.interchange.xlsform.row_types import RowType

YES = frozenset({"yes", "true", "true()"})
NO = frozenset({"", "no", "false", "false()"})
LONG = frozenset({"multiline", "textarea"})
MEANINGFUL = frozenset(
    {"image-map", "placement-map", "search", "month-year", "year", "rating", "numbers", "ex:"}
)
CARRIED_LOOKS = LONG | {"label", "list-nolabel", "table-list"}
SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "decimal": {"decimals": bounds.MOST_DECIMALS},
    "percentage": {"min": 0, "max": 100},
    "days_31": {"min": 0, "max": 31},
    "days_183": {"min": 0, "max": 183},
    "days_365": {"min": 0, "max": 365},
}
NUMBERS = frozenset(
    {"integer", "decimal", "range", "percentage", "days_31", "days_183", "days_365"}
)
EXPRESSIONS = {
    "relevant": (Effect.CHANGED, "condition"),
    "choice_filter": (Effect.CHANGED, "choice_filter"),
    "default": (Effect.LEFT_OUT, "default"),
    "calculation": (Effect.LEFT_OUT, "calculation_beside"),
    "trigger": (Effect.LEFT_OUT, "calculation_beside"),
}
WORDS_LEFT_OUT = {
    "own_error_message": ("constraint_message", "required_message"),
    "guidance_hint": ("guidance_hint",),
    "media_beside": tuple(MEDIA),
}


class Questions:
    """Makes questions of rows."""

    def __init__(self, lists: Lists, languages: Languages, report: Report) -> None:
        self.lists, self.languages, self.report = lists.lists, languages, report
        self.looks: set[str] = set()

    def question(
        self, row: Record, kind: RowType, code: str, *, conditional: bool
    ) -> tuple[Question, tuple[Effect, str]]:
        """Return the question, and the effect and reason that settle its row."""
        settings, options, ours = self._shape(row, kind)
        effect = (Effect.CARRIED, ours)
        if kind.kind in ("as_text", "acknowledge"):
            effect = (Effect.CHANGED, kind.kind)
        if kind.kind == "single" and len(options) + kind.other < 2:  # noqa: PLR2004 -- a choice
            ours, settings, effect = "multiple", {"max": 1}, (Effect.CHANGED, "single_of_one")
        settings |= self._limits(row, ours, settings, whole="decimals" not in settings)
        question = Question(
            code=code,
            kind=ours,
            label=self.label(row),
            hint=self.languages.text(row.words.get("hint")),
            required=self.is_required(row, conditional=conditional),
            options=options,
            settings=settings,
            other=kind.other and ours in ("single", "multiple"),
        )
        return question, effect

    def label(self, row: Record) -> Text:
        """Return the row's label; without one, its name as a draft."""
        found = self.languages.text(row.words.get("label"))
        if found:
            return found
        self.tell(Effect.CHANGED, "label_from_name", row)
        return self.languages.drafted(row["name"])

    def choices(self, row: Record, name: str) -> ChoiceList:
        """Return a list of choices, or refuse the form that lacks it."""
        if name not in self.lists:
            reason = "no_list" if self.lists else "no_choices"
            raise FormRefused(reason, sheet=row.sheet, row=row.row, list=name)
        return self.lists[name]

    def is_required(self, row: Record, *, conditional: bool) -> bool:
        """Tell whether an answer is required; never of a question some people were spared."""
        words = row["required"].lower()
        if words not in YES | NO:
            self.tell(Effect.LEFT_OUT, "required_condition", row, expression=row["required"])
        if words in YES and conditional:
            self.tell(Effect.CHANGED, "required_dropped", row)
        return words in YES and not conditional

    def tell_of_parts(self, row: Record) -> None:
        """Report everything beside the question that cannot be carried."""
        for column, (effect, reason) in EXPRESSIONS.items():
            if row[column]:
                self.tell(effect, reason, row, expression=row[column])
        for reason, translated in WORDS_LEFT_OUT.items():
            if any(row.has_words(column) for column in translated):
                self.tell(Effect.LEFT_OUT, reason, row)
        if _refers(row):
            self.tell(Effect.CHANGED, "reference_in_text", row)
        self._tell_of_looks(row)

    def tell_of_code(self, row: Record, code: str) -> None:
        """Report a name that is not the code."""
        if code != row["name"]:
            self.tell(Effect.CHANGED, "code_changed", row, code=code)

    def tell(self, effect: Effect, reason: str, row: Record, **facts: Any) -> None:
        """Report something about a row."""
        self.report.add(effect, reason, sheet=row.sheet, row=row.row, name=row["name"], facts=facts)

    def _shape(self, row: Record, kind: RowType) -> tuple[dict[str, Any], tuple[Option, ...], str]:
        if kind.kind in ("single", "multiple", "external"):
            ours = "multiple" if kind.kind == "multiple" else "single"
            return {}, self._options(row, kind), ours
        if kind.kind == "acknowledge":
            spoken = set(self.languages.codes.values()) or {self.languages.main}
            label = Text(dict.fromkeys(spoken, "OK"))
            return {}, (Option(code="ok", label=label),), "multiple"
        if kind.kind in NUMBERS:
            return self._number(row, kind), (), "number"
        is_long = LONG & set(row["appearance"].lower().split()) or row["rows"] not in ("", "1")
        return {}, (), "long_text" if is_long else "text"

    def _options(self, row: Record, kind: RowType) -> tuple[Option, ...]:
        found = self.choices(row, kind.list_name)
        if not kind.other:
            return tuple(found.options)
        own = next((option for option in found.options if option.code == OTHER), None)
        if own is not None:
            self.tell(Effect.CHANGED, "other_in_list", row, list=kind.list_name)
        return found.beside_other()

    def _number(self, row: Record, kind: RowType) -> dict[str, Any]:
        if kind.kind != "range":
            return dict(SETTINGS.get(kind.kind, {}))
        settings, is_all = bounds.range_settings(bounds.parameters(row["parameters"]))
        if not is_all:
            self.tell(Effect.CHANGED, "range_steps", row, expression=row["parameters"])
        return settings

    def _limits(
        self, row: Record, kind: str, settings: Mapping[str, Any], *, whole: bool
    ) -> dict[str, Any]:
        if not row["constraint"]:
            return {}
        found, rest = bounds.limits(row["constraint"], kind, whole=whole)
        for part in rest:
            self.tell(Effect.LEFT_OUT, "constraint", row, expression=part)
        return found

    def _tell_of_looks(self, row: Record) -> None:
        for look in row["appearance"].lower().split():
            if look in MEANINGFUL or look.startswith("ex:"):
                self.tell(Effect.LEFT_OUT, "appearance", row, expression=look)
            elif look not in CARRIED_LOOKS | self.looks:
                self.looks.add(look)
                self.tell(Effect.LEFT_OUT, "look", row, expression=look)
        if "randomize" in bounds.parameters(row["parameters"]):
            self.tell(Effect.LEFT_OUT, "random_order", row)


def _refers(row: Record) -> bool:
    texts = (words for key in ("label", "hint") for words in row.words.get(key, {}).values())
    return any(REFERENCE.search(words) for words in texts)
