"""Opinion groups as the JSON that findings carry: shape `idea_groups`, format 1.

- `options`: of each group `code`, `count` (people), `name` and `marks`: the ideas that call it and
  set it apart, each with `agrees`
- `rows`: of each idea that a list or mark names `answered` and `counts` of everybody, and `groups`
  with the counts of each group
- `lists`: the codes of ideas by what they tell (together, against, divided …)
- `map`: the fields of a grid where people of a group lie, `people` in each
- `clear`: 2 where groups lie clearly apart, 1 where many people lie between, 0 where they flow
- `lack`, with `needed`: what there is too little of, and then nothing of the above

Ideas are named by their public codes, as in `domain.figures`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

FORMAT, SHAPE = 1, "idea_groups"
CLEAR = (0.25, 0.5)
OPTIONS = ("agree", "disagree", "pass")
LISTS = ("together", "against", "divided", "agreed", "rejected", "uncertain")
Found = Mapping[str, Any]


def lacking(participants: int, lack: str, needed: int) -> dict[str, Any]:
    """Return that there are no groups, and what there is too little of."""
    return {
        "format": FORMAT, "shape": SHAPE, "respondents": participants, "lack": lack,
        "needed": needed, "options": [], "rows": [], "lists": {},
    }  # fmt: skip


def groups(
    participants: int, found: Found, codes: Mapping[str, str], seen: Mapping[str, Sequence[int]]
) -> dict[str, Any]:
    """Return the groups of a run. `codes` and `seen` are of shown ideas, by their keys.

    `seen` is how many agree, disagree and pass now; what groups say is of when they were found.
    """
    rows = [_row(key, codes[key], found["ideas"][key], seen[key]) for key in sorted(codes)]
    return {
        "format": FORMAT,
        "shape": SHAPE,
        "respondents": participants,
        "clear": sum(found["clear"] >= edge for edge in CLEAR),
        "options": [_group(one, codes) for one in found["groups"]],
        "rows": [row for row in rows if row is not None],
        "lists": {
            name: [codes[key] for key in found["lists"].get(name, ()) if key in codes]
            for name in LISTS
        },
        "map": _map(found["map"]),
    }


def _row(key: str, code: str, said: Found, seen: Sequence[int]) -> dict[str, Any] | None:
    if not sum(seen):
        return None
    groups = {name: _counts(three) for name, three in said["groups"].items()}
    return {"code": code, "answered": sum(seen), "counts": _counts(seen), "groups": groups}


def _counts(three: Sequence[int]) -> dict[str, int]:
    return dict(zip(OPTIONS, three, strict=True))


def _group(one: Found, codes: Mapping[str, str]) -> dict[str, Any]:
    name = one["name"]
    return {
        "code": str(one["number"]),
        "count": one["people"],
        "name": _mark(name, codes) if name and name["statement"] in codes else None,
        "marks": [_mark(each, codes) for each in one["marks"] if each["statement"] in codes],
    }


def _mark(mark: Found, codes: Mapping[str, str]) -> dict[str, Any]:
    return {"code": codes[mark["statement"]], "agrees": mark["agrees"]}


def _map(drawn: Found) -> dict[str, Any]:
    fields = [
        {"across": across, "up": up, "group": str(group), "people": people}
        for across, up, group, people in drawn["fields"]
    ]
    return {"across": drawn["across"], "up": drawn["up"], "fields": fields}
