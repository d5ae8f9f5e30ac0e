"""Take ideas in from files: without a code, since nobody here has one for them.

The key of an idea is a hash of what the file says, so that the same file adds nothing twice. Ideas
come under the rules of the round, and those that were hidden elsewhere stay hidden.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_bytes

import sqlalchemy as sa

from participation.activities.models import Activity, Source
from participation.brainstorming import theme_queries
from participation.brainstorming.idea_models import (
    Idea,
    IdeaState,
    IdeaTranslation,
    Origin,
    Reason,
)
from participation.brainstorming.interchange.idea_rows import IdeaRow, Known
from participation.brainstorming.models import Brainstorm, Moderation
from participation.brainstorming.services import building
from participation.brainstorming.services.board_steps import Step, batches
from participation.brainstorming.theme_models import Deed, IdeaTheme, ThemeState
from participation.platform.access.actor import Actor
from participation.platform.audit.log import record
from participation.platform.clock import local
from participation.platform.extensions import db
from participation.platform.i18n.text import Text
from participation.platform.privacy.hashing import keyed
from participation.platform.web.site import site
from participation.texts.languages import language_of
from participation.texts.words import plain

KEY_BYTES, HASH_BYTES = 16, 32


@dataclass(frozen=True, slots=True, kw_only=True)
class Prospect:
    """What a file would add: lines that are new, how many are there already, themes to make."""

    rows: Sequence[IdeaRow]
    known: int
    themes: Sequence[str]


def known_here(brainstorm: Brainstorm, today: date) -> Known:
    """Return what the lines of a file may name."""
    questions = [(one.words, one.code) for one in brainstorm.questions]
    areas = [(one.name, one.code) for one in brainstorm.areas]
    return Known(
        questions=_by_name(questions),
        areas=_by_name(areas),
        languages=site().languages,
        today=today,
    )


def _by_name(named: Sequence[tuple[Text, str]]) -> dict[str, str]:
    """Return codes by what they are called in any language, and by themselves."""
    return {
        " ".join(said.casefold().split()): code
        for words, code in named
        for said in (*words.translations.values(), code)
    }


def prospect(brainstorm: Brainstorm, rows: Sequence[IdeaRow]) -> Prospect:
    """Tell what a file would add; lines that say the same count once."""
    new = _new(brainstorm, rows)
    made = _themes(brainstorm.activity_id)
    wanted = {row.theme.casefold(): row.theme for row in new.values() if row.theme}
    themes = [words for name, words in wanted.items() if name not in made]
    return Prospect(rows=list(new.values()), known=len(rows) - len(new), themes=themes)


def take(activity: Activity, rows: Sequence[IdeaRow], *, actor: Actor, now: datetime) -> int:
    """Keep the ideas of a file that are not there yet; return how many."""
    brainstorm = building.locked(activity.id)
    new = _new(brainstorm, rows)
    questions = {one.code: one.id for one in brainstorm.questions}
    today = local(now).date()
    for key, row in new.items():
        idea = _idea(brainstorm, row, today)
        idea.id, idea.question_id = key, questions[row.question]
        db.session.add(idea)
    db.session.flush()
    _put_into_themes(brainstorm, new, actor, now)
    if new:
        building.bump(activity.id)
        _note(activity, len(new), actor)
    return len(new)


def _new(brainstorm: Brainstorm, rows: Sequence[IdeaRow]) -> dict[bytes, IdeaRow]:
    """Return lines by their keys, without those that are in the brainstorm."""
    asked = {one.code for one in brainstorm.questions}
    found: dict[bytes, IdeaRow] = {}
    for row in rows:
        if row.question in asked:
            found.setdefault(_key(brainstorm, row), row)
    here = _codes_here(brainstorm, [row.code for row in rows if row.code])
    there: set[bytes] = set()
    for some in batches(found):
        there.update(db.session.scalars(sa.select(Idea.id).where(Idea.id.in_(some))))
    return {key: row for key, row in found.items() if key not in there and row.code not in here}


def _codes_here(brainstorm: Brainstorm, codes: Iterable[str]) -> set[str]:
    """Return the codes of ideas of this very brainstorm: what it wrote into a file itself."""
    found: set[str] = set()
    for some in batches(codes):
        own = Idea.brainstorm_id == brainstorm.activity_id, Idea.public_id.in_(some)
        found.update(db.session.scalars(sa.select(Idea.public_id).where(*own)))
    return found


def _key(brainstorm: Brainstorm, row: IdeaRow) -> bytes:
    said = row.code or f"{row.question}.{plain(row.words)}.{plain(row.place)}.{plain(row.area)}"
    whole = f"{brainstorm.activity.public_id}.{said}"
    return keyed("imported idea", whole.encode())[:KEY_BYTES]


def _idea(brainstorm: Brainstorm, row: IdeaRow, today: date) -> Idea:
    language = row.language or language_of(row.words, site().main_language)
    state = _state(brainstorm, row)
    reason = Reason(row.reason) if row.reason else Reason.OTHER
    return Idea(
        brainstorm_id=brainstorm.activity_id,
        receipt_hash=token_bytes(HASH_BYTES),  # of no code: nobody wrote these words here
        language=language,
        words=row.words,
        place=row.place,
        latitude=row.latitude,
        longitude=row.longitude,
        area=row.area,
        day=date.fromisoformat(row.day) if row.day else today,
        state=state,
        reason=reason if state is IdeaState.HIDDEN else None,
        is_reviewed=state is IdeaState.HIDDEN,
        source=Source.FILE,
        translations=[
            IdeaTranslation(language=code, words=words, origin=Origin.STAFF, is_reviewed=True)
            for code, words in row.translations.items()
            if code != language
        ],
    )


def _state(brainstorm: Brainstorm, row: IdeaRow) -> IdeaState:
    if row.state == IdeaState.HIDDEN:
        return IdeaState.HIDDEN
    is_waiting = brainstorm.moderation is Moderation.BEFORE or row.state == IdeaState.WAITING
    return IdeaState.WAITING if is_waiting else IdeaState.PUBLISHED


def _themes(brainstorm_id: int) -> dict[str, IdeaTheme]:
    """Return kept themes by what they are called in any language."""
    return {
        words.casefold(): theme
        for theme in db.session.scalars(theme_queries.kept_themes(brainstorm_id))
        for words in theme.words.translations.values()
    }


def _put_into_themes(
    brainstorm: Brainstorm, new: Mapping[bytes, IdeaRow], actor: Actor, now: datetime
) -> None:
    """Put ideas into the themes that the file names, making those that are not there: one step."""
    themes = _themes(brainstorm.activity_id)
    step = Step(brainstorm_id=brainstorm.activity_id, deed=Deed.PLACE, actor=actor, now=now)
    position = max((one.position for one in themes.values()), default=0)
    for key, row in new.items():
        name = row.theme.casefold()
        if name and name not in themes:
            position += 1
            themes[name] = step.touch(_theme(brainstorm, row.theme, position), is_new=True)
        if name:
            step.put(key, themes[name])
    if step.moves:
        step.keep()


def _theme(brainstorm: Brainstorm, words: str, position: int) -> IdeaTheme:
    made = IdeaTheme(
        brainstorm_id=brainstorm.activity_id,
        words=Text({site().main_language: words}),
        position=position,
        state=ThemeState.KEPT,
    )
    db.session.add(made)
    db.session.flush()
    return made


def _note(activity: Activity, number: int, actor: Actor) -> None:
    record(
        actor,
        "brainstorm.import-ideas",
        activity.public_id,
        process_id=activity.process_id,
        after={"ideas": number},
    )
