"""Headers that keep a page to itself: a strict content security policy, no framing, no sniffing."""

from flask import Flask, Response, request

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "frame-ancestors 'none'; form-action 'self'"
)
EVERYWHERE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=(self), camera=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
IN_PRODUCTION = {"Strict-Transport-Security": "max-age=31536000"}


def init_app(app: Flask) -> None:
    """Send the headers with every answer."""
    always = EVERYWHERE | (IN_PRODUCTION if app.config["SETTINGS"].is_production else {})

    @app.after_request
    def _protect(response: Response) -> Response:
        # Werkzeug looks through all headers for every one that is set by its name.
        present = {name.lower() for name, _value in response.headers}
        if request.endpoint != "static" and "cache-control" not in present:
            response.headers.add("Cache-Control", "no-store" if request.cookies else "no-cache")
        for name, value in always.items():
            if name.lower() not in present:
                response.headers.add(name, value)
        return response
