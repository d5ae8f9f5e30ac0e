"""The house without a database."""

from tests.architecture.conftest import plan  # noqa: F401
