"""A short name for what the demo town writes over and over."""

from participation.platform.i18n.text import Text


def text(fi: str, sv: str, en: str) -> Text:
    """Return a text in the three languages, all approved."""
    return Text({"fi": fi, "sv": sv, "en": en})
