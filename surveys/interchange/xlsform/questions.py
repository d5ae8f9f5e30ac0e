"""One row of the survey sheet as one of our questions, and what of the row is not carried."""

from collections.abc import Mapping
from typing import Any

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Question
from surveys.domain.questions.base import OTHER
from surveys.domain.questions.consent import AGREED
from surveys.domain.questions.rating import RATING
from surveys.domain.questions.steps import numbered
from surveys.interchange.languages import REFERENCE, Languages
from surveys.interchange.report import Effect, FormRefused, Report
from surveys.interchange.xlsform import bounds, own
from surveys.interchange.xlsform.choices import ChoiceList, Lists
from surveys.interchange.xlsform.columns import MEDIA, Record
from surveys.interchange.xlsform.expressions import Expressions
from surveys.interchange.xlsform.row_types import RowType

YES = frozenset({"yes", "true", "true()"})
NO = frozenset({"", "no", "false", "false()"})
LONG = frozenset({"multiline", "textarea"})
MEANINGFUL = frozenset(
    {"image-map", "placement-map", "month-year", "year", "rating", "numbers", "ex:"}
)
DROPDOWN = frozenset({"minimal", "search", "autocomplete"})
# Kinds that only some houses have.
PLACES_AND_FILES = {"point": "point", "upload": "upload"}
CARRIED_LOOKS = LONG | DROPDOWN | {"field-list", "label", "list-nolabel", "table-list"}
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
PARAMETERS = frozenset({"start", "end", "step", "randomize"})
# Looks that the kind of a row says already.
MEANT = {"month-year": "date", "rating": "range"}
EXPRESSIONS = {
    "default": (Effect.LEFT_OUT, "default"),
    "calculation": (Effect.LEFT_OUT, "calculation_beside"),
    "trigger": (Effect.LEFT_OUT, "calculation_beside"),
}
WORDS_LEFT_OUT = {
    "own_error_message": ("required_message",),
    "guidance_hint": ("guidance_hint",),
    "media_beside": tuple(MEDIA),
}


AGREED_AS_OK = ChoiceList(by_name={"OK": Option(code=AGREED, label=Text())})


