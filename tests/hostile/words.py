"""Hostile words, and a town in which everything that people write is hostile."""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapper

from participation.platform.audit.models import AuditEntry
from participation.platform.clock import now
from participation.platform.database import Base
from participation.platform.extensions import db
from participation.platform.i18n.text import Text, TextType
from surveys.domain.answering import answers_in
from surveys.domain.questionnaire import Questionnaire
from surveys.models import QuestionnaireVersion, Response, ResponseDraft, Survey
from surveys.services import counting

LANGUAGES = ("fi", "sv", "en")
EVIL = (
    "q{{7*7}}q{%% raw %%} &lt;x-evil&gt; [a](javascript:alert(1)) [b]( jAvAsCrIpT:alert(1)) "
    "![c](data:text/html,x) <javascript:alert(1)> x-evil=1 onload=alert(1) "
    "'\"><x-evil onclick=alert(1)></x-evil><img src=x onerror=alert(1)>"
    "</textarea></title></style></select></script><script>x_evil(1)</script>"
    "--><svg onload=alert(1)><x-evil/></svg>]]><iframe srcdoc=x></iframe> `x-evil` ${7*7} %(x)s {x}"
).replace("%%", "%")

# What programs make, forms let nobody choose freely, or what stands in an address. A new column
# is filled with hostile words until it is listed here.
NOT_WRITTEN = {
    "activity.public_id",
    "activity.kind",
    "channel.code",
    "person.public_id",
    "person.email",  # checked as an address; unique
    "person.password_hash",
    "person.language",
    "invitation.public_id",
    "invitation.token_hash",
    "invitation.language",
    "municipality.brand",  # # and six digits
    "municipality.brand_dark",
    "municipality.tint",
    "municipality.accent",
    "standing_page.slug",
    "feedback.public_id",
    "feedback.language",
    "process.slug",
    "phase.public_id",
    "contact.public_id",
    "event.public_id",
    "decision.public_id",
    "decision.link",  # http or https, by its form
    "document.public_id",
    "document.language",
    "stored_file.public_id",
    "stored_file.content_type",
    "stored_file.sha256",
    "stored_file.key",
    "outbox_mail.language",
    "questionnaire_version.checksum",
    "response_draft.language",
    "response.language",
    "sign_in_try.account",
    "audit_entry.deed",
    "audit_entry.subject",
    "brainstorm_question.code",
    "idea.public_id",
    "idea.language",
    "idea_comment.public_id",
    "idea_comment.language",
    "idea_translation.language",
    "idea_theme.public_id",
    "idea_theme.method",  # of the machine, with its version
    "idea_theme.version",
    "idea_theme_suggestion.method",
    "idea_theme_suggestion.version",
    "idea_assignment.method",
    "idea_assignment.version",
    "idea_likeness.method",
    "idea_merge.suggested_by",
    "opinion_run.lack",
    "live_session.key",
    "live_session.code",
    "workshop_table.code",
    "report.public_id",
    "budget_area.code",
    "budget_category.code",
    "budget_rule.key",
    "budget_proposal.public_id",
    "budget_proposal.language",
    "budget_proposal.picture_key",
    "budget_project.public_id",
    "budget_project.code",
    "budget_vote_event.kind",
    "budget_vote_event.digest",
    "budget_outcome.checksum",
}


def evil(language: str) -> str:
    return f"{language} {EVIL}"


def evil_text() -> Text:
    return Text({code: evil(code) for code in LANGUAGES})


def written_columns(mapper: Mapper[Any]) -> Iterator[tuple[str, bool]]:
    """Yield the columns of a table that hold people's words, and whether in languages."""
    for column in mapper.columns:
        if isinstance(column.type, TextType):
            yield column.key, True
        elif (
            isinstance(column.type, sa.String)
            and not isinstance(column.type, sa.Enum)
            and f"{mapper.local_table.name}.{column.key}" not in NOT_WRITTEN
        ):
            yield column.key, False


def poison() -> int:
    """Make everything written hostile, in every language; return how many fields that were."""
    fields = 0
    for mapper in Base.registry.mappers:
        if mapper.class_ is AuditEntry:
            continue
        for thing in db.session.scalars(sa.select(mapper.class_)):
            for name, in_languages in written_columns(mapper):
                setattr(thing, name, evil_text() if in_languages else evil("fi"))
                fields += 1
    _poison_surveys()
    kept = {"title": evil_text().to_json(), "languages": [evil("fi")], evil("sv"): evil("en")}
    db.session.add(
        AuditEntry(deed=evil("fi"), subject=evil("fi"), before=kept, after={"x": evil("en")})
    )
    db.session.commit()
    for activity_id in db.session.scalars(sa.select(Survey.activity_id)).all():
        counting.rebuild(activity_id, now())
    db.session.commit()
    return fields


def _evil_questionnaire(stored: dict[str, Any]) -> Questionnaire:
    return Questionnaire.from_json(stored).with_texts(lambda _address, _text: evil_text())


def _poison_surveys() -> None:
    typed = {
        "area": ["other"],
        "area~other": [evil("fi")],
        "name": [EVIL[:20]],
        "free": [evil("fi")],
    }
    for survey in db.session.scalars(sa.select(Survey)):
        survey.working = _evil_questionnaire(survey.working).to_json()
    for version in db.session.scalars(sa.select(QuestionnaireVersion)):
        changed = _evil_questionnaire(version.document)
        version.document, version.checksum = changed.to_json(), changed.checksum()
        answers = answers_in(changed, typed) | {"area~other": evil("fi"), "name": evil("sv")}
        for response in db.session.scalars(
            sa.select(Response).where(Response.version_id == version.id)
        ):
            response.answers = answers
    for draft in db.session.scalars(sa.select(ResponseDraft)):
        draft.answers = typed
