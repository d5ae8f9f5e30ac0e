"""Pages on which staff build a survey."""

from flask import Blueprint

bp = Blueprint("surveys_manage", __name__, template_folder="../templates")
