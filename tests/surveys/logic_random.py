"""Random questionnaires with conditions of every sort, and random answers to them."""

from collections.abc import Sequence
from random import Random
from typing import Any

from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from tests.factories import text

KINDS = (
    "single", "multiple", "matrix", "double", "text", "long_text", "number", "rating", "date",
    "ranking", "budget",
)  # fmt: skip
WORDS = ("a", "Åbo", "~none", " x ", "2026", "00100", "😀", "a b")
NUMBERS = ("0", "1", "3", "1 000", "2,5", "1.000,5", "7 km", "-4", "−4", "x", "12.", "1e3", "3km")
AMOUNTS = ("0", "20", "30", "1 000", "x", "-1")
SETTINGS = {"number": {"decimals": 1, "unit": "km"}, "budget": {"total": 100, "leave": True}}
DATES = (("1", "2", "2026"), ("31", "2", "2026"), ("09.", "5.", "2025"), ("", "5", "2026"))


def questionnaire(chance: Random, *, conditions: float = 0.5) -> Questionnaire:
    """A few pages of questions that look at earlier ones."""
    earlier: list[Question] = []
    pages = []
    for page in range(chance.randint(1, 4)):
        condition = _condition(chance, earlier) if chance.random() < conditions / 3 else ""
        asked: list[Question] = []
        for _ in range(chance.randint(1, 5)):
            question = _question(chance, f"q{len(earlier) + 1}", earlier, conditions)
            asked.append(question)
            earlier.append(question)
        shuffle = chance.random() < 0.3
        title = text(f"Sivu {page} {{q1}}")
        pages.append(Page(code=f"p{page}", title=title, condition=condition, shuffle=shuffle,
                          questions=tuple(asked)))  # fmt: skip
    return Questionnaire(pages=tuple(pages))


def _question(
    chance: Random, code: str, earlier: Sequence[Question], conditions: float
) -> Question:
    kind = chance.choice(KINDS)

    def sometimes() -> str:
        return _condition(chance, earlier) if chance.random() < conditions else ""

    def rarely() -> str:
        return sometimes() if chance.random() < 0.4 else ""

    count = chance.randint(2, 4)
    options = tuple(
        Option(code=each, label=text(each.upper()), condition=rarely()) for each in "abcd"[:count]
    )
    if kind == "rating":
        options = tuple(Option(code=str(n), label=text(str(n))) for n in range(1, 6))
    has_options = kind not in ("text", "long_text", "number", "date")
    scale = tuple(Option(code=c, label=text(c), condition=rarely()) for c in "abcd"[1:])
    rows = tuple(Row(code=f"r{n}", label=text(f"R{n}"), condition=rarely()) for n in range(2))
    rule = Rule(test=f"answered({{.}}) and ({_condition(chance, earlier) or '1 = 1'})")
    return Question(
        code=code,
        kind=kind,
        label=text(f"Kysymys {code} {{q1}}"),
        required=chance.random() < 0.2,
        required_if=rarely(),
        condition=sometimes(),
        options=options if has_options else (),
        rows=rows if kind in ("matrix", "double") else (),
        scale=scale if kind == "double" else (),
        rules=(rule,) if chance.random() < 0.1 else (),
        shuffle=("options", "rows") if chance.random() < 0.3 else (),
        settings=SETTINGS.get(kind, {}),
        other=kind in ("single", "multiple") and chance.random() < 0.3,
        dont_know=chance.random() < 0.3,
    )


def _condition(chance: Random, earlier: Sequence[Question]) -> str:
    if not earlier:
        return ""
    # Near questions are looked at more often, so that much happens on one page.
    near = earlier[-chance.randint(1, len(earlier)) :]
    found = _test(chance, chance.choice(near))
    for _ in range(chance.randint(0, 2)):
        joined, negated = chance.choice(("and", "or")), chance.choice(("", "not "))
        found += f" {joined} {negated}{_test(chance, chance.choice(near))}"
    return found


def _test(chance: Random, question: Question) -> str:
    code, option = question.code, chance.choice("abc")
    sign = chance.choice(("=", "!=", "<", "<=", ">", ">="))
    tests = {
        "single": (f"{{{code}}} {sign} '{option}'", f"{{{code}}} = 'other'"),
        "multiple": (
            f"selected({{{code}}}, '{option}')",
            f"count({{{code}}}) {sign} 1",
            f"{{{code}.{option}}}",
        ),
        "matrix": (f"{{{code}.r1}} {sign} '{option}'", f"count({{{code}}}) = 2"),
        "double": (
            f"{{{code}~second.r1}} {sign} 'b'",
            f"{{{code}~second.r0}} = {{{code}.r1}}",
            f"count({{{code}~second}}) = 2",
        ),
        "text": (f"length({{{code}}}) {sign} 2", f"contains({{{code}}}, 'a')"),
        "long_text": (f"matches({{{code}}}, '[a-zÅ ]*')", f"{{{code}}} {sign} 2026"),
        "number": (f"{{{code}}} {sign} 3", f"{{{code}}} / 2 {sign} 1.5", f"round({{{code}}}) = 3"),
        "rating": (f"{{{code}}} {sign} 3", f"coalesce({{{code}}}, 9) {sign} 4"),
        "date": (f"{{{code}}} {sign} '2026-02-01'", f"{{{code}}} < today()"),
        "ranking": (f"{{{code}.a}} {sign} 1", f"count({{{code}}}) {sign} 2"),
        "budget": (f"{{{code}.a}} {sign} 20", f"sum({{{code}}}) {sign} 60"),
    }
    return chance.choice((f"answered({{{code}}})", *tests[question.kind]))


def typed(chance: Random, questionnaire: Questionnaire) -> dict[str, list[str]]:
    """What somebody may have typed, sound or not, even where nothing is shown."""
    found: dict[str, list[str]] = {}
    for question in questionnaire.questions():
        if chance.random() < 0.75:
            found |= answer(chance, question)
    return found


def answer(chance: Random, question: Question) -> dict[str, list[str]]:
    """What may be typed in one question."""
    code, codes = question.code, [option.code for option in question.options]
    if question.dont_know and chance.random() < 0.1:
        single = question.kind in ("single", "multiple", "rating")
        return {} if question.rows else {code if single else f"{code}~missing": ["~unknown"]}
    if question.other and chance.random() < 0.3:
        return {code: ["other"], f"{code}~other": ["muu"]}
    some = sorted(chance.sample(codes, chance.randint(1, len(codes)))) if codes else []
    made: dict[str, Any] = {
        "single": lambda: {code: some[:1]},
        "rating": lambda: {code: some[:1]},
        "multiple": lambda: {code: some},
        "matrix": lambda: {f"{code}.{row.code}": [chance.choice(codes)] for row in question.rows},
        "double": lambda: {
            f"{code}.{row.code}{end}": [chance.choice(codes)]
            for row in question.rows
            for end in ("", "~second")
        },
        "text": lambda: {code: [chance.choice(WORDS)]},
        "long_text": lambda: {code: [chance.choice(WORDS)]},
        "number": lambda: {code: [chance.choice(NUMBERS)]},
        "date": lambda: dict(
            zip(
                (f"{code}.day", f"{code}.month", f"{code}.year"),
                ([part] for part in chance.choice(DATES)),
                strict=True,
            )
        ),
        "budget": lambda: {f"{code}.{each}": [chance.choice(AMOUNTS)] for each in some},
        "ranking": lambda: {f"{code}.{each}": [str(n)] for n, each in enumerate(some, 1)},
    }
    return made[question.kind]()
