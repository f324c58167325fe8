"""Data folders with storage in them."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from unkink.storage.open import DATABASE, open_storage
from unkink.storage.port import Storage


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database as it is after the first start; made once, as making it loads Alembic."""
    folder = tmp_path_factory.mktemp("blank")
    open_storage(folder).close()
    return folder / DATABASE


@pytest.fixture
def folder(blank: Path, tmp_path: Path) -> Path:
    """A data folder with an empty database."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copy(blank, folder / DATABASE)
    return folder


@pytest.fixture
def storage(folder: Path) -> Iterator[Storage]:
    """Open storage in that folder."""
    with closing(open_storage(folder)) as storage:
        yield storage
