"""Line drawings for lists, print and the terminal: the pose that says most, on the average body, as the viewer sees it.

The lines are found on a picture of the dressed body and its props: where something ends before what lies behind it,
where two places of the skin meet that are far apart on the body (a limb over the trunk, a thigh on the belly), and
where cloth or hair ends. The first path is the body's whole outline.
"""

import json
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any, NamedTuple

import numpy as np
import torch

from figures import stamps
from figures.bodies import body
from figures.clips import most_telling
from figures.drawn import Name, clip_of, inputs_of_line, line_of, names, stale
from figures.make import solver
from figures.motion import Moved
from figures.pictures import (
    Eye,
    Ints,
    Mask,
    Seen,
    Values,
    area_of,
    chains,
    eye_for,
    length_of,
    look,
    simple,
    smooth,
    steps,
)
from figures.review import shipped
from figures.rig import Skin, skin_of
from figures.rig_file import shipped_bones
from figures.shapes import Shape, of_clip, whole
from figures.solve import Held, Solver
from figures.stamps import Output
from figures.wear import LOOKS, dressed, hair, points_of, shirt, trousers
from unkink.model.pose import Figure

BODY = "average"
SIZE = (640, 480)
# Points looked at for each point of the drawing, and how many of them a line is smoothed over.
FINER, SOFT = 2, 2.2
# How far a simplified line may be off, and how short a line may be, in points of the drawing.
OFF, SHORT, SHORT_HEM = 0.3, 9.0, 14.0
# The same for the areas that are filled, in square points.
SMALL = 24.0
# Neighbours on the picture that are so far apart at rest, or one so far behind the other, are none (metres).
APART_M, BEHIND_M = 0.04, 0.025
# The hand and the face have finer lines.
FINE_M = 0.016
INK, PAPER = "var(--figure-line, #26343a)", "var(--figure-fill, #f7f2e7)"
THING, WALL = "var(--figure-thing, #e3d9c4)", "var(--figure-wall, #efe8d8)"
HAIR, CLOTH = "var(--figure-hair, #8d8a83)", "var(--figure-cloth, #dfe3dc)"
WEIGHTS = {"outline": 2.4, "inner": 1.6, "thing": 1.2, "hem": 0.9}
# What is farther than anything that is drawn.
FAR_M = 1e3
# How far the floor that is drawn goes past what is near it, and up to which height that is near (metres).
PAST_M, NEAR_M = 0.12, 0.45
# Its corners are round: a superellipse of this power; and it keeps this far from the edge, in points.
CORNERS, EDGE = 4.5, 8
CROWN_M = 0.14


class Dressed(NamedTuple):
    """A body in its clothes; how far inside shirt, trousers and hair each vertex is; how much of hand, head or foot."""

    faces: Ints
    skin: Skin
    rest: Values
    cover: tuple[Values, Values, Values]
    fine: Values


class Scene(NamedTuple):
    """What is drawn: the body's corners (T, 3, 3), the things, and the edge of the floor on the drawing (N, 2)."""

    body: Values
    things: list[tuple[str, Shape]]
    floor: Values


def drawing(moved: Moved, clip: Mapping[str, Any], on: Solver, title: str) -> str:
    """The drawing of a movement as an SVG."""
    clothed = _dressed()
    held = most_telling(moved)
    eye, scene = _scene(moved, held, clip, on, clothed)
    pose = next(name for name, each in moved.poses.items() if each is held)
    return _svg(title, pose, _Picture(scene, eye, clothed).parts())


def write(each: Name, figure: Figure, on: Solver) -> dict[str, Output]:
    """Write the drawing of a movement or a form of it; its entry for the list."""
    path = line_of(each.name)
    clip = json.loads(clip_of(each.name).read_text("utf-8"))
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(drawing(shipped(figure, each.form, on), clip, on, each.title), "utf-8")
    return {f"lines/{path.name}": stamps.output(path, inputs_of_line(each))}


def write_stale(figures: Mapping[str, Figure]) -> None:
    """Write the drawings that are older than their clips, and keep the list."""
    with_clip = [each for each in names() if each.movement in figures and _suits(each, figures[each.movement])]
    wanted = {line_of(each.name): each for each in with_clip}
    for path, _ in stale((path, inputs_of_line(each)) for path, each in wanted.items()):
        made = write(wanted[path], figures[wanted[path].movement], solver(BODY))
        stamps.add(made)


def _suits(each: Name, figure: Figure) -> bool:
    """Whether there is a clip, and of the key poses that the movement has now."""
    path = clip_of(each.name)
    if not path.exists():
        return False
    poses: dict[str, Any] = json.loads(path.read_text("utf-8"))["bodies"][BODY]["poses"]
    return poses.keys() <= figure.poses.keys()


