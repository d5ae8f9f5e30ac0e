"""Tokens of programs: shown once, kept as a keyed hash, taken away at once."""

from secrets import token_urlsafe

import sqlalchemy as sa
from werkzeug.datastructures import Authorization

from participation.identity.models import ApiToken
from participation.platform.access.actor import ANYBODY, Actor, Role
from participation.platform.audit.log import record
from participation.platform.extensions import db
from participation.platform.privacy.hashing import keyed
from participation.platform.refusals import NotFound

BYTES = 32
GRANTS = frozenset({(Role.ANALYST, None)})


def _hash(token: str) -> str:
    return keyed("api token", token.encode()).hex()


def actor_behind(said: Authorization | None) -> Actor:
    """Return the program whose token was sent, or nobody."""
    if said is None or said.type != "bearer" or not said.token:
        return ANYBODY
    name = db.session.scalar(
        sa.select(ApiToken.name).where(ApiToken.token_hash == _hash(said.token))
    )
    return ANYBODY if name is None else Actor(name=name, grants=GRANTS, is_program=True)


def add(actor: Actor, name: str) -> tuple[ApiToken, str]:
    """Make a token for a program; return it, as nobody will see it again."""
    words = token_urlsafe(BYTES)
    token = ApiToken(name=name, token_hash=_hash(words))
    db.session.add(token)
    db.session.flush()
    record(actor, "identity.add_token", f"token:{token.public_id}", after={"program": name})
    return token, words


def token_named(token: str) -> ApiToken:
    """Return a token by its public id, or refuse."""
    found = db.session.scalar(sa.select(ApiToken).where(ApiToken.public_id == token))
    if found is None:
        raise NotFound
    return found


def remove(actor: Actor, token: ApiToken) -> None:
    """Take a token away; the program reads nothing from now on."""
    record(
        actor, "identity.remove_token", f"token:{token.public_id}", before={"program": token.name}
    )
    db.session.delete(token)
    db.session.flush()


def every() -> sa.Select[ApiToken]:
    """Select all tokens, by name."""
    return sa.select(ApiToken).order_by(ApiToken.name, ApiToken.id)
