"""What is worked out from a conversation, as one JSON document.

Ideas are named by the number of their comment. Ideas that are moderated out are counted; they have
no consensus and are in no list.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from participation.brainstorming.domain.opinions import consensus
from participation.brainstorming.domain.opinions.analysis import Analysis
from participation.brainstorming.domain.opinions.counts import Counts
from participation.brainstorming.domain.opinions.enough import missing
from participation.brainstorming.domain.opinions.significance import tail
from participation.brainstorming.domain.opinions.votes import UNSEEN, Numbers
from participation.brainstorming.interchange.polis import Conversation

DIGITS = 12  # what is the same to so many digits is the same


def document(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    """Return everything: ideas, groups, lists, and the group of each participant."""
    lacking = missing(analysis.votes, analysis.left_out)
    return {
        "conversation": _conversation(conversation, analysis),
        "labels": "published" if analysis.grouping is None else "own",
        "missing": lacking
        and {"lack": lacking.lack, "needed": lacking.needed, "there": lacking.there},
        "silhouettes": analysis.grouping and _rounded(analysis.grouping.silhouettes),
        "ideas": _ideas(conversation, analysis),
        "groups": _groups(analysis),
        "representative": {
            str(group): _named(analysis, (each.statement for each in marks))
            for group, marks in analysis.marks.items()
        },
        "consensus": {
            "agree": _named(
                analysis, consensus.agreed_by_most(analysis.everybody, analysis.left_out)
            ),
            "disagree": _named(
                analysis, consensus.rejected_by_most(analysis.everybody, analysis.left_out)
            ),
        },
        "group_informed_consensus": _ranking(analysis, analysis.agreed),
        "group_informed_consensus_disagree": _ranking(analysis, analysis.rejected),
        "uncertain": _named(analysis, consensus.uncertain(analysis.everybody, analysis.left_out)),
        "divided": _divided(analysis),
        "priorities": _ranking(analysis, analysis.priorities),
        "participants": _participants(analysis),
    }


def carried_over(conversation: Conversation, title: str, public_id: str) -> dict[str, Any]:
    """Return what an import takes over; the activity is null when nothing was saved.

    Statements without words cannot be ideas: they are left out, with their votes.
    """
    words = {each.id for each in conversation.comments if each.text.strip()}
    left_out = [each for each in conversation.statements if each not in words]
    sizes = Counter(conversation.groups.values())
    return {
        "activity": public_id or None,
        "title": title,
        "participants": len(conversation.participants),
        "ideas": len(conversation.statements) - len(left_out),
        "votes": int(np.count_nonzero(conversation.votes.cells != UNSEEN)),
        "rows": len(conversation.log),
        "groups": len(sizes),
        "group_sizes": {str(group): sizes[group] for group in sorted(sizes)},
        "moderated_out": int(np.count_nonzero(conversation.left_out)),
        "left_out": [int(each) for each in left_out],
        "differing": conversation.differing,
    }


def _conversation(conversation: Conversation, analysis: Analysis) -> dict[str, Any]:
    return {
        "topic": conversation.summary.get("topic", ""),
        "participants": len(conversation.participants),
        "ideas": len(conversation.statements),
        "rows": len(conversation.log),
        "votes": int(analysis.everybody.seen.sum()),
        "differing": conversation.differing,
    }


def _ideas(conversation: Conversation, analysis: Analysis) -> list[dict[str, Any]]:
    """Tell of each idea, in the order of the columns."""
    comments = {each.id: each for each in conversation.comments}
    extremity, gaps = analysis.map.extremity, analysis.gaps
    found = []
    for at, statement in enumerate(analysis.votes.statements):
        comment, counted = comments.get(statement), not analysis.left_out[at]
        found.append({
            "id": int(statement),
            "text": comment.text if comment else None,
            "moderated_out": not counted,
            **_votes(analysis.everybody, at),
            "group_informed_consensus": _at(analysis.agreed, at) if counted else None,
            "group_informed_consensus_disagree": _at(analysis.rejected, at) if counted else None,
            "extremity": _at(extremity, at),
            "priority": _at(analysis.priorities, at),
            "gap": _at(gaps.gap, at) if gaps and counted else None,
            "groups": {str(group): _votes(counts, at) for group, counts in analysis.groups.items()},
        })  # fmt: skip
    return found


def _votes(counts: Counts, at: int) -> dict[str, int]:
    return {
        "agree": int(counts.agrees[at]),
        "disagree": int(counts.disagrees[at]),
        "pass": int(counts.passes[at]),
        "seen": int(counts.seen[at]),
    }


def _groups(analysis: Analysis) -> list[dict[str, Any]]:
    return [
        {
            "group": group,
            "size": analysis.sizes[group],
            "representative": [
                {
                    "id": int(analysis.votes.statements[each.statement]),
                    "agrees": each.agrees,
                    "share": round(each.share, DIGITS),
                    "ratio": round(each.ratio, DIGITS),
                    "share_z": round(each.share_z, DIGITS),
                    "ratio_z": round(each.ratio_z, DIGITS),
                    "ratio_p": round(tail(each.ratio_z), DIGITS),
                }
                for each in marks
            ],
        }
        for group, marks in analysis.marks.items()
    ]


def _divided(analysis: Analysis) -> list[dict[str, Any]]:
    """Tell of the ideas that groups are furthest apart about."""
    gaps = analysis.gaps
    if gaps is None:
        return []
    return [
        {
            "id": int(analysis.votes.statements[at]),
            "gap": _at(gaps.gap, at),
            "more": gaps.more[at],
            "less": gaps.less[at],
            "z": _at(gaps.z, at),
        }
        for at in consensus.dividing(gaps, analysis.left_out)
    ]


def _participants(analysis: Analysis) -> list[dict[str, Any]]:
    """Tell where each is on the map, and in which group."""
    rows = zip(
        analysis.votes.participants, analysis.labels.tolist(), analysis.map.people, strict=True
    )
    return [
        {"id": each, "group": None if label < 0 else label, "x": _at(place, 0), "y": _at(place, 1)}
        for each, label, place in rows
    ]


def _ranking(analysis: Analysis, values: Numbers | None) -> list[dict[str, Any]]:
    """Return ideas with a value, the highest first; those moderated out are not there."""
    if values is None:
        return []
    order: Sequence[int] = np.argsort(-values, kind="stable").tolist()
    return [
        {"id": int(analysis.votes.statements[at]), "value": _at(values, at)}
        for at in order
        if not analysis.left_out[at]
    ]


def _named(analysis: Analysis, columns: Iterable[int]) -> list[int]:
    return [int(analysis.votes.statements[at]) for at in columns]


def _rounded(values: Any) -> dict[str, float]:
    return {str(name): round(value, DIGITS) for name, value in values.items()}


def _at(values: Numbers | None, at: int) -> float | None:
    return None if values is None else round(float(values[at]), DIGITS)
