"""Random questionnaires of every kind, for tests of what must carry them."""

import string
from typing import Any

from hypothesis import strategies as st

from participation.platform.i18n.text import Text
from surveys.domain.questionnaire import Option, Page, Question, Questionnaire, Row, Rule
from surveys.domain.questions.registry import BY_KEY

LANGUAGES = ("fi", "sv", "en")
PLAIN = string.ascii_letters + "åäöÅÄÖ ?!.,:;-–’'\"<>&%{}$_=+/\n1234567890|#"
WORDS = st.text(PLAIN, min_size=1, max_size=30)
CODES = st.from_regex(r"[a-z0-9_]{1,12}", fullmatch=True).filter(lambda code: code.strip("_"))
NUMBERS = st.one_of(st.integers(-1000, 1000), st.sampled_from([0.5, 2.25, -3.75]))


@st.composite
def texts(draw: st.DrawFn, *, full: bool = False) -> Text:
    languages = LANGUAGES if full else draw(st.lists(st.sampled_from(LANGUAGES), unique=True))
    marks = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.sampled_from(["draft", "stale"])))
    return Text({code: draw(WORDS) for code in languages}, {} if full else marks)


def parts(draw: st.DrawFn, make: Any, *, least: int, most: int, codes: Any = CODES) -> tuple:
    found = draw(st.lists(codes, min_size=least, max_size=most, unique=True))
    return tuple(make(code) for code in found)


@st.composite
def questions(
    draw: st.DrawFn, code: str, before: tuple[str, ...], *, full: bool = False
) -> Question:
    kind = draw(st.sampled_from(sorted(BY_KEY)))
    known = BY_KEY[kind]
    conditions = (
        [""]
        + [f"answered({{{other}}})" for other in before]
        + [f"{{{other}}} = 'a' or not {{{other}}} > 3" for other in before]
    )
    condition = st.sampled_from(conditions)
    steps = getattr(known, "codes", None)

    def option(name: str) -> Option:
        return Option(
            code=name,
            label=draw(texts(full=full)),
            exclusive=kind == "multiple" and draw(st.booleans()),
            fixed=draw(st.booleans()),
            condition=draw(condition),
        )

    def row(name: str) -> Row:
        label, right = draw(texts(full=full)), draw(texts(full=full))
        return Row(code=name, label=label, right=right, condition=draw(condition))

    if kind == "consent":
        options = (option("yes"),)
    elif steps:
        options = tuple(option(step) for step in steps)
    else:
        options = parts(draw, option, least=2, most=4) if known.has_options else ()
    least, most = draw(st.sampled_from([(None, None), (1, 2), (0, 5)]))
    limits = {"min": least, "max": most} if kind in ("number", "slider", "multiple") else {}
    settings = {name: value for name, value in limits.items() if value is not None}
    if kind in ("number", "slider") and draw(st.booleans()):
        settings |= {"decimals": 2, "unit": draw(texts(full=full)).to_json()}
    if kind in ("text", "long_text") and draw(st.booleans()):
        settings["longest"] = draw(st.integers(1, 500))
    rules = st.builds(
        Rule,
        test=st.sampled_from(["{.} != 'x'", "count({.}) < 3 or answered({.})"]),
        message=texts(full=full),
    )
    is_choice = kind in ("single", "multiple")
    return Question(
        code=code,
        kind=kind,
        label=draw(texts(full=full)),
        hint=draw(texts(full=full)),
        required=draw(st.booleans()),
        required_if=draw(condition),
        condition=draw(condition),
        options=options,
        rows=parts(draw, row, least=1, most=3) if known.has_rows else (),
        scale=parts(draw, option, least=2, most=3) if kind == "double" else (),
        rules=tuple(draw(st.lists(rules, max_size=2))),
        shuffle=("options",) * (is_choice and draw(st.booleans())),
        settings=settings,
        other=is_choice and draw(st.booleans()) and "other" not in [o.code for o in options],
        dont_know=draw(st.booleans()),
        prefer_not=draw(st.booleans()),
        edition=draw(st.integers(0, 2)),
    )


@st.composite
def questionnaires(draw: st.DrawFn, *, full: bool = False) -> Questionnaire:
    codes = draw(st.lists(CODES, min_size=1, max_size=4, unique=True))
    names = draw(st.lists(CODES, min_size=1, max_size=2, unique=True))
    made: list[Question] = []
    for code in codes:
        before = tuple(question.code for question in made)
        made.append(draw(questions(code, before, full=full)))
    cut = draw(st.integers(0, len(made))) if len(names) > 1 else len(made)
    shares = [made[:cut], made[cut:]]
    pages = tuple(
        Page(
            code=name,
            title=draw(texts(full=full)),
            intro=draw(texts(full=full)),
            shuffle=draw(st.booleans()),
            questions=tuple(share),
        )
        for name, share in zip(names, shares, strict=False)
    )
    return Questionnaire(pages=pages)
