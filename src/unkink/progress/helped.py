"""What seems to help: how pain fell in sessions with a movement, beside sessions without it. A comparison, not a cause.

For each movement the sessions are put into three groups by pain before (0–3, 4–5, 6–10), as a session that begins with
much pain has more to lose. In each group, with n₁ sessions with it and n₀ without, d is the difference of the mean
falls, and counts w = n₁·n₀ / (n₁ + n₀). Then D = Σ w·d / Σ w, and what is told is D · Σ w / (Σ w + k), with
k = HELPED_DOUBT: the ratio of the variance between sessions to that between movements, which makes it the posterior
mean around 0.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import fmean

from unkink.model.progress import Helped, Reading
from unkink.progress.rules import AMBER_UP_TO, GREEN_UP_TO, HELPED_DOUBT, HELPED_NEEDS, HELPED_OVER


def helped(readings: Sequence[Reading]) -> Mapping[str, Helped]:
    """What can be said, by movement; those with too few sessions on either side are not in it."""
    rated = [r for r in readings if r.fall is not None and r.pain_before is not None and r.movements]
    rated = rated[-HELPED_OVER.value :]
    told = {movement: _compared(movement, rated) for movement in sorted({m for r in rated for m in r.movements})}
    return {movement: found for movement, found in told.items() if found}


def _compared(movement: str, rated: Sequence[Reading]) -> Helped | None:
    groups: defaultdict[int, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    for reading in rated:
        if reading.pain_before is not None and reading.fall is not None:
            groups[_group(reading.pain_before)][movement in reading.movements].append(reading.fall)
    alike = [(without, having) for without, having in groups.values() if without and having]
    n_with, n_without = sum(len(having) for _, having in alike), sum(len(without) for without, _ in alike)
    if min(n_with, n_without) < HELPED_NEEDS.value:
        return None
    weights = [len(having) * len(without) / (len(having) + len(without)) for without, having in alike]
    apart = [fmean(having) - fmean(without) for without, having in alike]
    worth = sum(weights)
    difference = sum(w * d for w, d in zip(weights, apart, strict=True)) / worth
    return Helped(difference * worth / (worth + HELPED_DOUBT.value), difference, n_with, n_without)


def _group(pain_before: int) -> int:
    return (pain_before > GREEN_UP_TO.value) + (pain_before > AMBER_UP_TO.value)
