"""Whoever is acting, and what they have been granted."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a member of staff is trusted with, in one process or in all."""

    ADMINISTRATOR = "administrator"
    EDITOR = "editor"
    ANALYST = "analyst"
    MODERATOR = "moderator"


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A member of staff, or anybody (no person)."""

    person_id: int | None = None
    name: str = ""
    grants: frozenset[tuple[Role, int | None]] = frozenset()
    is_program: bool = False

    @property
    def is_staff(self) -> bool:
        """Tell whether the actor is a person or a program with at least one role."""
        return (self.person_id is not None or self.is_program) and bool(self.grants)

    @property
    def is_administrator(self) -> bool:
        """Tell whether the actor administers the whole municipality."""
        return (Role.ADMINISTRATOR, None) in self.grants

    def has(self, *roles: Role, process_id: int | None = None) -> bool:
        """Tell whether one of `roles` is granted for the process, or for all of them."""
        if self.is_administrator:
            return True
        return any(
            role in (*roles, Role.ADMINISTRATOR) and scope in (None, process_id)
            for role, scope in self.grants
        )

    def has_anywhere(self, *roles: Role) -> bool:
        """Tell whether one of `roles` is granted in any process."""
        return any(role in (*roles, Role.ADMINISTRATOR) for role, _scope in self.grants)


ANYBODY = Actor()
