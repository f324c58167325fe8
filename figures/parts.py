"""Parts of the skin by name: the patches that touch something."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from figures.bodies import Body
from figures.zero import palm_normal
from unkink.model.pose import PAIRS, SINGLE

Patch: TypeAlias = NDArray[np.int64]
Mask: TypeAlias = NDArray[np.bool_]

HANDS = ("wrist", "metacarpal", "finger")
TRUNK = ("root", "pelvis", "spine", "clavicle", "shoulder", "breast")


def patches(body: Body) -> dict[str, Patch]:
    """The vertices of each part that can touch something, by the words of a pose file."""
    found = _middle(body)
    for side in ("left", "right"):
        found |= {f"{side}-{part}": patch for part, patch in _one_side(body, side[0].upper()).items()}
    wanted = {*SINGLE, *(f"{side}-{part}" for part in PAIRS.values() for side in ("left", "right"))}
    if found.keys() != wanted:
        message = f"parts without a patch, or the other way round: {sorted(found.keys() ^ wanted)}"
        raise ValueError(message)
    pairs = {both: found[f"left-{one}"] | found[f"right-{one}"] for both, one in PAIRS.items()}
    return {part: np.nonzero(mask)[0] for part, mask in (found | pairs).items()}


def bone_names(body: Body) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """The bone that moves each vertex most, without its number, and its side (L, R or nothing)."""
    main = body.bones[np.arange(len(body.vertices)), body.weights.argmax(1)]
    labels = [body.labels[bone] for bone in main]
    kind = [label.split(".")[0].rstrip("0123456789-") for label in labels]
    return np.array(kind), np.array([label.partition(".")[2] for label in labels])


def _middle(body: Body) -> dict[str, Mask]:
    x, y, z = body.vertices.T
    kind, _ = bone_names(body)
    trunk = np.isin(kind, TRUNK)
    head, eye = body.head("head"), body.head("eye.L")
    hip, chest, neck = body.head("upperleg01.L"), body.head("spine02"), body.head("neck01")
    skull = (kind == "head") & (y > eye[1] - 0.12)
    middle_depth = np.median(z[trunk])
    narrow = np.abs(x) < abs(hip[0]) * 1.3
    return {
        "forehead": skull & (z > head[2] + 0.06) & (y > eye[1] + 0.025) & (y < eye[1] + 0.075),
        "face": skull & (z > eye[2] - 0.01) & (y > eye[1] - 0.07) & (y < eye[1] + 0.08),
        "back-of-head": skull & (z < head[2] - 0.03) & (y > eye[1] - 0.03),
        "chest": trunk & (z > middle_depth) & (y > chest[1] + 0.04) & (y < neck[1] - 0.1),
        "belly": trunk & (z > middle_depth) & narrow & (y > hip[1] + 0.08) & (y < chest[1] + 0.02),
        "pelvis": (z > hip[2]) & narrow & (y > hip[1] - 0.03) & (y < hip[1] + 0.1),
        "upper-back": trunk & (z < middle_depth) & (y > chest[1] + 0.03) & (y < neck[1] - 0.02),
        "lower-back": trunk & (z < middle_depth) & narrow & (y > hip[1] + 0.09) & (y < chest[1] + 0.02),
        "seat": (z < hip[2] + 0.02) & (np.abs(x) < hip[0] * 1.7) & (y > hip[1] - 0.16) & (y < hip[1] + 0.06),
    }


def _one_side(body: Body, end: str) -> dict[str, Mask]:
    kind, side = bone_names(body)
    mine = side == end
    z = body.vertices[:, 2]

    def near(label: str, radius: float) -> Mask:
        return np.linalg.norm(body.vertices - body.head(f"{label}.{end}"), axis=1) < radius

    knee, ankle, hip = (body.head(f"{bone}.{end}") for bone in ("lowerleg01", "foot", "upperleg01"))
    wrist, knuckle = body.head(f"wrist.{end}"), body.head(f"finger3-1.{end}")
    hand = mine & np.isin(kind, HANDS)
    along = (body.vertices - wrist) @ (knuckle - wrist) / float((knuckle - wrist) @ (knuckle - wrist))
    # Out of the palm: at rest the palms look inwards and down.
    inner = ((body.vertices - (wrist + knuckle) / 2) @ palm_normal(body, end)) > -0.005
    thigh = mine & (kind == "upperleg")
    shank = mine & (kind == "lowerleg")
    foot = mine & np.isin(kind, ("foot", "toe"))
    y = body.vertices[:, 1]
    return {
        "palm": hand & inner & (along < 1.5) & (along > 0.05),
        "hand": hand & inner & (along > 0.4),
        "fingertip": hand & (along > 1.75),
        "forearm": mine & (kind == "lowerarm"),
        "elbow": near("lowerarm01", 0.06) & np.isin(kind, ("upperarm", "lowerarm")),
        "shoulder": near("upperarm01", 0.09),
        "thigh": thigh & (z > hip[2]) & (y < hip[1] - 0.12),
        "hamstring": thigh & (z < knee[2] - 0.02) & (y < hip[1] - 0.17) & (y > knee[1] + 0.07),
        "knee": near("lowerleg01", 0.1) & (z > knee[2] + 0.01),
        "shin": shank & (z > ankle[2] + 0.0) & (y < knee[1] - 0.06),
        "calf": shank & (z < ankle[2]) & (y > ankle[1] + 0.1),
        "ankle": near("foot", 0.07) & (y > ankle[1] - 0.02),
        "foot": foot,
        "instep": foot & (z > ankle[2] + 0.03) & (y > 0.02),
        "sole": foot & (y < 0.02),
        "heel": foot & (z < ankle[2]) & (y < ankle[1]),
        "toe": mine & (kind == "toe"),
    }
