"""What a room offers the house."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import click
from flask import Blueprint, Flask

from participation.platform.access.actor import Actor
from participation.platform.access.routes import access_of


@dataclass(frozen=True, slots=True, kw_only=True)
class MenuItem:
    """A place in the staff menu, shown to those whom `policy` lets in."""

    title: Any
    endpoint: str
    policy: Callable[[Actor], bool]
    order: int = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A page for everybody that every page links to, at its foot."""

    title: Any
    endpoint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work for the worker: idempotent, reads its state from the database. Runs every `every`."""

    name: str
    deed: Callable[[datetime], object]
    every: timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Attention:
    """One thing on the staff's first page that waits for somebody."""

    text: str
    url: str
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One room's manifest. `app.extensions["features"]` holds them all, in order.

    `deeds` says in words what the room writes into the audit log; `unfinished` what the browser of
    this request began and has not finished, without asking the database.
    """

    name: str
    blueprints: Sequence[Blueprint] = ()
    activity_kinds: Sequence[Any] = ()
    menu: Sequence[MenuItem] = ()
    places: Sequence[Place] = ()
    commands: Sequence[click.Command] = ()
    jobs: Sequence[Job] = ()
    attention: Sequence[Callable[[Actor, datetime], Sequence[Attention]]] = ()
    unfinished: Sequence[Callable[[], Sequence[Attention]]] = ()
    refusal_pages: Sequence[tuple[type[Exception], int, str]] = ()
    deeds: Mapping[str, Any] = field(default_factory=dict)

    def install(self, app: Flask) -> None:
        """Hang the room's blueprints and commands on the app; refuse a view without a mark."""
        for blueprint in self.blueprints:
            app.register_blueprint(blueprint)
            for endpoint, view in app.view_functions.items():
                if endpoint.startswith(f"{blueprint.name}.") and access_of(view) is None:
                    raise RuntimeError(f"{endpoint} does not say who may come")
        for command in self.commands:
            app.cli.add_command(command)


def check_names(features: Sequence[Feature]) -> None:
    """Refuse rooms, kinds or jobs that share a name."""
    for names in (
        [feature.name for feature in features],
        [kind.key for feature in features for kind in feature.activity_kinds],
        [job.name for feature in features for job in feature.jobs],
    ):
        if len(names) != len(set(names)):
            raise RuntimeError(f"two features share a name: {sorted(names)}")
