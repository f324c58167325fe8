"""Files that only their owner may read, and that are never there by half."""

import os
import tempfile
from pathlib import Path

from unkink.errors import UnkinkError
from unkink.language import text

OTHERS = 0o077  # the rights of everybody but the owner


def write(path: Path, content: bytes) -> None:
    """Put the content there, whole or not at all. Raises UnkinkError where the disk does not take it."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")  # mode 0600 by itself
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        message = text("{path} cannot be written ({reason}).", path=path, reason=error.strerror)
        way_out = text("Make room, or make the folder writable; or name another with --data-dir.")
        raise UnkinkError(message, way_out) from error


def is_private(path: Path) -> bool:
    """Whether nobody else may read it, as far as this system can say."""
    return os.name != "posix" or not path.stat().st_mode & OTHERS
