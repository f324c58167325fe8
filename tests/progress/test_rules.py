"""The figures: every source is in the catalogue, and the docs tell every one as it is."""

from pathlib import Path

from unkink.model.catalogue import Catalogue
from unkink.model.progress import Sign
from unkink.progress.light import LIGHT_OF
from unkink.progress.rules import FIGURES

PAGE = Path(__file__).parents[2] / "docs" / "progress.md"


def test_every_source_is_one_of_the_catalogue(catalogue: Catalogue) -> None:
    assert {figure.source for figure in FIGURES.values()} - {None} <= catalogue.sources.keys()


def test_the_docs_tell_every_figure_as_it_is() -> None:
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert told == [
        f"| `{name}` | {figure.value} {figure.unit} | {figure.decides} | {figure.source or 'ours'} |"
        for name, figure in FIGURES.items()
    ]


def test_every_sign_has_its_light() -> None:
    assert LIGHT_OF.keys() == set(Sign)
