"""What can be done with the municipality's settings."""

from participation.platform.web.site import Site


def load_site() -> Site:
    """Return the municipality's face for this request."""
    return Site()
