"""The manifest of this room."""

from participation.activities.views import manage, public
from participation.activities.views.blueprint import bp
from participation.platform.feature import Feature

PAGES = (public, manage)

feature = Feature(name="activities", blueprints=(bp,))
