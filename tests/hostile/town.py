"""A whole town with something behind every address, and every address of the house."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from flask import Flask
from PIL import Image
from sqlalchemy import select
from werkzeug.routing.rules import Rule

from participation.activities.models import AccessLevel, Activity, Channel, ResultVisibility
from participation.activities.services.releasing import release_closed
from participation.brainstorming.live_models import LiveSession
from participation.brainstorming.services import areas
from participation.brainstorming.theme_models import ThemeState
from participation.identity.services import invitations
from participation.municipality.models import FeedbackKind, StandingPage
from participation.municipality.services.feedback import Words, give_feedback
from participation.platform.access.actor import Role
from participation.platform.clock import now, today
from participation.platform.extensions import db
from participation.platform.files.kinds import IMAGES, Kind
from participation.platform.files.models import StoredFile
from participation.platform.files.services import store
from participation.platform.files.storage import storage
from participation.processes.models import Contact, Decision, Document, Event, Phase, Process
from participation.reports.domain.blocks import TextBlock
from participation.reports.services import composing, sharing, starting
from surveys import queries
from surveys.coding_models import Grouping, SuggestedGroup
from surveys.domain import editing
from surveys.domain.answering import answers_in
from surveys.domain.packing import pack
from surveys.interchange.writing import FORMATS
from surveys.models import AnswerFile, BankQuestion, Response, SurveyComment, Verdict
from surveys.services import (
    coding,
    counting,
    frames,
    open_answers,
    redacting,
    responses,
    suggesting,
)
from surveys.services.responses import Given
from tests.brainstorming.making import make_brainstorm, make_comment, make_idea, make_theme
from tests.factories import make_municipality, make_process, save, text
from tests.hostile import budgets
from tests.hostile.budgets import named_in
from tests.identity.letters import letters, link_in
from tests.staff import actor_of, make_person
from tests.surveys.answering import every_kind, make_survey
from tests.surveys.building import make_survey as write_survey
from tests.surveys.building import question

ANSWERS = {
    "area": ["other"],
    "area~other": ["Saari"],
    "age": ["42"],
    "name": ["Kylä"],
    "uses": ["s1", "s2"],
    "views.r1": ["s1"],
    "views.r2": ["s2"],
    "free": ["Vapaa sana"],
}
STATES = ("open", "upcoming", "draft", "closed", "staff", "hidden")


@dataclass
class Town:
    """What the addresses of one process need; several values make several addresses."""

    slug: str
    activities: dict[str, str] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)

    def values(self, rule: Rule, state: str = "closed") -> Iterator[dict[str, str]]:
        """Yield what stands in an address in place of its names."""
        named = {
            "activity": self.activities[state],
            "slug": self.slug,
            "page": "p1",
            "question": "area",
            "code": self.parts["channel"],
            "document": self.parts["document"],
            "event": self.parts["events"],
            "name": "free",
            "key": "event",
            "number": "1",
            "subject": "area",
            "source": "paper",
            "sheet": "0" * 32,
            "comment": self.parts["comment"],
            **{name: self.parts[name] for name in ("answer", "group", "quote", "theme")},
            **{name: self.parts[name] for name in ("report", "piece")},
            **dict.fromkeys(("zoom", "x", "y"), "0"),
            **self.shared,
        }
        named |= self._of_room(rule)
        if "/places/" in rule.rule:
            named["name"] = "spot"
        if "/statements/" in rule.rule:
            named["name"] = "views"
        if "/results/file" in rule.rule:
            is_list = rule.endpoint.endswith(".sent_files")
            named["name"] = "photo" if is_list else self.parts["picture"]
        if "/about/" in rule.rule or "/settings/pages/" in rule.rule:
            named["slug"] = "privacy"
        if rule.rule.startswith("/files/"):
            named["name"] = self.shared["file"]
        kinds = KINDS.get(rule.endpoint, ())
        parts = ("areas",) if rule.endpoint.startswith("budgeting") else PARTS
        several = {"part": parts, "section": SECTIONS, "kind": kinds, "form": tuple(FORMATS)}
        is_ours = rule.endpoint.startswith("brainstorming")
        steps = DEEDS if "theme" in rule.arguments else STEPS[:2]
        several |= {"deed": DEEDS, "step": steps if is_ours else STEPS}
        name = next((name for name in several if name in rule.arguments), "")
        for value in several.get(name, ("",)):
            found = named | {name: value} | {"item": self.parts.get(value, "")}
            yield {key: found[key] for key in rule.arguments if key != "lang"}

    def _of_room(self, rule: Rule) -> dict[str, str]:
        """Return what the addresses of a room above call by the same names."""
        if rule.endpoint.startswith("budgeting"):
            return named_in(rule, self.activities, self.parts)
        if not rule.endpoint.startswith("brainstorming"):
            return {}
        is_of_results = rule.endpoint.startswith("brainstorming_results.")
        return {
            "activity": self.activities["gathered" if is_of_results else "brainstorm"],
            "question": "q1",
            "to": "sv",
            "theme": self.parts["offer" if "/offer/" in rule.rule else "idea_theme"],
            **{name: self.parts[name] for name in ("idea", "key", "area")},
            "code": self.parts["joining"],
            "comment": self.parts["remark"],
        }


PARTS = ("phases", "events", "decisions", "contacts")
DEEDS = ("up", "down", "merge", "remove")
STEPS = ("up", "down", "remove")
SECTIONS = ("names", "languages", "contacts", "responsible", "colours")
KINDS = budgets.KINDS | {
    "activities.create": ("survey", "brainstorm", "budget"),
    "brainstorming_results.figures_file": ("csv", "xlsx"),
    "brainstorming_results.release_report": ("pdf", "docx"),
    "brainstorming_results.ideas_file": ("csv", "xlsx", "json", "geojson"),
    "brainstorming_results.comments_file": ("csv", "xlsx", "json"),
    "surveys_manage.add_question": ("single", "multiple", "matrix", "text", "long_text", "number"),
    "surveys_results.release_file": ("csv", "xlsx"),
    "surveys_results.release_data": ("json", "datapackage", "sav"),
    "surveys_results.public_beside_file": ("csv", "xlsx"),
    "surveys_results.public_report": ("pdf",),
    "surveys_results.public_chart": ("svg",),
    "reports.public_file": ("docx",),
    "municipality.feedback_thanks": ("general", "accessibility", "privacy"),
}


def addresses(
    app: Flask, town: Town, method: str = "GET", language: str = "fi", state: str = "closed"
) -> list[tuple[Rule, str]]:
    """Return every address that answers to a method."""
    found = []
    for rule in app.url_map.iter_rules():
        # The tiles of a map are nowhere until a map service is set; their own tests attack them.
        is_page = rule.endpoint != "static" and not rule.endpoint.endswith(".tile")
        if method in (rule.methods or ()) and is_page:
            for values in town.values(rule, state):
                if "lang" in rule.arguments:
                    values["lang"] = language
                built = rule.build(values)
                assert built, rule.rule
                found.append((rule, built[1]))
    return found


def is_for_staff(rule: Rule) -> bool:
    return rule.rule.startswith("/<language:lang>/manage/")


def png(size: tuple[int, int] = (8, 8)) -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", size, "teal").save(drawn, "PNG")
    return drawn.getvalue()


def _life(state: str) -> dict[str, Any]:
    moment, day = datetime.now(UTC), timedelta(days=1)
    return {
        "upcoming": {"opens": moment + day, "closes": moment + 9 * day},
        "draft": {"published": None},
        "closed": {"opens": moment - 9 * day, "closes": moment - day},
        "staff": {"access": AccessLevel.STAFF},
    }.get(state, {})


def survey(process: Process, state: str) -> Activity:
    """A survey with a published version, or for a draft one that waits for it."""
    channel = Channel(name=text("Verkko", "Webb", "Web"), is_default=True)
    more = {"channels": [channel], "summary": text("Asia")} | _life(state)
    asked = editing.add_question(every_kind(), "p2", question("spot", "point"))
    asked = editing.add_question(asked, "p2", question("photo", "upload"))
    return make_survey(asked, process=process, **more)


def answer(activity: Activity, times: int = 12, **words: str) -> None:
    """Let people answer everything."""
    questionnaire = every_kind()
    typed = ANSWERS | {name: [words] for name, words in words.items()}
    version = queries.current_version(activity.id)
    assert version
    given = Given(
        version_id=version.id,
        channel_id=activity.channels[0].id,
        language="fi",
        day=today(),
        answers=answers_in(questionnaire, typed),
    )
    responses.insert_many(activity.id, [given] * times)
    counting.rebuild(activity.id, now())
    db.session.commit()


def _kept(content: bytes, name: str, kinds: Any = frozenset(Kind), **more: Any) -> StoredFile:
    return store(io.BytesIO(content), name, kinds, 1_000_000, **more)


def _furnished(process: Process) -> dict[str, str]:
    """Give a process one thing of each kind."""
    day = date(2026, 11, 20)
    things = {
        "phases": Phase(name=text("Vaihe"), description=text("Alku"), starts=day, ends=day),
        "events": Event(
            title=text("Ilta"), note=text("Kahvi"), day=day, starts=time(18), place=text("Sali")
        ),
        "decisions": Decision(body=text("Valtuusto"), day=day, outcome=text("Kyllä"), section="3"),
        "contacts": Contact(
            name="Liisa", title=text("Sihteeri"), phone="020 555", email="a@b.test"
        ),
        "document": Document(title=text("Muistio"), file_id=_kept(b"%PDF-1.7", "m.pdf").id),
    }
    for thing in things.values():
        thing.process_id = process.id
        save(thing)
    things["document"].event_id = things["events"].id
    db.session.commit()
    return {name: thing.public_id for name, thing in things.items()}


def make_town(slug: str = "strategia", shared: dict[str, str] | None = None) -> Town:
    """A process with everything in it, and once what all processes share."""
    process = make_process(slug=slug, purpose=text("Miksi"))
    town = Town(slug, shared=shared or {})
    made = {state: survey(process, state) for state in STATES if state != "hidden"}
    hidden = make_process(slug=f"{slug}-hidden", published=None)
    made["hidden"] = survey(hidden, "open")
    made["written"] = write_survey("text", "single", process=process)
    made["brainstorm"] = make_brainstorm(process, has_comments=True)
    idea = make_idea(made["brainstorm"])
    remark = make_comment(idea)
    area = areas.add_area(made["brainstorm"], text("Saari"))
    session = save(LiveSession(brainstorm_id=made["brainstorm"].id, is_running=True))
    ended = {"results": ResultVisibility.AFTER_CLOSING, "closes": now()}
    made["gathered"] = make_brainstorm(process, has_comments=True, **ended)
    make_comment(make_idea(made["gathered"]))
    make_theme(made["gathered"])
    answer(made["closed"])
    answer(made["open"], 3)
    for ended_one in (made["closed"], made["gathered"]):
        release_closed(ended_one, now())
    db.session.commit()
    budgeted, budget_names = budgets.make_budgets(process)
    made |= budgeted
    town.activities = {state: activity.public_id for state, activity in made.items()}
    said = save(SurveyComment(survey_id=made["closed"].id, question="area", words="Selvempi?"))
    named = {
        "channel": made["closed"].channels[0].code,
        "comment": said.public_id,
        "idea": idea.public_id,
        "remark": remark.public_id,
        "idea_theme": make_theme(made["brainstorm"]).public_id,
        "offer": make_theme(made["brainstorm"], idea, state=ThemeState.SUGGESTED).public_id,
        "key": session.key,
        "area": area.code,
        "joining": session.code,
        "picture": _published_picture(made["closed"]),
    } | _read(made["closed"], slug)
    named |= _reported(made["closed"], slug) | budget_names
    town.parts = _furnished(process) | named
    return town


def _read(activity: Activity, slug: str) -> dict[str, str]:
    """Open answers that have been coded and quoted, and a suggestion that waits."""
    actor = actor_of(make_person(Role.ANALYST, email=f"coder@{slug}.test"))
    asked = open_answers.asked(activity, "free")
    theme = frames.add_theme(asked, text("Teema"), actor=actor)
    asked = open_answers.asked(activity, "free")
    first = open_answers.found(asked, open_answers.Look()).answers[0]
    coding.code(asked, [first.key], asked.themes, coder_id=actor.person_id or 0)
    quote = redacting.pick(asked, first, "sana", is_clean=True, actor=actor, now=now())
    alike = suggesting.Group(Grouping.ALIKE, ["sana"], "fi", [(first.key, 1.0)])
    suggesting.keep(theme.frame_id, [alike], now())
    db.session.commit()
    group = db.session.scalars(select(SuggestedGroup).filter_by(frame_id=theme.frame_id)).one()
    names = {"theme": theme, "quote": quote, "group": group}
    return {"answer": first.name} | {name: made.public_id for name, made in names.items()}


def _reported(activity: Activity, slug: str) -> dict[str, str]:
    """A report that everybody reads, with a text that staff have written since."""
    actor = actor_of(make_person(Role.EDITOR, email=f"writer@{slug}.test"))
    languages = ("fi", "sv", "en")
    report = starting.begin(
        activity.process, activity, text("Raportti"), languages, actor=actor, now=now()
    )
    for lack in sharing.lacking(sharing.drafted(report, now()), ("fi",)):
        piece = composing.composed_of(report).named(lack.piece)
        composing.remove(report, piece.name, piece.mark, now())
    sharing.publish(report, ("fi",), actor=actor, now=now())
    words = TextBlock(words=text("Vapaa sana {answers}"))
    added = composing.add(report, words, "", now())
    db.session.commit()
    return {"report": report.public_id, "piece": added}


def _published_picture(activity: Activity) -> str:
    """A picture that came with an answer and that everybody may see."""
    response = db.session.scalars(select(Response).filter_by(survey_id=activity.id)).first()
    assert response
    of = {"survey_id": activity.id, "response_id": response.id, "question": "photo"}
    kept = save(AnswerFile(**of, content_type="image/png", size=8, verdict=Verdict.APPROVED))
    storage().write(kept.key, io.BytesIO(png()))
    return kept.id


def make_shared() -> dict[str, str]:
    """The municipality, people, feedback and files, with their public names."""
    logo = _kept(png(), "logo.png", IMAGES, public=True)
    hours = {"hours": text("Ma–pe"), "address": text("Katu 1"), "controller": text("Hallitus")}
    make_municipality(logo_id=logo.id, email="kunta@lintukorpi.test", **hours)
    save(StandingPage(slug="privacy", title=text("Tietosuoja"), body=text("## Me\n\nSanoja")))
    boss = actor_of(make_person(Role.ADMINISTRATOR, email="boss@lintukorpi.test"))
    person = make_person(Role.EDITOR, email="editor@lintukorpi.test")
    invitee = invitations.Invitee(
        email="new@lintukorpi.test", name="Uusi", language="fi", roles=[(Role.EDITOR, None)]
    )
    invitation = invitations.invite(boss, invitee, now())
    words = Words(kind=FeedbackKind.GENERAL, words="Hei", language="fi", email="x@y.test")
    feedback = give_feedback(words, now())
    kept = save(BankQuestion(document=pack(question("mood"))))
    return {
        "person": person.public_id,
        "entry": kept.public_id,
        "invitation": invitation.public_id,
        "token": link_in(letters()[-1]).rpartition("/")[2],
        "feedback": feedback.public_id,
        "public_id": logo.public_id,
        "file": logo.name,
    }