@cache
def _dressed() -> Dressed:
    whole_body = body(BODY)
    points = points_of(whole_body)
    rest = dressed(whole_body, points)
    skin = Skin(torch.tensor(rest, dtype=torch.float32), skin_of(whole_body).blend)
    cover = (shirt(whole_body, points), trousers(whole_body, points), hair(whole_body, LOOKS[BODY], points))
    kinds = np.array([label.split(".")[0].rstrip("0123456789-") for label in whole_body.labels])
    small = np.isin(kinds, ("wrist", "metacarpal", "finger", "head", "foot", "toe"))
    fine = (whole_body.weights * small[whole_body.bones]).sum(1)
    return Dressed(whole_body.faces, skin, rest, cover, np.asarray(fine, np.float64))


def _scene(moved: Moved, held: Held, clip: Mapping[str, Any], on: Solver, clothed: Dressed) -> tuple[Eye, Scene]:
    """The eye and what is before it, both as the viewer has them (stage.ts)."""
    labels = on.body.labels
    kept = list(shipped_bones(on.body).kept)

    def place(bone: str) -> Values:
        return held.centres[labels.index(bone)].numpy().astype(np.float64)

    props = clip["bodies"][BODY]["props"]
    points = []
    for each in moved.poses.values():
        centres = each.centres.numpy().astype(np.float64)
        head, below = (centres[labels.index(bone)] for bone in ("head", "neck03"))
        crown = head + (head - below) / np.linalg.norm(head - below) * CROWN_M
        points += [centres[kept], crown[None]]
    for prop in props:
        if "at" in prop and prop["prop"] not in {"wall", "bed"}:
            at = np.array(prop["at"])
            points.append(np.stack([at, at + np.array([0, max(0, prop["size"][1] - 0.1), 0])]))
    every = np.concatenate(points)
    wide, high = SIZE
    eye = eye_for(every, clip["view"]["round"], clip["view"]["up"], (wide * FINER, high * FINER))
    skin = on.rig.skin(held.rotations, held.centres, clothed.skin).numpy().astype(np.float64)
    middle = every.mean(0)
    things = [
        (kind, shape) for kind, shape in of_clip(props, place) if kind != "wall" or not _hides(shape, middle, eye)
    ]
    standing = [shape.corners.reshape(-1, 3) for kind, shape in things if kind != "wall"]
    return eye, Scene(skin[clothed.faces], things, _floor(np.concatenate([skin, *standing]), eye))


def _floor(points: Values, eye: Eye) -> Values:
    """The edge of the floor under what is near it, on the drawing (N, 2)."""
    near = points[points[:, 1] < NEAR_M][:, [0, 2]]
    if len(near) == 0:
        return np.zeros((0, 2))
    middle, half = (near.min(0) + near.max(0)) / 2, np.ptp(near, axis=0) / 2 + PAST_M
    turn = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    way = np.stack([np.cos(turn), np.sin(turn)], 1)
    edge = middle + half * np.sign(way) * np.abs(way) ** (2 / CORNERS)
    flat = eye.flat(np.stack([edge[:, 0], np.zeros(len(edge)), edge[:, 1]], 1))[0] / FINER
    return np.clip(flat, EDGE, np.array(SIZE) - EDGE)


def _hides(wall: Shape, middle: Values, eye: Eye) -> bool:
    """Whether a wall stands between the eye and the figure."""
    toward = (wall.corners.reshape(-1, 3).mean(0) - middle) * (1, 0, 1)
    back = eye.back * (1, 0, 1)
    return float(toward @ back) / float(np.linalg.norm(toward) * np.linalg.norm(back)) > 0.25


