"""The manifest of this room."""

from participation.brainstorming import commands, idea_models
from participation.platform.feature import Feature

TABLES = (idea_models,)

feature = Feature(name="brainstorming", commands=(commands.group,))
