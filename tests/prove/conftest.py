"""Long proofs, run by `make prove`."""

from pathlib import Path

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything in this folder: it takes long."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("prove")
