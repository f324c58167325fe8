"""Holding one folder to the rules, for its author."""

from pathlib import Path

from unkink import places
from unkink.catalogue.load import CatalogueError, Loaded, join, load
from unkink.catalogue.pose import ANGLES, load_words, read_figures
from unkink.catalogue.problem import Problem
from unkink.errors import UnkinkError
from unkink.language import text
from unkink.model.catalogue import Catalogue


def check_folder(folder: Path) -> tuple[tuple[Problem, ...], str]:
    """Every mistake in the folder, and a line that sums up. Raises UnkinkError where there is no such folder.

    A folder with its own closed lists is checked by itself, any other as it joins the built-in catalogue.
    """
    if not folder.is_dir():
        message = text("There is no folder {folder}.", folder=folder)
        raise UnkinkError(message, text("Name one that has movements/ or programmes/ in it."))
    try:
        if (folder / "vocabulary.toml").exists():
            catalogue, problems = Loaded(load(folder), ())
        else:
            catalogue, problems = join(load(places.built_in_catalogue()), folder)
    except CatalogueError as error:
        return error.problems, _told(len(error.problems))
    problems += _poses(folder, catalogue)
    if problems:
        return problems, _told(len(problems))
    known = f"{len(catalogue.movements)} movements, {len(catalogue.programmes)} programmes"
    return (), f"No mistakes. With this folder the catalogue has {known}."


def _poses(folder: Path, catalogue: Catalogue) -> tuple[Problem, ...]:
    """What is wrong with the folder's poses."""
    own = folder if (folder / ANGLES).exists() else places.built_in_catalogue()
    return read_figures(folder, catalogue, load_words(own, catalogue)).problems


def _told(count: int) -> str:
    return f"{count} {'mistake' if count == 1 else 'mistakes'}. Mend each and check again."
