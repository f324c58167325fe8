"""Poses: every rule has a file that must fail, and the mirror keeps what matters.

The first line of a file under poses/figures names its movement. After a change of the wording, write poses/expected.txt
anew with `python -m tests.catalogue.test_poses` and read the difference.
"""

import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.catalogue.test_rules import _sites
from tests.routines import BUILT_IN
from unkink import places
from unkink.catalogue import pose, pose_check, problem
from unkink.catalogue.folder import check_folder
from unkink.catalogue.load import CatalogueError
from unkink.catalogue.problem import Problem
from unkink.model.pose import PAIRS, SINGLE, Place, Pose, mirrored, other_side

HERE = Path(__file__).parent / "poses"
EXPECTED = HERE / "expected.txt"
FOLDER = places.built_in_catalogue()
WORDS = pose.load_words(FOLDER, BUILT_IN)


def cases() -> list[Path]:
    """Every file that must fail."""
    return sorted(HERE.glob("*/*.toml"))


def mistakes(case: Path) -> tuple[Problem, ...]:
    """What is wrong with the case."""
    with TemporaryDirectory() as folder:
        here = Path(folder)
        if case.parent.name == "figures":
            movement = case.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ")
            (here / "movements" / movement).mkdir(parents=True)
            shutil.copy(case, here / "movements" / movement / "pose.toml")
            return pose.read_figures(here, BUILT_IN, WORDS).problems
        for name in (pose.ANGLES, pose.STANCES):
            shutil.copy(FOLDER / name, here / name)
        shutil.copy(case, here / f"{case.parent.name}.toml")
        with pytest.raises(CatalogueError) as error:
            pose.load_words(here, BUILT_IN)
        return tuple(problem for problem in error.value.problems if problem.file == f"{case.parent.name}.toml")


def told() -> str:
    """What the author of each case is told."""
    lines = []
    for case in cases():
        lines.append(f"[{case.parent.name}/{case.name}]")
        lines += [f"  {problem}" for problem in mistakes(case)]
    return "\n".join(lines) + "\n"


