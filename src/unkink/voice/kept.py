"""What a voice said once is kept: a routine's second playing renders nothing."""

import contextlib
import hashlib
import io
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.voice.port import RATE

if TYPE_CHECKING:
    from unkink.voice.port import Samples, Voice

FULL_SCALE = 32_767
MOST_IN_MEMORY = 600  # texts, 100 MB or so: more than an hour's routine says
DIGEST = hashlib.sha256().digest_size


class Spoken:
    """A voice that looks first whether it has said a text before; a Voice itself.

    Each text is a FLAC file of 16 bits, with its own SHA-256 after its end. It is named by the SHA-256 of text, voice
    and version. A damaged file is made anew; where nothing can be written, texts are kept in memory and nobody is told.
    """

    def __init__(self, voice: "Voice", folder: Path) -> None:
        """`folder` need not be there yet; whatever lies there may be deleted at any time."""
        self.name = voice.name
        self.version = voice.version
        self.language = voice.language
        self._voice = voice
        self._folder = folder / f"{voice.name}-{voice.version}"
        self._memory: dict[str, Samples] = {}

    def speak(self, text: str) -> "Samples":
        """The text, said now or earlier: the same samples either way. Raises VoiceError where it cannot be said."""
        mark = hashlib.sha256(f"{self.name}\0{self.version}\0{text}".encode()).hexdigest()
        found = self._memory.get(mark)
        if found is None:
            found = self._read(mark)
        if found is None:
            found = _rounded(self._voice.speak(text))
            if not self._write(mark, found):
                self._remember(mark, found)
        return found

    def _read(self, mark: str) -> "Samples | None":
        """What is kept under that mark; None where nothing is, or not all of it."""
        try:
            content = self._file(mark).read_bytes()
        except OSError:
            return None
        flac, digest = content[:-DIGEST], content[-DIGEST:]
        return _decoded(flac) if hashlib.sha256(flac).digest() == digest else None

    def _write(self, mark: str, samples: "Samples") -> bool:
        """Whether it is kept now. It has its name only once it is whole."""
        flac = _encoded(samples)
        unfinished: Path | None = None
        try:
            self._make_folder()
            with tempfile.NamedTemporaryFile(dir=self._folder, suffix=".part", delete=False) as file:
                unfinished = Path(file.name)
                file.write(flac + hashlib.sha256(flac).digest())
            unfinished.replace(self._file(mark))
        except OSError:
            if unfinished:
                with contextlib.suppress(OSError):
                    unfinished.unlink()
            return False
        return True

    def _make_folder(self) -> None:
        """The folder of this version; what other versions of the voice said is of no use any more."""
        if self._folder.is_dir():
            return
        for old in self._folder.parent.glob(f"{self.name}-*"):
            shutil.rmtree(old, ignore_errors=True)
        self._folder.mkdir(parents=True, exist_ok=True)

    def _remember(self, mark: str, samples: "Samples") -> None:
        while len(self._memory) >= MOST_IN_MEMORY:
            self._memory.pop(next(iter(self._memory)), None)
        self._memory[mark] = samples

    def _file(self, mark: str) -> Path:
        return self._folder / f"{mark}.flac"


# numpy and soundfile are heavy, and only needed where something is said.


def _rounded(samples: "Samples") -> "Samples":
    """The samples as 16 bits hold them, so that the first time sounds like every other."""
    import numpy as np  # noqa: PLC0415

    return np.rint(np.clip(samples, -1, 1) * FULL_SCALE).astype(np.float32) / np.float32(FULL_SCALE)


def _encoded(samples: "Samples") -> bytes:
    import numpy as np  # noqa: PLC0415
    import soundfile  # noqa: PLC0415

    flac = io.BytesIO()
    soundfile.write(flac, np.rint(samples * FULL_SCALE).astype(np.int16), RATE, format="FLAC", subtype="PCM_16")
    return flac.getvalue()


def _decoded(flac: bytes) -> "Samples":
    import numpy as np  # noqa: PLC0415
    import soundfile  # noqa: PLC0415

    samples, _ = soundfile.read(io.BytesIO(flac), dtype="int16")
    return samples.astype(np.float32) / np.float32(FULL_SCALE)
