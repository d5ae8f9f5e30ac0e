"""Starting a survey from a ready questionnaire."""

from collections.abc import Collection
from dataclasses import replace

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.i18n.text import Text
from participation.platform.web.site import site
from surveys.domain.questionnaire import Page, Question, Questionnaire
from surveys.models import Survey
from surveys.services import bank, building
from surveys.services.ready import Ready


def start_from(activity: Activity, ready: Ready, *, revision: int, actor: Actor) -> Survey:
    """Put a ready questionnaire in the place of the present one; it can be undone.

    Words of the survey that staff have written already stay as they are.
    """
    survey = building.replace_all(activity, fitted(ready.questionnaire), revision=revision)
    survey.thanks = survey.thanks or _offered(ready.thanks, site().languages)
    activity.title = activity.title or _offered(ready.title, site().languages)
    activity.summary = activity.summary or _offered(ready.summary, site().languages)
    record(
        actor,
        "survey.start_from",
        activity.public_id,
        process_id=activity.process_id,
        after={"questionnaire": ready.key},
    )
    return survey


def fitted(questionnaire: Questionnaire) -> Questionnaire:
    """Return a questionnaire as this municipality asks it.

    It has the municipality's own background questions, and the languages that it offers.
    """
    own = {each.question.library: each.question for each in bank.entries() if each.is_background}

    def background(question: Question) -> Question:
        asked = own.get(question.library, question)
        return replace(asked, code=question.code, condition=question.condition)

    def page_with(page: Page) -> Page:
        return replace(page, questions=tuple(background(each) for each in page.questions))

    pages = tuple(page_with(page) for page in questionnaire.pages)
    languages = site().languages
    return replace(questionnaire, pages=pages).with_texts(
        lambda _at, text: _offered(text, languages)
    )


def _offered(text: Text, languages: Collection[str]) -> Text:
    return Text({code: words for code, words in text.translations.items() if code in languages})
