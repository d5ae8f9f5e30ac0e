"""What can be done with the municipality's settings, its pages, and what people tell it."""

from participation.municipality.services.face import load_site

__all__ = ["load_site"]
