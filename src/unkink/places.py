"""Where things lie: every path that Unkink uses."""

import os
from pathlib import Path

_PACKAGE = Path(__file__).parent


def built_in_catalogue() -> Path:
    """The catalogue inside the installed package, or that of the source tree."""
    packaged = _PACKAGE / "_catalogue"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "catalogue"


def translations() -> Path:
    """The texts in other languages: a folder each, inside the installed package or in the source tree."""
    packaged = _PACKAGE / "_translations"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "translations"


def figures() -> Path:
    """The figures inside the installed package, or those of the source tree. It may not exist."""
    packaged = _PACKAGE / "_figures"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "assets" / "figures"


def front_end() -> Path:
    """The built front end."""
    return _PACKAGE / "web" / "static"


def data_folder() -> Path:
    """The person's own folder: UNKINK_DATA_DIR, or where this system keeps such things."""
    if named := os.environ.get("UNKINK_DATA_DIR"):
        return Path(named)
    from platformdirs import user_data_path  # noqa: PLC0415 (only needed where no folder is named)

    return user_data_path("unkink", appauthor=False)
