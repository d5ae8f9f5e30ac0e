"""The manifest of this room."""

from participation.platform.feature import Feature
from participation.reports.api.views import bp

feature = Feature(name="reports", blueprints=(bp,))
