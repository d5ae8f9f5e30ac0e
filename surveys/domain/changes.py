"""What differs between what is published and what is written, and what that means for results.

Whether new words mean the same is for people to judge: `Change.can_choose` says where. Whoever
judges that a question means something else has its edition raised (`with_editions`), and answers
to different editions are never counted together. The judgement proposed follows how alike the
words are; units, kinds and steps of a scale are proposed as another meaning.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from participation.platform.i18n.text import Text
from surveys.domain.differences import Difference, What, differences
from surveys.domain.questionnaire import Page, Question, Questionnaire

# How alike two wordings are for one to be proposed as a mere correction of the other (0 to 1).
ALIKE = 0.7


class Consequence(StrEnum):
    """What becomes of answers given before."""

    TOGETHER = "together"
    APART = "apart"
    NOT_OFFERED = "not_offered"
    NEW = "new"
    ENDED = "ended"


WORDS = frozenset(
    {What.WORDS, What.HINT, What.SETTING_WORDS, What.OPTION_WORDS, What.ROW_WORDS, What.STEP_WORDS}
)
OFFERED = frozenset({What.OPTION_NEW, What.ROW_NEW, What.WAY_NEW})
STEPS = frozenset({What.STEP_NEW, What.STEP_GONE, What.UNIT})
# Nobody needs to be asked what these mean: the answers stay what they were.
HARMLESS = frozenset(
    {What.MOVED, What.ORDER, What.REQUIRED, What.ROW_NEW, What.ROW_GONE}
    | {What.WAY_NEW, What.WAY_GONE, What.BACK}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One question and what became of it; without `before` it is new, without `after` removed."""

    before: Question | None = None
    after: Question | None = None
    differences: tuple[Difference, ...] = ()

    @property
    def question(self) -> Question:
        """The question as it is now, or was last."""
        found = self.after or self.before
        if found is None:
            raise ValueError("a change of nothing")
        return found

    @property
    def is_forced(self) -> bool:
        """Tell whether answers cannot be counted together whatever the words mean."""
        return any(found.what is What.KIND for found in self.differences)

    @property
    def can_choose(self) -> bool:
        """Tell whether people must judge whether the question means the same."""
        both = self.before is not None and self.after is not None
        matters = any(found.what not in HARMLESS for found in self.differences)
        return both and matters and not self.is_forced

    @property
    def proposed(self) -> Consequence:
        """What becomes of earlier answers unless somebody judges otherwise."""
        if self.before is None:
            return Consequence.NEW
        if self.after is None:
            return Consequence.ENDED
        if any(means_another(found, self.before) for found in self.differences):
            return Consequence.APART
        kinds = {found.what for found in self.differences}
        return Consequence.NOT_OFFERED if kinds & OFFERED else Consequence.TOGETHER


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """All that differs: questions in their new order, then removed ones; pages with new words."""

    questions: tuple[Change, ...] = ()
    pages: tuple[str, ...] = ()

    @property
    def proposed_apart(self) -> frozenset[str]:
        """The codes of questions whose earlier answers are proposed to be counted apart."""
        found = (each for each in self.questions if each.proposed is Consequence.APART)
        return frozenset(each.question.code for each in found)

    @property
    def forced_apart(self) -> frozenset[str]:
        """The codes of questions about which there is nothing to choose."""
        return frozenset(each.question.code for each in self.questions if each.is_forced)


def compare(versions: Sequence[Questionnaire], working: Questionnaire) -> Changes:
    """Compare what is written with the newest version; `versions` are all, the oldest first.

    A question that an older version asked and the newest does not is asked again.
    """
    newest = versions[-1] if versions else Questionnaire()
    known = {q.code: q for version in versions for q in version.questions()}
    there = {q.code: page for page in newest.pages for q in page.questions}
    here = {q.code: page for page in working.pages for q in page.questions}
    moved = _moved(newest, working)
    found = []
    for after in working.questions():
        before, pages = known.get(after.code), (there.get(after.code), here[after.code])
        more = _around(pages, is_known=before is not None, is_moved=after.code in moved)
        told = (*(differences(before, after) if before else ()), *more)
        if told or before is None:
            found.append(Change(before=before, after=after, differences=tuple(told)))
    found += (Change(before=q) for q in newest.questions() if q.code not in here)
    return Changes(questions=tuple(found), pages=tuple(_reworded_pages(newest, working)))


def with_editions(
    versions: Sequence[Questionnaire], working: Questionnaire, apart: Collection[str]
) -> Questionnaire:
    """Give the questions named a new edition, and all others the one they had."""
    last = {q.code: q.edition for version in versions for q in version.questions()}
    highest = {
        code: max(q.edition for v in versions for q in v.questions() if q.code == code)
        for code in last.keys() & set(apart)
    }

    def edition(question: Question) -> int:
        return highest.get(question.code, last.get(question.code, 0) - 1) + 1

    pages = (
        replace(page, questions=tuple(replace(q, edition=edition(q)) for q in page.questions))
        for page in working.pages
    )
    return replace(working, pages=tuple(pages))


def _around(
    pages: tuple[Page | None, Page], *, is_known: bool, is_moved: bool
) -> Iterator[Difference]:
    """Tell what changed about a question although it is the same: its place, its page."""
    before, after = pages
    if not is_known:
        return
    if before is None:
        yield Difference(What.BACK)
        return
    if is_moved or before.code != after.code:
        yield Difference(What.MOVED)
    if before.condition != after.condition:
        yield Difference(What.CONDITION)


def _moved(before: Questionnaire, after: Questionnaire) -> frozenset[str]:
    """Return the fewest questions that must have moved; added and removed ones move nobody."""
    old, new = ([q.code for q in each.questions()] for each in (before, after))
    old, new = [c for c in old if c in new], [c for c in new if c in old]
    matched = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    stayed = {code for block in matched for code in old[block.a : block.a + block.size]}
    return frozenset(new) - stayed


def _reworded_pages(before: Questionnaire, after: Questionnaire) -> Iterator[str]:
    old = {page.code: (page.title.translations, page.intro.translations) for page in before.pages}
    for page in after.pages:
        if old.get(page.code, ({}, {})) != (page.title.translations, page.intro.translations):
            yield page.code


def means_another(found: Difference, question: Question) -> bool:
    """Tell whether a difference is proposed to change what a question means."""
    if found.what is What.KIND or found.what in STEPS:
        return True
    if found.what in (What.OPTION_NEW, What.OPTION_GONE):
        return bool(question.rows)
    return found.what in WORDS and likeness(found.before, found.after) < ALIKE


def likeness(before: Text, after: Text) -> float:
    """Return how alike two wordings are, from 0 to 1, in the language where they differ most."""
    shared = before.translations.keys() & after.translations.keys()
    pairs = ((before.translations[code], after.translations[code]) for code in shared)
    ratios = [SequenceMatcher(None, a.casefold(), b.casefold()).ratio() for a, b in pairs]
    return min(ratios, default=1.0)
