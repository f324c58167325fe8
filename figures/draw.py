"""Pictures for checking by eye: a posed body from any side, drawn face by face from the farthest to the nearest."""

from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from figures.bodies import Body
from figures.props import Box

Points: TypeAlias = NDArray[np.float32]

PAPER, FLOOR, MAT = (243, 239, 230), (226, 220, 208), (150, 180, 182)
SKIN, TOP, BOTTOM, HAIR = (214, 170, 144), (70, 132, 140), (62, 66, 84), (80, 58, 46)
LIGHT = np.array([0.35, 0.8, 0.5]) / np.linalg.norm([0.35, 0.8, 0.5])


class Camera(NamedTuple):
    """From where: degrees round from the front to the body's left, degrees up, and the picture's size in pixels."""

    round_deg: float
    up_deg: float
    size: int = 360


def picture(body: Body, skin: Points, camera: Camera, props: Sequence[Box] = (), span: float = 2.0) -> Image.Image:
    """The body as it is posed, on its mat, with its props. `span` is how many metres the picture is wide."""
    image = Image.new("RGB", (camera.size, camera.size), PAPER)
    draw = ImageDraw.Draw(image)
    right, up, back = _axes(camera)
    middle = (skin.min(0) + skin.max(0)) / 2
    scale = camera.size / span

    def flat(points: Points) -> Points:
        seen = points - middle
        return np.stack([camera.size / 2 + seen @ right * scale, camera.size / 2 - seen @ up * scale], -1)

    for half, colour in ((1.25, FLOOR), (None, MAT)):
        draw.polygon([tuple(p) for p in flat(_ground(skin, half)).tolist()], fill=colour)
    faces = [(skin[body.faces], _colours(body)[body.faces[:, 0]])]
    faces += [(box.faces, np.tile(np.array(box.colour, float), (len(box.faces), 1))) for box in props]
    painted = []
    for corners, colours in faces:
        normals = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        normals /= np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12)
        shade = 0.55 + 0.45 * np.clip(normals @ LIGHT, 0, 1) + 0.12 * np.clip(normals @ back, 0, 1)
        shaded = np.clip(colours * shade[:, None], 0, 255).astype(int).tolist()
        on_paper, near = flat(corners).tolist(), corners.mean(1) @ back
        painted += [(near[each], on_paper[each], shaded[each]) for each in np.nonzero(normals @ back > 0)[0]]
    for _, shape, colour in sorted(painted, key=lambda face: face[0]):
        draw.polygon([tuple(point) for point in shape], fill=tuple(colour))
    return image


def sheet(rows: list[list[Image.Image]], titles: list[str]) -> Image.Image:
    """Pictures in rows, each row with its title."""
    wide, high = rows[0][0].size
    whole = Image.new("RGB", (wide * max(map(len, rows)), (high + 16) * len(rows)), PAPER)
    draw = ImageDraw.Draw(whole)
    for number, (row, title) in enumerate(zip(rows, titles, strict=True)):
        draw.text((4, number * (high + 16) + 2), title, fill=(40, 40, 40))
        for place, image in enumerate(row):
            whole.paste(image, (place * wide, number * (high + 16) + 16))
    return whole


def _axes(camera: Camera) -> tuple[Points, Points, Points]:
    """Right and up of the picture, and the way back from it to the eye."""
    turn, rise = np.deg2rad(camera.round_deg), np.deg2rad(camera.up_deg)
    back = np.array([np.sin(turn) * np.cos(rise), np.sin(rise), np.cos(turn) * np.cos(rise)])
    right = np.array([np.cos(turn), 0.0, -np.sin(turn)])
    return right, np.cross(back, right), back


def _ground(skin: Points, half: float | None) -> Points:
    low, high = skin.min(0), skin.max(0)
    x, z = (low + high)[[0, 2]] / 2
    wide, long = (half, half) if half else ((high - low)[[0, 2]] / 2 + 0.12)
    return np.array([[x + a * wide, 0.0, z + b * long] for a, b in ((-1, -1), (1, -1), (1, 1), (-1, 1))])


def _colours(body: Body) -> Points:
    """A colour for each vertex: shirt, trousers, hair, skin."""
    main = body.bones[np.arange(len(body.vertices)), body.weights.argmax(1)]
    label = np.array(body.labels)[main]
    colours = np.tile(np.array(SKIN, float), (len(label), 1))
    rest, waist = body.vertices, body.head("root")[1] + 0.02
    starts = np.array([name.split(".")[0].rstrip("0123456789-") for name in label])
    trunk = np.isin(starts, ("root", "pelvis", "spine", "clavicle", "shoulder", "breast", "upperleg", "upperarm"))
    colours[trunk | (label == "neck01")] = TOP
    colours[trunk & (starts != "upperarm") & (rest[:, 1] < waist)] = BOTTOM
    colours[(starts == "lowerleg") & (rest[:, 1] > body.head("foot.L")[1] + 0.05)] = BOTTOM
    eye = body.head("eye.L")
    hair = (starts == "head") & ((rest[:, 1] > eye[1] + 0.055) | (rest[:, 2] < body.head("head")[2] - 0.01))
    colours[hair & (rest[:, 1] > eye[1] - 0.07)] = HAIR
    return colours
