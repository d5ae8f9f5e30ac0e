"""`flask budgeting …`."""

from flask.cli import AppGroup

group = AppGroup("budgeting", help="Participatory budgets and their count.")
