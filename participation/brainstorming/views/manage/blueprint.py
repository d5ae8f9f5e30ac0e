"""The blueprint of the pages for staff."""

from flask import Blueprint

bp = Blueprint("brainstorming_manage", __name__, template_folder="../../templates")

PLACE = "/<language:lang>/manage/a/<activity>/ideas"
