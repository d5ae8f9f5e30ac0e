"""Translating: every text of a survey in one list, and many saved at once.

A text has an address: `~title`, `~summary` and `~thanks` of the survey itself, else as
`Questionnaire.texts` names it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

from participation.activities.models import Activity
from participation.platform.i18n.text import Text, TextState
from participation.platform.web.site import site
from surveys import queries
from surveys.domain import editing
from surveys.domain.questionnaire import Questionnaire
from surveys.domain.questions.steps import says_only_digits
from surveys.models import Survey
from surveys.services import building

OF_ACTIVITY = ("~title", "~summary")


@dataclass(frozen=True, slots=True, kw_only=True)
class Translation:
    """What a translator says of one text: words, how finished, and what they were made from."""

    words: str
    state: TextState
    mark: str


def languages_of(activity: Activity) -> tuple[str, ...]:
    """Return the languages the activity offers, the municipality's main one first."""
    offered = tuple(code for code in site().languages if code in activity.languages)
    return offered or (site().main_language,)


def texts_of(activity: Activity) -> dict[str, Text]:
    """Return every text that residents read, by address; those that are empty are left out.

    So are mere numbers, such as the steps of a rating: they need no translation.
    """
    return texts_in(activity, queries.survey_of(activity.id))


def texts_in(activity: Activity, survey: Survey) -> dict[str, Text]:
    """Return the same of a survey that is loaded already."""
    own = {"~title": activity.title, "~summary": activity.summary, "~thanks": survey.thanks}
    texts = {**own, **dict(Questionnaire.from_json(survey.working).texts())}
    return {address: text for address, text in texts.items() if text and not says_only_digits(text)}


def completeness(texts: Iterable[Text], languages: Iterable[str]) -> dict[str, tuple[int, int]]:
    """Count complete texts and all texts, by language."""
    found = list(texts)
    return {
        language: (sum(text.state(language) == TextState.APPROVED for text in found), len(found))
        for language in languages
    }


def mark_of(text: Text, source: str, target: str) -> str:
    """Return a mark that changes when the source or the translation does."""
    words = "\0".join((text.translations.get(source, ""), text.translations.get(target, "")))
    return sha256(words.encode()).hexdigest()[:12]


def trace_of(text: Text, source: str, target: str) -> str:
    """Return a mark that tells which of the two has changed since: `source.translation`."""
    words = (text.translations.get(code, "") for code in (source, target))
    return ".".join(sha256(each.encode()).hexdigest()[:12] for each in words)


def save(
    activity: Activity, source: str, target: str, said: Mapping[str, Translation]
) -> dict[str, Translation]:
    """Save what changed; return what was not saved because somebody changed the text meanwhile."""
    survey = building.locked(activity)
    texts = texts_in(activity, survey)
    changed, refused = {}, {}
    for address, translation in said.items():
        text = texts.get(address)
        if text is None or not _differs(text, target, translation):
            continue
        if translation.mark != mark_of(text, source, target):
            refused[address] = translation
            continue
        after = _translated(text, target, translation)
        is_source = target == languages_of(activity)[0] and target in text.translations
        changed[address] = text.edited(after, target) if is_source else after
    if changed:
        store(activity, survey, changed)
    return refused


def _differs(text: Text, target: str, said: Translation) -> bool:
    if said.words != text.translations.get(target, ""):
        return True
    return bool(said.words) and said.state != text.state(target)


def _translated(text: Text, target: str, said: Translation) -> Text:
    words = {**text.translations, target: said.words}
    marks = {code: state for code, state in text.marks.items() if code != target}
    followed = said.words != text.translations.get(target, "")
    state = TextState.APPROVED if followed and said.state == TextState.STALE else said.state
    return Text(words, {**marks, target: state})


def store(activity: Activity, survey: Survey, changed: Mapping[str, Text]) -> None:
    """Put texts at their addresses."""
    activity.title = changed.get("~title", activity.title)
    activity.summary = changed.get("~summary", activity.summary)
    survey.thanks = changed.get("~thanks", survey.thanks)
    building.edit(activity, lambda questionnaire: editing.with_texts(questionnaire, changed))
