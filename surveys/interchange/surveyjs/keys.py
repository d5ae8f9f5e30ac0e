"""Which properties of SurveyJS's elements are carried, and why others are lost."""

from surveys.domain.questions.registry import BY_KEY
from surveys.interchange.surveyjs.values import Thing

CARRIED = frozenset({
    "type", "name", "title", "description", "isRequired", "requiredIf", "visibleIf", "choices",
    "rows", "columns", "inputType", "min", "max", "step", "maxLength", "choicesOrder", "rowOrder",
    "showOtherItem", "hasOther", "showNoneItem", "hasNone", "noneText", "showDontKnowItem",
    "showRefuseItem", "minSelectedChoices", "maxSelectedChoices", "rateMin", "rateMax", "rateStep",
    "rateCount", "rateValues", "minRateDescription", "maxRateDescription", "labelTrue",
    "labelFalse", "valueTrue", "valueFalse", "html", "validators", "elements", "items",
    "multiSelect", "isAllRowRequired", "eachRowRequired", "cellType", "visible", "autoGenerate",
    "choicesFromQuestionMode",
    "selectToRankEnabled", "sliderType", "yhes", "templateElements", "cellErrorLocation",
    "acceptedTypes", "allowMultiple", "maxSize", "maxFiles", "minValueExpression",
    "maxValueExpression",
})  # fmt: skip
LOSSES = {
    "defaultValue": "default", "defaultValueExpression": "default", "setValueExpression": "default",
    "correctAnswer": "default", "enableIf": "enable_if", "otherText": "own_other",
    "requiredErrorText": "own_error_message", "choicesByUrl": "type_file",
    "choicesVisibleIf": "choice_filter", "rowsVisibleIf": "choice_filter",
    "columnsVisibleIf": "choice_filter", "choicesFromQuestion": "choices_from_answers",
}  # fmt: skip


def has(element: Thing, *keys: str) -> bool:
    """Tell whether an element has one of some flags."""
    return any(element.get(key) is True for key in keys)


def shuffled(element: Thing, kind: str) -> tuple[str, ...]:
    """Return what comes in an order of each person's own."""
    if BY_KEY[kind].has_rows:
        return ("rows",) * (element.get("rowOrder") == "random")
    return ("options",) * (element.get("choicesOrder") == "random" and BY_KEY[kind].has_options)
