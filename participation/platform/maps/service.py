"""The map as pages know it: what it covers and whose it is, never where its tiles come from."""

from dataclasses import dataclass

from flask import current_app, url_for

from participation.platform.config import Box, Settings


@dataclass(frozen=True, slots=True)
class TownMap:
    """The map of the municipality, for pages."""

    box: Box
    deepest: int
    attribution: str

    @property
    def tiles(self) -> str:
        """The address that `zoom/x/y.png` follows."""
        return url_for("platform.tile", zoom=0, x=0, y=0).removesuffix("0/0/0.png")


def town_map() -> TownMap | None:
    """Return the map of this deployment, if it has one."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.map_tiles_url or settings.map_box is None:
        return None
    return TownMap(settings.map_box, settings.map_tiles_max_zoom, settings.map_tiles_attribution)
