"""Finding a movement by what people call it, typos and all."""

import pytest

from tests.routines import BUILT_IN
from unkink.search import find, names_of, nearest

MOVEMENTS = BUILT_IN.movements.values()


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("child's pose", "childs-pose"),
        ("childs pose", "childs-pose"),
        ("chidl pose", "childs-pose"),
        ("balasana", "childs-pose"),
        ("cat cow", "cat-cow"),
        ("catcow", "cat-cow"),
        ("knee chest", "knee-to-chest"),
        ("kneee to chst", "knee-to-chest"),
        ("cobra", "modified-cobra"),
        ("piriformus", "supine-figure-four"),
        ("birddog", "bird-dog"),
        ("figure four", "supine-figure-four"),
        ("hamst", "seated-hamstring-stretch"),
        ("foam", "foam-roll-upper-back"),
        ("plnak", "plank"),
    ],
)
def test_a_name_with_a_typo_still_finds_the_movement(typed: str, wanted: str) -> None:
    assert wanted in [movement.id for movement in find(typed, MOVEMENTS)[:5]]


def test_seated_twist_finds_all_three() -> None:
    found = {movement.id for movement in find("seated twist", MOVEMENTS)}
    assert {"seated-twist-crossed-leg", "seated-spine-twist", "seated-knee-twist"} <= found


@pytest.mark.parametrize("typed", ["xylophone", "qqqq", "bicycle repair"])
def test_nonsense_finds_nothing_rather_than_something_wrong(typed: str) -> None:
    assert find(typed, MOVEMENTS) == []


def test_an_empty_search_finds_everything() -> None:
    assert len(find("  ", MOVEMENTS)) == len(MOVEMENTS)


def test_an_unknown_id_gets_the_nearest_three() -> None:
    names = {movement.id: names_of(movement) for movement in MOVEMENTS}
    assert nearest("knee-too-chest", names)[0] == "knee-to-chest"
    assert len(nearest("knee-too-chest", names)) == 3
