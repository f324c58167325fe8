"""The wheel works alone: installed by itself, far from this folder, it plays a routine and keeps what happened."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import x

ROUTINE = "upper-back-nine"


def run(*command: str | Path, cwd: Path = x.ROOT) -> str:
    """What a program prints. It sees no PYTHONPATH, so nothing of this folder; a failure shows all it said."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "UNKINK"))}
    env |= {**x.uv_env(), "UNKINK_LANGUAGE": "en"}
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without the network by the build backend that is here."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command `unkink` in an empty environment with nothing but the wheel and its locked packages."""
    venv = tmp_path_factory.mktemp("elsewhere") / "venv"
    run(x.base_python(), "-m", "venv", "--without-pip", venv)
    install = (x.uv(), "pip", "install", "--quiet", "--python", venv)
    run(*install, "--require-hashes", "--requirement", x.LOCKS / "run.lock")
    run(*install, "--no-deps", "--offline", wheel)
    return venv / ("Scripts/unkink.exe" if x.WINDOWS else "bin/unkink")


def test_holds_all_that_it_needs(wheel: Path) -> None:
    """The catalogue, the other languages, the figures, the built front end, the migrations and both licences."""
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {"unkink/_catalogue/vocabulary.toml", f"unkink/_catalogue/programmes/{ROUTINE}.toml"} <= names
    assert {"unkink/_figures/manifest.json", "unkink/_figures/rig.json", "unkink/_figures/average.glb"} <= names
    assert {f"unkink/_translations/{language}/app.po" for language in ("de", "es")} <= names
    assert "unkink/web/static/index.html" in names
    assert any(name.startswith("unkink/web/static/assets/") and name.endswith(".woff2") for name in names)
    assert any(name.startswith("unkink/storage/migrations/versions/") for name in names)
    assert len([name for name in names if ".dist-info/licenses/" in name and name.endswith("LICENSE")]) == 2


def test_holds_nothing_else(wheel: Path) -> None:
    """No tests, no sources of the front end, no left-overs."""
    assert {name.split("/")[0].partition("-")[0] for name in zipfile.ZipFile(wheel).namelist()} == {"unkink"}
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "__pycache__" in name or "node_modules" in name]


def test_plays_a_routine(installed: Path, tmp_path: Path) -> None:
    """Every cue comes out, in a folder that knows nothing of the source, and the journal has the session."""
    data = tmp_path / "data"
    timeline = json.loads(run(installed, "timeline", ROUTINE, "--json", "--data-dir", data, cwd=tmp_path))
    said = {cue["text"] for cue in timeline["cues"] if cue["channel"] == "say"}
    assert said
    play = (installed, "play", ROUTINE, "--plain", "--speed", "1000", "--data-dir", data)
    played = run(*play, cwd=tmp_path)
    assert [text for text in sorted(said) if text not in played] == []
    journal = json.loads(run(installed, "journal", "--json", "--data-dir", data, cwd=tmp_path))
    assert [(session["routine"], session["state"]) for session in journal] == [(ROUTINE, "finished")]
