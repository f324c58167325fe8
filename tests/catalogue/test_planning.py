"""What the catalogue tells a plan: loads that fit the muscles, forms that can be done, causes that lean on sources."""

import re
from collections.abc import Iterator

import pytest

from tests.routines import BUILT_IN
from unkink.model.movement import Caution, Form, Movement
from unkink.model.words import Act, Depth, Grade, Kind

MOVEMENTS = list(BUILT_IN.movements.values())

# Where pain is told, and how many gentle movements without any prop must do something clear for it.
PAINFUL = {"neck": 2, "upper-back": 4, "middle-back": 3, "lower-back": 4, "glutes": 4, "hamstrings": 3}
CLEAR = 2

# The regions each muscle can reach. The first is its home: whatever works the muscle counts there too.
REACHES = {
    "suboccipitals": ("neck",),
    "neck-flexors": ("neck",),
    "upper-trapezius": ("neck", "upper-back", "shoulders"),
    "middle-trapezius": ("upper-back", "shoulders"),
    "lower-trapezius": ("upper-back", "middle-back"),
    "levator-scapulae": ("neck", "upper-back", "shoulders"),
    "scalenes": ("neck",),
    "rhomboids": ("upper-back",),
    "serratus-anterior": ("shoulders", "upper-back"),
    "latissimus-dorsi": ("upper-back", "middle-back", "shoulders"),
    "pectoralis-major": ("upper-back", "shoulders"),
    "pectoralis-minor": ("upper-back", "shoulders"),
    "front-deltoid": ("shoulders",),
    "rear-deltoid": ("shoulders", "upper-back"),
    "rotator-cuff": ("shoulders", "upper-back"),
    "biceps": ("shoulders",),
    "triceps": ("shoulders",),
    "erector-spinae": ("lower-back", "middle-back", "upper-back"),
    "multifidus": ("lower-back", "middle-back", "upper-back", "core"),
    "quadratus-lumborum": ("lower-back", "middle-back", "core"),
    "intercostals": ("middle-back", "upper-back", "breathing"),
    "diaphragm": ("breathing",),
    "rectus-abdominis": ("core", "lower-back"),
    "obliques": ("core", "middle-back", "lower-back"),
    "transversus-abdominis": ("core", "lower-back"),
    "hip-flexors": ("legs", "lower-back", "core"),
    "gluteus-maximus": ("glutes",),
    "gluteus-medius": ("glutes", "legs"),
    "piriformis": ("glutes", "lower-back"),
    "tensor-fasciae-latae": ("glutes", "legs"),
    "adductors": ("legs",),
    "quadriceps": ("legs",),
    "hamstrings": ("hamstrings", "legs"),
    "calves": ("legs",),
}
# The homes that people name when they say where it hurts.
HOMES = {"neck", "glutes", "hamstrings"}

# Forms whose words name a prop that they can do without, and why.
WITHOUT = {
    ("chest-stretch", "lying", "cushion"): "a pillow asks for less, as the text says",
    ("diaphragmatic-breathing", "on-your-side", "cushion"): "a comfort",
    ("elevated-leg-stretch", "one-free-edge", "wall"): "the wall is in the way, not needed",
    ("modified-cobra", "just-lying", "cushion"): "if you like, as the text says",
    ("passive-backbend", "thin-roll", "towel"): "the roll is that towel",
    ("passive-backbend", "under-shoulder-blades", "cushion"): "a comfort",
    ("prone-leg-raise", "lying-on-the-front", "cushion"): "a comfort",
    ("quadriceps-stretch", "side-lying", "strap"): "or the hand",
    ("quadriceps-stretch", "strap", "towel"): "or the strap",
    ("seated-posture-reset", "cushion-behind", "towel"): "or the cushion",
    ("wall-arm-slide", "lying", "cushion"): "only for arms that do not reach the floor",
}
NAMED = {
    "chair": r"\bchairs?\b",
    "wall": r"\bwall\b",
    "towel": r"\btowel\b(?! under)",
    "strap": r"\bstrap\b",
    "table": r"\btable\b",
    "block": r"\bblocks?\b|\bstool\b",
    "cushion": r"\bcushions?\b|\bpillows?\b",
    "bed": r"\bbed\b",
    "dumb-bells": r"\bdumb-bells?\b",
}


def own_forms() -> Iterator[tuple[Movement, Form]]:
    """Every form that is not a movement of its own."""
    return ((movement, form) for movement in MOVEMENTS for form in movement.forms if not form.movement)


def sending() -> Iterator[tuple[Movement, Caution]]:
    """Every caution whose text sends the person to another form."""
    pairs = ((movement, caution) for movement in MOVEMENTS for caution in movement.cautions)
    return ((movement, caution) for movement, caution in pairs if re.search(r"\bform\b", caution.text))


