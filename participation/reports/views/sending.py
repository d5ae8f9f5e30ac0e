"""Send a file that was made just now."""

from io import BytesIO

from flask import Response, send_file

from participation.reports.services.making import File


def sent(file: File, seconds: int = 0) -> Response:
    """Send a file; one that was made for one person is kept by nobody."""
    answer = send_file(
        BytesIO(file.content), mimetype=file.mimetype, as_attachment=True, download_name=file.name
    )
    answer.headers["Cache-Control"] = f"public, max-age={seconds}" if seconds else "no-store"
    return answer
