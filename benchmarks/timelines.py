"""How many timelines are compiled a second on one core."""

from benchmarks.measure import Row, median_s, per_second
from unkink import places
from unkink.catalogue.load import load
from unkink.model.timeline import Pacing
from unkink.timeline import compile_timeline


def rows() -> list[Row]:
    """All programmes in turn, every step spoken (the most work)."""
    catalogue = load(places.built_in_catalogue())
    routines = [programme.routine() for programme in catalogue.programmes.values()]
    pacing = Pacing()

    def work() -> int:
        for routine in routines:
            compile_timeline(routine, catalogue, pacing)
        return len(routines)

    load_s = median_s(lambda: load(places.built_in_catalogue()), times=5)
    return [
        Row("timelines of the programmes compiled, one core", per_second(work), "a second", 2_000, at_least=True),
        Row("the whole catalogue read and checked", load_s, "s", 0.5),
    ]
