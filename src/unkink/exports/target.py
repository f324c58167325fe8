"""A file for a person: whole or not at all, and nothing of theirs overwritten unless they say so."""

import os
import tempfile
from dataclasses import dataclass
from pathlib import Path

from unkink.errors import Refused
from unkink.language import text
from unkink.storage.backup import sync
from unkink.storage.errors import FOLDER, Unreachable
from unkink.storage.sqlite import plainly


@dataclass(frozen=True, slots=True)
class Target:
    """Where a file is wanted, and whether it may take the place of one that is there."""

    file: Path
    overwrite: bool = False

    def check(self) -> None:
        """Whether it can be written there, before the work begins. Raises Refused, StorageError."""
        with plainly(self.file):
            if self.file.is_dir():
                raise Unreachable.at(self.file, FOLDER)
            if not self.file.parent.is_dir():
                raise Unreachable(
                    text("There is no folder {folder}.", folder=self.file.parent),
                    text("Make it first, or choose another place."),
                )
            if self.file.exists() and not self.overwrite:
                raise Refused(
                    text("{path} is already there.", path=self.file),
                    text("Choose another name, or overwrite it with --force."),
                )

    def write(self, content: bytes) -> None:
        """Put the content there, all at once. Raises Refused, StorageError; then nothing was changed."""
        with plainly(self.file):
            handle, name = tempfile.mkstemp(prefix=f".{self.file.name}.", dir=self.file.parent)
            unfinished = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                sync(unfinished)
                self.check()
                unfinished.replace(self.file)
                sync(self.file.parent)
            finally:
                unfinished.unlink(missing_ok=True)
