"""Somebody new."""

import pytest

from tests.progress.people import Someone
from unkink.model.catalogue import Catalogue


@pytest.fixture
def someone(catalogue: Catalogue) -> Someone:
    """A person whose plan has cat-cow, plank and superman."""
    return Someone(catalogue)
