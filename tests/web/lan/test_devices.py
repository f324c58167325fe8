"""The devices that were let in: known again after a restart, and out at once when they are forgotten."""

import json
import os
import stat
from pathlib import Path

import pytest

from unkink.errors import UnkinkError
from unkink.language import speaking
from unkink.moments import DAY_MS, HOUR_MS
from unkink.web.lan.devices import DAYS, FOLDER, SEEN_EVERY_MS, Devices, name_of

NOW = 1_700_000_000_000
DAMAGED = (
    '{"number": "x", "name": "n", "let_in": 1}',
    '{"number": 1, "name": 5, "let_in": 1}',
    '{"number": 1, "name": {"how": "text", "of": ["{browser}", {}]}, "let_in": 1}',
    '{"number": 1, "name": {"how": "text", "of": ["{browser}", []]}, "let_in": 1}',
)


def test_a_device_is_known_after_a_restart(data_dir: Path) -> None:
    token, device = Devices(data_dir).let_in("Safari on iPhone", NOW)
    again = Devices(data_dir).known(token, NOW + HOUR_MS)
    assert again
    assert (again.number, again.name, again.let_in) == (1, "Safari on iPhone", NOW)
    assert again.number == device.number


def test_tokens_are_not_kept(data_dir: Path) -> None:
    """Who reads the folder, or a copy of it, cannot come in as the phone."""
    token, _ = Devices(data_dir).let_in("Safari on iPhone", NOW)
    (path,) = (data_dir / FOLDER).iterdir()
    assert token not in path.name + path.read_text(encoding="utf-8")
    assert Devices(data_dir).known(path.stem, NOW) is None
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("token", ["", "x", "../../unkink", "\0", "ü" * 40, "x" * 10_000, "\udcff"])
def test_no_other_token_is_known(data_dir: Path, token: str) -> None:
    devices = Devices(data_dir)
    devices.let_in("Safari on iPhone", NOW)
    assert devices.known(token, NOW) is None


def test_when_a_device_was_last_seen_is_written_down_now_and_then(data_dir: Path) -> None:
    devices = Devices(data_dir)
    token, _ = devices.let_in("Chrome on Android", NOW)
    devices.known(token, NOW + SEEN_EVERY_MS - 1)
    assert devices.all(NOW)[0].seen == NOW
    devices.known(token, NOW + HOUR_MS)
    assert devices.all(NOW)[0].seen == NOW + HOUR_MS


def test_who_is_forgotten_is_out_at_once_and_numbers_stay(data_dir: Path) -> None:
    """Numbers that moved up would make a person forget the wrong one next."""
    server, person = Devices(data_dir), Devices(data_dir)
    tokens = [server.let_in(name, NOW)[0] for name in ("one", "two", "three")]
    assert [device.name for device in person.forget(2, NOW)] == ["two"]
    assert server.known(tokens[1], NOW + HOUR_MS) is None
    assert [device.number for device in person.all(NOW)] == [1, 3]
    assert server.let_in("four", NOW)[1].number == 4
    assert person.forget(2, NOW) == []


def test_being_seen_does_not_bring_a_forgotten_device_back(data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person forgets it while the server answers it."""
    devices = Devices(data_dir)
    token, _ = devices.let_in("one", NOW)
    utime = os.utime

    def forgotten_meanwhile(path: Path, *, ns: tuple[int, int]) -> None:
        path.unlink()
        utime(path, ns=ns)

    monkeypatch.setattr(os, "utime", forgotten_meanwhile)
    devices.known(token, NOW + HOUR_MS)
    assert devices.all(NOW) == []


def test_all_are_forgotten_those_with_damaged_files_too(data_dir: Path) -> None:
    devices = Devices(data_dir)
    devices.let_in("one", NOW)
    token, _ = devices.let_in("two", NOW)
    damaged = devices._path(token)
    damaged.write_text('{"number": 2', encoding="utf-8")
    assert devices.known(token, NOW) is None
    assert [device.name for device in devices.forget(None, NOW)] == ["one"]
    assert list((data_dir / FOLDER).iterdir()) == []


@pytest.mark.parametrize("content", ["", "[]", "null", "{}", *DAMAGED])
def test_a_damaged_file_lets_nobody_in(data_dir: Path, content: str) -> None:
    devices = Devices(data_dir)
    token, _ = devices.let_in("one", NOW)
    devices._path(token).write_text(content, encoding="utf-8")
    assert devices.known(token, NOW) is None
    assert devices.all(NOW) == []


def test_a_device_is_named_in_the_language_of_who_asks(data_dir: Path) -> None:
    """A phone that was let in in one language is found in the list of another."""
    with speaking("de"):
        Devices(data_dir).let_in(name_of("Chrome/140.0 (Android)"), NOW)
    assert [device.name for device in Devices(data_dir).all(NOW)] == ["Chrome on Android"]
    with speaking("de"):
        assert [device.name for device in Devices(data_dir).all(NOW)] == ["Chrome auf Android"]


def test_a_device_is_let_in_for_a_good_year(data_dir: Path) -> None:
    """A phone that was given away is not let in for ever."""
    devices = Devices(data_dir)
    token, _ = devices.let_in("one", NOW)
    assert devices.known(token, NOW + DAYS * DAY_MS - 1)
    assert devices.known(token, NOW + DAYS * DAY_MS) is None


def test_a_folder_that_cannot_be_written_to_is_told_in_one_plain_line(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file in its place", encoding="utf-8")
    with pytest.raises(UnkinkError) as told:
        Devices(tmp_path).let_in("one", NOW)
    assert told.value.way_out


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Mobile/15E148 Safari/604.1",
            "Safari on iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36",
            "Chrome on Android",
        ),
        ("Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0", "Firefox on Android"),
        ("", "A browser"),
        ("\x1b[2J<script>", "A browser"),
    ],
)
def test_a_device_is_named_as_its_owner_would(user_agent: str, name: str) -> None:
    """And never in words of its own, which could say anything in the terminal."""
    assert name_of(user_agent) == name


def test_the_list_as_json_has_these_keys(data_dir: Path) -> None:
    token, _ = Devices(data_dir).let_in("one", NOW)
    kept = json.loads(Devices(data_dir)._path(token).read_text(encoding="utf-8"))
    assert kept == {"number": 1, "name": "one", "let_in": NOW}
