"""Killed at any moment: what was acknowledged is there, and the session goes on where it was."""

import os
import random
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.storage.children import start
from unkink.storage.open import DATABASE, open_storage

if TYPE_CHECKING:
    import subprocess

KILLS = 200

# Imports take longer than all the rest: this process imports once, and forks a player for every folder it is told.
PLAYER = """
    import gc, os, sys
    from pathlib import Path

    import unkink.storage.migrate
    from unkink.ids import uuid7
    from unkink.model.session import Event, EventKind
    from unkink.storage.open import open_storage


    def say(*words):
        os.write(1, (" ".join(map(str, words)) + chr(10)).encode())


    def play(folder):
        storage = open_storage(Path(folder))
        session = storage.open_session()
        of, at, position = (session.id, session.last_at, session.position_ms) if session else (uuid7(), 0, 0)
        say("found", of, position)

        def record(kind, routine=None):
            nonlocal at
            at += 1
            event = Event(uuid7(), of, kind, at, position, routine)
            storage.record([event])
            say("saved", event.id, position)

        record(EventKind.RESUMED) if session else record(EventKind.STARTED, "upper-back-nine")
        while True:
            position += 1000
            record(EventKind.REACHED)


    for line in sys.stdin:
        player = os.fork()
        if not player:
            try:
                play(line.strip())
            except BaseException as error:
                say("failed", repr(error))
            os._exit(1)
        say("pid", player)
        os.waitpid(player, 0)
        say("gone")
"""


class Players:
    """Starts players and kills them."""

    def __init__(self) -> None:
        """One process that forks them all."""
        self.process: subprocess.Popen[str] = start(PLAYER)
        assert self.process.stdin
        assert self.process.stdout
        self.say, self.hear = self.process.stdin, self.process.stdout

    def play(self, folder: Path, saved: int, wait: float) -> list[list[str]]:
        """Let a player play until it has saved so many events and then so many seconds more; all that it said."""
        print(folder, file=self.say, flush=True)
        told: list[list[str]] = []
        player, acknowledged, killed = 0, 0, False
        for line in self.hear:
            words = line.split()
            if words[0] == "gone":
                return told
            assert words[0] != "failed", line
            if words[0] == "pid":
                player = int(words[1])
            else:
                told.append(words)
            acknowledged += words[0] == "saved"
            if player and acknowledged >= saved and not killed:
                time.sleep(wait)
                os.kill(player, signal.SIGKILL)
                killed = True
        complaint = self.process.stderr.read() if self.process.stderr else ""
        pytest.fail(f"the players' process ended: {complaint}")

    def close(self) -> None:
        """The last player is gone; so is the process that forked it."""
        self.process.communicate()


@pytest.fixture
def players() -> Iterator[Players]:
    """Players to be killed."""
    if not hasattr(os, "fork"):
        pytest.skip("this system cannot fork, which starting 200 players in reasonable time needs")
    with closing(Players()) as players:
        yield players


def test_killed_200_times_in_one_session(folder: Path, players: Players) -> None:
    """A battery that dies in the middle of a movement, again and again: not one acknowledged event is lost.

    Kills fall anywhere: while opening, between events, and in the middle of writing one.
    """
    chance = random.Random(8420)
    acknowledged: list[str] = []
    reached = 0
    for _ in range(KILLS):
        saved = chance.choice([0, 0, 1, 2, 3, 5, 8, 13])
        told = players.play(folder, saved, chance.uniform(0, 0.02 if saved == 0 else 0.003))
        found = [words for words in told if words[0] == "found"]
        # One event may have been written and not yet acknowledged when the kill came, but never more.
        assert all(int(position) - reached in {0, 1_000} for _, _, position in found)
        new = [words[1] for words in told if words[0] == "saved"]
        assert len(new) >= saved
        acknowledged += new
        reached = max([reached, *(int(words[2]) for words in told)])
        with closing(sqlite3.connect(folder / DATABASE)) as connection:
            there = {event for (event,) in connection.execute("SELECT id FROM events")}
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert {event.replace("-", "") for event in acknowledged} <= there
    with closing(open_storage(folder)) as storage:
        (session,) = storage.sessions()
        assert session == storage.open_session()
        assert session.position_ms - reached in {0, 1_000}
        events = storage.events(session.id)
        assert storage.session(session.id) == replace(session, events=events)
        assert session.last_at == events[-1].at
        assert len(acknowledged) <= len(events) <= len(acknowledged) + KILLS
        assert len(acknowledged) > 3 * KILLS


def test_killed_in_the_first_start(tmp_path: Path, players: Players) -> None:
    """A machine that is turned off while Unkink makes its database starts as if nothing had been."""
    chance = random.Random(1_000)
    for number in range(20):
        folder = tmp_path / str(number)
        players.play(folder, 0, chance.uniform(0, 0.08))
        told = players.play(folder, 2, 0)
        assert [words[0] for words in told][:3] == ["found", "saved", "saved"]
