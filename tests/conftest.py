"""What all tests share: the built-in catalogue, a small one written in the test, and how hypothesis runs."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from unkink import places
from unkink.catalogue.load import load
from unkink.model.catalogue import Catalogue

# Machines differ too much in speed for a deadline to mean anything.
settings.register_profile("unkink", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("unkink")

# What is tested speaks English on every machine, unless a test asks for something else.
os.environ["UNKINK_LANGUAGE"] = "en"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    """The built-in catalogue; loading it raises where it has a mistake."""
    return load(places.built_in_catalogue())


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    """A data folder that nobody has used yet."""
    return tmp_path / "data"
