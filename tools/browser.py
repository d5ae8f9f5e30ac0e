"""Find a Chromium, or bring it with the system's package manager; print its path."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
MANAGERS = {
    "apt-get": (("apt-get", "update", "-q"), ("apt-get", "install", "-qy", "chromium")),
    "dnf": (("dnf", "install", "-qy", "chromium"),),
    "apk": (("apk", "add", "--quiet", "chromium"),),
    "pacman": (("pacman", "-Sy", "--noconfirm", "chromium"),),
    "zypper": (("zypper", "--non-interactive", "install", "chromium"),),
}
SENTENCE = (
    "Browser tests need Chromium, and there is none. Install your system's package `chromium` "
    "(Debian, Ubuntu: sudo apt-get install chromium), or name one: BROWSER=/path/to/it make test"
)


def find() -> str | None:
    """Return the path of a Chromium on this machine."""
    named = os.environ.get("BROWSER", "")
    if named and os.access(named, os.X_OK):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def install() -> None:
    """Ask the system's package manager for Chromium."""
    manager = next((name for name in MANAGERS if shutil.which(name)), "")
    if manager and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for command in MANAGERS[manager]:
            subprocess.run(command, env=quiet, stdout=sys.stderr, check=False)


def ensure() -> str | None:
    """Return the path of a Chromium, installing one if need be."""
    found = find()
    if found is None:
        install()
        found = find()
    return found


if __name__ == "__main__":
    print(ensure() or sys.exit(SENTENCE))
