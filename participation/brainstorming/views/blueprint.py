"""The blueprint of the pages for everybody."""

from flask import Blueprint

bp = Blueprint("brainstorming", __name__, template_folder="../templates")

PLACE = "/<language:lang>/a/<activity>/ideas"
