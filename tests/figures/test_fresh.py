"""What is told of shipped files that are missing, changed or old."""

from pathlib import Path

import pytest

from figures import drawn, fresh, stamps

OUTPUT: stamps.Output = {
    "inputs": "i",
    "sha256": "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    "bytes": 3,
}


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for module in (stamps, drawn, fresh):
        monkeypatch.setattr(module, "OUT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("content", "inputs", "known", "told"),
    [
        ("foo", "i", True, ""),
        ("foo", None, True, ""),
        ("foo", "j", True, "older than what it is made from"),
        ("bar", "i", True, "not what was made"),
        ("foo", "i", False, "not in manifest.json"),
        (None, "i", True, "not there"),
    ],
)
def test_what_is_wrong_with_a_file(out: Path, content: str | None, inputs: str | None, known: bool, told: str) -> None:  # noqa: FBT001 (a column of the table)
    if content is not None:
        (out / "a.svg").write_text(content)
    assert fresh._wrong("a.svg", inputs, {"a.svg": OUTPUT} if known else {}) == told


def test_a_file_is_made_again_only_if_it_must_be(out: Path) -> None:
    (out / "a.svg").write_text("foo")
    stamps.write({"a.svg": OUTPUT})
    wanted = [(out / "a.svg", "i"), (out / "b.svg", "i")]
    assert list(drawn.stale(iter(wanted))) == [(out / "b.svg", "i")]
    assert list(drawn.stale(iter([(out / "a.svg", "j")]))) == [(out / "a.svg", "j")]


def test_a_file_that_nothing_asks_for_is_told(out: Path) -> None:
    (out / "lines").mkdir()
    (out / "lines" / "no-such-movement.svg").write_text("foo")
    stamps.write({})
    told = {key: (what, way_out) for key, what, way_out in fresh.stale()}
    assert told["lines/no-such-movement.svg"][0] == "nothing in the catalogue asks for it"
    assert told["clips/cat-cow.json"] == ("not there", "Run: python3 x.py figures cat-cow")
    assert told["stills/cat-cow-slim.webp"][0] == "not there"