class Questions:
    """Makes questions of rows."""

    def __init__(self, lists: Lists, languages: Languages, report: Report) -> None:
        self.lists, self.languages, self.report = lists.lists, languages, report
        self.looks: set[str] = set()
        self.expressions = Expressions(report)

    def question(
        self, row: Record, kind: RowType, code: str
    ) -> tuple[Question, tuple[Effect, str]]:
        """Return the question, and the effect and reason that settle its row."""
        settings, options, ours = self._shape(row, kind)
        effect = (Effect.CARRIED, ours)
        if kind.kind == "as_text":
            effect = (Effect.CHANGED, kind.kind)
        if kind.kind == "single" and len(options) + kind.other < 2:  # noqa: PLR2004 -- a choice
            ours, settings, effect = "multiple", {"max": 1}, (Effect.CHANGED, "single_of_one")
        settings |= self._limits(row, code, ours, whole="decimals" not in settings)
        self._note(row, kind, code)
        question = Question(
            code=code,
            kind=ours,
            label=self.label(row),
            hint=self.languages.text(row.words.get("hint")),
            required=self.is_required(row, code),
            options=options,
            shuffle=("options",) * (options != () and _is_shuffled(row)),
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

    def is_required(self, row: Record, code: str) -> bool:
        """Tell whether an answer is always required; of a question, note a condition for it."""
        words = row["required"].lower()
        if words in YES | NO:
            return words in YES
        if code:
            self.expressions.required[code] = row
        else:
            self.tell(
                Effect.LEFT_OUT, "required_condition", row, expression=row["required"], why=""
            )
        return False

    def tell_of_parts(self, row: Record) -> None:
        """Report everything beside the question that cannot be carried."""
        for column, (effect, reason) in EXPRESSIONS.items():
            if row[column]:
                self.tell(effect, reason, row, expression=row[column])
        for reason, translated in WORDS_LEFT_OUT.items():
            if any(row.has_words(column) for column in translated):
                self.tell(Effect.LEFT_OUT, reason, row)
        if _refers(row, "label", "hint"):
            self.expressions.referring.append(row)
        if _refers(row, "constraint_message"):
            self.tell(Effect.CHANGED, "reference_in_text", row)
        self._tell_of_looks(row)

    def tell_of_code(self, row: Record, code: str) -> None:
        """Report a name that is not the code, unless the row itself says the code beside it."""
        if code not in (row["name"], own.code_of(row)):
            self.tell(Effect.CHANGED, "code_changed", row, code=code)

    def tell(self, effect: Effect, reason: str, row: Record, **facts: Any) -> None:
        """Report something about a row."""
        self.report.add(effect, reason, sheet=row.sheet, row=row.row, name=row["name"], facts=facts)

    def _shape(self, row: Record, kind: RowType) -> tuple[dict[str, Any], tuple[Option, ...], str]:
        if kind.kind in ("single", "multiple", "external", "rank"):
            return self._chosen(row, kind)
        if kind.kind == "acknowledge":
            spoken = set(self.languages.codes.values()) or {self.languages.main}
            label = Text(dict.fromkeys(spoken, "OK"))
            return {}, (Option(code=AGREED, label=label),), "consent"
        if kind.kind == "range":
            return self._range(row)
        if kind.kind == "upload" and "file" not in row["type"].lower():
            return {"kinds": ["pictures"]}, (), "upload"
        return dict(SETTINGS.get(kind.kind, {})), (), self._plain(row, kind)

    def _plain(self, row: Record, kind: RowType) -> str:
        looks = set(row["appearance"].lower().split())
        if kind.kind in NUMBERS:
            return "number"
        if kind.kind == "date":
            return "month" if "month-year" in looks else "date"
        if kind.kind in PLACES_AND_FILES:
            return PLACES_AND_FILES[kind.kind]
        return "long_text" if LONG & looks or row["rows"] not in ("", "1") else "text"

    def _chosen(self, row: Record, kind: RowType) -> tuple[dict[str, Any], tuple[Option, ...], str]:
        ours = {"multiple": "multiple", "rank": "ranking"}.get(kind.kind, "single")
        is_list = ours == "single" and DROPDOWN & set(row["appearance"].lower().split())
        return {"look": "dropdown"} if is_list else {}, self._options(row, kind), ours

    def _range(self, row: Record) -> tuple[dict[str, Any], tuple[Option, ...], str]:
        """Return a slider, a rating when the range is one, or a number if the ends are the same."""
        given = bounds.parameters(row["parameters"])
        settings, is_all = bounds.range_settings(given)
        if settings.get("min") == settings.get("max"):
            self.tell(Effect.CHANGED, "range_steps", row, expression=row["parameters"])
            return settings, (), "number"
        looks = row["appearance"].lower().split()
        if "rating" in looks and settings == {"min": 1, "max": 5} and is_all:
            return {}, numbered(RATING.codes), "rating"
        if not is_all:
            settings["step"] = bounds.step(given)
        return settings, (), "slider"

    def _options(self, row: Record, kind: RowType) -> tuple[Option, ...]:
        found = self.choices(row, kind.list_name)
        if not kind.other:
            return tuple(found.options)
        own = next((option for option in found.options if option.code == OTHER), None)
        if own is not None:
            self.tell(Effect.CHANGED, "other_in_list", row, list=kind.list_name)
        return found.beside_other()

    def _limits(self, row: Record, code: str, kind: str, *, whole: bool) -> dict[str, Any]:
        """Return the settings a constraint means; the rest becomes rules later."""
        if not row["constraint"]:
            if row.has_words("constraint_message"):
                self.tell(Effect.LEFT_OUT, "own_error_message", row)
            return {}
        found, rest = bounds.limits(row["constraint"], kind, whole=whole)
        if found and kind == "number" and row.has_words("constraint_message"):
            found, rest = {}, [row["constraint"]]  # only a rule has words of its own
        if found:
            self.tell(Effect.CARRIED, "constraint_carried", row, expression=row["constraint"])
        message = self.languages.text(row.words.get("constraint_message"))
        if rest:
            self.expressions.rules[code] = (row, rest, message)
        elif message:
            self.tell(Effect.LEFT_OUT, "own_error_message", row)
        return found

    def _note(self, row: Record, kind: RowType, code: str) -> None:
        """Note what expressions say about the question, and how they call it."""
        found = self.lists.get(kind.list_name)
        if kind.kind == "acknowledge":
            self.expressions.name(row, code, "", AGREED_AS_OK)
        else:
            self.expressions.name(row, code, "", found)
        self.expressions.condition(row, "question", code)
        self.expressions.spared[code] = row
        if row["choice_filter"] and found:
            self.expressions.filters[code] = (row, found)
        elif row["choice_filter"]:
            self.tell(Effect.CHANGED, "choice_filter", row, expression=row["choice_filter"], why="")

    def _tell_of_looks(self, row: Record) -> None:
        for look in row["appearance"].lower().split():
            if MEANT.get(look) == row["type"].split()[0].lower():
                continue
            if look in MEANINGFUL or look.startswith("ex:"):
                self.tell(Effect.LEFT_OUT, "appearance", row, expression=look)
            elif look not in CARRIED_LOOKS | self.looks:
                self.looks.add(look)
                self.tell(Effect.LEFT_OUT, "look", row, expression=look)
        self._tell_of_parameters(row)

    def _tell_of_parameters(self, row: Record) -> None:
        for name, value in bounds.parameters(row["parameters"]).items():
            if name == "seed":
                self.tell(Effect.LEFT_OUT, "random_seed", row)
            elif name not in PARAMETERS:
                self.tell(Effect.LEFT_OUT, "parameter", row, expression=f"{name}={value}")


def _is_shuffled(row: Record) -> bool:
    return bounds.parameters(row["parameters"]).get("randomize", "").lower() in YES


def _refers(row: Record, *keys: str) -> bool:
    texts = (words for key in keys for words in row.words.get(key, {}).values())
    return any(REFERENCE.search(words) for words in texts)
