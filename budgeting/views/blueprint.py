"""The blueprint of the pages for everybody, the vote apart."""

from flask import Blueprint

bp = Blueprint("budgeting", __name__, template_folder="../templates")

PLACE = "/<language:lang>/a/<activity>/budget"
