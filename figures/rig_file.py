"""rig.json: how a player turns angles into bones, for all three bodies.

A bone's own rotation is back · turn · turn · … · zero, its turns in their order, each about an axis by an angle times
its share. Quaternions are x, y, z, w; angles are in degrees, places in metres.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from figures.bodies import PHENOTYPES, Body, Ints, body
from figures.muscles import muscle_ids
from figures.rig import RHYTHM, RHYTHM_FROM, turns_of_bones
from figures.zero import Matrix, zero_rotations
from unkink import places
from unkink.catalogue.load import load
from unkink.catalogue.pose import load_words, singles

AXES = "xyz"
SWAPPED = {"left": "right", "right": "left"}


class Bones(NamedTuple):
    """The bones that are shipped: their numbers in the body, their parents among themselves, parents first.

    `onto` says for each bone of the body on which shipped one its skin hangs.
    """

    kept: tuple[int, ...]
    parents: tuple[int, ...]
    onto: Ints


def shipped_bones(body: Body) -> Bones:
    """The bones that turn by themselves. The others move with the bone above and are not shipped."""
    turning = {body.bone(label) for label in turns_of_bones()}
    zero = zero_rotations(body)
    kept: list[int] = []
    parents: list[int] = []
    onto = np.zeros(len(body.labels), np.int64)
    for bone, parent in enumerate(body.parents):
        if parent >= bone:
            raise ValueError(f"{body.labels[bone]} comes before its parent")
        above = int(onto[parent]) if parent >= 0 else -1
        if bone in turning or (parent >= 0 and not np.allclose(zero[bone], zero[parent])):
            onto[bone] = len(kept)
            kept.append(bone)
            parents.append(above)
        else:
            onto[bone] = above
    return Bones(tuple(kept), tuple(parents), onto)


def rig() -> dict[str, Any]:
    """All of rig.json."""
    names, signs = _angles()
    turns = turns_of_bones()
    bodies = {name: body(name) for name in PHENOTYPES}
    anybody = next(iter(bodies.values()))
    bones = shipped_bones(anybody)
    return {
        "angles": list(names),
        "mirror": {"twin": [names.index(_twin(name)) for name in names], "sign": list(signs)},
        "girdle": {"from": RHYTHM_FROM, "share": round(RHYTHM, 6)},
        "muscles": list(muscle_ids()),
        "bones": [
            {
                "name": anybody.labels[bone],
                "parent": parent,
                "turns": [_turn(*turn) for turn in turns.get(anybody.labels[bone], [])],
            }
            for bone, parent in zip(bones.kept, bones.parents, strict=True)
        ],
        "bodies": {name: _measures(each, bones) for name, each in bodies.items()},
    }


def rig_file(path: Path) -> Path:
    """Write rig.json there."""
    path.write_text(json.dumps(rig(), separators=(",", ":")) + "\n", encoding="utf-8")
    return path


@cache
def _angles() -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of all angles, each side by itself, and the sign that each takes in the mirror."""
    folder = places.built_in_catalogue()
    words = load_words(folder, load(folder))
    each = [(name, angle) for key, angle in words.angles.items() for name in singles(key, words.angles)]
    return tuple(name for name, _ in each), tuple(-1 if angle.turns else 1 for _, angle in each)


def _twin(name: str) -> str:
    side, _, rest = name.partition("_")
    return f"{SWAPPED[side]}_{rest}" if side in SWAPPED else name


def _turn(angle: str, axis: tuple[float, float, float], share: float) -> tuple[str, str, float]:
    return angle, AXES[axis.index(1.0)], round(float(share), 6)


def _measures(body: Body, bones: Bones) -> dict[str, Any]:
    zero = zero_rotations(body)
    back = [zero[body.parents[bone]].T if body.parents[bone] >= 0 else np.eye(3) for bone in bones.kept]
    return {
        "height": round(body.height, 4),
        "root": [round(float(step), 6) for step in body.heads[0]],
        "zero": [_quaternion(zero[bone]) for bone in bones.kept],
        "back": [_quaternion(each) for each in back],
    }


def _quaternion(turn: Matrix) -> list[float]:
    """A rotation matrix as x, y, z, w, to six digits, w not negative."""
    # Through the eigenvector of the greatest eigenvalue, which is sound for every rotation (Bar-Itzhack 2000).
    (xx, xy, xz), (yx, yy, yz), (zx, zy, zz) = turn.tolist()
    whole = np.array(
        [
            [xx - yy - zz, xy + yx, xz + zx, zy - yz],
            [xy + yx, yy - xx - zz, yz + zy, xz - zx],
            [xz + zx, yz + zy, zz - xx - yy, yx - xy],
            [zy - yz, xz - zx, yx - xy, xx + yy + zz],
        ]
    )
    best = np.linalg.eigh(whole)[1][:, -1]
    best = best if best[3] >= 0 else -best
    return [round(float(part), 6) + 0.0 for part in best]
