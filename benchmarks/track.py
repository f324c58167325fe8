"""The one track of a long session: how quickly it is there, how large it is, how loud, and what memory it takes."""

import io
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measure import Row
from unkink import places
from unkink.catalogue.load import load
from unkink.model.programme import Routine
from unkink.model.timeline import Timeline
from unkink.timeline import compile_timeline
from unkink.track.kept import Tracks
from unkink.track.model import Mix
from unkink.voice.speakers import voice_of

MINUTES, LONGEST = 30, 45


def rows() -> list[Row]:
    """Each in a process of its own: first with a voice that never spoke, then with all its texts kept."""
    with tempfile.TemporaryDirectory() as folder:
        first, *_ = _measured(folder, MINUTES)
        again, processor, size, loud, peak, _ = _measured(folder, MINUTES)
    with tempfile.TemporaryDirectory() as folder:
        *_, memory = _measured(folder, LONGEST)
    return [
        Row(
            f"a session of {MINUTES} minutes as one track, never spoken before", first, "× real time", 20, at_least=True
        ),
        Row("the same, with all its texts kept", again, "× real time", 50, at_least=True),
        Row("the same, by the processor's time", processor, "× real time", 50, at_least=True),
        Row("its size", size / 1e6, "MB", 20),
        Row("how far it is from -16 LUFS, decoded", abs(loud + 16), "LU", 1),
        Row("its highest peak, decoded, between samples too", peak, "dBFS", -1),
        Row(f"memory at the most, {LONGEST} minutes, never spoken before", memory, "MB", 600),
    ]


def _measured(folder: str, minutes: int) -> tuple[float, ...]:
    """Render in another process: times real time by the clock and by the processor, bytes, LUFS, dBFS, MB."""
    command = [sys.executable, __file__, folder, str(minutes)]
    env = {"PYTHONPATH": ":".join(sys.path[:2])}
    done = subprocess.run(command, capture_output=True, text=True, env=env, check=True)
    return tuple(map(float, done.stdout.split()))


def long_session(minutes: int) -> Timeline:
    """The steps of all programmes, one after the other, until it is so long."""
    catalogue = load(places.built_in_catalogue())
    steps = [step for programme in catalogue.programmes.values() for step in programme.routine().steps]
    for count in range(1, len(steps) + 1):
        timeline = compile_timeline(Routine("long", "Long", tuple(steps[:count])), catalogue)
        if timeline.duration_ms >= minutes * 60_000:
            return timeline
    raise ValueError(minutes)


def main(folder: str, minutes: int) -> None:
    """Render once, and print what was measured."""
    timeline = long_session(minutes)
    start, worked = time.perf_counter(), time.process_time()
    # The voice's texts stay in the folder; the track itself is never kept.
    voice = voice_of("en", Path(folder) / "voice")
    content = Tracks(Path(folder) / "tracks", limit=0).of(timeline, voice, Mix()).mp3()
    seconds = timeline.duration_ms / 1_000
    ratios = seconds / (time.perf_counter() - start), seconds / (time.process_time() - worked)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    print(*ratios, len(content), *_heard(content), memory)


def _heard(content: bytes) -> tuple[float, float]:
    """Loudness in LUFS and highest peak in dBFS, by others than those that made it."""
    import numpy as np  # noqa: PLC0415 (only in the process that renders)
    import soundfile  # noqa: PLC0415
    from pyloudnorm import Meter  # noqa: PLC0415
    from scipy.signal import resample_poly  # noqa: PLC0415

    samples, rate = soundfile.read(io.BytesIO(content), dtype="float32")
    pieces = (samples[start : start + rate * 10] for start in range(0, len(samples), rate * 10))
    peak = max(np.abs(resample_poly(piece, 4, 1)).max() for piece in pieces)
    return float(Meter(rate).integrated_loudness(samples)), float(20 * np.log10(peak))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
