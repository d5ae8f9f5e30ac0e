"""Open answers as staff read them: a page at a time, searched, by theme, uncoded first."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload

from participation.activities.models import Activity
from participation.platform.extensions import db
from participation.platform.refusals import NotFound
from surveys import queries
from surveys.coding_models import CodeFrame, Coding, Reading, Theme
from surveys.domain.coding import tellable
from surveys.domain.counting.union import Joined, join
from surveys.domain.questions.base import OTHER, Missing
from surveys.models import Response

A_PAGE, MOST_PAGES = 30, 100_000
UNCODED, APART = "uncoded", "apart"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An open question (or the words for an "other"), its answers' key, and its code frame."""

    activity: Activity
    name: str
    joined: Joined
    key: str
    version_ids: Sequence[int] | None
    frame: CodeFrame | None
    every: Sequence[Joined]

    @property
    def themes(self) -> Sequence[Theme]:
        """The themes of its frame, in order."""
        return self.frame.themes if self.frame else ()

    @property
    def frame_id(self) -> int:
        """The frame's key; 0 where nobody has made one."""
        return self.frame.id if self.frame else 0

    def theme(self, public_id: str) -> Theme:
        """Return one of its themes, or refuse."""
        for theme in self.themes:
            if theme.public_id == public_id:
                return theme
        raise NotFound

    def answers(self, wanted: str = "") -> sa.Select[bytes, str, str]:
        """Select its answers: key, words, language."""
        return queries.texts(self.activity.id, self.key, wanted, self.version_ids)


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """Which answers are looked at."""

    wanted: str = ""
    theme: str = ""
    group: str = ""
    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one person wrote, and the themes each coder gave it."""

    key: bytes
    words: str
    language: str
    readings: Mapping[int | None, frozenset[int]] = field(default_factory=dict)
    group: str | None = None

    @property
    def name(self) -> str:
        """The key as an address has it."""
        return self.key.hex()

    @property
    def themes(self) -> frozenset[int]:
        """Every theme that some coder gave it."""
        return frozenset[int]().union(*self.readings.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A page of answers."""

    answers: Sequence[Answer]
    total: int
    page: int

    @property
    def last(self) -> int:
        """The number of the last page."""
        return max(1, -(-self.total // A_PAGE))


def asked(activity: Activity, name: str) -> Asked:
    """Return an open question by the name its answers have, or refuse.

    The name is the code, with a mark where another question of the code is counted apart (see
    `Joined.mark`), and with `~other` for the words of an "other".
    """
    known = queries.published(activity.id)
    every = join(dict(known.values()))
    joined, key = _named(every, name)
    ids = [one for one, (number, _q) in known.items() if number in joined.versions]
    wanted = sa.select(CodeFrame).where(CodeFrame.survey_id == activity.id, CodeFrame.name == name)
    frame = db.session.scalars(wanted.options(joinedload(CodeFrame.themes))).unique().one_or_none()
    return Asked(
        activity=activity,
        name=name,
        joined=joined,
        key=key,
        version_ids=ids if joined.apart else None,
        frame=frame,
        every=every,
    )


def _named(questions: Sequence[Joined], name: str) -> tuple[Joined, str]:
    for joined in questions:
        question = joined.question
        whole = f"{question.code}{joined.mark}"
        if question.kind in ("text", "long_text") and name == whole:
            return joined, question.code
        if question.other and name == f"{whole}~{OTHER}":
            return joined, f"{question.code}~{OTHER}"
    raise NotFound


def found(question: Asked, look: Look) -> Found:
    """Return a page of answers: those that nobody has read first, else by their random keys."""
    chosen = _by_theme(question, question.answers(look.wanted), look.theme)
    group = look.group if look.group in codes(backgrounds(question)) else ""
    option = sa.func.coalesce(Response.answers[group].as_string(), "").label("option")
    order = (_read(question.frame_id), Response.id) if question.frame else (Response.id,)
    paged = chosen.add_columns(option, sa.func.count().over().label("total")).order_by(*order)
    page = max(1, min(look.page, MOST_PAGES))
    rows = db.session.execute(paged.limit(A_PAGE).offset((page - 1) * A_PAGE)).all()
    if not rows and page > 1:
        return found(question, replace(look, page=1))
    given = readings_of(question, [row.id for row in rows])
    named = _tellable(question, group) if group and rows else frozenset[str]()
    answers = [
        Answer(
            key=row.id,
            words=row.words,
            language=row.language,
            readings=given.get(row.id, {}),
            group=row.option if row.option in named else None,
        )
        for row in rows
    ]
    return Found(answers=answers, total=rows[0].total if rows else 0, page=page)


def key_named(name: str) -> bytes:
    """Return the key that an address names, or refuse."""
    try:
        return bytes.fromhex(name)
    except ValueError:
        raise NotFound from None


def answer(question: Asked, name: str) -> Answer:
    """Return one answer by its name, or refuse; with its themes, in one query."""
    key = key_named(name)
    mine = (Reading.response_id == Response.id) & (Reading.frame_id == question.frame_id)
    wanted = (
        question.answers()
        .where(Response.id == key)
        .outerjoin(Reading, mine)
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .add_columns(Reading.id.label("reading"), Reading.coder_id, Coding.theme_id)
    )
    rows = db.session.execute(wanted).all()
    if not rows:
        raise NotFound
    given = gathered((key, row.coder_id, row.theme_id) for row in rows if row.reading)
    return Answer(
        key=key, words=rows[0].words, language=rows[0].language, readings=given.get(key, {})
    )


def _read(frame_id: int, *where: Any) -> sa.Exists:
    return sa.exists().where(
        Reading.frame_id == frame_id, Reading.response_id == Response.id, *where
    )


def _by_theme(
    question: Asked, chosen: sa.Select[bytes, str, str], theme: str
) -> sa.Select[bytes, str, str]:
    """Choose answers by theme, those that nobody has read, or those that coders read apart."""
    if not theme:
        return chosen
    if theme == UNCODED:
        return chosen.where(~_read(question.frame_id))
    if theme == APART:
        return chosen.where(Response.id.in_(_told_apart(question.frame_id)))
    wanted = question.theme(theme).id
    return chosen.where(_read(question.frame_id, Reading.id == Coding.reading_id,
                              Coding.theme_id == wanted))  # fmt: skip


def _told_apart(frame_id: int) -> sa.Select[bytes]:
    """Select the answers whose coders gave them different themes.

    With r readers and t different themes all agree if and only if there are r × t codings.
    """
    readers = sa.func.count(Reading.id.distinct())
    themes = sa.func.count(Coding.theme_id.distinct())
    return (
        sa.select(Reading.response_id)
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .where(Reading.frame_id == frame_id)
        .group_by(Reading.response_id)
        .having(readers > 1, sa.func.count(Coding.theme_id) != readers * themes)
    )


def readings_of(
    question: Asked, keys: Sequence[bytes] | None = None
) -> dict[bytes, dict[int | None, frozenset[int]]]:
    """Return the themes by answer and coder; of all answers without `keys`."""
    if not question.frame or keys == []:
        return {}
    wanted = (
        sa.select(Reading.response_id, Reading.coder_id, Coding.theme_id)
        .outerjoin(Coding, Coding.reading_id == Reading.id)
        .where(Reading.frame_id == question.frame.id)
    )
    if keys is not None:
        wanted = wanted.where(Reading.response_id.in_(keys))
    return gathered(db.session.execute(wanted))


Readings = dict[bytes, dict[int | None, frozenset[int]]]


def gathered(rows: Iterable[Iterable[Any]]) -> Readings:
    """Return themes by answer and coder, from rows of a reading and one of its themes."""
    given: dict[bytes, dict[int | None, set[int]]] = {}
    for key, coder, theme in rows:
        themes = given.setdefault(key, {}).setdefault(coder, set())
        if theme is not None:
            themes.add(theme)
    return {
        key: {coder: frozenset(themes) for coder, themes in coders.items()}
        for key, coders in given.items()
    }


def backgrounds(question: Asked) -> list[Joined]:
    """Return the questions by which answers may be told apart: of one choice."""
    return [one for one in question.every if one.question.kind == "single"]


def codes(questions: Iterable[Joined]) -> list[str]:
    """Return the codes of questions."""
    return [one.question.code for one in questions]


def _tellable(question: Asked, code: str) -> frozenset[str]:
    """Return the options of another question that may stand beside what people wrote.

    Only one question at a time, and no small groups, see `coding.tellable`.
    """
    option = sa.func.coalesce(Response.answers[code].as_string(), "").label("option")
    writers = question.answers().with_only_columns(option).subquery()
    sizes = sa.select(writers.c.option, sa.func.count()).group_by(writers.c.option)
    counted = {row[0]: row[1] for row in db.session.execute(sizes)}
    return tellable(counted, question.activity.least_people) - {"", *Missing}
