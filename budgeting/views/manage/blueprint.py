"""The blueprint of the pages for staff, the vote apart."""

from flask import Blueprint

bp = Blueprint("budgeting_manage", __name__, template_folder="../../templates")

PLACE = "/<language:lang>/manage/a/<activity>/budget"
