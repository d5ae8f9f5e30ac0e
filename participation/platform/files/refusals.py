"""Why a file is not taken."""

from participation.platform.refusals import Refusal


class FileRefused(Refusal):
    """The file cannot be taken."""


class FileMissing(FileRefused):
    """There is no file, or it is empty."""


class FileTooLarge(FileRefused):
    """The file is larger than `limit` bytes."""


class WrongKind(FileRefused):
    """The file is of none of the kinds `allowed`."""


class NotWhatItSays(FileRefused):
    """What is inside is not what the name says, or it is broken or dangerous."""


class ImageTooLarge(FileRefused):
    """The image has more than `limit` pixels."""


class FileInfected(FileRefused):
    """A virus was found in the file."""


class NotScanned(FileRefused):
    """The file could not be scanned for viruses, so nobody knows."""
