"""The declarative base every model inherits from. Knows SQLAlchemy, not Flask."""

import secrets
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase, registry

from participation.platform.clock import UTCDateTime
from participation.platform.i18n.text import Text, TextType

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# Without vowels, digits that look like letters, or letters that look alike.
ALPHABET = "23456789bcdfghjkmnpqrstvwxz"

JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


class Base(DeclarativeBase):
    """Base of every table in the house."""

    # A registry rather than `type_annotation_map`: Flask-SQLAlchemy 3.1 copies this class's
    # attributes onto its own base, and SQLAlchemy refuses the map beside the copied registry.
    registry = registry(
        metadata=sa.MetaData(naming_convention=NAMING),
        type_annotation_map={
            datetime: UTCDateTime(),
            Text: TextType(),
            dict[str, Any]: JSON,
            list[str]: JSON,
            StrEnum: sa.Enum(
                StrEnum,
                native_enum=False,
                length=32,
                values_callable=lambda kind: [member.value for member in kind],
            ),
        },
    )


def public_id() -> str:
    """Return a random name for a URL: ten characters, 47 bits, easy to read aloud."""
    return "".join(secrets.choice(ALPHABET) for _ in range(10))


def random_key() -> bytes:
    """Return a random primary key of 128 bits that tells nothing of when it was made."""
    return secrets.token_bytes(16)
