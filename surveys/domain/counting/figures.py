"""What the counts of one question say, as the JSON that findings carry.

Format 1. Every object has `shape` and `respondents` (responses in all); by shape also

- single, multiple: `options`: a list of `{"code", "label", "count"}`, in the order of the
  questionnaire; `others`: how many wrote words for "other"
- matrix: `options` as above without counts; `rows`: a list of `{"code", "label", "asked",
  "answered", "missing", "counts": {option: count}}`
- ranking: `places`: how many places were given; `rows`: as in a matrix, one for each option, with
  `counts` of people by place ("1", "2" …, "unranked"), `ranked`, `first`, `mean_rank`, `borda`
- allocation: `unit` (words) and `total`, what everybody divided; `rows`: one for each option, with
  `sum`, `mean`, `median` and its `share` of the total
- point: `rows`: one for each area, `answered` by those who chose it
- number: `unit` (words); `mean`, `median`, `min`, `max` (absent when nobody answered), `classes`:
  a list of `{"from", "to", "count"}` with both ends included, the first perhaps without a `from`
  and the last without a `to` (null); `rounded`: answers finer than four digits, which the median,
  the ends and the classes know to four digits only; the mean is exact
- single choices and matrices on a numeric scale: `mean` (in the matrix in each row)
- matrices that part around their middle: `diverging`, and `net` in each row (percent)
- a row of opposites: `right`, the words of its other end
- matrix with two scales: `first` and `second` (names), `options` and `scale`, and in each row
  `second` with the same figures as the row itself; the means count steps by their place
- date: `classes` as of numbers, with months ("2026-05") for ends
- themes (what coders found in open answers): `options` as of multiple choices, one for each theme,
  with `~no_theme` and, where small ones were merged, `~few_themes:…` among the codes; `answered` is
  how many answers were coded. Staff also see `written`, `uncoded`, and `agreement`: a list of
  `{"answers", "kappa"}`, one for every two coders
- recommendations: `nps` with `promoters`, `passives`, `detractors` (people) and `score`

How the question changed from version to version is told in `history` and `apart` (see `history`).
`sources`, where there are any: the title of the activity a statement or option was made from, by
code.

What disclosure control took away is named in `hidden` (see `activities.domain.disclosure`).
Shares are never stored: they are counts divided by `answered`.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import Any

from surveys.domain.counting.columns import AREA
from surveys.domain.counting.months import classes
from surveys.domain.counting.numbers import amounts, plain_number, summary
from surveys.domain.counting.places import places, widest
from surveys.domain.counting.scales import mean_of, net_of, nps_of, places_of, scale_of
from surveys.domain.counting.shapes import SECOND, Shape, choices
from surveys.domain.counting.tally import Counts, Tally
from surveys.domain.counting.union import Joined
from surveys.domain.questionnaire import Option, Question, Row
from surveys.domain.questions.number import unit_of

FORMAT = 1


def figures(joined: Joined, counts: Counts) -> dict[str, Any]:
    """Return the figures of a question."""
    whole = {"format": FORMAT, "shape": joined.shape.value, "respondents": counts.responses}
    whole |= _sources(joined.question)
    own = BY_SHAPE.get(joined.shape)
    return whole | own(joined, counts) if own else whole


def _sources(question: Question) -> dict[str, Any]:
    """Say of which activities statements and options were made, by their codes."""
    parts: tuple[Row | Option, ...] = (*question.rows, *question.options)
    found = {part.code: part.source["title"] for part in parts if part.source}
    return {"sources": found} if found else {}


def _labels(question: Question, found: Mapping[str, float]) -> list[dict[str, Any]]:
    """List options with their words; "other" and codes nobody declared have none of their own."""
    labels = {option.code: option.label.to_json() for option in question.options}
    codes = dict.fromkeys((*choices(question), *sorted(found)))
    return [{"code": code, "label": labels.get(code, {})} for code in codes]


def _choice(joined: Joined, counts: Counts) -> dict[str, Any]:
    tally = counts[joined.key]
    options = [
        option | {"count": tally.options.get(option["code"], 0)}
        for option in _labels(joined.question, tally.options)
    ]
    found: dict[str, Any] = {"options": options, "others": tally.others}
    scale = scale_of(joined.question) if joined.shape is Shape.SINGLE else None
    nps = nps_of(tally) if joined.question.kind == "recommendation" else {}
    return found | mean_of(scale, tally) | nps


def _allocation(joined: Joined, counts: Counts) -> dict[str, Any]:
    tallies = {code: counts[joined.part_key(code)] for code in choices(joined.question)}
    total = sum((tally.total for tally in tallies.values()), Fraction())
    rows = [
        option | _base(tallies[option["code"]]) | amounts(tallies[option["code"]], total)
        for option in _labels(joined.question, {})
    ]
    unit = unit_of(joined.question).to_json()
    return {"unit": unit, "total": plain_number(total), "rows": rows}


def _point(joined: Joined, counts: Counts) -> dict[str, Any]:
    """List areas as rows, so that one that few people chose is hidden alone."""
    tally = counts[joined.part_key(AREA)]
    rows = [
        option | {"answered": tally.options.get(option["code"], 0)}
        for option in _labels(joined.question, tally.options)
    ]
    return {"rows": rows}


def _ranking(joined: Joined, counts: Counts) -> dict[str, Any]:
    tallies = {code: counts[joined.part_key(code)] for code in choices(joined.question)}
    rows = [
        option | _base(tallies[option["code"]]) | places(tallies[option["code"]])
        for option in _labels(joined.question, {})
    ]
    return {"places": widest(tallies), "rows": rows}


def _base(tally: Tally) -> dict[str, Any]:
    return {
        "asked": tally.asked,
        "answered": tally.answered,
        "missing": tally.missing,
        "counts": dict(tally.options),
    }


def _matrix(joined: Joined, counts: Counts) -> dict[str, Any]:
    question = joined.question
    tallies = {row.code: counts[joined.row_key(row)] for row in question.rows}
    found = {code: number for tally in tallies.values() for code, number in tally.options.items()}
    scale, codes = scale_of(question), choices(question)
    is_diverging = bool(question.settings.get("diverging"))
    rows = [
        _named(row)
        | _base(tallies[row.code])
        | mean_of(scale, tallies[row.code])
        | (net_of(codes, tallies[row.code]) if is_diverging else {})
        for row in question.rows
    ]
    shown = {"diverging": True} if is_diverging else {}
    return {"options": _labels(question, found), "rows": rows} | shown


def _double(joined: Joined, counts: Counts) -> dict[str, Any]:
    """Both scales of each row; a step counts by its place, from 1."""
    question = joined.question
    steps, scale = choices(question), tuple(step.code for step in question.scale)
    rows = []
    for row in question.rows:
        first, second = (counts[joined.part_key(f"{row.code}{s}")] for s in ("", SECOND))
        second_figures = _base(second) | mean_of(places_of(scale), second)
        rows.append(
            _named(row)
            | _base(first)
            | mean_of(places_of(steps), first)
            | {"second": second_figures}
        )
    names = {name: question.settings.get(name, {}) for name in ("first", "second")}
    second_labels = _labels(replace(question, options=question.scale), {})
    return {**names, "options": _labels(question, {}), "scale": second_labels, "rows": rows}


def _named(row: Row) -> dict[str, Any]:
    right = {"right": row.right.to_json()} if row.right else {}
    return {"code": row.code, "label": row.label.to_json()} | right


def _date(joined: Joined, counts: Counts) -> dict[str, Any]:
    return {"classes": classes(counts[joined.key].options)}


def _number(joined: Joined, counts: Counts) -> dict[str, Any]:
    return {"unit": unit_of(joined.question).to_json()} | summary(counts[joined.key])


BY_SHAPE: Mapping[Shape, Callable[[Joined, Counts], dict[str, Any]]] = {
    Shape.SINGLE: _choice,
    Shape.MULTIPLE: _choice,
    Shape.MATRIX: _matrix,
    Shape.RANKING: _ranking,
    Shape.POINT: _point,
    Shape.ALLOCATION: _allocation,
    Shape.DOUBLE: _double,
    Shape.DATE: _date,
    Shape.NUMBER: _number,
}
