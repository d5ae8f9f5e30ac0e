"""Who may do what with people and their accounts."""

from participation.identity.models import Invitation, Person
from participation.platform.access.actor import Actor


def may_manage_people(actor: Actor) -> bool:
    """Administrators of the municipality invite people and give them roles."""
    return actor.is_administrator


def may_manage(actor: Actor, thing: Person | Invitation) -> bool:
    """Administrators of the municipality manage every person and invitation."""
    return may_manage_people(actor)


def may_read_audit_log(actor: Actor) -> bool:
    """Administrators of the municipality see who did what."""
    return actor.is_administrator


def may_have_account(actor: Actor) -> bool:
    """Everyone with a role keeps their own account."""
    return actor.is_staff