def lifting(movement: Movement, caution: Caution) -> list[Form]:
    """The forms that lift it."""
    return [form for form in movement.forms if caution.when in form.lifts]


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda movement: movement.id)
def test_it_counts_only_where_one_of_its_muscles_reaches(movement: Movement) -> None:
    reached = {region for muscle in movement.muscles for region in REACHES[muscle]}
    assert movement.planning.loads.keys() <= reached | set(movement.regions)


@pytest.mark.parametrize("movement", MOVEMENTS, ids=lambda movement: movement.id)
def test_it_counts_where_its_muscles_are_at_home_even_if_its_article_lists_it_elsewhere(movement: Movement) -> None:
    homes = {REACHES[muscle][0] for muscle in movement.muscles}
    assert homes & HOMES <= movement.planning.loads.keys()


def test_every_muscle_has_its_regions() -> None:
    assert REACHES.keys() == BUILT_IN.vocabulary.muscles.keys()
    assert {region for regions in REACHES.values() for region in regions} <= BUILT_IN.vocabulary.regions.keys()


@pytest.mark.parametrize("region", PAINFUL)
def test_whoever_hurts_there_finds_gentle_movements_that_need_nothing(region: str) -> None:
    found = [
        movement.id
        for movement in MOVEMENTS
        if movement.planning.depth is Depth.GENTLE
        and movement.planning.loads.get(region, 0) >= CLEAR
        and not movement.props.required
    ]
    assert len(found) >= PAINFUL[region], found


def test_no_programme_asks_for_more_days_than_its_movements_should_have() -> None:
    for programme in BUILT_IN.programmes.values():
        for step in programme.steps:
            movement = BUILT_IN.movements[step.movement]
            assert programme.fitt.days_per_week <= movement.planning.days_per_week, (programme.id, movement.id)


def test_what_tires_has_a_day_between() -> None:
    """Two light leg lifts are the exception: their article asks for them daily."""
    strong = {movement.id for movement in MOVEMENTS if movement.planning.kind is Kind.STRENGTH}
    daily = {key for key in strong if BUILT_IN.movements[key].planning.days_per_week > 3}
    assert daily == {"side-lying-hip-abduction", "prone-leg-raise"}
    assert {step.movement for step in BUILT_IN.programmes["conquer-core"].steps} <= strong - daily


def test_who_may_not_do_a_movement_is_told_of_a_form_that_lifts_it_or_plainly_to_leave_it_out() -> None:
    for movement, caution in sending():
        if caution.act is Act.AVOID and not lifting(movement, caution):
            assert re.search(r"leave (it|this) out", caution.text, re.IGNORECASE), (movement.id, caution.when)


def test_who_is_sent_to_a_form_finds_it() -> None:
    lost = [(m.id, c.when) for m, c in sending() if c.act is Act.EASE and not lifting(m, c)]
    assert lost == []


def test_no_harder_form_lifts_a_caution() -> None:
    for movement, form in own_forms():
        assert not (form.lifts and form.grade is Grade.HARDER), (movement.id, form.id)


def test_after_an_operation_no_form_is_offered() -> None:
    for movement, form in own_forms():
        assert "recent-surgery" not in form.lifts, (movement.id, form.id)


def test_a_form_needs_what_its_words_name() -> None:
    missing = []
    for movement, form in own_forms():
        held = {*form.needs, *movement.props.required}
        for prop, words in NAMED.items():
            named = re.search(words, f"{form.name}. {form.text}", re.IGNORECASE)
            if named and prop not in held and (movement.id, form.id, prop) not in WITHOUT:
                missing.append((movement.id, form.id, prop))
    assert missing == []


def test_nobody_is_sent_to_sit_or_lie_on_what_is_not_there() -> None:
    positions = BUILT_IN.vocabulary.positions
    assert {key for key, position in positions.items() if position.prop} == {"chair", "lying-on-bed"}
    for movement in MOVEMENTS:
        assert positions[movement.position].prop in (None, *movement.props.required), movement.id
    for movement, form in own_forms():
        prop = positions[form.position or movement.position].prop
        assert prop in (None, *form.needs, *movement.props.required), (movement.id, form.id)


def test_the_causes_that_can_be_told_are_there() -> None:
    causes = ["sitting", "posture", "weak-core", "tight-muscles", "after-training", "injury-or-disc", "unknown"]
    assert list(BUILT_IN.causes) == causes


def test_causes_shape_the_mix_as_they_should() -> None:
    causes, aims = BUILT_IN.causes, BUILT_IN.aims
    for cause in ("sitting", "posture"):
        assert causes[cause].kinds["mobility"] > 1
        assert all(causes[cause].muscles[muscle] > 1 for muscle in ("pectoralis-major", "hip-flexors", "intercostals"))
    assert "desk-breaks" in causes["sitting"].guidance
    assert max(causes["weak-core"].kinds, key=lambda kind: causes["weak-core"].kinds[kind]) == "strength"
    assert "owen-2020" in {ref.key for ref in causes["weak-core"].sources}
    assert max(aims["stress"].kinds, key=lambda kind: aims["stress"].kinds[kind]) == "breath"
    assert not causes["unknown"].kinds
