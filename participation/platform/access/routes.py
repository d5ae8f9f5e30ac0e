"""Every route says who may come: `@public` or `@requires(policy.may_…)`. Silence is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Flask, g, request
from flask import current_app as house
from flask.typing import ResponseReturnValue

from participation.platform.access.actor import ANYBODY, Actor
from participation.platform.refusals import Forbidden

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])
Policy = Callable[..., bool]


class SignInNeeded(Forbidden):
    """Nobody is signed in, and the page is for staff."""


@dataclass(frozen=True, slots=True)
class Access:
    """A route's mark: open to all, or guarded by a policy over what the URL names."""

    policy: Policy | None = None
    scope: Callable[..., Any] | None = None

    def __str__(self) -> str:
        if self.policy is None:
            return "public"
        return self.policy.__name__ + (f"({self.scope.__name__})" if self.scope else "")


def public(view: View) -> View:
    """Let anybody in."""
    view.__dict__["__access__"] = Access()
    return view


def requires(policy: Policy, scope: Callable[..., Any] | None = None) -> Callable[[View], View]:
    """Let in whom `policy(actor)` allows, or `policy(actor, scope(**view_args))`.

    `scope` loads what the URL names and raises `NotFound` when there is no such thing, so a wrong
    id can never reach a thing of another process.
    """

    def mark(view: View) -> View:
        view.__dict__["__access__"] = Access(policy, scope)
        return view

    return mark


def access_of(view: Callable[..., Any] | None) -> Access | None:
    """Return a view's mark."""
    found = getattr(view, "__access__", None)
    return found if isinstance(found, Access) else None


def actor() -> Actor:
    """Return who is acting in this request."""
    if "actor" not in g:
        g.actor = house.extensions["actor_loader"]()
    found: Actor = g.actor
    return found


def _guard() -> None:
    if request.endpoint is None or request.endpoint == "static":
        return
    access = access_of(house.view_functions[request.endpoint])
    if access is None:
        raise Forbidden
    if access.policy is None:
        return
    if not actor().is_staff:
        raise SignInNeeded
    arguments = request.view_args or {}
    things = (access.scope(**arguments),) if access.scope else ()
    if not access.policy(actor(), *things):
        raise Forbidden


def init_app(app: Flask, load_actor: Callable[[], Actor] | None = None) -> None:
    """Guard every route of the app."""
    app.extensions["actor_loader"] = load_actor or (lambda: ANYBODY)
    app.before_request(_guard)