class _Picture:
    """The scene as points, and the lines between them."""

    def __init__(self, scene: Scene, eye: Eye, clothed: Dressed) -> None:
        self.scene, self.eye = scene, eye
        self.wide, self.high = eye.size
        # Walls come first, so that their faces have the lower numbers.
        kinds = sorted(scene.things, key=lambda thing: thing[0] != "wall")
        things = whole([shape for _, shape in kinds])
        walls = whole([shape for kind, shape in kinds if kind == "wall"])
        self.first_thing = walls.faces.max() + 1 if len(walls.faces) else 0
        own, other = look(scene.body, eye, outside=True), look(things.corners, eye)
        self.outline = own.triangle >= 0
        self.body = self.outline & (own.away <= other.away)
        self.thing = np.where((other.triangle >= 0) & ~self.body, _face(things, other), -1)
        self.away = np.minimum(np.minimum(own.away, other.away), FAR_M)
        self.rest = _at(clothed.rest, clothed.faces, own)
        self.fine = _at(clothed.fine, clothed.faces, own)
        shirted, legged, haired = (_at(field, clothed.faces, own) > 0 for field in clothed.cover)
        self.cover = np.where(haired, 3, np.where(shirted, 1, np.where(legged, 2, 0))) * self.body
        self.steps = steps(self.outline | (other.triangle >= 0))

    def parts(self) -> list[str]:
        """The elements of the drawing, from the back to the front."""
        lines = self._lines()
        found = []
        if len(self.scene.floor):
            corners = " ".join(f"{x:.0f},{y:.0f}" for x, y in self.scene.floor.tolist())
            found.append(f'<polygon class="floor" points="{corners}" fill="{THING}" fill-opacity="0.55"/>')
        found.append(f'<path class="silhouette" d="{self._area(self.outline)}" fill="{PAPER}" fill-rule="evenodd"/>')
        for name, mask, colour in (
            ("cloth", self.cover == 2, CLOTH),
            ("hair", self.cover == 3, HAIR),
            ("wall", (self.thing >= 0) & (self.thing < self.first_thing), WALL),
            ("things", self.thing >= self.first_thing, THING),
        ):
            if area := self._area(mask):
                found.append(f'<path class="{name}" d="{area}" fill="{colour}" fill-rule="evenodd"/>')
        strokes = [
            f'<path class="{name}" d="{lines[name]}" stroke-width="{weight}"/>'
            for name, weight in reversed(WEIGHTS.items())
            if lines[name]
        ]
        group = f'<g fill="none" stroke="{INK}" stroke-linecap="round" stroke-linejoin="round">'
        return [*found, group, *strokes, "</g>"]

    def _lines(self) -> dict[str, str]:
        one, other, ends = self.steps
        body, away = (self.body[one], self.body[other]), (self.away[one], self.away[other])
        both, either = body[0] & body[1], body[0] | body[1]
        nearer = np.where(body[0], away[0] <= away[1], away[1] <= away[0])
        apart = np.linalg.norm(self.rest[one] - self.rest[other], axis=1)
        fine = np.maximum(self.fine[one], self.fine[other]) > 0.5
        inner = both & ((apart > np.where(fine, FINE_M, APART_M)) | (np.abs(away[0] - away[1]) > BEHIND_M))
        outline = either & ~both & nearer
        edges = {
            "outline": outline,
            "inner": inner,
            "thing": (self.thing[one] != self.thing[other]) & ~outline,
            "hem": both & ~inner & (self.cover[one] != self.cover[other]),
        }
        return {
            name: self._paths(ends[mask], SHORT_HEM if name == "hem" else SHORT if name == "inner" else 4.0)
            for name, mask in edges.items()
        }

    def _paths(self, ends: Ints, shortest: float) -> str:
        made = []
        for line in chains(ends, self.wide):
            drawn = smooth(line, SOFT) / FINER
            if length_of(drawn) >= shortest:
                made.append(_path(simple(drawn, OFF)))
        return " ".join(made)

    def _area(self, mask: Mask) -> str:
        padded = mask.copy()
        padded[[0, -1]] = padded[:, [0, -1]] = False
        one, other, ends = self.steps
        rings = chains(ends[padded[one] != padded[other]], self.wide, rings=True)
        large = [ring for ring in rings if area_of(ring) > SMALL * FINER**2]
        return " ".join(_path(simple(smooth(ring, SOFT) / FINER, OFF)) for ring in large)


def _at(values: Values, faces: Ints, seen: Seen) -> Values:
    """Values of the vertices (V,) or (V, K) at each point of the picture; 0 where no body is."""
    there = seen.triangle >= 0
    shares = seen.shares[there]
    corners = values[faces[seen.triangle[there]]]
    made = np.zeros((*seen.triangle.shape, *values.shape[1:]))
    made[there] = np.einsum("nc,nc...->n...", shares, corners)
    return made


def _face(things: Shape, seen: Seen) -> Values:
    if len(things.faces) == 0:
        return np.full(seen.triangle.shape, -1.0)
    return things.faces[np.maximum(seen.triangle, 0)]


def _path(line: Values) -> str:
    """A line as SVG writes it, to a tenth of a point."""
    closed = len(line) > 2 and bool((line[0] == line[-1]).all())
    points = [f"{x:.1f} {y:.1f}".replace(".0 ", " ").removesuffix(".0") for x, y in line[: -1 if closed else None]]
    return "M " + " L ".join(points) + (" Z" if closed else "")


def _svg(title: str, pose: str, parts: list[str]) -> str:
    wide, high = SIZE
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" role="img" data-pose="{escape(pose)}">'
    return "\n".join([head, f"<title>{escape(title)}</title>", *parts, "</svg>", ""])
