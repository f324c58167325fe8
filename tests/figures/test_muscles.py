"""Where muscles lie on the skin: on every body, on both sides alike, and where a physiotherapist would point."""

from collections.abc import Callable

import pytest

pytest.importorskip("torch", reason="figures are made in an environment of their own, which has torch")
bodies = pytest.importorskip("figures.bodies")
if not all((bodies.CACHE / f"body-{name}.npz").exists() for name in bodies.PHENOTYPES):
    pytest.skip("the bodies are made by the first `python3 x.py figures`", allow_module_level=True)

import numpy as np  # noqa: E402 (only where torch is)
import numpy.typing as npt  # noqa: E402

from figures.bodies import Body  # noqa: E402
from figures.muscles import bits, masks, muscle_ids  # noqa: E402

BODIES = {name: bodies.body(name) for name in bodies.PHENOTYPES}
MASKS = {name: masks(body) for name, body in BODIES.items()}


@pytest.mark.parametrize("muscle", muscle_ids())
@pytest.mark.parametrize("name", BODIES)
def test_each_muscle_has_a_patch_on_both_sides_alike(name: str, muscle: str) -> None:
    patch = BODIES[name].vertices[MASKS[name][muscle]]
    left, right = patch[patch[:, 0] > 0.002], patch[patch[:, 0] < -0.002]
    assert len(left) > 10
    assert len(left) == pytest.approx(len(right), rel=0.2, abs=4)
    assert left.mean(0) == pytest.approx(right.mean(0) * (-1, 1, 1), abs=0.012)


def at(body: Body, label: str) -> npt.NDArray[np.float32]:
    return body.head(label)


# What must hold for the middle of the left patch.
WHERE: dict[str, Callable[[Body, npt.NDArray[np.float32]], object]] = {
    "hamstrings": lambda body, p: p[2] < at(body, "lowerleg01.L")[2] and p[1] > at(body, "lowerleg01.L")[1],
    "quadriceps": lambda body, p: p[2] > at(body, "lowerleg01.L")[2] and p[1] > at(body, "lowerleg01.L")[1],
    "calves": lambda body, p: p[2] < at(body, "lowerleg01.L")[2] and p[1] < at(body, "lowerleg01.L")[1] - 0.05,
    "adductors": lambda body, p: p[0] < at(body, "upperleg01.L")[0] and p[1] < at(body, "upperleg01.L")[1] - 0.05,
    "tensor-fasciae-latae": lambda body, p: p[0] > at(body, "upperleg01.L")[0] + 0.03,
    "gluteus-maximus": lambda body, p: p[2] < at(body, "upperleg01.L")[2] - 0.05,
    "gluteus-medius": lambda body, p: p[1] > at(body, "upperleg01.L")[1] and p[0] > at(body, "upperleg01.L")[0],
    "hip-flexors": lambda body, p: p[2] > at(body, "upperleg01.L")[2] + 0.04,
    "piriformis": lambda body, p: abs(p[1] - at(body, "upperleg01.L")[1]) < 0.06 and p[2] < at(body, "root")[2],
    "rectus-abdominis": lambda body, p: p[2] > at(body, "spine03")[2] + 0.05 and p[0] < 0.08,
    "erector-spinae": lambda body, p: p[2] < at(body, "spine02")[2] and p[0] < 0.06,
    "quadratus-lumborum": lambda body, p: p[2] < at(body, "spine03")[2] and p[1] < at(body, "spine02")[1] + 0.02,
    "rhomboids": lambda body, p: p[1] > at(body, "spine01")[1] and p[2] < at(body, "spine01")[2],
    "pectoralis-major": lambda body, p: p[1] > at(body, "spine02")[1] and p[2] > at(body, "spine01")[2] + 0.08,
    "serratus-anterior": lambda body, p: p[0] > 0.1 and p[1] < at(body, "upperarm01.L")[1] - 0.03,
    "biceps": lambda body, p: p[2] > at(body, "lowerarm01.L")[2],
    "triceps": lambda body, p: p[2] < at(body, "lowerarm01.L")[2],
    "rear-deltoid": lambda body, p: p[2] < at(body, "upperarm01.L")[2],
    "front-deltoid": lambda body, p: p[2] > at(body, "upperarm01.L")[2],
    "suboccipitals": lambda body, p: p[2] < at(body, "neck03")[2] and p[1] > at(body, "neck01")[1] + 0.05,
    "neck-flexors": lambda body, p: p[2] > at(body, "neck01")[2] + 0.03,
}


@pytest.mark.parametrize("muscle", WHERE)
@pytest.mark.parametrize("name", BODIES)
def test_a_muscle_lies_where_it_should(name: str, muscle: str) -> None:
    patch = BODIES[name].vertices[MASKS[name][muscle]]
    assert WHERE[muscle](BODIES[name], patch[patch[:, 0] > 0].mean(0))


def test_a_bit_stands_for_each_muscle() -> None:
    body = BODIES["average"]
    whole = np.unpackbits(bits(body), axis=1, bitorder="little")
    for number, muscle in enumerate(muscle_ids()):
        assert (whole[:, number] == MASKS["average"][muscle]).all()
    assert not whole[:, len(muscle_ids()) :].any()


def test_eyes_fingers_and_toes_have_none() -> None:
    for name, body in BODIES.items():
        marked = np.logical_or.reduce(list(MASKS[name].values()))
        assert not marked[body.vertices[:, 1] < body.head("foot.L")[1]].any()
        assert not marked[np.abs(body.vertices[:, 0]) > body.head("lowerarm02.L")[0]].any()
