"""Every rule of the catalogue has a file that must fail; the file's name says what is wrong with it.

`expected.txt` holds what an author is told, a line a file. After a change of the wording, write it anew with
`python -m tests.catalogue.test_rules` and read the difference.
"""

import ast
import inspect
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType

import pytest

from tests.routines import BUILT_IN
from unkink import places
from unkink.catalogue import check, check_screening, load, problem, read
from unkink.catalogue.problem import Problem

HERE = Path(__file__).parent
MUST_FAIL = HERE / "must_fail"
EXPECTED = HERE / "expected.txt"
MODULES = (check, check_screening, load, read)
ROOMS = {
    "movements": "movements/{id}/movement.toml",
    "programmes": "programmes/{id}.toml",
    "guidance": "guidance/{id}.md",
    "screening": "screening/{id}.toml",
}
# Rooms of the built-in catalogue alone: the file a case is put into, and how the line begins whose place it takes.
PUT_INTO = {
    "phrases": ("cues.toml", "first ="),
    "positions": ("vocabulary.toml", 'chair = { name = "On'),
    "planning": ("planning.toml", "[causes.unknown]"),
    "aims": ("planning.toml", "[aims.stress]"),
}


def cases() -> list[Path]:
    """Every file (or folder) that must fail."""
    return sorted(path for kind in MUST_FAIL.iterdir() for path in kind.iterdir())


def own_folder(case: Path, folder: Path) -> Path:
    """A person's own catalogue with nothing in it but the case."""
    if case.parent.name == "folders":
        shutil.copytree(case, folder, dirs_exist_ok=True)
    else:
        target = folder / ROOMS[case.parent.name].format(id=case.stem)
        target.parent.mkdir(parents=True)
        shutil.copy(case, target)
    return folder


def mistakes(case: Path) -> list[Problem]:
    """What is wrong with the case."""
    with TemporaryDirectory() as folder:
        if case.parent.name in PUT_INTO:
            built_in = Path(folder) / "catalogue"
            shutil.copytree(places.built_in_catalogue(), built_in)
            name, head = PUT_INTO[case.parent.name]
            put_into(built_in / name, head, case.read_text(encoding="utf-8"))
            with pytest.raises(load.CatalogueError) as error:
                load.load(built_in)
            return list(error.value.problems)
        return list(load.join(BUILT_IN, own_folder(case, Path(folder))).left_out)


def put_into(file: Path, head: str, text: str) -> None:
    """The case in place of the one line that begins like that."""
    lines = file.read_text(encoding="utf-8").splitlines()
    (place,) = (number for number, line in enumerate(lines) if line.startswith(head))
    file.write_text("\n".join([*lines[:place], text, *lines[place + 1 :]]), encoding="utf-8")


def told() -> str:
    """What the author of each case is told."""
    lines = []
    for case in cases():
        lines.append(f"[{case.parent.name}/{case.name}]")
        lines += [f"  {problem}" for problem in mistakes(case)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_broken_file_is_named_and_left_out(case: Path) -> None:
    assert mistakes(case)


def test_each_mistake_is_told_with_file_key_finding_and_what_is_allowed() -> None:
    """An author who is not told where and what cannot mend it."""
    assert told() == EXPECTED.read_text(encoding="utf-8")


def test_sound_files_join_the_catalogue() -> None:
    loaded = load.join(BUILT_IN, HERE / "must_pass")
    assert loaded.left_out == ()
    assert {"doorway-reach", "doorway-turns", "doorway-breath"} <= loaded.catalogue.movements.keys()
    assert "at-the-door" in loaded.catalogue.programmes
    assert "at-the-door" in loaded.catalogue.guidance
    assert list(loaded.catalogue.questions)[-1] == "at-the-door"


def test_all_mistakes_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    for case in cases():
        if case.parent.name in ROOMS:
            target = tmp_path / ROOMS[case.parent.name].format(id=case.stem)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(case, target)
    left_out = load.join(BUILT_IN, tmp_path).left_out
    named = {problem.file for problem in left_out}
    assert {ROOMS[c.parent.name].format(id=c.stem) for c in cases() if c.parent.name in ROOMS} <= named


def test_a_programme_of_ones_own_falls_with_its_broken_movement_and_the_rest_stands(tmp_path: Path) -> None:
    shutil.copytree(HERE / "must_pass", tmp_path, dirs_exist_ok=True)
    broken = tmp_path / "movements/doorway-reach/movement.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("shoulder-pain", "sore"), encoding="utf-8")
    catalogue, left_out = load.join(BUILT_IN, tmp_path)
    assert {problem.file for problem in left_out} == {
        "movements/doorway-reach/movement.toml",
        "programmes/at-the-door.toml",
    }
    assert "doorway-turns" in catalogue.movements
    assert "upper-back-nine" in catalogue.programmes


def _sites(module: ModuleType) -> set[tuple[str, int]]:
    """Where in a module a Problem is made."""
    tree = ast.parse(inspect.getsource(module))
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    return {
        (module.__name__, call.lineno)
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "Problem"
    }


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> set[tuple[str, int]]:
    """Where Problems were made while the test ran."""
    seen: set[tuple[str, int]] = set()

    def noting(*args: str) -> Problem:
        frame = sys._getframe(1)
        seen.add((frame.f_globals["__name__"], frame.f_lineno))
        return problem.Problem(*args)

    for module in MODULES:
        monkeypatch.setattr(module, "Problem", noting)
    return seen


def test_no_rule_is_without_a_file_that_must_fail(made: set[tuple[str, int]]) -> None:
    """A rule that nothing breaks in a test may have stopped holding long ago."""
    for case in cases():
        mistakes(case)
    assert {site for module in MODULES for site in _sites(module)} - made == set()


if __name__ == "__main__":
    EXPECTED.write_text(told(), encoding="utf-8")
