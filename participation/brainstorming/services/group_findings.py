"""Opinion groups as findings: what was worked out last, with the ideas as they are now."""

from collections.abc import Mapping
from typing import Any

from participation.brainstorming.domain import group_figures
from participation.brainstorming.domain.figures import Counted
from participation.brainstorming.group_models import OpinionRun
from participation.brainstorming.models import Brainstorm, Scale


def groups_of(
    brainstorm: Brainstorm, run: OpinionRun | None, participants: int, shown: Mapping[str, Counted]
) -> dict[str, Any] | None:
    """Return groups, or what is missing; nothing where none were sought. `shown` is by key."""
    if brainstorm.scale is not Scale.AGREE or run is None or run.made is None:
        return None
    if run.lack:
        return group_figures.lacking(participants, run.lack, run.needed)
    ideas = {key: shown[key] for key in run.found["ideas"] if key in shown}
    codes = {key: one.code for key, one in ideas.items()}
    counts = {key: one.counts for key, one in ideas.items()}
    seen = {key: (one.agreed, one.disagreed, one.passed) for key, one in counts.items()}
    return group_figures.groups(participants, run.found, codes, seen)


def named(told: Mapping[str, Any]) -> dict[str, Any]:
    """Give groups the words of the ideas that call and mark them, as far as those are shown."""
    words = {row["code"]: row["label"] for row in told["rows"]}

    def labelled(mark: Mapping[str, Any]) -> dict[str, Any]:
        return {**mark, "label": words[mark["code"]]}

    options = []
    for group in told["options"]:
        name = group["name"]
        options.append(
            {
                **group,
                "name": labelled(name) if name and name["code"] in words else None,
                "marks": [labelled(mark) for mark in group["marks"] if mark["code"] in words],
            }
        )
    lists = {
        name: [code for code in codes if code in words] for name, codes in told["lists"].items()
    }
    return {**told, "options": options, "lists": lists}
