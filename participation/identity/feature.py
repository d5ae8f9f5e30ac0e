"""The manifest of this room."""

from participation.platform.feature import Feature

feature = Feature(name="identity")
