"""The budgeting room's manifest."""

from budgeting import commands
from participation.platform.feature import Feature

feature = Feature(name="budgeting", commands=(commands.group,))
