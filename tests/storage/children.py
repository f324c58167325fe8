"""Other processes that use storage: they see the same modules as the tests."""

import os
import subprocess
import sys
from textwrap import dedent

ENVIRONMENT = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}


def start(script: str, *arguments: object) -> "subprocess.Popen[str]":
    """A new Python that runs this script; stdin, stdout and stderr are pipes of text."""
    return subprocess.Popen(
        [sys.executable, "-c", dedent(script), *map(str, arguments)],
        env=ENVIRONMENT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(script: str, *arguments: object) -> str:
    """What this script prints. AssertionError, with what it complains of, where it fails."""
    child = start(script, *arguments)
    told, complaint = child.communicate(timeout=120)
    assert child.returncode == 0, complaint
    return told.strip()
