"""The blueprint that every page of this room hangs on."""

from flask import Blueprint

bp = Blueprint("reports", __name__, template_folder="../templates")
