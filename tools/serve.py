"""Bring the database up to date, load the demo town into an empty one, and serve web and worker."""

import logging
import os
import socket
import sys
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.chdir(ROOT)

from participation.app import create_app  # noqa: E402 -- the path is known only now
from participation.demo.people import greeting  # noqa: E402
from participation.identity.models import Person  # noqa: E402
from participation.municipality.models import Municipality  # noqa: E402
from participation.platform.config import BadSettings, Settings  # noqa: E402
from participation.platform.extensions import db  # noqa: E402

# Every process reads `.env` itself, under the environment. Honcho would put it above.
START = [str(ROOT / ".venv/bin/honcho"), "start", "--env", os.devnull, "web", "worker"]


def main() -> None:
    """Serve, or say in one sentence why not."""
    try:
        settings = Settings.from_environ()
    except BadSettings as error:
        refuse(str(error))
    if not is_free(settings.port):
        refuse(f"Port {settings.port} is taken. Choose another: PORT={settings.port + 1} make run")
    app = create_app(settings)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    with app.app_context():
        upgrade()
        empty = db.session.scalar(db.select(Municipality.id)) is None
        db.session.remove()
    if empty and not settings.is_production:
        print("Loading the demo town", flush=True)
        load_demo(app)
    greet(app, settings)
    os.environ.update(ports(settings))
    os.execv(START[0], START)  # noqa: S606


def ports(settings: Settings) -> dict[str, str]:
    """Tell every process where the web listens; honcho gives each of them a PORT of its own."""
    return {"PORT": str(settings.port), "WEB_PORT": str(settings.port)}


def load_demo(app: Flask) -> None:
    """Load the demo town, or say why it could not be."""
    done = app.test_cli_runner().invoke(args=["demo", "load"], catch_exceptions=False)
    if done.exit_code:
        refuse(done.output.strip())


def greet(app: Flask, settings: Settings) -> None:
    """Say where the service is, and how to sign in to the demo town or to an empty service."""
    how = greeting(app) or first_step(app)
    print(f"\nYhes is at http://localhost:{settings.port}\n{how}\n", flush=True)


def first_step(app: Flask) -> str:
    """Say how to let the first person in, or nothing where somebody has an account."""
    with app.app_context():
        if db.session.scalar(db.select(Person.id).limit(1)) is not None:
            return ""
    return (
        "Nobody has an account yet. Make the first one in another window:\n"
        "  .venv/bin/flask identity create-administrator EMAIL"
    )


def is_free(port: int) -> bool:
    """Tell whether nobody listens at a port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def refuse(why: str) -> None:
    """End with the reason."""
    print(why, file=sys.stderr)
    sys.exit(2)


if __name__ == "__main__":
    main()
