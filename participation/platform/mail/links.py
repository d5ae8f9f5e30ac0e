"""Full addresses, for letters, posters and codes that leave the site."""

from typing import Any

from flask import current_app, has_request_context, request


def address_of(endpoint: str, **values: Any) -> str:
    """Return the full address of a page; works in requests, commands and jobs.

    `PUBLIC_URL` decides the host where it is set: what the browser claims in its Host header
    must not end up in a letter to somebody else. Pages in a language need `lang`.
    """
    path = current_app.url_map.bind("").build(endpoint, values, force_external=False)
    return public_address() + path


def public_address() -> str:
    """Return where the public reaches the service, without a slash at the end."""
    settings = current_app.config["SETTINGS"]
    if settings.public_url:
        return str(settings.public_url).rstrip("/")
    if has_request_context() and not settings.is_production:
        return request.host_url.rstrip("/")
    return f"http://localhost:{settings.port}"
