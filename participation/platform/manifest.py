"""The manifest of the platform itself: its commands and jobs."""

from participation.platform.feature import Feature

feature = Feature(name="platform")
