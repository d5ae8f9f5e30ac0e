"""Names of files: safe everywhere, and never a way out of the folder."""

import io

import pytest

from participation.platform.files.kinds import Kind
from participation.platform.files.names import safe_name
from participation.platform.files.storage import FolderStorage


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Muistio 3.pdf", "Muistio 3.pdf"),
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\koti\\muistio.PDF", "muistio.pdf"),
        ('a"; filename="b.exe.pdf', "a filename= b.exe.pdf"),
        ("a\r\nX: y.pdf", "a X y.pdf"),
        ("\u202egpj.pdf", "gpj.pdf"),
        ("...pdf", "file.pdf"),
        ("nul.pdf", "file.pdf"),
        ("ä" * 300 + ".pdf", "ä" * 100 + ".pdf"),
    ],
)
def test_names_are_safe_everywhere(name, safe):
    assert safe_name(name, Kind.PDF) == safe


@pytest.mark.parametrize(
    "key", ["../x", "/etc/passwd", "a/../../x", "", ".hidden", "a//b", "A", "a\0"]
)
def test_keys_cannot_leave_the_folder(tmp_path, key):
    with pytest.raises(ValueError, match="not a storage key"):
        FolderStorage(tmp_path / "files").write(key, io.BytesIO(b"x"))


def test_a_link_cannot_lead_out_of_the_folder(tmp_path):
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "out").symlink_to(tmp_path)
    with pytest.raises(ValueError, match="not a storage key"):
        FolderStorage(tmp_path / "files").open("out/secret")


def test_a_write_that_fails_leaves_what_was_there(tmp_path):
    class Broken(io.BytesIO):
        def read(self, *_size):
            raise OSError

    kept = FolderStorage(tmp_path)
    kept.write("a/b", io.BytesIO(b"old"))
    with pytest.raises(OSError):  # noqa: PT011 -- the stream's own
        kept.write("a/b", Broken())
    with kept.open("a/b") as file:
        assert file.read() == b"old"
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
