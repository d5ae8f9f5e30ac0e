"""People, their roles and invitations."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from participation.platform.access.actor import Role
from participation.platform.clock import now
from participation.platform.database import Base, public_id


class Person(Base):
    """A member of staff."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    email: Mapped[str] = mapped_column(unique=True, comment="lower case")
    name: Mapped[str]
    password_hash: Mapped[str] = mapped_column(default="", comment="argon2id")
    language: Mapped[str] = mapped_column(default="fi")
    is_active: Mapped[bool] = mapped_column(default=True)
    session_epoch: Mapped[int] = mapped_column(
        default=0, comment="raised to end every session: new password, sign out everywhere"
    )
    created: Mapped[datetime] = mapped_column(default=now)

    grants: Mapped[list["Grant"]] = relationship(
        back_populates="person", cascade="all, delete-orphan", passive_deletes=True
    )

    @property
    def role_pairs(self) -> list[tuple[Role, int | None]]:
        """Return each role with the process it is for, or none for all of them."""
        return [(grant.role, grant.process_id) for grant in self.grants]


class Grant(Base):
    """A role of a person, in one process or (no process) in all of them."""

    __tablename__ = "grant"
    __table_args__ = (
        sa.UniqueConstraint("person_id", "role", "process_id"),
        # A constraint takes two nulls for different, so the roles in all processes need their own.
        sa.Index(
            "uq_grant_everywhere",
            "person_id",
            "role",
            unique=True,
            sqlite_where=sa.text("process_id IS NULL"),
            postgresql_where=sa.text("process_id IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(sa.ForeignKey("person.id", ondelete="CASCADE"))
    role: Mapped[Role]
    process_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("process.id", ondelete="CASCADE"), index=True
    )

    person: Mapped[Person] = relationship(back_populates="grants")


class Invitation(Base):
    """A link sent by e-mail with which a person takes up roles, or chooses a new password."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    token_hash: Mapped[str] = mapped_column(unique=True, comment="keyed; the token is not stored")
    email: Mapped[str] = mapped_column(index=True)
    name: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="fi")
    person_id: Mapped[int | None] = mapped_column(
        sa.ForeignKey("person.id", ondelete="CASCADE"),
        index=True,
        comment="whose new password the link is for; none: an invitation to a new account",
    )
    roles: Mapped[dict[str, Any]] = mapped_column(
        default=dict, comment='{"grants": [[role, process id or null], …]}'
    )
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
    created: Mapped[datetime] = mapped_column(default=now)


class ApiToken(Base):
    """What a program of the municipality reads unpublished figures with, as an analyst."""

    __tablename__ = "api_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(unique=True, default=public_id)
    name: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True, comment="keyed; the token is not stored")
    created: Mapped[datetime] = mapped_column(default=now)


class SignInTry(Base):
    """How often signing in to one account failed lately; the account is a keyed hash."""

    __tablename__ = "sign_in_try"

    account: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int] = mapped_column(default=0)
    since: Mapped[datetime] = mapped_column(default=now)
