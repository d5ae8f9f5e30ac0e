"""Where files are kept: one interface, a folder behind it."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Protocol

from flask import current_app

_KEY = re.compile(r"[a-z0-9][a-z0-9._-]*(/[a-z0-9][a-z0-9._-]*)*")


class Storage(Protocol):
    """Keeps streams under keys such as `uploads/k3/k3v9x2m4tq`."""

    def write(self, key: str, stream: IO[bytes]) -> None:
        """Keep what the stream holds, wholly or not at all."""
        ...

    def open(self, key: str) -> IO[bytes]:
        """Open what is kept; raise `FileNotFoundError` if nothing is."""
        ...

    def delete(self, key: str) -> None:
        """Forget what is kept, if anything is."""
        ...

    def exists(self, key: str) -> bool:
        """Tell whether something is kept."""
        ...

    def kept(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """Yield the keys that begin with `folder/`, and when each was written."""
        ...


class FolderStorage:
    """A folder of this machine."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder).resolve()

    def write(self, key: str, stream: IO[bytes]) -> None:
        """Write beside the target and rename, so that readers see the old or the new file."""
        target = self._path(key)
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as file:
                shutil.copyfileobj(stream, file)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise

    def open(self, key: str) -> IO[bytes]:
        """Open a file for reading."""
        return self._path(key).open("rb")

    def delete(self, key: str) -> None:
        """Remove a file."""
        self._path(key).unlink(missing_ok=True)

    def exists(self, key: str) -> bool:
        """Tell whether there is a file."""
        return self._path(key).is_file()

    def kept(self, folder: str) -> Iterator[tuple[str, datetime]]:
        """Walk a folder; files that are being written have no key yet."""
        for path in self._path(folder).rglob("*"):
            key = path.relative_to(self.folder).as_posix()
            if _KEY.fullmatch(key) and path.is_file():
                yield key, datetime.fromtimestamp(path.stat().st_mtime, UTC)

    def _path(self, key: str) -> Path:
        """Return the path of a key; a key that could leave the folder is an error of ours."""
        if _KEY.fullmatch(key):
            path = (self.folder / key).resolve()
            if path.is_relative_to(self.folder):
                return path
        raise ValueError(f"not a storage key: {key!r}")


def storage() -> Storage:
    """Return the storage of this deployment."""
    return FolderStorage(current_app.config["SETTINGS"].storage_dir)
