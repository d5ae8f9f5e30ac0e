"""Pictures for tests."""

import io

from PIL import Image


def picture(content: bytes | None = None, size: tuple[int, int] = (40, 30)) -> io.BytesIO:
    """A small PNG, or other bytes, as a stream to send."""
    if content is not None:
        return io.BytesIO(content)
    stream = io.BytesIO()
    Image.new("RGB", size, "seagreen").save(stream, "PNG")
    stream.seek(0)
    return stream
