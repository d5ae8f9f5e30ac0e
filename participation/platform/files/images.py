"""Images drawn anew, so that nothing but the picture remains."""

import io
import warnings
from typing import IO, Any

from PIL import Image, ImageOps, UnidentifiedImageError

from participation.platform.files.kinds import Kind
from participation.platform.files.refusals import ImageTooLarge, NotWhatItSays

MOST_PIXELS = 50_000_000
LONGEST_SIDE = 4096
FORMATS = {Kind.PNG: "PNG", Kind.JPEG: "JPEG", Kind.WEBP: "WEBP"}
OPTIONS: dict[Kind, dict[str, Any]] = {
    Kind.PNG: {"optimize": True},
    Kind.JPEG: {"quality": 88, "progressive": True},
    Kind.WEBP: {"quality": 88},
}
MODES = {Kind.PNG: ("1", "L", "LA", "P", "RGB", "RGBA"), Kind.JPEG: ("L", "RGB")}


def redrawn(stream: IO[bytes], kind: Kind) -> io.BytesIO:
    """Return the image turned upright and drawn anew, without place, camera or comments."""
    stream.seek(0)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return _redraw(stream, kind)
    except Image.DecompressionBombError:
        raise ImageTooLarge(limit=MOST_PIXELS) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise NotWhatItSays from None


def _redraw(stream: IO[bytes], kind: Kind) -> io.BytesIO:
    with Image.open(stream, formats=[FORMATS[kind]]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise ImageTooLarge(limit=MOST_PIXELS)
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
        drawn = ImageOps.exif_transpose(image)
        colours = image.info.get("icc_profile")
    drawn.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if drawn.mode not in MODES.get(kind, ("RGB", "RGBA")):
        drawn = drawn.convert("RGB" if kind is Kind.JPEG else "RGBA")
        colours = None
    drawn.info = (
        {"transparency": drawn.info["transparency"]} if "transparency" in drawn.info else {}
    )
    written = io.BytesIO()
    drawn.save(written, FORMATS[kind], icc_profile=colours, exif=b"", **OPTIONS[kind])
    written.seek(0)
    return written
