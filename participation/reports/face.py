"""The municipality's face on a report: its name and colours, checked before they enter a file."""

from dataclasses import dataclass

from participation.platform.i18n.text import Text
from participation.reports.drawing.palette import colour_or


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A municipality's name, and colours as `#rrggbb`."""

    name: Text
    brand: str = "#00437c"
    brand_dark: str = "#002e57"
    tint: str = "#e9f2fa"
    accent: str = "#ffb81c"
    main_language: str = "fi"

    def __post_init__(self) -> None:
        for name in ("brand", "brand_dark", "tint", "accent"):
            otherwise = type(self).__dataclass_fields__[name].default
            object.__setattr__(self, name, colour_or(getattr(self, name), str(otherwise)))

    def called(self, language: str) -> str:
        """Return the municipality's name."""
        return self.name.in_(language, self.main_language)