@pytest.mark.parametrize("case", cases(), ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_broken_pose_is_refused(case: Path) -> None:
    assert mistakes(case)


def test_each_mistake_is_told_with_file_key_finding_and_what_is_allowed() -> None:
    assert told() == EXPECTED.read_text(encoding="utf-8")


def test_no_rule_is_without_a_file_that_must_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    made: set[tuple[str, int]] = set()

    def noting(*args: str) -> Problem:
        frame = sys._getframe(1)
        made.add((frame.f_globals["__name__"], frame.f_lineno))
        return problem.Problem(*args)

    for module in (pose, pose_check):
        monkeypatch.setattr(module, "Problem", noting)
    for case in cases():
        mistakes(case)
    assert (_sites(pose) | _sites(pose_check)) - made == set()


def test_the_poses_of_the_catalogue_are_without_a_mistake() -> None:
    figures = pose.load_figures(FOLDER, BUILT_IN)
    for movement, figure in figures.items():
        assert figure.lit == BUILT_IN.movements[movement].feel.where
        assert set(figure.poses) == figure.usual.phasing.used().union(
            *(f.phasing.used() for f in figure.forms.values())
        )


def test_the_catalogue_loads_without_its_poses() -> None:
    """Starting must stay quick: what only the making of figures needs is not even imported."""
    code = "import sys, unkink.service; sys.exit('unkink.catalogue.pose_files' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], env={"PYTHONPATH": "src"}, check=False).returncode == 0


def test_a_folder_of_ones_own_is_told_of_its_poses_mistakes(tmp_path: Path) -> None:
    movement = tmp_path / "movements/doorway-reach"
    shutil.copytree(HERE.parent / "must_pass/movements/doorway-reach", movement)
    (movement / "pose.toml").write_text(
        'view = { round = 0, up = 0 }\nphases = { start = "standing", hold = "reach" }\n'
        "[poses.reach]\nangles = { shoulder_elevation = 270 }\n",
        encoding="utf-8",
    )
    problems, summed_up = check_folder(tmp_path)
    assert [problem.key for problem in problems] == ["poses.reach.angles.shoulder_elevation"]
    assert summed_up.startswith("1 mistake.")


def test_a_form_has_the_movements_view_and_scene_unless_it_has_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "movements/cat-cow"
    folder.mkdir(parents=True)
    (folder / "pose.toml").write_text(
        'view = { round = 90, up = 10 }\nscene = [{ prop = "blanket", place = "under", part = "knees" }]\n'
        'phases = { start = "quadruped", inhale = "quadruped", exhale = "quadruped" }\n'
        '[forms.with-a-pause]\nphases = { start = "quadruped", inhale = "quadruped", exhale = "quadruped" }\n'
        "[forms.bone-by-bone]\nview = { round = -90, up = 0 }\nscene = []\n"
        'phases = { start = "quadruped", inhale = "quadruped", exhale = "quadruped" }\n',
        encoding="utf-8",
    )
    figures, problems = pose.read_figures(tmp_path, BUILT_IN, WORDS)
    assert problems == ()
    usual, forms = figures["cat-cow"].usual, figures["cat-cow"].forms
    assert forms["with-a-pause"] == usual
    assert usual.scene[0].place is Place.UNDER
    assert (forms["bone-by-bone"].view.round_deg, forms["bone-by-bone"].scene) == (-90, ())


def test_a_pair_stands_for_both_sides_and_a_touch_can_be_taken_back() -> None:
    crook = pose._whole("crook-lying", WORDS.stances, WORDS.angles, "", [])
    assert crook.angles["left_knee_flexion"] == crook.angles["right_knee_flexion"] == 100
    assert crook.touch["left-sole"] == "floor"
    assert "left-heel" not in crook.touch


def test_the_mirror_changes_sides_and_turns_and_is_its_own_inverse() -> None:
    turned = Pose(
        "turned",
        {"thoracic_rotation": 20, "lumbar_flexion": 10, "left_hip_abduction": 30, "right_knee_flexion": 90},
        {"left-hand": "right-knee", "seat": "floor"},
    )
    other = mirrored(turned, WORDS.angles)
    assert other.angles == {
        "thoracic_rotation": -20,
        "lumbar_flexion": 10,
        "right_hip_abduction": 30,
        "left_knee_flexion": 90,
    }
    assert other.touch == {"right-hand": "left-knee", "seat": "floor"}
    assert mirrored(other, WORDS.angles) == turned
    assert other_side("lumbar_flexion") == "lumbar_flexion"


def test_every_range_holds_the_anatomical_position() -> None:
    assert all(angle.holds(0) for angle in WORDS.angles.values())


def test_the_reference_tells_every_angle_and_part_as_it_is() -> None:
    text = (Path(__file__).parents[2] / "docs/poses.md").read_text(encoding="utf-8")
    for angle in WORDS.angles.values():
        kind = "left, right" if angle.sided else "turns" if angle.turns else "–"
        signs = f"{angle.plus} | {angle.minus} | {angle.low:g} to {angle.high:g}"
        assert f"| `{angle.id}` | {kind} | {signs} | {angle.source} |" in text
    assert all(f"`{part}`" in text for part in (*SINGLE, *PAIRS))


def test_the_pose_file_of_the_reference_is_sound(tmp_path: Path) -> None:
    text = (Path(__file__).parents[2] / "docs/poses.md").read_text(encoding="utf-8")
    folder = tmp_path / "movements/cat-cow"
    folder.mkdir(parents=True)
    (folder / "pose.toml").write_text(text.split("```toml\n")[1].partition("```")[0], encoding="utf-8")
    assert pose.read_figures(tmp_path, BUILT_IN, WORDS).problems == ()


if __name__ == "__main__":
    EXPECTED.write_text(told(), encoding="utf-8")
