"""The budgeting room's manifest."""

from budgeting import commands, project_models
from participation.platform.feature import Feature

# The house learns of the tables by the import.
TABLES = (project_models,)

feature = Feature(name="budgeting", commands=(commands.group,))
