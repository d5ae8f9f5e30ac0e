"""The manifest of the demo town."""

from participation.demo import commands
from participation.platform.feature import Feature

feature = Feature(name="demo", commands=(commands.group,))
