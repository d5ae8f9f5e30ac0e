"""Files of a vote that anybody may take, and count again by themselves."""

import json
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import sqlalchemy as sa

from budgeting.interchange import vote_files
from budgeting.interchange.pabulib.document import Document
from budgeting.models import Budget, BudgetArea, BudgetRule, Phase
from budgeting.project_models import Project
from budgeting.services import voting, voting_log
from budgeting.services.voting_rules import pabulib_name
from budgeting.voting_models import Slip, Tracker, VoteOutcome
from participation.platform.clock import local
from participation.platform.config import ROOT
from participation.platform.extensions import db
from participation.platform.files.storage import storage
from participation.platform.refusals import NotFound

LANGUAGE, LANGUAGES = "fi", ("fi", "sv", "en")


@dataclass(frozen=True, slots=True)
class AreaFile:
    """The file of one area."""

    name: str
    document: Document
    text: str


def file_of(
    budget: Budget, area: BudgetArea, projects: Sequence[Project], rule: BudgetRule
) -> AreaFile:
    """Write the votes of an area, in the order of their random keys."""
    stage = budget.stage(Phase.VOTING)
    if stage is None or stage.opens is None or stage.closes is None:
        raise NotFound
    told = vote_files.Told(
        description=_words(budget.activity.title),
        unit=_words(budget.activity.process.name),
        subunit=_words(area.name),
        instance=str(local(stage.opens).year),
        amount_cents=area.amount_cents,
        rule=pabulib_name(rule.key, rule.parameters),
        begins=local(stage.opens).date(),
        ends=local(stage.closes).date(),
        kind=budget.ballot_kind,
        fewest=budget.fewest_choices,
        most=area.most_choices or budget.most_choices,
        points=budget.points or 0,
        scores=(budget.least_score or 0, budget.most_score or 0),
        language=LANGUAGE,
    )
    listed = [
        vote_files.Listed(
            code=one.code,
            name=_words(one.title),
            cost_cents=one.cost_cents,
            category=one.category.code if one.category else "",
        )
        for one in projects
    ]
    marks = db.session.scalars(
        sa.select(Slip.marks).where(Slip.area_id == area.id).order_by(Slip.id)
    )
    made = vote_files.document(told, listed, marks.all())
    return AreaFile(f"{area.code}.pb", made, vote_files.text_of(made))


def _words(text: object) -> str:
    translations = text.translations  # type: ignore[attr-defined]
    return str(translations.get(LANGUAGE) or next(iter(translations.values()), "-"))


def tracker_text(budget: Budget) -> str:
    """Return the list of trackers as it is published: one a line, in all languages."""
    of = Tracker.budget_id == budget.activity_id
    found = db.session.scalars(sa.select(Tracker.code).where(of).order_by(Tracker.code))
    lines = (" / ".join(voting.words_of(code, one) for one in LANGUAGES) for code in found)
    return "".join(f"{line}\n" for line in lines)


def tracker_hash(budget: Budget) -> str:
    """Return the SHA-256 of the list of trackers."""
    return sha256(tracker_text(budget).encode()).hexdigest()


def keep(budget: Budget, made: AreaFile) -> str:
    """Keep the file of an area as it was counted; return its SHA-256."""
    content = made.text.encode()
    digest = sha256(content).hexdigest()
    storage().write(_place(budget, digest), BytesIO(content))
    return digest


def _place(budget: Budget, digest: str) -> str:
    return f"votes/{budget.activity.public_id}/{digest}.pb"


def published_file(budget: Budget, outcome: VoteOutcome, name: str) -> bytes:
    """Return the file of an area as it was counted, or refuse where it is not told."""
    told = next((one for one in outcome.document["areas"] if one["file"] == name), None)
    if told is None:
        raise NotFound
    with storage().open(_place(budget, told["sha256"])) as file:
        return file.read()


@cache
def version() -> str:
    """Return the version of the software."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"])


def bundle(budget: Budget, outcome: VoteOutcome) -> bytes:
    """Pack everything that is needed to count again, with a list of SHA-256 sums."""
    files = {
        "outcome.json": _json(outcome.document),
        "rule.json": _json({**outcome.document["rule"], "lot_seed": outcome.document["lot_seed"]}),
        "trackers.txt": tracker_text(budget),
        "log.json": _json([_event(one) for one in voting_log.events(budget.activity_id)]),
        "software.json": _json({"name": "Yhes", "version": version()}),
    }
    for told in outcome.document["areas"]:
        if told["file"] is not None:
            files[told["file"]] = published_file(budget, outcome, told["file"]).decode()
    sums = [
        f"{sha256(text.encode()).hexdigest()}  {name}\n" for name, text in sorted(files.items())
    ]
    files["SHA256SUMS"] = "".join(sums)
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for name, text in sorted(files.items()):
            archive.writestr(ZipInfo(name), text)
    return packed.getvalue()


def _event(one: object) -> dict[str, object]:
    return {
        "number": one.number,  # type: ignore[attr-defined]
        "day": one.day.isoformat(),  # type: ignore[attr-defined]
        "kind": one.kind,  # type: ignore[attr-defined]
        "facts": one.facts,  # type: ignore[attr-defined]
        "sha256": one.digest,  # type: ignore[attr-defined]
    }


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
