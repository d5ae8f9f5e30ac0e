"""Random small surveys, published once or several times, with the splits that staff chose."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from participation.activities.domain import disclosure
from participation.activities.domain.disclosure import WEIGHTS, weighted
from participation.activities.domain.findings import Finding
from participation.platform.i18n.text import Text
from surveys.domain.counting.count import count
from surveys.domain.counting.figures import figures
from surveys.domain.counting.union import join
from surveys.domain.questionnaire import Option, Question, Questionnaire, Row
from tests.factories import text
from tests.surveys.factories_counting import ask, options, questionnaire, rows

Answers = dict[str, Any]
STEPS = tuple(Option(code=str(n), label=text(str(n), str(n), str(n))) for n in range(1, 5))
NOUGHT_TO_TEN = tuple(Option(code=str(n), label=text(str(n))) for n in range(11))
START = datetime(2026, 9, 1, tzinfo=UTC)

GROUPS = ask("group", "single", options=options("a", "b", "c"), prefer_not=True)
TOWNS = ask("town", "single", options=options("x", "y"))
ASKED: dict[str, Question] = {
    "group": GROUPS,
    "town": TOWNS,
    "one": ask("one", "single", options=options("p", "q", "r", "s"), dont_know=True),
    "grade": ask("grade", "grade", options=STEPS),
    "many": ask("many", "multiple", options=options("k", "l", "m")),
    "grid": ask(
        "grid", "matrix", options=STEPS, rows=rows("r1", "r2"), settings={"diverging": True}
    ),
    "nps": ask("nps", "recommendation", options=NOUGHT_TO_TEN),
    "order": ask("order", "ranking", options=options("u", "v", "w")),
    "age": ask("age", "number"),
    "money": ask("money", "budget", options=options("d", "e"), settings={"total": 100}),
    "place": ask("place", "point", options=options("n1", "n2")),
    "both": ask(
        "both", "double", options=STEPS[:3], scale=STEPS[:2], rows=(Row(code="z", label=text("Z")),)
    ),
    "day": ask("day", "month"),
    "words": ask("words", "long_text"),
}


def answer(random: Random, asked: Question) -> Any:
    """Return an answer somebody might give; rare options make small cells."""
    if random.random() < 0.12:
        return "~refused" if asked.prefer_not else "~unknown" if asked.dont_know else "~none"
    return ANSWERS[asked.kind](random, asked, [option.code for option in asked.options])


def rather_first(random: Random, _asked: Question, codes: list[str]) -> str:
    return random.choices(codes, range(len(codes) + 2, 2, -1))[0]


def several(random: Random, _asked: Question, codes: list[str]) -> list[str]:
    return [code for code in codes if random.random() < 0.5] or [codes[0]]


def each_row(random: Random, asked: Question, codes: list[str]) -> dict[str, str]:
    return {row.code: rather_first(random, asked, codes) for row in asked.rows}


def order(random: Random, _asked: Question, codes: list[str]) -> list[str]:
    return random.sample(codes, random.choice((1, 2, 3, 3)))


def number(random: Random, _asked: Question, _codes: list[str]) -> int:
    return random.choice((0, 1, 1, random.randint(0, 3), random.randint(15, 90)))


def divided(random: Random, _asked: Question, codes: list[str]) -> dict[str, int]:
    part = random.randint(0, 100)
    return dict(zip(codes, (part, 100 - part), strict=True))


def somewhere(random: Random, _asked: Question, codes: list[str]) -> dict[str, Any]:
    return {"points": [[25.0, 61.0]], "area": random.choice(codes)}


def month(random: Random, _asked: Question, _codes: list[str]) -> str:
    return "2026-05" if random.random() < 0.7 else "2026-03"


ANSWERS: dict[str, Callable[[Random, Question, list[str]], Any]] = {
    "single": rather_first,
    "grade": rather_first,
    "recommendation": rather_first,
    "multiple": several,
    "matrix": each_row,
    "double": each_row,
    "ranking": order,
    "number": number,
    "budget": divided,
    "point": somewhere,
    "month": month,
    "long_text": lambda random, _asked, _codes: random.choice(("sana", "toinen")),
}


def somebody(random: Random, asked: Sequence[Question]) -> Answers:
    found = {question.code: answer(random, question) for question in asked}
    for question in asked:
        if question.kind == "double":
            seconds = [option.code for option in question.scale]
            found["both~second"] = {row.code: random.choice(seconds) for row in question.rows}
    return found


def findings(form: Questionnaire, people: Sequence[Answers], by: str, moment: datetime) -> Any:
    """Count as the house does; the figures of a group are those of its people alone."""
    counts = count(form, people)
    groups = {}
    if by:
        codes = [option.code for option in ASKED[by].options]
        groups = {c: [person for person in people if person.get(by) == c] for c in codes}
    for joined in join({1: form}):
        whole = made(joined, counts, moment)
        if not by:
            yield whole
            continue
        split = [group(joined, code, count(form, few), moment) for code, few in groups.items()]
        found = {"variable": by, "label": {}, "groups": split}
        yield Finding(**fields(whole) | {"by": by, "figures": {**whole.figures, "by": found}})


def fields(finding: Finding) -> dict[str, Any]:
    return {name: getattr(finding, name) for name in Finding.__slots__}


def made(joined: Any, counts: Any, moment: datetime) -> Finding:
    tally = counts[joined.key]
    return Finding(
        kind="survey",
        activity="abc",
        subject=joined.question.code,
        label=Text({"fi": "Kysymys"}),
        asked=tally.asked,
        answered=tally.answered,
        missing=tally.missing,
        figures=figures(joined, counts),
        moment=moment,
    )


def group(joined: Any, code: str, counts: Any, moment: datetime) -> dict[str, Any]:
    found = made(joined, counts, moment)
    base = {name: getattr(found, name) for name in ("asked", "answered", "missing")}
    return {"code": code, "label": {}, **base, "figures": found.figures}


@dataclass
class World:
    """What was true at each release, and what everybody could read of it.

    `weights` are those of the classes that weighted figures are made from; the attacker has them.
    """

    minimum: int = 5
    weights: Mapping[str, float] = field(default_factory=dict)
    true: list[list[Finding]] = field(default_factory=list)
    public: list[disclosure.Released] = field(default_factory=list)


def world(seed: int, decide: Any = disclosure.disclosed) -> World:
    """Publish a random survey once or several times."""
    random, found = Random(seed), World()
    kinds = random.sample([code for code in ASKED if code not in ("group", "town")], 3)
    asked = [GROUPS, TOWNS, *(ASKED[code] for code in kinds)]
    form, people = questionnaire(*asked), []
    splits = random.choice(([], ["group"], ["group"], ["group", "town"]))
    for number in range(random.choice((1, 1, 2, 3))):
        more = random.choice((3, 7, 12, 25, 60))
        people += [somebody(random, asked) for _ in range(more)]
        moment = START + timedelta(days=number)
        true = list(findings(form, people, "", moment))
        for by in splits:
            true += [f for f in findings(form, people, by, moment) if f.subject not in splits]
        told = decide(true, found.public, found.minimum)
        found.true.append(true)
        found.public.append(disclosure.Released(told.findings, told.memory))
    return found


def weighed_world(seed: int, decide: Any = disclosure.disclosed, beside: Any = None) -> World:
    """Publish a random survey whose figures are also weighted by what people said of `group`.

    Everybody is in one of two or three classes. Shares are told with all their digits, and how
    many of each class answered: that is more than anybody gets.
    """
    random = Random(seed)
    found = World(weights={"1": 0.55 + random.random(), "2": 1.7, "3": 2 + random.random()})
    classes = random.choice(({"a": "1"}, {"a": "1", "c": "3"}))
    kinds = random.sample(["one", "grade", "many", "grid", "both", "nps"], 3)
    asked = [GROUPS, TOWNS, *(ASKED[code] for code in kinds)]
    form, people = questionnaire(*asked), []
    splits = random.choice(([], [], ["town"]))
    for number in range(random.choice((1, 1, 2, 3))):
        people += [somebody(random, asked) for _ in range(random.choice((7, 25, 60, 120)))]
        moment = START + timedelta(days=number)
        true = [f for f in findings(form, people, "", moment) if f.subject != "group"]
        for by in splits:
            every = findings(form, people, by, moment)
            true += [f for f in every if f.subject not in ("town", "group")]
        every = in_classes(form, people, moment, classes)
        true += [f for f in every if f.subject not in ("group", *splits)]
        told = decide(true, found.public, found.minimum)
        public = (beside or weighted_beside)(told.findings, true, found.weights)
        found.true.append(true)
        found.public.append(disclosure.Released(public, told.memory))
    return found


def in_classes(form: Questionnaire, people: Any, moment: datetime, classes: Answers) -> Any:
    """Split findings by the class that everybody is in."""
    groups: dict[str, list[Answers]] = {}
    for person in people:
        groups.setdefault(classes.get(person["group"], "2"), []).append(person)
    counts = count(form, people)
    for joined in join({1: form}):
        whole = made(joined, counts, moment)
        names = sorted({"2", *classes.values()})
        split = [group(joined, n, count(form, groups.get(n, [])), moment) for n in names]
        by = {"variable": WEIGHTS, "label": {}, "groups": split}
        yield Finding(**fields(whole) | {"by": WEIGHTS, "figures": {**whole.figures, "by": by}})


def weighted_beside(told: Any, _true: Any, weights: Mapping[str, float]) -> Any:
    """Give what is public: weighted shares beside the others, and not the classes."""
    splits = {f.subject: f for f in told if f.by == WEIGHTS}
    return tuple(
        with_bases(weighted(f, splits[f.subject], weights, digits=12), splits[f.subject])
        if f.subject in splits and not f.by and "weighted" not in f.figures
        else f
        for f in told
        if f.by != WEIGHTS
    )


def with_bases(finding: Finding, split: Finding) -> Finding:
    """Tell also how many of each class answered."""
    figures = {**finding.figures}
    if "weighted" in figures:
        groups = split.figures["by"]["groups"]
        bases = {group["code"]: group["answered"] for group in groups}
        figures["weighted"] = {**figures["weighted"], "bases": bases}
    return Finding(**fields(finding) | {"figures": figures})
