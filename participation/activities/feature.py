"""The manifest of this room."""

from participation.activities import attention
from participation.activities.ledger import AlreadyTookPart
from participation.activities.views import channels, lifecycle, manage, public, receipt, shared
from participation.activities.views.blueprint import bp
from participation.platform.feature import Feature

# The blueprint carries these pages; naming them keeps their imports from looking idle.
PAGES = (channels, lifecycle, manage, public, receipt, shared)

feature = Feature(
    name="activities",
    blueprints=(bp,),
    attention=(attention.activities_waiting,),
    refusal_pages=((AlreadyTookPart, 409, "activities/public/already_took_part.html"),),
)
