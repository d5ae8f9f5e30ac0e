"""Pages of results and downloads."""

from flask import Blueprint

bp = Blueprint("surveys_results", __name__, template_folder="../templates")
