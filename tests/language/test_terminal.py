"""The language of a terminal: asked for, or that of the system; and English costs nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from unkink.language import catalogue

ROOT = Path(__file__).parents[2]


def first_line(arguments: list[str], environment: dict[str, str], data_dir: Path) -> str:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "UNKINK"))}
    env = {**plain, "PYTHONPATH": str(ROOT / "src"), "UNKINK_DATA_DIR": str(data_dir), **environment}
    command = [sys.executable, "-m", "unkink", *arguments, "show", "cat-cow"]
    done = subprocess.run(command, env=env, capture_output=True, check=True, timeout=60)
    return done.stdout.decode().splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {"LANG": "es_MX.UTF-8"}, "es"),
        ([], {"LANG": "es_MX.UTF-8", "UNKINK_LANGUAGE": "de"}, "de"),
        (["--language", "de"], {"LANG": "es_MX.UTF-8"}, "de"),
        (["--language", "tlh"], {"LANG": "es_MX.UTF-8"}, "en"),
    ],
)
def test_what_is_asked_for_comes_before_the_system(
    arguments: list[str], environment: dict[str, str], language: str, data_dir: Path
) -> None:
    shown = first_line(arguments, {**environment, "PYTHONUTF8": "1"}, data_dir)
    assert shown == catalogue(language).get("Cat-cow", "Cat-cow")


def test_english_does_not_wait_for_other_languages(data_dir: Path) -> None:
    """Babel takes as long to import as all the rest of a command."""
    code = "import sys; from unkink.cli import app; app(standalone_mode=False); print('babel' in sys.modules)"
    command = [sys.executable, "-c", code, "movements"]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "UNKINK_DATA_DIR": str(data_dir), "UNKINK_LANGUAGE": "en"}
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "False"
