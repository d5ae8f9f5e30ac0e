"""Code frames: themes are written, put in order, merged and removed by people."""

import sqlalchemy as sa

from participation.activities.models import Activity
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.refusals import NotFound
from surveys.coding_models import CodeFrame, Coding, SuggestedGroup, Theme
from surveys.services.open_answers import Asked


def frame_of(question: Asked) -> CodeFrame:
    """Return the question's code frame, made when it has none."""
    wanted = sa.select(CodeFrame).where(
        CodeFrame.survey_id == question.activity.id, CodeFrame.name == question.name
    )
    found = db.session.scalar(wanted)
    if found is None:
        found = CodeFrame(survey_id=question.activity.id, name=question.name)
        db.session.add(found)
        db.session.flush()
    return found


def add_theme(
    question: Asked, label: Text, meaning: Text | None = None, *, actor: Actor, method: str = ""
) -> Theme:
    """Add a theme at the end of the frame."""
    frame = frame_of(question)
    last = max((theme.place for theme in frame.themes), default=0)
    theme = Theme(
        frame_id=frame.id,
        label=label,
        meaning=meaning or Text(),
        place=last + 1,
        method=method,
    )
    db.session.add(theme)
    db.session.flush()
    db.session.expire(frame, ["themes"])
    note(question.activity, "surveys.add_theme", question.name, theme, actor=actor)
    return theme


def edit_theme(question: Asked, theme: Theme, label: Text, meaning: Text, *, actor: Actor) -> None:
    """Change a theme's words; what has it keeps it."""
    theme.label, theme.meaning = label, meaning
    db.session.flush()
    note(question.activity, "surveys.edit_theme", question.name, theme, actor=actor)


def move_theme(question: Asked, theme: Theme, *, up: bool) -> None:
    """Move a theme one place up or down."""
    themes = list(question.themes)
    at = themes.index(theme)
    other = at - 1 if up else at + 1
    if 0 <= other < len(themes):
        themes[at], themes[other] = themes[other], themes[at]
    for place, each in enumerate(themes, 1):
        each.place = place
    db.session.flush()


def merge_themes(question: Asked, theme: Theme, into: Theme, *, actor: Actor) -> None:
    """Give everything of a theme to another, and remove it."""
    if theme.id == into.id:
        raise NotFound
    has_both = sa.select(Coding.reading_id).where(Coding.theme_id == into.id)
    moving = sa.update(Coding).where(
        Coding.theme_id == theme.id, Coding.reading_id.not_in(has_both)
    )
    db.session.execute(moving.values(theme_id=into.id).execution_options(
        synchronize_session=False))  # fmt: skip
    groups = sa.update(SuggestedGroup).where(SuggestedGroup.theme_id == theme.id)
    db.session.execute(groups.values(theme_id=into.id))
    note(question.activity, "surveys.merge_themes", question.name, theme, actor=actor)
    db.session.delete(theme)
    db.session.flush()


def remove_theme(question: Asked, theme: Theme, *, actor: Actor) -> None:
    """Remove a theme; the answers that had it stay read."""
    note(question.activity, "surveys.remove_theme", question.name, theme, actor=actor)
    db.session.delete(theme)
    db.session.flush()


def note(activity: Activity, deed: str, name: str, theme: Theme, *, actor: Actor) -> None:
    """Write down what was done with a theme, by its name for addresses."""
    record(
        actor,
        deed,
        activity.public_id,
        process_id=activity.process_id,
        after={"question": name, "theme": theme.public_id},
    )
