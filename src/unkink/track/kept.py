"""Tracks that were rendered once are kept, by a mark of all that is in them: the second time costs nothing."""

import contextlib
import hashlib
import json
import os
import tempfile
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from unkink.model.timeline import Channel
from unkink.track.model import VERSION, Mix

if TYPE_CHECKING:
    from unkink.model.timeline import Timeline
    from unkink.voice.port import Voice

LIMIT = 300_000_000  # bytes of tracks in all: about twenty of half an hour
ABANDONED_S = 3_600  # nobody writes a track for an hour
SPEAKING, LEVELLING = 0.6, 0.2  # of the work, as it is told: words that were never spoken take the longest
Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Track:
    """A track that is rendered when its samples are first asked for. `mark` says what is in it."""

    timeline: "Timeline"
    voice: "Voice | None"
    mix: Mix
    mark: str
    tracks: "Tracks"

    @property
    def spoken(self) -> bool:
        """Whether somebody speaks in it."""
        return self.voice is not None

    def mp3(self, told: Told = lambda _: None) -> bytes:
        """The whole track as MP3. `told` hears how far it is, from 0 to 1. Raises VoiceError."""
        return self.tracks.mp3(self, told)


class Tracks:
    """The tracks that are kept in a folder, which need not be there yet. Those longest not used go first."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        """`limit` is in bytes."""
        self.folder = folder
        self.limit = limit
        self._lock = threading.Lock()
        self._rendering: dict[str, Future[bytes]] = {}

    def of(self, timeline: "Timeline", voice: "Voice | None", mix: Mix) -> Track:
        """The track of a timeline; nothing is rendered yet."""
        speaking = voice if mix.voice else None
        return Track(timeline, speaking, mix, _mark(timeline, speaking, mix), self)

    def mp3(self, track: Track, told: Told) -> bytes:
        """The track as it is kept, or else rendered now. Whoever asks while it is being rendered waits for it."""
        with self._lock:
            under_way = self._rendering.get(track.mark)
            mine: Future[bytes] = Future()
            if under_way is None:
                self._rendering[track.mark] = mine
        if under_way:
            return under_way.result()
        try:
            content = self._read(track.mark)
            if content is None:
                content = _render(track, told)
                self._keep(track.mark, content)
        except BaseException as error:
            mine.set_exception(error)
            raise
        else:
            mine.set_result(content)
            return content
        finally:
            with self._lock:
                del self._rendering[track.mark]

    def _read(self, mark: str) -> bytes | None:
        """The track as it is kept; it counts as used now."""
        file = self._file(mark)
        try:
            content = file.read_bytes()
        except OSError:
            return None
        with contextlib.suppress(OSError):  # a disk that may only be read
            os.utime(file)
        return content or None

    def _keep(self, mark: str, content: bytes) -> None:
        """Keep it, and let those go that there is no room for. Where it cannot be kept, it is made anew next time."""
        if len(content) > self.limit:
            return
        unfinished: Path | None = None
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=".", dir=self.folder)
            unfinished = Path(name)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())  # whole before it gets its name, whatever happens to the machine
            unfinished.replace(self._file(mark))
            self._make_room(self._file(mark).stat().st_mtime)
        except OSError:
            if unfinished:
                with contextlib.suppress(OSError):
                    unfinished.unlink(missing_ok=True)

    def _make_room(self, now: float) -> None:
        """Remove what was longest not used, and what a process left that was ended while it wrote."""
        for left in self.folder.glob(".*"):
            if left.stat().st_mtime < now - ABANDONED_S:
                left.unlink(missing_ok=True)
        room = self.limit
        for file in sorted(self.folder.glob("*.mp3"), key=lambda each: each.stat().st_mtime, reverse=True):
            room -= file.stat().st_size
            if room < 0:
                file.unlink(missing_ok=True)

    def _file(self, mark: str) -> Path:
        return self.folder / f"{mark}.mp3"


def _mark(timeline: "Timeline", voice: "Voice | None", mix: Mix) -> str:
    """The same for what sounds the same, and for nothing else."""
    heard = [cue for cue in timeline.cues if cue.channel is not Channel.SHOW]
    spans = [(segment.start_ms, segment.end_ms) for segment in timeline.segments]
    speaker = (voice.name, voice.version, voice.language) if voice else None
    what = json.dumps([VERSION, heard, spans, speaker, asdict(mix)], ensure_ascii=False)
    return hashlib.sha256(what.encode()).hexdigest()


def _render(track: Track, told: Told) -> bytes:
    """The track, made now."""
    from unkink.track.encode import mp3  # noqa: PLC0415 (numpy and scipy, only where a track is made)
    from unkink.track.loudness import levelled  # noqa: PLC0415
    from unkink.track.mix import mix  # noqa: PLC0415

    mixed = mix(track.timeline, track.voice, track.mix, lambda share: told(SPEAKING * share))
    level = levelled(mixed, lambda share: told(SPEAKING + LEVELLING * share))
    rest = SPEAKING + LEVELLING
    content = mp3(level, lambda share: told(rest + (1 - rest) * share))
    told(1.0)
    return content
