"""What a person has is not overwritten, and no half file is left."""

import errno
import os
from pathlib import Path

import pytest

from unkink.errors import Refused, UnkinkError
from unkink.exports.target import Target
from unkink.storage.errors import DiskFull


def test_a_file_that_is_there_stays_unless_it_is_said_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "mine.mp3"
    file.write_bytes(b"mine")
    for refuse in (Target(file).check, lambda: Target(file).write(b"new")):
        with pytest.raises(Refused, match="--force"):
            refuse()
    assert file.read_bytes() == b"mine"
    Target(file, overwrite=True).write(b"new")
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_one_that_comes_while_it_is_made_stays_too(tmp_path: Path) -> None:
    target = Target(tmp_path / "mine.mp3")
    target.check()
    target.file.write_bytes(b"mine")
    with pytest.raises(Refused):
        target.write(b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"mine"]


@pytest.mark.parametrize("name", ["", "no/such/folder.mp3"])
def test_a_place_that_is_none_is_told_before_the_work(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnkinkError) as told:
        Target(tmp_path / name).check()
    assert "\n" not in str(told.value)


def test_a_full_disk_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "mine.mp3"
    file.write_bytes(b"mine")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(DiskFull):
        Target(file, overwrite=True).write(b"new")
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"mine"]
