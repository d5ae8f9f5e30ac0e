"""The blueprint that every page of the platform hangs on."""

from flask import Blueprint

bp = Blueprint("platform", __name__, template_folder="../templates")
