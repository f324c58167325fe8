"""How fast the voice is, and what a speech recogniser hears of every text that can be said.

The second part needs the environment of the group `listen`, which `x.py bench voice` makes and names in
UNKINK_LISTENER; its table goes into docs/voice.md.
"""

import json
import os
import subprocess
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.errors import errors, words
from benchmarks.measure import Row, all_cores, one_core
from tests.said import texts
from unkink import places
from unkink.catalogue.load import load
from unkink.timeline import speech_ms
from unkink.voice.hibari import HibariVoice
from unkink.voice.port import RATE, Samples

PAGE = Path(__file__).parents[1] / "docs" / "voice.md"
BEGIN, END = "<!-- heard: written by python3 x.py bench voice -->", "<!-- /heard -->"
AROUND = RATE // 4  # silence around a text, as a recogniser expects it


class Text(NamedTuple):
    """A text, what was rendered of it, and what was heard in that."""

    said: str
    of: str
    samples: Samples
    heard: str = ""

    @property
    def errors(self) -> int:
        """Words that were not heard as they were said."""
        return errors(self.said, self.heard)


def rows() -> list[Row]:
    """The voice's speed; with a recogniser, how much is heard as it was said."""
    one_core()
    voice = HibariVoice()
    start = time.perf_counter()
    voice.speak("And hold.")
    first_s = time.perf_counter() - start
    wanted = texts(load(places.built_in_catalogue()))
    start, busy = time.perf_counter(), time.process_time()
    rendered = [Text(said, of, voice.speak(said)) for said, of in wanted.items()]
    spent, busy = time.perf_counter() - start, time.process_time() - busy
    spoken = sum(len(text.samples) for text in rendered) / RATE
    reckoned = sum(speech_ms(text.said) for text in rendered) / 1_000
    found = [
        Row("voice: first words, with loading it", first_s, "s", 5),
        Row(
            f"all {len(rendered)} texts, {spoken / 60:.0f} minutes of speech: parts of real time",
            spent / spoken,
            "",
            0.05,
        ),
        Row("the same, processor", busy / spoken, "", 0.05),
        Row("time reckoned for speech, beside what it takes", reckoned / spoken, "times", 1.25),
    ]
    listener = os.environ.get("UNKINK_LISTENER")
    return [*found, *_heard_rows(rendered, listener)] if listener else found


def _heard_rows(rendered: list[Text], listener: str) -> list[Row]:
    heard = _heard(rendered, listener)
    total = sum(len(words(text.said)) for text in heard)
    wrong = sum(text.errors for text in heard)
    whole = sum(not text.errors for text in heard)
    _tell(heard, total, wrong, whole)
    return [
        Row("words that a recogniser heard as others", 100 * wrong / total, "%", 3),
        Row("texts that it heard word by word", 100 * whole / len(heard), "%", 85, at_least=True),
    ]


def _heard(rendered: list[Text], listener: str) -> list[Text]:
    """The texts, with what the recogniser makes of each."""
    import numpy as np  # noqa: PLC0415 (heavy, as soundfile)
    import soundfile  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        for number, text in enumerate(rendered):
            sound = np.pad(text.samples, AROUND)
            soundfile.write(Path(folder) / f"{number:04}.wav", sound, RATE, subtype="PCM_16")
        all_cores()  # nobody measures how fast it listens
        program = Path(__file__).with_name("listen.py")
        told = subprocess.run([listener, str(program), folder], check=True, stdout=subprocess.PIPE, encoding="utf-8")
    lines = [json.loads(line) for line in told.stdout.splitlines()]
    return [text._replace(heard=heard) for text, (_, heard) in zip(rendered, lines, strict=True)]


def _tell(heard: list[Text], total: int, wrong: int, whole: int) -> None:
    """Put the figures and the table of what was misheard into the page."""
    misheard = sorted((text for text in heard if text.errors), key=lambda text: (-text.errors, text.of, text.said))
    summary = f"{len(heard)} texts, {total:,} words. Word errors: {wrong} ({100 * wrong / total:.1f} %). "
    summary += f"Heard word by word: {whole} texts ({100 * whole / len(heard):.0f} %)."
    table = ["| of | said | heard | words |", "|---|---|---|---|"]
    table += [f"| {text.of} | {text.said} | {text.heard} | {text.errors} |" for text in misheard]
    page = PAGE.read_text(encoding="utf-8")
    head, _, rest = page.partition(BEGIN)
    _, _, tail = rest.partition(END)
    PAGE.write_text("\n".join([head + BEGIN, "", summary, "", *table, "", END + tail]), encoding="utf-8")
