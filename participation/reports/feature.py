"""The manifest of this room."""

from participation.platform.feature import Feature
from participation.reports import models
from participation.reports.api.views import bp

# The tables are known once their module is loaded.
TABLES = (models.Report,)

feature = Feature(name="reports", blueprints=(bp,))
